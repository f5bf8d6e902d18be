"""What logging a complaint decides: its draft, its files, its dates, and what is still wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from amends.domain.dates_in_words import short
from amends.domain.errors import AmendsError, CalendarRangeError
from amends.domain.procedure import Procedure
from amends.domain.streams import OFFICE
from amends.services.attachments import File
from amends.services.complaint_drafts import (
    ComplaintDraft,
    KeptComplaint,
    discard_complaint_draft,
    keep_complaint_draft,
    keep_draft_files,
    latest_complaint_draft,
    new_draft_key,
)
from amends.services.desk import Changed, Desk, Moment
from amends.services.evidence_files import read_file
from amends.services.log_complaint import Complaint, Logged, log_complaint
from amends.services.progress import Progress
from amends.services.read_email import EmailComplaint, read_complaint_email
from amends.services.read_policy import Policy, promised_dates, read_policy
from amends.ui.complaint.from_email import fill_in
from amends.ui.complaint.words import day_problem, promise_line, read_time, time_problem
from amends.ui.errors import describe
from amends.ui.keep_timer import KeepTimer
from amends.ui.session import Session
from amends.ui.tasks import run

TITLE, RECEIVED_ON, RAISED_ON = "title", "received_on", "raised_on"
RECEIVED_AT: Final = "received_at"


class ComplaintPresenter(QObject):
    """Holds no widget. The form gives its draft with each call, and shows what comes back."""

    keep_due = Signal()  # the form has changed: call `keep` with it
    email_read = Signal(object)  # EmailComplaint: call `take_email` with the form
    filled = Signal(object)  # ComplaintDraft to be shown in the form
    files_changed = Signal(object)  # tuple[File, ...]
    noted = Signal(object)  # tuple[str, ...] of sentences; they replace those before
    policy_changed = Signal(object)  # Policy
    day_changed = Signal()
    refused = Signal(object)  # dict[str, str]: problems by field
    failed = Signal(Exception)
    logged = Signal(str)  # the stream of the new case

    def __init__(self, session: Session, window: QObject, parent: QObject | None = None) -> None:
        """Run what is slow under the window, which outlives the form."""
        super().__init__(parent)
        self._session = session
        self._window = window
        self._key = new_draft_key()
        self._is_kept = False
        self._files: tuple[File, ...] = ()
        self._are_files_kept = True
        self._notes: tuple[str, ...] = ()
        self._failure: tuple[str, ...] = ()  # why the draft is not kept, in words
        self._offered = latest_complaint_draft(session.desk)
        self.policy: Policy = read_policy(session.desk)
        self._timer = KeepTimer(self)
        self._timer.timeout.connect(self.keep_due)
        session.changed.connect(self._on_changed)
        session.day_changed.connect(self.day_changed)

    @property
    def offered(self) -> KeptComplaint | None:
        """What somebody was typing before, until it is taken up or thrown away."""
        return self._offered

    @property
    def offered_on(self) -> str:
        """The day on which that was typed, in words."""
        if self._offered is None:
            return ""
        return short(self._session.clock.local_date(self._offered.kept_at), self.today())

    def today(self) -> date:
        return self._session.clock.today()

    def procedure(self, chosen: str, received_on: date) -> Procedure:
        """Return the policy as it held on that day; `chosen` names one of several."""
        return self.policy.under(chosen, received_on)[0]

    def dates(
        self,
        received_on: date,
        raised_on: date | None,
        at: str = "",
        *,
        is_reachable: bool,
        chosen: str = "",
    ) -> str:
        """Return what would be due by when, in words; "" for a day that is not possible."""
        if day_problem(received_on, self.today()):
            return ""
        clock = self._session.clock
        try:
            clocks = promised_dates(
                replace(self.policy, chosen=chosen),
                received_on,
                raised_on,
                self.today(),
                is_reachable=is_reachable,
                received_at=self._received_at(received_on, at),
                zone=clock.zone(),
            )
        except CalendarRangeError as error:
            return describe(error).text
        return promise_line(clocks, self.today())

    def _received_at(self, received_on: date, at: str) -> datetime | None:
        typed = read_time(at)
        return self._session.clock.instant(received_on, typed) if typed is not None else None

    def day_problems(
        self, received_on: date, raised_on: date | None, at: str = ""
    ) -> dict[str, str]:
        """Return what is wrong with the days and the time, by field; "" where nothing is."""
        raised = day_problem(raised_on, self.today()) if raised_on else ""
        if raised_on and not raised and raised_on > received_on:
            raised = self.tr("This is after the day on which the complaint came in.")
        return {
            RECEIVED_ON: day_problem(received_on, self.today()),
            RECEIVED_AT: time_problem(at),
            RAISED_ON: raised,
        }

    @Slot()
    def touch(self) -> None:
        """The form has changed: keep it soon."""
        self._timer.touch()

    def keep(self, draft: ComplaintDraft) -> bool:
        """Keep the form as a draft now, and return whether that was possible.

        A form in which nothing stands is not kept. What could not be kept is tried again: soon
        after the next key, and every few seconds.
        """
        self._timer.stop()
        try:
            self._keep_files()
            self._keep_text(draft)
        except AmendsError as error:
            self._timer.try_again()
            self._say_failure(describe(error).text, self.tr("What you typed is still here."))
            return False
        self._say_failure()
        return True

    def _keep_text(self, draft: ComplaintDraft) -> None:
        desk, now = self._session.desk, self._session.clock.now()
        if draft.has_words or self._files:
            keep_complaint_draft(desk, self._key, draft, now)
            self._is_kept = True
        elif self._is_kept:
            discard_complaint_draft(desk, self._key)
            self._is_kept = False

    def _keep_files(self) -> None:
        """Keep the files with the draft as long as they fit."""
        if self._are_files_kept:
            return
        now = self._session.clock.now()
        if not keep_draft_files(self._session.desk, self._key, self._files, now):
            too_large = self.tr(
                "These files are too large to be kept with the draft. They stay while this form "
                "is open, and are kept for good once the complaint is logged."
            )
            self._note(*self._notes, too_large)
        self._are_files_kept = True

    def continue_draft(self) -> None:
        """Take up what somebody was typing before."""
        if (kept := self._offered) is not None:
            self._offered, self._key, self._is_kept = None, kept.key, True
            self._files = kept.files
            self.filled.emit(kept.draft)
            self.files_changed.emit(self._files)

    def start_afresh(self) -> None:
        """Throw away what somebody was typing before."""
        if self._offered is not None:
            key, self._offered = self._offered.key, None
            try:
                discard_complaint_draft(self._session.desk, key)
            except AmendsError as error:
                self._note(describe(error).text, self.tr("The draft will be offered again."))

    def read_email(self, raw: bytes, file_name: str) -> None:
        """Read an e-mail; `email_read` follows, or a note that it is none."""
        task = run(partial(_email, raw, file_name), self._window)
        task.succeeded.connect(self.email_read)
        task.failed.connect(self._on_not_read)

    def take_email(self, email: EmailComplaint, draft: ComplaintDraft) -> None:
        """Fill in from the e-mail what the form does not say yet, and keep it as evidence."""
        filled = fill_in(draft, email, self.today(), self._session.clock)
        self.filled.emit(filled.draft)
        self._put_files((*self._files, *email.files), filled.notes)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read files from outside, to be kept with the complaint."""
        task = run(partial(_files, tuple(paths)), self._window)
        task.succeeded.connect(self._on_files_read)

    def remove_file(self, place: int) -> None:
        """Take a file out again."""
        self._put_files((*self._files[:place], *self._files[place + 1 :]))

    def log(self, draft: ComplaintDraft) -> None:
        """Log the complaint; `logged` follows, or `refused` where something is missing."""
        received_on = draft.received_on or self.today()
        found = self.day_problems(received_on, draft.raised_on, draft.received_time)
        if not draft.title.strip():
            found[TITLE] = self.tr("Give it a title: a few words by which you will know it.")
        problems = {field: words for field, words in found.items() if words}
        self.refused.emit(problems)
        if problems:
            return
        self._timer.stop()
        complaint = replace(
            _complaint(draft, received_on, self._files),
            received_at=self._received_at(received_on, draft.received_time),
            zone=self._session.clock.zone(),
        )
        desk, moment = self._session.desk, self._session.moment()
        task = run(partial(_log, desk, complaint, moment, self._key), self._window)
        task.succeeded.connect(self._on_logged)
        task.failed.connect(self._on_not_logged)

    def _put_files(self, files: tuple[File, ...], notes: tuple[str, ...] = ()) -> None:
        """Show other files than before; they are kept with the draft."""
        self._files, self._are_files_kept = files, False
        self.files_changed.emit(files)
        self._note(*notes)
        self.keep_due.emit()

    def _note(self, *sentences: str) -> None:
        self._notes = sentences
        self.noted.emit((*self._notes, *self._failure))

    def _say_failure(self, *sentences: str) -> None:
        if sentences != self._failure:  # said once, not every few seconds
            self._failure = sentences
            self._note(*self._notes)

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if OFFICE in changed.streams:
            self.policy = read_policy(self._session.desk)
            self.policy_changed.emit(self.policy)

    @Slot(Exception)
    def _on_not_read(self, error: Exception) -> None:
        notice = describe(error)
        self._note(notice.text, notice.hint)

    @Slot(object)
    def _on_files_read(self, read: tuple[tuple[File, ...], tuple[AmendsError, ...]]) -> None:
        files, errors = read
        notes = tuple(describe(error).text for error in errors)
        self._put_files((*self._files, *files), notes)

    @Slot(Exception)
    def _on_not_logged(self, error: Exception) -> None:
        self.touch()  # what was typed last waits to be kept
        self.failed.emit(error)

    @Slot(object)
    def _on_logged(self, logged: Logged) -> None:
        self._session.announce(logged.changed)
        self.logged.emit(logged.stream)


def _complaint(draft: ComplaintDraft, received_on: date, files: tuple[File, ...]) -> Complaint:
    return Complaint(
        title=draft.title,
        complaint=draft.complaint,
        channel=draft.channel,
        received_on=received_on,
        wanted=draft.wanted,
        complainant=draft.complainant,
        email=draft.email,
        relation=draft.relation,
        identity=draft.identity,
        raised_on=draft.raised_on,
        files=files,
        procedure=draft.procedure,
    )


def _log(
    desk: Desk, complaint: Complaint, moment: Moment, draft: str, _progress: Progress
) -> Logged:
    return log_complaint(desk, complaint, moment, draft)


def _email(raw: bytes, file_name: str, _progress: Progress) -> EmailComplaint:
    return read_complaint_email(raw, file_name)


def _files(
    paths: tuple[Path, ...], progress: Progress
) -> tuple[tuple[File, ...], tuple[AmendsError, ...]]:
    """Return the files that could be read, and why others could not."""
    files, errors = [], []
    for number, path in enumerate(paths):
        progress(number, len(paths))
        try:
            files.append(read_file(path))
        except AmendsError as error:
            errors.append(error)
    return tuple(files), tuple(errors)
