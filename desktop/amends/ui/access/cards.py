"""The cards about the ways into the office, as a part of the page of the office."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from amends.ui.access.access_card import AccessCard
from amends.ui.access.people_card import PeopleCard
from amends.ui.access.presenter import AccessPresenter
from amends.ui.cover.cover_card import CoverCard
from amends.ui.session import Session
from amends.ui.text_scale import scaled


class AccessCards(QWidget):
    """Each card has a presenter of its own, so that what one asks is answered to that one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.access = AccessCard(AccessPresenter(session, self))
        self.cover = CoverCard(session)
        self.people = PeopleCard(AccessPresenter(session, self))
        self._after: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(14))
        layout.addWidget(self.access)
        layout.addWidget(self.cover)
        layout.addWidget(self.people)
        self.people.listed.connect(self._order_keys)

    def come_after(self, last: QWidget) -> None:
        """Let Tab reach the cards from `last`, in reading order; new rows would else come last."""
        self._after = last
        self._order_keys()

    @Slot()
    def _order_keys(self) -> None:
        before = [self._after] if self._after is not None else []
        ours = (*self.access.controls(), self.cover.pass_on, *self.people.controls())
        for earlier, later in pairwise((*before, *ours)):
            QWidget.setTabOrder(earlier, later)
