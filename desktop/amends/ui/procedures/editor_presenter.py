"""The text of a procedure while it is written: changed, checked, kept as a draft, adopted."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from amends.domain.comparison import Comparison, compare
from amends.domain.errors import AmendsError
from amends.domain.procedure import Procedure
from amends.services.adopt_procedure import Adoption, adopt_procedure, open_cases_under
from amends.services.check_procedure import Checked, check_procedure
from amends.services.desk import Changed
from amends.services.procedure_book import Held, PolicyVersions, read_book
from amends.services.procedure_drafts import ProcedureDraft, discard_draft, keep_draft, kept_draft
from amends.services.procedure_form import Answer, Asked, answered
from amends.services.progress import Progress
from amends.ui.keep_timer import KeepTimer
from amends.ui.session import Session
from amends.ui.tasks import Task, run

CHECKED_AFTER_MS: Final = 200

log = logging.getLogger(__name__)


class EditorPresenter(QObject):
    """Holds one text. Both views of it change it here, and hear of it from here."""

    text_changed = Signal(str)
    checked = Signal(object)  # Checked
    refused = Signal(object, Exception)  # Asked, and why the form cannot write it
    counted = Signal(int)  # open cases that stay under the version they came in with
    adopted = Signal(str)  # the name of the policy
    failed = Signal(Exception)

    def __init__(
        self,
        session: Session,
        window: Callable[[], QObject],
        draft: ProcedureDraft,
        parent: QObject | None = None,
    ) -> None:
        """Begin with a text and what it began with. What is slow runs under the window."""
        super().__init__(parent)
        self.session, self.name, self.start = session, draft.name, draft.start
        self.text = draft.text
        self.result = Checked(draft.text, None, ())
        self._window = window
        self._task: Task | None = None
        self._cannot_keep = False
        self._check = QTimer(self, singleShot=True, interval=CHECKED_AFTER_MS)
        self._keep = KeepTimer(self)
        self._check.timeout.connect(self._work)
        self._keep.timeout.connect(self.keep)

    @property
    def is_checked(self) -> bool:
        """Whether `result` is about the text as it stands."""
        return self.result.text == self.text and self._task is None

    def today(self) -> date:
        return self.session.clock.today()

    @Slot(str)
    def edit(self, text: str) -> None:
        """Take another text; it is checked and kept in a moment."""
        if text == self.text:
            return
        self.text = text
        self.text_changed.emit(text)
        self._check.start()
        self._keep.touch()

    def answer(self, asked: Asked, value: Answer) -> None:
        """Put the answer of a form into the text, or say why that cannot be done."""
        try:
            changed = answered(self.text, asked, value)
        except (AmendsError, ValueError) as error:
            self.refused.emit(asked, error)
        else:
            self.edit(changed)

    def check(self) -> None:
        """Check the text as it stands; `checked` follows."""
        self._check.start(0)

    @Slot()
    def keep(self) -> None:
        """Keep the text as a draft, or none where it is what it began with."""
        self._keep.stop()
        desk = self.session.desk
        try:
            if self.text == self.start:
                discard_draft(desk, self.name)
            else:
                now = self.session.clock.now()
                keep_draft(desk, ProcedureDraft(self.name, self.text, self.start, now))
        except AmendsError as error:
            if not self._cannot_keep:
                self.failed.emit(error)
            self._cannot_keep = True
            self._keep.try_again()
        else:
            self._cannot_keep = False

    def start_again(self) -> None:
        """Go back to the text that it began with."""
        self.edit(self.start)
        self.keep()

    def leave(self) -> None:
        """Keep what is not kept yet: the page is about to go."""
        self._check.stop()
        if self._keep.isActive():
            self.keep()

    def policy(self) -> PolicyVersions | None:
        """Return the policy of the office of which this would be a new version, if there is one."""
        procedure = self.result.procedure
        each = read_book(self.session.desk).policies
        return next((it for it in each if procedure and it.name == procedure.name), None)

    def other_policies(self) -> tuple[Held, ...]:
        """Return the policies in use beside which this one would stand."""
        procedure, today = self.result.procedure, self.today()
        return tuple(
            it.in_force(today)
            for it in read_book(self.session.desk).policies
            if it.is_in_use and (procedure is None or it.name != procedure.name)
        )

    def differs(self, held: Held, procedure: Procedure, readings: Mapping[str, str]) -> Comparison:
        """Return in what the text differs from a version."""
        return compare(held.procedure, procedure, held.readings, readings)

    def count_cases(self) -> None:
        """Count the open cases of the policy; `counted` follows."""
        procedure = self.result.procedure
        if procedure is None:
            return
        work = partial(open_cases_under, self.session.desk, procedure.name)
        task = run(work, self._window())
        task.succeeded.connect(self._on_counted)
        task.failed.connect(self.failed)

    def adopt(self, readings: Mapping[str, str], since: date) -> None:
        """Let the office work to the text; `adopted` follows."""
        procedure = self.result.procedure
        assert procedure is not None
        adoption = Adoption(raw=self.text.encode(), readings=dict(readings), in_force_from=since)
        self._keep.stop()
        work = partial(_adopted, self.session, adoption)
        task = run(work, self._window())
        task.succeeded.connect(self._on_adopted)
        task.failed.connect(self.failed)

    @Slot()
    def _work(self) -> None:
        if self._task is not None:
            return
        self._task = run(partial(_checked, self.text, self.name), self._window())
        self._task.succeeded.connect(self._on_checked)
        self._task.failed.connect(self.failed)
        self._task.ended.connect(self._on_ended)

    @Slot(object)
    def _on_checked(self, result: Checked) -> None:
        self.result = result

    @Slot()
    def _on_ended(self) -> None:
        self._task = None
        if self.result.text == self.text:
            self.checked.emit(self.result)
        else:
            self._check.start()

    @Slot(int)
    def _on_counted(self, count: int) -> None:
        self.counted.emit(count)

    @Slot(object)
    def _on_adopted(self, changed: Changed) -> None:
        try:
            discard_draft(self.session.desk, self.name)
        except AmendsError:  # at worst the draft is listed once more, and thrown away
            log.warning("The draft of a procedure could not be removed", exc_info=True)
        procedure = self.result.procedure
        self.session.announce(changed)
        self.adopted.emit(procedure.name if procedure else "")


def first_draft(session: Session, held: Held) -> tuple[ProcedureDraft, bool]:
    """Return the text with which a procedure is changed, and whether it was left as a draft.

    To start a draft again is to begin with the procedure that was opened.
    """
    name, text = held.procedure.name, held.raw.decode("utf-8-sig")
    kept = kept_draft(session.desk, name)
    if kept is not None and kept.text != text:
        return replace(kept, start=text), True
    return ProcedureDraft(name, text, text, session.clock.now()), False


def draft_of_file(session: Session, file: str, raw: bytes) -> tuple[ProcedureDraft, bool]:
    """Return the text of a file from outside, as far as it is text, and whether it was a draft.

    What it began with is "", so that it is kept whatever stands in it. It never takes the place of
    another draft from a file of that name.
    """
    text = check_procedure(raw, file).text.replace("\r\n", "\n")
    name, number = file, 1
    while (kept := kept_draft(session.desk, name)) is not None:
        if kept.text == text:
            return kept, True
        number += 1
        name = f"{file} ({number})"
    return ProcedureDraft(name, text, "", session.clock.now()), False


def _checked(text: str, file: str, _progress: Progress) -> Checked:
    return check_procedure(text, file)


def _adopted(session: Session, adoption: Adoption, _progress: Progress) -> Changed:
    return adopt_procedure(session.desk, adoption, session.moment())
