"""The list of cases beside the case on show; in a narrow window, one of the two."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QSettings, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from amends.ui.case.view import CasePage
from amends.ui.inbox.view import InboxView
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look

_NARROW_PX: Final = 900  # without the rail: a window of about 1,100
_LIST_PX: Final = 430
_SPLIT: Final = "cases/split"


class CasesPage(QWidget):
    """Holds list and case, and remembers how the width is shared between them."""

    def __init__(self, inbox: InboxView, case: CasePage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inbox = inbox
        self._case = case
        self._is_narrow = False
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._list = _panel(inbox)
        self._splitter.addWidget(self._list)
        self._splitter.addWidget(case)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._restore()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        case.header.back_requested.connect(self.show_list)
        inbox.list.activated.connect(self.show_case)
        inbox.list.clicked.connect(self.show_case)
        self._splitter.splitterMoved.connect(self._remember)

    @Slot()
    def show_list(self) -> None:
        """Bring the list to the front; in a wide window it is always there."""
        self._share(case_in_front=False)
        self._inbox.list.setFocus()

    @Slot()
    def show_case(self) -> None:
        """Bring the case to the front; the keys go on from the list, or from the way back to it."""
        self._share(case_in_front=True)
        (self._case.header.back if self._is_narrow else self._inbox.list).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < scaled(_NARROW_PX)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._share(case_in_front=False)

    def _share(self, *, case_in_front: bool) -> None:
        self._list.setVisible(not (self._is_narrow and case_in_front))
        self._case.setVisible(case_in_front or not self._is_narrow)
        self._case.header.back.setVisible(self._is_narrow)

    @Slot()
    def _remember(self) -> None:
        QSettings().setValue(_SPLIT, self._splitter.saveState())

    def _restore(self) -> None:
        kept = QSettings().value(_SPLIT)
        if not (isinstance(kept, QByteArray) and self._splitter.restoreState(kept)):
            self._splitter.setSizes([scaled(_LIST_PX), scaled(2 * _LIST_PX)])


def _panel(inbox: InboxView) -> QFrame:
    panel = QFrame()
    set_look(panel, role="list")
    panel.setMinimumWidth(scaled(_LIST_PX - 80))
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(0, 0, 1, 0)
    layout.addWidget(inbox)
    return panel
