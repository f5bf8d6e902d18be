"""Asks what became of a promise: that it was kept, with the proof, or why it is let go."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from amends.domain.errors import AmendsError
from amends.domain.handling import Owed
from amends.services.attachments import File
from amends.services.case_view import CaseView
from amends.services.keep_promise import Kept, keep_promise, let_go
from amends.ui.case.forms.file_field import FileField
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.inputs import ChoiceBox, TextBox
from amends.ui.widgets.label import plain_label

_NOTE_LINES = 3


class KeptForm(Form):
    """Asks when it was done; the proof is a file of the case, or a new one."""

    KEY = "kept"
    TOPIC = "promises"

    def __init__(
        self, presenter: CasePresenter, view: CaseView, owed: Owed, parent: QWidget
    ) -> None:
        super().__init__(presenter, parent, about=owed.promise.id)
        self._promise = owed.promise.id
        self.name(self.tr("Mark as done"), self.tr("Mark as done"))
        self._on = DayEdit(view.today)
        self._note = TextBox(_NOTE_LINES)
        self._proof = self._files_of(view)
        self._file = FileField(self.tr("A new file that proves it"))
        self._file.setObjectName("file")
        self.fields.addRow(plain_label(owed.promise.what, "heading"))
        self.add(self.tr("Done on"), self._on)
        self.add(self.tr("Note"), self._note)
        if self._proof is not None:
            self.add(self.tr("The file of this case that proves it"), self._proof)
        self.add(self.tr("A new file that proves it (or none)"), self._file)

    def record(self) -> None:
        try:
            file = self._file.file()
        except AmendsError as error:  # nothing is recorded without the file that was named
            self.show_error(error)
            return
        promise, kept = self._promise, self._kept(file)
        self.presenter.record(lambda desk, view, now: keep_promise(desk, view, promise, kept, now))

    def _files_of(self, view: CaseView) -> ChoiceBox | None:
        """Return a choice of the case's files, None where there is none."""
        if not view.case.evidence:
            return None
        files = ((str(file.evidence), file.name) for file in view.case.evidence)
        choice = ChoiceBox((("", self.tr("None of them")), *files))
        choice.setObjectName("proof")
        return choice

    def _kept(self, file: File | None) -> Kept:
        """Return what was filled in; a new file comes before one of the case."""
        chosen = self._proof.currentData() if self._proof else ""
        proof = file or (UUID(chosen) if chosen else None)
        return Kept(self._on.day(), self._note.toPlainText(), proof)


class LetGoForm(Form):
    """Asks why it will not be done; that it was promised stays on record."""

    KEY = "let-go"
    TOPIC = "promises"

    def __init__(self, presenter: CasePresenter, owed: Owed, parent: QWidget) -> None:
        super().__init__(presenter, parent, about=owed.promise.id)
        self._promise = owed.promise.id
        self.name(self.tr("Let a promise go"), self.tr("Let it go"))
        self._because = TextBox(_NOTE_LINES)
        self.fields.addRow(plain_label(owed.promise.what, "heading"))
        self.add(self.tr("Why it will not be done (it stays on record)"), self._because)

    def record(self) -> None:
        promise, because = self._promise, self._because.toPlainText()
        self.presenter.record(lambda desk, view, now: let_go(desk, view, promise, because, now))
