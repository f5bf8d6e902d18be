"""Asks what the outside body wrote: what it asks for, what it recommends, what it decided."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amends.domain.errors import AmendsError
from amends.services.attachments import File
from amends.services.case_view import CaseView
from amends.services.outside_body import OutsideLetter, record_outside_letter
from amends.ui.case.forms.file_field import FileField
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.rows import Rows, RowWords
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.inputs import ChoiceBox, TextBox

_SUMMARY_LINES = 4


class OutsideLetterForm(Form):
    """What it asks for, and what it recommends, are promises with their dates from then on."""

    KEY = "outside-letter"
    TOPIC = "course"

    def __init__(
        self, presenter: CasePresenter, view: CaseView, body: str, parent: QWidget
    ) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("Letter of {body}").format(body=body), self.tr("Record"))
        self._on = DayEdit(view.today)
        self._summary = TextBox(_SUMMARY_LINES)
        self._is_final = ChoiceBox(
            (
                (False, self.tr("No: it may write again")),
                (True, self.tr("Yes: it has decided, and waits for nothing else")),
            )
        )
        asked = RowWords(
            self.tr("Answer asked for"), self.tr("such as: send the assessment record")
        )
        self._answer = Rows(asked, view.today, dated=True)
        told = RowWords(
            self.tr("Recommendation"),
            self.tr("such as: mark the unit again"),
            self.tr("Add another recommendation"),
        )
        self._recommended = Rows(told, view.today, dated=True)
        self._file = FileField(self.tr("The letter itself"))
        self._ask()

    def record(self) -> None:
        try:
            letter = self._letter(self._file.file())
        except AmendsError as error:  # of the file: nothing is recorded without it
            self.show_error(error)
            return
        self.presenter.record(
            lambda desk, view, now: record_outside_letter(desk, view, letter, now)
        )

    def _ask(self) -> None:
        self.add(self.tr("Received on"), self._on)
        self.add(self.tr("What it says"), self._summary)
        self.add(self.tr("Is it its final word?"), self._is_final)
        self.add(self.tr("What it asks you for, and by when (or nothing)"), self._answer)
        self.add(self.tr("What it recommends, and by when"), self._recommended)
        self.add(self.tr("The letter itself, to be kept as evidence (or none)"), self._file)

    def _letter(self, file: File | None) -> OutsideLetter:
        return OutsideLetter(
            received_on=self._on.day(),
            summary=self._summary.toPlainText(),
            is_final=bool(self._is_final.currentData()),
            answer=next(iter(self._answer.dated()), None),
            recommendations=self._recommended.dated(),
            file=file,
        )
