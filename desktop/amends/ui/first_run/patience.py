"""How long to wait after a wrong passphrase: longer each time, and never for good."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from amends.domain.waiting import wait_seconds

MS_A_SECOND: Final = 1000


class Patience(QObject):
    """Counts wrong tries of one session, for whatever page they are made on."""

    over = Signal()

    def __init__(self, parent: QObject | None = None, ms_a_second: int = MS_A_SECOND) -> None:
        super().__init__(parent)
        self._failures = 0
        self._ms_a_second = ms_a_second
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.over)

    @property
    def is_waiting(self) -> bool:
        return self._timer.isActive()

    def fail(self) -> None:
        """Count a wrong try; `over` follows where it costs a wait."""
        self._failures += 1
        if seconds := wait_seconds(self._failures):
            self._timer.start(seconds * self._ms_a_second)

    def forget(self) -> None:
        """The right one was found."""
        self._failures = 0
        self._timer.stop()
