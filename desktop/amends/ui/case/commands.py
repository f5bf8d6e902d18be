"""The commands of the case page: each opens a small form, and records what was filled in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from amends.domain.access_errors import OfficeReadOnlyError
from amends.domain.case_times import extending, paused_clock
from amends.domain.clocks import Clock
from amends.domain.course import recordable
from amends.domain.errors import AmendsError
from amends.domain.events.case_events import EvidenceAdded
from amends.domain.happenings import Kind
from amends.domain.people import Person, Role
from amends.services.add_files import add_files
from amends.services.evidence_files import LARGEST_HELD_BYTES, read_file, save_evidence
from amends.ui.case.adding_files import AddingFiles
from amends.ui.case.forms.finding import FindingForm
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.note import NoteForm
from amends.ui.case.forms.person import PersonForm
from amends.ui.case.forms.points import PointsForm
from amends.ui.case.forms.put_right import DayForm, TakeBackForm
from amends.ui.case.forms.step import StepForm
from amends.ui.case.presenter import CasePresenter
from amends.ui.case.remedy_commands import RemedyCommands
from amends.ui.errors import show_error
from amends.ui.widgets.day_strip import DayStripDialog
from amends.ui.widgets.file_chooser import FileChooser


class CaseCommands(QObject):
    """Does nothing while no case is on show."""

    help_requested = Signal(str, object)  # the topic, and the form that asks for it
    more_time_requested = Signal(str)  # "stage.clock", from the strip that explains it

    def __init__(self, presenter: CasePresenter, page: QWidget) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._page = page
        self._form: Form | None = None
        self.remedies = RemedyCommands(presenter, page, self.open_form)
        presenter.refused.connect(self._on_refused)

    @Slot()
    def do_next_step(self) -> None:
        """Open the letter that is due, or the form that records the step."""
        view = self._presenter.view
        if view is None or view.case.closed_on is not None:
            return
        if view.next_step is not None:
            self.do_step(view.next_step)
        else:
            self.record(Kind.CLOSED)

    def do_step(self, step: Clock) -> None:
        """Open the letter that a clock asks for, or the form that records its end."""
        if step.letter is not None:
            self._presenter.write_letter(step.letter)
        elif step.is_promise:
            self.remedies.keep(UUID(step.key))
        else:
            self.record(step.until)

    @Slot()
    def record_step(self) -> None:
        if (view := self._presenter.view) is not None:
            self.record(view.next_step.until if view.next_step else "")

    @Slot()
    def add_note(self) -> None:
        if self._presenter.view is not None:
            self.open_form(NoteForm(self._presenter, self._page))

    @Slot()
    def edit_points(self) -> None:
        if (view := self._presenter.view) is not None:
            points = (point.text for point in view.case.points)
            self.open_form(PointsForm(self._presenter, points, self._page))

    @Slot()
    def edit_person(self) -> None:
        """Ask who complains."""
        self.edit_role(Role.COMPLAINANT)

    @Slot(str)
    def edit_role(self, role: str) -> None:
        """Ask who has a part in the case."""
        if (view := self._presenter.view) is not None:
            part, identity = Role(role), view.case.identity
            person = view.case.person(part) or Person(id=uuid4())
            self.open_form(PersonForm(self._presenter, part, person, identity, self._page))

    @Slot(object)
    def find(self, point: UUID) -> None:
        """Ask what was found on a point."""
        if (view := self._presenter.view) is not None:
            asked = next(it for it in view.case.points if it.id == point)
            self.open_form(FindingForm(self._presenter, view, asked, self._page))

    @Slot()
    def explain_next(self) -> None:
        """Explain the date that is due next, else the last one that has a date."""
        if (view := self._presenter.view) is None:
            return
        dated = [clock for clock in view.clocks if clock.due is not None]
        clock = view.next_step or paused_clock(view.clocks)
        clock = clock or (dated[-1] if dated else view.clocks[-1])
        self.explain(clock.name)

    @Slot(str)
    def explain(self, clock: str) -> None:
        """Open the day strip of a clock."""
        if (view := self._presenter.view) is not None:
            dialog = DayStripDialog(view.explain(clock), self._page)
            if extending(view.case, view.procedure, view.clock(clock)) is None:
                dialog.offer_more_time()
                dialog.more_time_requested.connect(partial(self.more_time_requested.emit, clock))
            dialog.open()

    @Slot()
    def add_file(self) -> None:
        if self._presenter.view is None:
            return
        dialog = FileChooser(self._page, self.tr("Add files"))
        dialog.setFileMode(FileChooser.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_files_chosen)
        dialog.open()

    @Slot(list)
    def _on_files_chosen(self, names: list[str]) -> None:
        self.add_files([Path(name) for name in names])

    @Slot(object)
    def add_files(self, paths: list[Path]) -> None:
        """Read files and add them to the case; one that cannot be read stops none of the others."""
        files = []
        for path in paths:
            try:
                files.append(read_file(path))
            except AmendsError as error:
                show_error(error, self._page)
        view = self._presenter.view
        if view is not None and sum(file.size for file in files) > LARGEST_HELD_BYTES:
            AddingFiles(self._presenter.session, view, files, self._page.window())
        elif files:
            self._presenter.record(lambda desk, view, now: add_files(desk, view, files, now))

    @Slot(object)
    def save_evidence(self, evidence: EvidenceAdded) -> None:
        dialog = FileChooser(self._page, self.tr("Save a copy"))
        dialog.setAcceptMode(FileChooser.AcceptMode.AcceptSave)
        dialog.selectFile(evidence.name)
        dialog.fileSelected.connect(partial(self._save, evidence))
        dialog.open()

    def _save(self, evidence: EvidenceAdded, name: str) -> None:
        try:
            save_evidence(self._presenter.session.desk, evidence, Path(name))
        except AmendsError as error:
            show_error(error, self._page)

    @Slot(object)
    def correct_day(self, entry: UUID) -> None:
        if (view := self._presenter.view) is not None:
            wrong = next(it for it in view.log if it.id == entry)
            self.open_form(DayForm(self._presenter, wrong, self._page))

    @Slot(object)
    def take_back(self, entry: UUID) -> None:
        if self._presenter.view is not None:
            self.open_form(TakeBackForm(self._presenter, entry, self._page))

    def record(self, kind: str) -> None:
        """Ask for a step that was taken without Amends, and begin with one of that kind."""
        view = self._presenter.view
        if view is not None and recordable(view.case, view.procedure, view.clocks):
            self.open_form(StepForm(self._presenter, view, kind, self._page))

    def close_form(self) -> None:
        """Close the form that is open, as the office is about to be locked; it keeps its draft."""
        if self._form is not None:
            self._form.leave()

    def open_form(self, form: Form) -> None:
        """Show a form; of several that a case has, one is open at a time."""
        if (why := self._presenter.session.read_only) is not None:
            form.deleteLater()
            show_error(OfficeReadOnlyError(why), self._page)
            return
        try:
            form.open()
        except AmendsError as error:  # what was left in the form is not known, nor written over
            form.deleteLater()
            show_error(error, self._page)
        else:
            self._form = form
            form.finished.connect(self._on_finished)
            form.help_requested.connect(self._on_help)

    @Slot(str)
    def _on_help(self, topic: str) -> None:
        self.help_requested.emit(topic, self._form)

    @Slot(Exception)
    def _on_refused(self, error: Exception) -> None:
        """What no form asked for is refused in a box of its own; a form says it itself."""
        if self._form is None:
            show_error(error, self._page)

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        self._form = None
