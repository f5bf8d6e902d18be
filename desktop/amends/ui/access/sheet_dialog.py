"""The recovery sheet: made when it is printed or saved, and never shown on the screen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amends.domain.errors import AmendsError
from amends.services.desk import Desk, Moment
from amends.services.make_recovery_sheet import (
    SHEET_FILE,
    NewSheet,
    keep_sheet,
    make_recovery_sheet,
    read_recovery_sheet,
    save_sheet,
)
from amends.services.progress import Progress
from amends.ui.access.words import sheet_words
from amends.ui.errors import describe
from amends.ui.session import Session
from amends.ui.tasks import run
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.file_chooser import FileChooser
from amends.ui.widgets.label import plain_label

if TYPE_CHECKING:
    from amends.ui.letters.printing import PrintJob

_WIDTH_PX = 480


class SheetDialog(QDialog):
    """Both buttons make a new sheet at first, and then print and save that one."""

    help_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._sheet: NewSheet | None = None
        self._wants_paper = False
        self._has_failed = False
        self.setWindowTitle(self.tr("Recovery sheet"))
        self.setMinimumWidth(scaled(_WIDTH_PX))
        self.state = plain_label("")
        self.error = plain_label("", "error")
        self.error.hide()
        self.print_button = QPushButton(self.tr("Print..."))
        self.save_button = QPushButton(self.tr("Save as PDF..."))
        self.close_button = QPushButton(self.tr("Later"))
        set_look(self.print_button, role="primary")
        self._lay_out()
        self.print_button.setDefault(True)  # once it is in here, or Tab would move that on
        self._show_state()
        self.print_button.setFocus()
        self.print_button.clicked.connect(self.print_sheet)
        self.save_button.clicked.connect(self.save_sheet)
        self.close_button.clicked.connect(self.reject)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._on_help)

    @Slot()
    def print_sheet(self) -> None:
        self._have_sheet(wants_paper=True)

    @Slot()
    def save_sheet(self) -> None:
        self._have_sheet(wants_paper=False)

    @Slot(str)
    def save_to(self, file: str) -> None:
        """Write the sheet to a file."""
        assert self._sheet is not None
        try:
            save_sheet(self._session.desk, self._sheet, Path(file))
        except AmendsError as error:
            self._show_error(error)
        else:
            self._keep()

    def _have_sheet(self, *, wants_paper: bool) -> None:
        self._wants_paper = wants_paper
        if self._sheet is not None:
            self._give_out()
            return
        self._let_choose(False)
        work = partial(_made, self._session.desk, self._session.moment())
        task = run(work, self._session)
        task.succeeded.connect(self._on_made)
        task.failed.connect(self._show_error)

    @Slot(object)
    def _on_made(self, sheet: NewSheet) -> None:
        self._sheet = sheet
        self._let_choose(True)
        self._show_state()
        self._give_out()

    def _give_out(self) -> None:
        if self._wants_paper:
            self._ask_printer()
        else:
            self._ask_file()

    def _ask_file(self) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        dialog = FileChooser(self, self.tr("Save the recovery sheet, best on a stick"))
        dialog.setAcceptMode(FileChooser.AcceptMode.AcceptSave)
        dialog.setDirectory(QStandardPaths.writableLocation(place))
        dialog.setNameFilters([self.tr("PDF files (*.pdf)")])
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(SHEET_FILE)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def _ask_printer(self) -> None:
        from amends.ui.letters.printing import print_dialog, ready_printer

        self._printer = ready_printer(SHEET_FILE)
        dialog = print_dialog(self._printer, 1, self)
        dialog.accepted.connect(self.print_now)
        QDialog.open(dialog)  # its own one wants a slot by name

    @Slot()
    def print_now(self) -> PrintJob:
        """Print on the printer as it was set in the dialog."""
        from amends.ui.letters.printing import PrintJob

        assert self._sheet is not None
        self._has_failed = False
        job = PrintJob(self._sheet.pdf, [0], self._printer, self._session)
        job.failed.connect(self._on_not_printed)
        job.ended.connect(self._on_print_ended)
        job.start()
        return job

    @Slot()
    def _on_not_printed(self) -> None:
        self._has_failed = True
        self.error.setText(
            self.tr("The sheet was not printed. Check that the printer is on and has paper.")
        )
        self.error.show()

    @Slot()
    def _on_print_ended(self) -> None:
        if not self._has_failed:
            self._keep()

    def _keep(self) -> None:
        try:
            changed = keep_sheet(self._session.desk, self._session.moment())
        except AmendsError as error:
            self._show_error(error)
            return
        self._show_state()
        self.close_button.setText(self.tr("Close"))
        self._session.announce(changed)

    @Slot(Exception)
    def _show_error(self, error: Exception) -> None:
        self._let_choose(True)
        notice = describe(error)
        self.error.setText(f"{notice.text} {notice.hint}")
        self.error.show()

    @Slot()
    def _on_help(self) -> None:
        self.help_requested.emit("office")

    def _show_state(self) -> None:
        sheet = read_recovery_sheet(self._session.desk)
        self.state.setText(sheet_words(sheet, self._session.clock.today()))

    def _let_choose(self, may: bool) -> None:
        self.error.hide()
        for button in (self.print_button, self.save_button, self.close_button):
            button.setEnabled(may)

    def _lay_out(self) -> None:
        about = self.tr(
            "A page with a code that opens the office when a passphrase is forgotten. Keep it on "
            "paper, under lock and key, away from the computer. It makes every earlier sheet "
            "worthless. What you print and save while this window is open is the same sheet."
        )
        layout = QVBoxLayout(self)
        layout.setSpacing(scaled(12))
        layout.addWidget(plain_label(about))
        layout.addWidget(self.state)
        layout.addWidget(self.error)
        layout.addStretch()
        row = QHBoxLayout()
        row.addWidget(self.close_button)
        row.addStretch()
        row.addWidget(self.save_button)
        row.addWidget(self.print_button)
        layout.addLayout(row)


def _made(desk: Desk, moment: Moment, _progress: Progress) -> NewSheet:
    return make_recovery_sheet(desk, moment)
