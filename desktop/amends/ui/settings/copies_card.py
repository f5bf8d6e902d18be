"""Where copies of the office go, and when the last one was made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from amends.domain.errors import AmendsError
from amends.services.copies import is_there, leaves_computer, newest_copy
from amends.services.loss_sheet import SHEET_NAME, save_loss_sheet
from amends.ui.copies.words import copy_words, rehearsal_words, status_words
from amends.ui.errors import show_error
from amends.ui.session import Session
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.field import Field
from amends.ui.widgets.file_chooser import FileChooser
from amends.ui.widgets.sentences import Sentences


class CopiesCard(Card):
    """Follows the keeper of copies; what is chosen here counts at once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Copies"))
        self._session = session
        self._keeper = session.copies
        self.place = QLineEdit()
        self.place.setReadOnly(True)
        self.place.setPlaceholderText(self.tr("none chosen yet"))
        self.choose = QPushButton(self.tr("Choose..."))
        self.choose.setAccessibleName(self.tr("Choose the folder for copies"))
        self.field = Field(
            self.tr("A second folder for copies"),
            self.place,
            self.tr("Best a stick or another computer. A copy is encrypted, as the office is."),
            self.choose,
        )
        self.stop = QPushButton(self.tr("Stop copying there"))
        self.now = QPushButton(self.tr("Copy now"))
        self.sheet = QPushButton(self.tr("Sheet for a lost computer..."))
        self.facts = Sentences()
        self._fill()
        self.choose.clicked.connect(self._choose)
        self.stop.clicked.connect(self._stop)
        self.now.clicked.connect(self._keeper.copy_now)
        self.sheet.clicked.connect(self._choose_sheet)
        self._keeper.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the plan as it stands."""
        plan = self._keeper.plan
        self.place.setText(plan.away)
        self.place.setAccessibleDescription(plan.away or self.tr("None is chosen"))
        self.stop.setEnabled(bool(plan.away))
        # Never disabled: Qt would give the keys to whatever comes next, where Enter does more.
        self.now.setText(self.tr("Copying...") if self._keeper.is_running else self.tr("Copy now"))
        self.facts.show_sentences(self._sentences())

    def stops(self) -> tuple[QWidget, ...]:
        """Return the controls in the order in which Tab goes through them."""
        return self.place, self.choose, self.sheet, self.stop, self.now

    def _sentences(self) -> list[str]:
        plan, today = self._keeper.plan, self._session.clock.today()
        copies = newest_copy(self._keeper.office)
        said = [
            self.tr("In the office's own folder: {copy}").format(copy=copy_words(copies, today))
            if copies
            else self.tr("In the office's own folder: none yet")
        ]
        said += [status_words(plan, today), rehearsal_words(plan, today)]
        return [*said, *filter(None, [self._about_place(plan.place)])]

    def _about_place(self, place: Path | None) -> str:
        """Return what speaks against the second folder as it is now, "" where nothing does."""
        if place is None:
            return ""
        if not is_there(place):
            return self.tr("The second folder is not there now. The copy is made when it is back.")
        if not leaves_computer(place, self._keeper.office):
            return self.tr(
                "The second folder is on the same disk as the office: a copy there is lost "
                "together with it."
            )
        return ""

    @Slot()
    def _choose(self) -> None:
        dialog = FileChooser(self.window(), self.tr("Choose the folder for copies"))
        dialog.setFileMode(FileChooser.FileMode.Directory)
        dialog.fileSelected.connect(self.take_place)
        dialog.open()

    @Slot(str)
    def take_place(self, folder: str) -> None:
        """Copy into that folder from now on."""
        try:
            self._keeper.choose(Path(folder) if folder else None)
        except AmendsError as error:
            show_error(error, self)

    @Slot()
    def _stop(self) -> None:
        self.take_place("")

    @Slot()
    def _choose_sheet(self) -> None:
        dialog = FileChooser(self.window(), self.tr("Save the sheet for a lost computer"))
        dialog.setAcceptMode(FileChooser.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("PDF files (*.pdf)")])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(SHEET_NAME)
        dialog.fileSelected.connect(self.save_sheet)
        dialog.open()

    @Slot(str)
    def save_sheet(self, file: str) -> None:
        """Save the sheet as a PDF."""
        try:
            save_loss_sheet(self._session.desk, self._session.moment(), Path(file))
        except AmendsError as error:
            show_error(error, self)

    def _fill(self) -> None:
        set_look(self.sheet, role="link")
        row = QHBoxLayout()
        row.setSpacing(scaled(12))
        row.addWidget(self.sheet)
        row.addStretch()
        row.addWidget(self.stop)
        row.addWidget(self.now)
        self.body.addWidget(self.facts)
        self.body.addSpacing(scaled(4))
        self.body.addWidget(self.field)
        self.body.addSpacing(scaled(4))
        self.body.addLayout(row)
