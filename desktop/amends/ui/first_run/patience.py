"""How long to wait after a wrong passphrase: longer each time, and never for good."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QPushButton

from amends.domain.waiting import wait_seconds

MS_A_SECOND: Final = 1000


class Patience(QObject):
    """Counts wrong tries of one session, for whatever page they are made on."""

    began = Signal()
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
        """Count a wrong try; `began` and then `over` follow where it costs a wait."""
        self._failures += 1
        if seconds := wait_seconds(self._failures):
            self._timer.start(seconds * self._ms_a_second)
            self.began.emit()

    def forget(self) -> None:
        """The right one was found."""
        self._failures = 0
        if self.is_waiting:
            self._timer.stop()
            self.over.emit()


class Rest(QObject):
    """Says on a button why it does nothing while somebody has to wait; its words come back."""

    def __init__(self, patience: Patience, button: QPushButton) -> None:
        super().__init__(button)
        self._button, self._words = button, ""
        patience.began.connect(self._begin)
        patience.over.connect(self._end)
        if patience.is_waiting:
            self._begin()

    @Slot()
    def _begin(self) -> None:
        if self._button.text() != self._waits():
            self._words = self._button.text()
            self._button.setText(self._waits())

    @Slot()
    def _end(self) -> None:
        if self._button.text() == self._waits():
            self._button.setText(self._words)

    def _waits(self) -> str:
        return self.tr("Please wait...")
