"""How the page of the office is laid out: letterhead, closures, policy, calendar."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from amends.domain.events.access_events import OfficeRole
from amends.services.read_policy import Policy
from amends.ui.access.cards import AccessCards
from amends.ui.errors import show_error
from amends.ui.session import Session
from amends.ui.settings.closures_card import ClosuresCard
from amends.ui.settings.letterhead_card import LetterheadCard
from amends.ui.settings.policy_card import PolicyCard
from amends.ui.settings.presenter import SettingsPresenter
from amends.ui.settings.words import calendar_words, next_holidays
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.page import Page
from amends.ui.widgets.sentences import Sentences

_WIDTH_PX: Final = 760


class SettingsView(Page):
    """Shows the office as it stands, and follows every change of it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_WIDTH_PX, parent)
        self._presenter = SettingsPresenter(session, self.window, self)
        self.letterhead = LetterheadCard(self._presenter)
        self.closures = ClosuresCard(self._presenter)
        self.policy = PolicyCard()
        self.access = AccessCards(session)
        self._calendar = plain_label("")
        self._holidays = Sentences()
        for card in (self.letterhead, self.closures):
            card.setEnabled(session.role is OfficeRole.DECISION_MAKER)
        self._lay_out()
        self._presenter.shown.connect(self._show)
        self._presenter.proposed.connect(self._on_proposed)
        self._presenter.failed.connect(self._on_failed)
        self._presenter.refresh()

    @Slot(object)
    def _show(self, policy: Policy) -> None:
        for card in (self.letterhead, self.closures, self.policy):
            card.show_policy(policy)
        self.access.come_after(self.closures.proposal.agree)
        self._calendar.setText(calendar_words(policy.calendar))
        self._holidays.show_sentences(next_holidays(policy.calendar, self._presenter.today()))

    @Slot()
    def _on_proposed(self) -> None:
        self.reveal(self.closures.proposal)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        show_error(error, self)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Office and policy"))
        set_look(title, role="title")
        calendar = Card(self.tr("Bank holidays"))
        calendar.body.addWidget(self._calendar)
        calendar.body.addWidget(self._holidays)
        for widget in (title, self.letterhead, self.closures, self.policy, calendar, self.access):
            self.body.addWidget(widget)
        self.body.addStretch()
