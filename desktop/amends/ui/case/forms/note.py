"""Asks for a note."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from amends.services.add_note import add_note
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter


class NoteForm(Form):
    """Asks for a note."""

    KEY = "note"

    def __init__(self, presenter: CasePresenter, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("Add a note"), self.tr("Add note"))
        self._text = QPlainTextEdit(tabChangesFocus=True)
        self.add(self.tr("Note"), self._text)

    def record(self) -> None:
        text = self._text.toPlainText()
        self.presenter.record(lambda desk, view, now: add_note(desk, view, text, now))
