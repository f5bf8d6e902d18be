"""Asks where a matter goes that is no complaint; the letter that says so follows."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amends.domain.letter_kinds import LetterKind
from amends.domain.procedure import Redirect
from amends.services.case_view import CaseView
from amends.services.redirect_case import redirect_case
from amends.ui.case.forms.choices import Choices
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.rows import Rows, RowWords
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.inputs import TextBox

_NOTE_LINES = 3


class RedirectForm(Form):
    """Lists what the procedure does not handle as a complaint, and where each goes."""

    KEY = "redirect"
    TOPIC = "course"

    def __init__(self, presenter: CasePresenter, view: CaseView, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("Redirect"), self.tr("Save and write the letter"))
        self._redirect = Choices(
            (each.key, each.title, self._about(each)) for each in view.procedure.redirects
        )
        words = RowWords(
            self.tr("Evidence"),
            self.tr("such as: the recording of the assessment"),
            self.tr("Add more evidence"),
        )
        self._keep = Rows(words, view.today, dated=False)
        self._note = TextBox(_NOTE_LINES)
        self.add(self.tr("What it is"), self._redirect)
        self.add(self.tr("Evidence to keep now, so that nothing of it is lost"), self._keep)
        self.add(self.tr("Note, for your own record"), self._note)

    def record(self) -> None:
        redirect, note = self._redirect.chosen(), self._note.toPlainText()
        keep = self._keep.texts()
        if self.presenter.record(
            lambda desk, view, now: redirect_case(desk, view, redirect, note, keep, now)
        ):
            self.presenter.write_letter(LetterKind.REDIRECT)

    def _about(self, redirect: Redirect) -> str:
        words = self.tr("{when} It goes to the {place}.")
        if redirect.urgent:
            words = self.tr("{when} It goes to the {place}, as soon as possible.")
        return words.format(when=redirect.when, place=redirect.goes_to)
