"""When a draft is kept: soon after the first key that is not kept yet, whoever types on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer

KEPT_AFTER_MS: Final = 700  # so that a draft is kept within a second of each key
KEPT_AGAIN_AFTER_MS: Final = 5_000


class KeepTimer(QTimer):
    """Its `timeout` says that a draft is to be kept now. No later key puts that off."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, singleShot=True)

    def touch(self) -> None:
        """Something was typed."""
        if not self.isActive() or self.interval() > KEPT_AFTER_MS:
            self.start(KEPT_AFTER_MS)

    def try_again(self) -> None:
        """It could not be kept: try again in a few seconds, or soon after the next key."""
        self.start(KEPT_AGAIN_AFTER_MS)
