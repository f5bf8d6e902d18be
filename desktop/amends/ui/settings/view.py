"""How the page of the office is laid out: letterhead, days, policy."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from amends.services.plan_times import counts_school_days, counts_working_hours
from amends.services.read_policy import Policy
from amends.ui.access.cards import AccessCards
from amends.ui.errors import show_error
from amends.ui.read_only_words import read_only_words
from amends.ui.session import Session
from amends.ui.settings.calendar_card import CalendarCard
from amends.ui.settings.calendar_presenter import CalendarPresenter
from amends.ui.settings.closures_card import ClosuresCard
from amends.ui.settings.copies_card import CopiesCard
from amends.ui.settings.hours_card import HoursCard
from amends.ui.settings.letterhead_card import LetterheadCard
from amends.ui.settings.policy_card import PolicyCard
from amends.ui.settings.presenter import SettingsPresenter
from amends.ui.settings.terms_card import TermsCard
from amends.ui.settings.times_presenter import TimesPresenter
from amends.ui.theme import set_look
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.page import Page

_WIDTH_PX: Final = 760


class SettingsView(Page):
    """Shows the office as it stands, and follows every change of it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_WIDTH_PX, parent)
        self._session = session
        self._presenter = SettingsPresenter(session, self.window, self)
        self.letterhead = LetterheadCard(self._presenter)
        self.closures = ClosuresCard(self._presenter)
        self._times = TimesPresenter(session, self.window, self)
        self.terms = TermsCard(self._times)
        self.hours = HoursCard(self._times)
        self.policy = PolicyCard()
        self._days = CalendarPresenter(session, self.window, self)
        self.calendar = CalendarCard(self._days)
        self.copies = CopiesCard(session)
        self._cards = (
            *(self.letterhead, self.calendar, self.closures),
            *(self.terms, self.hours, self.policy),
        )
        self.access = AccessCards(session)
        self.why_not = plain_label("", "muted")
        self._lay_out()
        self._take_seat()
        session.seat_changed.connect(self._take_seat)
        self.calendar.action_requested.connect(self._on_terms_asked_for)
        self._presenter.shown.connect(self._show)
        self._days.proposals.failed.connect(self._on_failed)
        for changes in (self._times.terms, self._times.hours):
            changes.failed.connect(self._on_failed)
        for card in (self.closures, self.calendar, self.terms, self.hours):
            card.proposal.shown.connect(partial(self.reveal, card.proposal))
        self._presenter.failed.connect(self._on_failed)
        self._presenter.refresh()
        self._days.look_for_newer()

    @Slot()
    def _take_seat(self) -> None:
        """Let the cards rest where the office may not be changed, and say why."""
        why = self._session.office_read_only
        self.why_not.setText(read_only_words(why) if why is not None else "")
        self.why_not.setVisible(why is not None)
        for card in self._cards:
            card.setEnabled(why is None)

    @Slot(object)
    def _show(self, policy: Policy) -> None:
        for card in self._cards:
            card.show_policy(policy)
        office = policy.ground.office
        if office.terms or counts_school_days(policy.procedure):
            self.terms.show()
        self.hours.setVisible(
            office.opening_hours is not None or counts_working_hours(policy.procedure)
        )
        self.calendar.action.setVisible(self.terms.isHidden())
        self.access.come_after(self.copies.stops()[-1])

    @Slot()
    def _on_terms_asked_for(self) -> None:
        self.terms.show()
        self.calendar.action.hide()
        self.terms.first.setFocus()
        self.reveal(self.terms)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        show_error(error, self)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Office and policy"))
        set_look(title, role="title")
        self.terms.hide()
        for widget in (title, self.why_not, *self._cards, self.copies, self.access):
            self.body.addWidget(widget)
        self.body.addStretch()
