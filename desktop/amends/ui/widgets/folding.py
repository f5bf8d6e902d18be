"""Two parts side by side, or one below the other where the window is too narrow for that."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from amends.ui.text_scale import scaled


class Folding(QWidget):
    """It needs no more width than the wider of its parts."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        shares: tuple[int, int] = (1, 0),
        first_px: float = 0,
        spacing_px: float = 14,
        parent: QWidget | None = None,
    ) -> None:
        """Fold where the first part would have less than `first_px`, in the design's pixels."""
        super().__init__(parent)
        self._first, self._second, self._first_px = first, second, first_px
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(scaled(spacing_px))
        for part, share in zip((first, second), shares, strict=True):
            self._box.addWidget(part, share)

    @property
    def is_folded(self) -> bool:
        """Whether the second part stands below the first one."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(max(self._first.minimumSizeHint().width(), self._beside()), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        first = max(self._first.minimumSizeHint().width(), scaled(self._first_px))
        is_narrow = self.width() < first + self._box.spacing() + self._beside()
        down, along = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if is_narrow else along)

    def _beside(self) -> int:
        """Return the least width of the second part, 0 while it is hidden."""
        return 0 if self._second.isHidden() else self._second.minimumSizeHint().width()
