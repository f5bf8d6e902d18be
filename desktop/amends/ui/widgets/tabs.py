"""Tabs whose page is as high as its words need.

Qt's own tab widget asks its pages only for a fixed size, so wrapped words are cut off in a narrow
window; here the page on show is laid out by its height for the width.
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from amends.ui.text_scale import scaled


class Tabs(QWidget):
    """A bar, and below it the page that was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self._pages: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(scaled(14))
        self._layout.addWidget(self.bar)
        self._layout.addStretch()
        self.bar.currentChanged.connect(self.show_page)

    def add(self, page: QWidget, title: str) -> None:
        """Add a page at the end."""
        self._pages.append(page)
        self._layout.insertWidget(len(self._pages), page)
        page.setVisible(len(self._pages) == 1)
        self.bar.addTab(title)

    def rename(self, place: int, title: str) -> None:
        """Say what the tab at `place` holds now."""
        self.bar.setTabText(place, title)

    @Slot(int)
    def show_page(self, place: int) -> None:
        """Bring the page at `place` to the front."""
        if place != self.bar.currentIndex():
            self.bar.setCurrentIndex(place)
        for number, page in enumerate(self._pages):
            page.setVisible(number == place)
