"""The first step of a set-up: what stands on the office's letters, and where the office is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from amends.ui.first_run.set_up_presenter import (
    FOLDER,
    NAME,
    SIGNATORY,
    OfficeAnswers,
    SetUpPresenter,
)
from amends.ui.widgets.card import Card
from amends.ui.widgets.field import Field, show_problems
from amends.ui.widgets.file_chooser import FileChooser
from amends.ui.widgets.letterhead_fields import LetterheadFields
from amends.ui.widgets.page import Page

WIDTH_PX = 720


class OfficeStep(Page):
    """Asks for the office; the folder follows its name until somebody chooses another."""

    submitted = Signal()

    def __init__(self, presenter: SetUpPresenter, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH_PX, parent)
        self._presenter = presenter
        self._folder_is_chosen = False
        self.letterhead = LetterheadFields()
        self.folder = QLineEdit(presenter.folder_for(""))
        self.choose = QPushButton(self.tr("Choose..."))
        self.choose.setAccessibleName(self.tr("Choose the folder of the office"))
        self._folder_field = Field(
            self.tr("Folder of the office"),
            self.folder,
            self.tr("On this computer. Everything in it is encrypted."),
            self.choose,
        )
        self._lay_out()
        self.letterhead.name_control.textEdited.connect(self._suggest_folder)
        self.letterhead.edited.connect(self._forget_problems)
        self.folder.textEdited.connect(self._on_folder_edited)
        self.choose.clicked.connect(self._choose_folder)

    def answers(self) -> OfficeAnswers:
        return OfficeAnswers(self.letterhead.letterhead(), self.folder.text())

    def check(self) -> bool:
        """Say by each field what is wrong with it; return whether nothing is."""
        return self.show_problems(self._presenter.office_problems(self.answers()))

    def show_problems(self, problems: dict[str, str]) -> bool:
        """Show problems by field, go to the first, and return whether there are none."""
        if (first := show_problems(self._fields(), problems)) is not None:
            self.reveal(first)
        return first is None

    @Slot()
    def _forget_problems(self) -> None:
        self.letterhead.name.show_error("")
        self.letterhead.signatory.show_error("")

    @Slot(str)
    def _suggest_folder(self, office: str) -> None:
        if not self._folder_is_chosen:
            self.folder.setText(self._presenter.folder_for(office))

    @Slot()
    def _on_folder_edited(self) -> None:
        self._folder_is_chosen = True
        self._folder_field.show_error("")

    @Slot()
    def _choose_folder(self) -> None:
        dialog = FileChooser(self, self.tr("Choose an empty folder for the office"))
        dialog.setFileMode(FileChooser.FileMode.Directory)
        dialog.setDirectory(str(Path(self.folder.text()).parent))
        dialog.fileSelected.connect(self._on_folder_chosen)
        dialog.open()

    @Slot(str)
    def _on_folder_chosen(self, folder: str) -> None:
        self.folder.setText(str(Path(folder)))
        self._on_folder_edited()

    def _fields(self) -> dict[str, Field]:
        return {
            NAME: self.letterhead.name,
            SIGNATORY: self.letterhead.signatory,
            FOLDER: self._folder_field,
        }

    def _lay_out(self) -> None:
        letters = Card(self.tr("What stands on your letters"))
        letters.body.addWidget(self.letterhead)
        place = Card(self.tr("Where everything is kept"))
        place.body.addWidget(self._folder_field)
        self.body.addWidget(letters)
        self.body.addWidget(place)
        self.body.addStretch()
