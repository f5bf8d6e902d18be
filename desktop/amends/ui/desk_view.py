"""An open office: the rail, and beside it the cases, a letter, or the office itself.

Letters, procedures and settings load on first use: the inbox, which comes first, needs neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from amends.domain.letter_kinds import LetterKind
from amends.services.read_inbox import InboxTotals
from amends.ui.case.presenter import CasePresenter
from amends.ui.case.view import CasePage
from amends.ui.cases_page import CasesPage
from amends.ui.inbox.presenter import InboxPresenter
from amends.ui.inbox.view import InboxView
from amends.ui.rail import ALL_CASES, INBOX, PROCEDURES, PROMISES, SETTINGS, Rail
from amends.ui.session import Session
from amends.ui.text_scale import scaled
from amends.ui.widgets.reading_order import put_in_reading_order

if TYPE_CHECKING:
    from amends.ui.letters.view import LetterView
    from amends.ui.procedures.view import ProceduresView
    from amends.ui.promises.view import PromisesView
    from amends.ui.settings.view import SettingsView


class DeskView(QWidget):
    """Joins the places of an open office, and goes from one to another."""

    new_complaint_requested = Signal()
    case_shown = Signal(bool)  # whether a case is on show
    state_changed = Signal(str)  # what the status line says
    page_changed = Signal(str)  # which page of a letter is on show

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.inbox = InboxPresenter(session, self)
        self.case = CasePresenter(session, self)
        self.rail = Rail()
        self.list = InboxView(self.inbox)
        self.page = CasePage(self.case)
        self._cases = CasesPage(self.list, self.page)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._cases)
        self._letter: LetterView | None = None
        self._settings: SettingsView | None = None
        self._promises: PromisesView | None = None
        self._procedures: ProceduresView | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self._pages, 1)
        layout.addLayout(self._column, 1)
        self._connect()

    def put_on_top(self, notice: QWidget) -> None:
        """Show something above every page."""
        edge = scaled(10)
        around = QVBoxLayout()
        around.setContentsMargins(edge, edge, edge, 0)
        around.addWidget(notice)
        self._column.insertLayout(0, around)
        put_in_reading_order([notice])

    def show_case(self, stream: str) -> None:
        """Go to a case, wherever one is."""
        self.list.show_case(stream)
        self._open_case(stream)
        self._show_cases()
        self.leave_letter()
        self._cases.show_case()

    def let_read_only(self, because: str) -> None:
        """Offer nothing that records something, and say why; without a reason, offer it again."""
        self.rail.say_why_not(because)
        self.setAcceptDrops(not because)
        if because and self._letter is not None:
            self._on_letter_closed()

    @Slot(str)
    def show_place(self, place: str) -> None:
        """Go to the inbox, the promises, all cases, the procedures, or the office itself."""
        self.rail.show_place(place)
        if place == SETTINGS:
            self._pages.setCurrentWidget(self._settings_page())
        elif place == PROCEDURES:
            if self._pages.currentWidget() is self._procedures:
                self.procedures().show_list()
            self._pages.setCurrentWidget(self.procedures())
            self.procedures().come_back()
        elif place == PROMISES:
            self._pages.setCurrentWidget(self._promises_page())
            self._promises_page().list.setFocus()
        else:
            self.inbox.show_cases(all_cases=place == ALL_CASES)
            self._pages.setCurrentWidget(self._cases)
            self._cases.show_list()
        self.leave_letter()  # only now, so that the keys go to the page that took its place
        on_cases = self._pages.currentWidget() is self._cases
        self.case_shown.emit(on_cases and self.case.view is not None)

    @Slot()
    def show_inbox(self) -> None:
        self.show_place(INBOX)

    @Slot()
    def show_all_cases(self) -> None:
        self.show_place(ALL_CASES)

    @Slot()
    def show_promises(self) -> None:
        self.show_place(PROMISES)

    @Slot()
    def show_procedures(self) -> None:
        self.show_place(PROCEDURES)

    @Slot()
    def show_settings(self) -> None:
        self.show_place(SETTINGS)

    @Slot()
    def search(self) -> None:
        """Put the cursor into the search box of the list."""
        if self._pages.currentWidget() is not self._cases:
            self.show_inbox()
        self._cases.show_list()
        self.list.go_to_search()

    @Slot(str, str)
    def write_letter(self, stream: str, kind: str) -> None:
        """Open a letter to be written."""
        self._show_letter(stream, LetterKind(kind)).show_draft()

    @Slot(str, object)
    def open_letter(self, stream: str, letter: UUID) -> None:
        """Open a finished letter."""
        view = self.case.view
        assert view is not None
        kind = next(it.letter_kind for it in view.case.letters if it.letter == letter)
        self._show_letter(stream, kind).show_finished(letter)

    @property
    def shows_cases(self) -> bool:
        """Whether cases are on show, or what was promised in them."""
        return self._pages.currentWidget() in (self._cases, self._promises)

    @property
    def topic(self) -> str:
        """The topic of the help that belongs to what is on show."""
        if self._letter is not None:
            return "letter"
        if self._pages.currentWidget() is self._settings:
            return "office"
        if self._pages.currentWidget() is self._promises:
            return "promises"
        if self._pages.currentWidget() is self._procedures:
            return "procedures"
        focused = QApplication.focusWidget()
        on_case = focused is not None and self.page.isAncestorOf(focused)
        return "case" if on_case else "inbox"

    def _connect(self) -> None:
        self.rail.new_complaint_requested.connect(self.new_complaint_requested)
        self.rail.place_requested.connect(self.show_place)
        self.inbox.case_chosen.connect(self._open_case)
        self.inbox.totals_changed.connect(self._on_totals)
        self.case.left.connect(self._on_case_left)
        self.case.letter_requested.connect(self.write_letter)
        self.case.finished_letter_requested.connect(self.open_letter)

    @Slot()
    def _on_case_left(self) -> None:
        """Show nothing more of a case that was left, the letter neither that was open in it."""
        if self._letter is not None:
            self._letter.drafting.close()
            self._letter.finishing.close()
            self._on_letter_closed()
        self.case_shown.emit(False)

    @Slot(str)
    def _open_case(self, stream: str) -> None:
        self.case.show_case(stream)
        self.case_shown.emit(self.case.view is not None)

    @Slot(object)
    def _on_totals(self, totals: InboxTotals) -> None:
        self.rail.show_counts(totals)

    def _show_letter(self, stream: str, kind: LetterKind) -> LetterView:
        from amends.ui.letters.view import LetterView

        self.leave_letter()
        letter = LetterView(self.session, stream, kind, self)
        letter.closed.connect(self._on_letter_closed)
        letter.state_changed.connect(self.state_changed)
        letter.page_changed.connect(self.page_changed)
        self._letter = letter
        self._pages.addWidget(letter)
        self._pages.setCurrentWidget(letter)
        self.case_shown.emit(False)
        return letter

    @Slot()
    def _on_letter_closed(self) -> None:
        self.leave_letter()
        self._show_cases()
        self.case_shown.emit(self.case.view is not None)
        self.list.list.setFocus()

    def leave_letter(self) -> None:
        """A letter keeps its draft by itself, so leaving it costs nothing."""
        if self._letter is not None:
            self._pages.removeWidget(self._letter)
            self._letter.deleteLater()
            self._letter = None

    def _show_cases(self) -> None:
        """Bring the cases to the front, from wherever that was asked for."""
        self.rail.show_place(ALL_CASES if self.inbox.shows_all_cases else INBOX)
        self._pages.setCurrentWidget(self._cases)

    @Slot(str, str)
    def _do_promised(self, stream: str, clock: str) -> None:
        """Do what a promise asks for: its letter is written, or its form opened over the list."""
        self.list.show_case(stream)
        self.case.show_case(stream)
        if (view := self.case.view) is None:  # it concerns whoever asks, since the list was read
            return
        asked = [it for it in view.clocks if it.name == clock]
        if asked and asked[0].is_open:
            self.page.commands.do_step(asked[0])
        else:  # it was kept or taken back since the list was read
            self._promises_page().presenter.refresh()

    def _promises_page(self) -> PromisesView:
        from amends.ui.promises.view import PromisesView

        if self._promises is None:
            self._promises = PromisesView(self.session)
            self._promises.case_chosen.connect(self.show_case)
            self._promises.act_requested.connect(self._do_promised)
            self._pages.addWidget(self._promises)
        return self._promises

    def procedures(self) -> ProceduresView:
        """Return the place of the procedures, which is made when it is first gone to."""
        from amends.ui.procedures.view import ProceduresView

        if self._procedures is None:
            self._procedures = ProceduresView(self.session)
            self._pages.addWidget(self._procedures)
        return self._procedures

    def leave_procedures(self) -> None:
        """Keep the text that is being written."""
        if self._procedures is not None:
            self._procedures.leave()

    def _settings_page(self) -> SettingsView:
        from amends.ui.settings.view import SettingsView

        if self._settings is None:
            self._settings = SettingsView(self.session)
            self._settings.policy.action_requested.connect(self.show_procedures)
            self._pages.addWidget(self._settings)
        return self._settings
