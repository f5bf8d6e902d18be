"""An open office in the window: its pages, its commands, and what the status line says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QDialog

from amends.domain.dates_in_words import short
from amends.domain.errors import AmendsError
from amends.domain.letter_kinds import LetterKind
from amends.domain.streams import OFFICE
from amends.services.change_office import office_ground
from amends.services.desk import Changed, Desk
from amends.services.evidence_files import read_file
from amends.services.ground import Ground
from amends.services.inbox_rows import refresh_stale
from amends.services.log_notice import usual_outside_body
from amends.ui.access.office_access import OfficeAccess
from amends.ui.clock import Clock
from amends.ui.copies.keeper import Round
from amends.ui.copies.words import round_words, status_words
from amends.ui.cover.office_cover import OfficeCover
from amends.ui.desk_view import DeskView
from amends.ui.drops import Drops
from amends.ui.errors import describe, show_error
from amends.ui.letters.menu import LetterMenu
from amends.ui.main_window import MainWindow
from amends.ui.session import Session
from amends.ui.undo_offer import UndoOffer
from amends.ui.widgets.file_chooser import FileChooser

if TYPE_CHECKING:
    from amends.ui.complaint.dialog import ComplaintDialog
    from amends.ui.hand_over.dialog import HandOverDialog


class OfficeWindow(QObject):
    """Joins one open office to the window; `close` takes it out again and locks it."""

    def __init__(self, window: MainWindow, desk: Desk, clock: Clock) -> None:
        super().__init__(window)
        self._window = window
        self._session = Session(desk, clock, self)
        refresh_stale(desk, clock.today())
        self.view = DeskView(self._session)
        self._drops = Drops(self.view, self.view.page)
        self._undo = UndoOffer(self.view.case, self)
        self._complaint: ComplaintDialog | None = None
        self._hand_over: HandOverDialog | None = None
        self._letters = LetterMenu(window.actions_, self._write, self)
        self._is_case_shown = False
        self._is_sample = False
        self._page = ""
        self._calendar = ""
        self._state = self._of_copies = self._copies_said = ""
        window.show_page(self.view)
        self.access = OfficeAccess(self._session, self.view, window, self)
        self.cover = OfficeCover(self._session, self.view, window, self)
        self._connect_commands()
        self._connect_view()
        self._name()
        self.view.show_inbox()
        self.view.list.list.setFocus()
        self._follow_copies()

    @property
    def session(self) -> Session:
        return self._session

    @property
    def folder(self) -> Path:
        return self._session.desk.store.folder

    @property
    def topic(self) -> str:
        """The topic of the help that belongs to what is on show."""
        return self.view.topic

    def close(self) -> None:
        """Lock the office: nothing of it stays in the window."""
        if self._complaint is not None:
            self._complaint.leave()
        if self._hand_over is not None:
            self._hand_over.leave()
        self.view.page.commands.close_form()
        self.view.leave_letter()
        self.view.leave_procedures()
        self.access.leave()
        self.cover.leave()
        self._window.offer_undo("")
        self._session.end()
        self.deleteLater()

    @Slot()
    def new_complaint(self) -> None:
        """Open the form for a new complaint, or bring it to the front."""
        self._form().raise_()

    @Slot()
    def open_email(self) -> None:
        """Choose an e-mail that starts a complaint."""
        dialog = FileChooser(self._window, self.tr("Open an e-mail"))
        dialog.setFileMode(FileChooser.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("E-mails (*.eml)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.take_email)
        dialog.open()

    @Slot(str)
    def take_email(self, path: str) -> None:
        """Fill the form for a new complaint from an e-mail."""
        try:
            file = read_file(Path(path))
            content = file.content()
        except AmendsError as error:
            show_error(error, self._window)
        else:
            self._form().fill_from_email(content, file.name)

    @Slot()
    def new_notice(self) -> None:
        """Ask what a notice of the outside body says."""
        from amends.ui.case.forms.notice import NoticeForm

        try:
            body = usual_outside_body(self._session.desk)
        except AmendsError as error:
            show_error(error, self._window)
            return
        form = NoticeForm(self._session, body, self.view.page)
        form.logged.connect(self.view.show_case)
        self.view.page.commands.open_form(form)

    def _form(self) -> ComplaintDialog:
        from amends.ui.complaint.dialog import ComplaintDialog

        if self._complaint is None:
            self._complaint = ComplaintDialog(self._session, self._window)
            self._complaint.logged.connect(self.view.show_case)
            self._complaint.help_requested.connect(self._help_with_complaint)
            self._complaint.finished.connect(self._on_form_closed)
        self._complaint.open()
        return self._complaint

    @Slot()
    def _on_form_closed(self) -> None:
        """The form keeps its draft by itself."""
        if self._complaint is not None:
            self._complaint.deleteLater()
            self._complaint = None

    @Slot()
    def _help_with_complaint(self) -> None:
        self._help("complaint", self._complaint)

    @Slot(str, object)
    def _help_with_form(self, topic: str, form: QDialog) -> None:
        self._help(topic, form)

    def _help(self, topic: str, dialog: QDialog | None) -> None:
        """Help with a window of its own, which F1 of the main window does not reach."""
        from amends.ui.help.dialog import HelpDialog

        if dialog is not None:
            shortcuts = list(self._window.actions_.shortcuts())
            HelpDialog(shortcuts, dialog).open_topic(topic)

    @Slot()
    def hand_over(self) -> None:
        """Open the window from which the case on show is handed over."""
        from amends.ui.hand_over.dialog import HandOverDialog

        if (case := self.view.case.view) is None or self._hand_over is not None:
            return
        self._hand_over = HandOverDialog(self._session, case.stream, self._window)
        self._hand_over.help_requested.connect(self._help_with_hand_over)
        self._hand_over.finished.connect(self._on_handed_over)
        self._hand_over.open()

    @Slot()
    def _on_handed_over(self) -> None:
        if self._hand_over is not None:
            self._hand_over.deleteLater()
            self._hand_over = None

    @Slot()
    def _help_with_hand_over(self) -> None:
        self._help("hand-over", self._hand_over)

    def _write(self, kind: LetterKind) -> None:
        if (case := self.view.case.view) is not None:
            self.view.write_letter(case.stream, kind)

    @Slot(bool)
    def _on_case_shown(self, shown: bool) -> None:
        self._window.actions_.enable(office=True, case=shown)
        self._is_case_shown = shown
        self._offer_course()
        self._offer_undo()
        self._page = ""
        self._show_state(self._saved())

    @Slot()
    def _offer_course(self) -> None:
        """Enable what the case allows now, while its page is on show."""
        if (view := self.view.case.view) is None or not self._is_case_shown:
            return
        self._letters.offer(view)
        for key, may_be in self.view.page.course.offered().items():
            self._window.actions_.allow(key, may_be)
        page = self.view.page
        for resting in (page.times.resting(), page.versions.resting(), page.giving.resting()):
            for key, why in resting.items():
                self._window.actions_.rest(key, why)
        for shown in (page.times.shown(), page.versions.shown(), page.giving.shown()):
            for key, is_there in shown.items():
                self._window.actions_[key].setVisible(is_there)

    @Slot()
    def _offer_undo(self) -> None:
        """Let what was recorded in a case be undone, as long as nothing else can be meant."""
        new = self._undo.words if self.view.shows_cases else ""
        self._window.offer_undo(new)
        if new or self._is_case_shown:
            self._window.actions_.rest("undo", self._undo.why_not)
        else:
            self._window.actions_.allow("undo", False)

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if OFFICE in changed.streams:
            self._name()

    @Slot(str)
    def _show_state(self, state: str) -> None:
        self._state = state
        if self._is_sample:
            state = self.tr("Sample office: nobody in it exists · {state}").format(state=state)
        self._window.show_state(state, self._page or self._calendar)

    @Slot(str)
    def _show_page(self, page: str) -> None:
        self._page = page
        self._window.show_right(page)

    @Slot()
    def _name(self) -> None:
        """Read what the title and the status line say of the office."""
        ground = office_ground(self._session.desk)
        head = ground.office.letterhead
        self._window.name_office(head.name if head else "")
        self._is_sample = ground.office.sample
        self._calendar = self._calendar_of(ground)
        self._show_state(self._saved())

    def _saved(self) -> str:
        saved = self.tr("All changes saved · Encrypted")
        return saved if self._is_sample else f"{saved} · {self._copies()}"

    def _copies(self) -> str:
        """Return what is to be said once of the last round of copying, else how things stand."""
        today = self._session.clock.today()
        return self._of_copies or status_words(self._session.copies.plan, today)

    def _follow_copies(self) -> None:
        """Begin to copy once the window has been painted; made-up cases are not copied."""
        if (warning := self._session.desk.store.warning) is not None:
            show_error(warning, self._window)
        if not self._is_sample:
            self._session.copies.done.connect(self._on_copied)
            self._session.copies.failed.connect(self._on_copying_failed)
            QTimer.singleShot(0, self._session.copies, self._session.copies.start)

    @Slot(object)
    def _on_copied(self, made: Round) -> None:
        words = round_words(made, self._session.clock.today())
        self._say_of_copies(words if words != self._copies_said else "")
        self._copies_said = words or self._copies_said

    @Slot(Exception)
    def _on_copying_failed(self, error: Exception) -> None:
        self._say_of_copies(describe(error).text)

    def _say_of_copies(self, words: str) -> None:
        """Say something of the copies, unless the line tells of something else just now."""
        was_shown = self._state == self._saved()
        self._of_copies = words
        if was_shown:
            self._show_state(self._saved())

    def _calendar_of(self, ground: Ground) -> str:
        """Return by which calendar the office counts, and its next closure."""
        today, title = self._session.clock.today(), ground.days.calendar.title
        closures = ground.office.closures.values()
        ahead = sorted(closure for closure in closures if closure.last >= today)
        if not ahead:
            return title
        first = short(ahead[0].first, today)
        return self.tr("{calendar} · closed from {day}").format(calendar=title, day=first)

    def _connect_view(self) -> None:
        self.view.new_complaint_requested.connect(self.new_complaint)
        self.view.case_shown.connect(self._on_case_shown)
        self.view.case_shown.connect(self._drops.follow_case)
        self.view.case.shown.connect(self._offer_course)
        self._undo.changed.connect(self._offer_undo)
        self.view.page.commands.help_requested.connect(self._help_with_form)
        self.view.state_changed.connect(self._show_state)
        self.view.page_changed.connect(self._show_page)
        self._drops.email_dropped.connect(self.take_email)
        self.view.page.header.hand_over_requested.connect(self.hand_over)
        self._drops.files_dropped.connect(self.view.page.commands.add_files)
        self._session.changed.connect(self._on_changed)
        self._session.day_changed.connect(self._name)  # a closure may be over

    def _connect_commands(self) -> None:
        """Say what each command of an open office does."""
        page, course = self.view.page.commands, self.view.page.course
        times, versions = self.view.page.times, self.view.page.versions
        for key, slot in {
            "new-complaint": self.new_complaint,
            "open-email": self.open_email,
            "new-notice": self.new_notice,
            "pass-office": self.cover.pass_office,
            "give-back": self.cover.give_back,
            "save-sealed": self.cover.save_again,
            "take-back": self.cover.take_back,
            "next-step": course.do_next_step,
            "record-step": page.record_step,
            "add-note": page.add_note,
            "add-file": page.add_file,
            "edit-points": page.edit_points,
            "edit-person": page.edit_person,
            "give-case": self.view.page.giving.give,
            "hand-over": self.hand_over,
            "make-plan": course.make_plan,
            "rule-out-stage": course.rule_out_stage,
            "redirect": course.redirect,
            "take-over": course.take_over,
            "outside-letter": course.record_outside_letter,
            "more-time": times.give_more_time,
            "pause": times.pause,
            "go-on": times.go_on,
            "set-day": times.set_day,
            "record-arrival": times.record_arrival,
            "decide-late": times.decide_late,
            "reopen": times.reopen,
            "move-version": versions.move,
            "second-policy": versions.join,
            "undo": self.view.case.undo,
            "show-inbox": self.view.show_inbox,
            "show-all-cases": self.view.show_all_cases,
            "show-settings": self.view.show_settings,
            "show-promises": self.view.show_promises,
            "show-procedures": self.view.show_procedures,
            "search": self.view.search,
            "explain-dates": page.explain_next,
        }.items():
            self._window.actions_[key].triggered.connect(slot)
