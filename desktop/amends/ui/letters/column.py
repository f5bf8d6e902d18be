"""The column of cards in the left half: it scrolls, and its bar takes no room from the cards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled

SIDE_PX: Final = 26
_TOP_PX: Final = 18


class CardColumn(QScrollArea):
    """Cards below one another."""

    def __init__(self, cards: Iterable[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QWidget()
        self._wanted: QWidget | None = None
        self._cards = QVBoxLayout(self.column)
        self._cards.setSpacing(scaled(13))
        for card in cards:
            self._cards.addWidget(card)
        self._cards.addStretch()
        self.setWidgetResizable(True)
        self.setWidget(self.column)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._on_range(0, 0)

    def reveal(self, widget: QWidget) -> None:
        """Scroll until `widget` can be seen, once what was just changed has found its place."""
        self._wanted = widget
        QTimer.singleShot(0, self._reveal)

    @Slot()
    def _reveal(self) -> None:
        if self._wanted is not None:
            self.ensureWidgetVisible(self._wanted, 0, scaled(_TOP_PX))
            self._wanted = None

    @Slot(int, int)
    def _on_range(self, _first: int, last: int) -> None:
        """Take the bar's width from the margin: the cards are as wide with it as without."""
        bar = self.verticalScrollBar().sizeHint().width() if last else 0
        top, side = scaled(_TOP_PX), scaled(SIDE_PX)
        self._cards.setContentsMargins(side, top, max(0, side - bar), top)
