"""The page that takes an office over: the sealed file, a passphrase, a folder for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from amends.domain.errors import OfficeExistsError, WrongPassphraseError
from amends.paths import resource
from amends.services.desk import Desk, Moment
from amends.services.office_folder import suggested_folder
from amends.services.take_over import TakenOver, take_over
from amends.ui.cover.choosing import choose_sealed
from amends.ui.cover.words import verdict_words
from amends.ui.errors import describe
from amends.ui.first_run.front_card import FrontCard
from amends.ui.first_run.patience import Patience, Rest
from amends.ui.tasks import Task, run
from amends.ui.theme import set_look
from amends.ui.widgets.field import Field
from amends.ui.widgets.sentences import Sentences


class TakeOverView(QWidget):
    """Emits the office, open; or that somebody would rather go back."""

    taken = Signal(object)  # Desk
    left = Signal()

    def __init__(
        self, moment: Callable[[], Moment], patience: Patience, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._moment, self._patience = moment, patience
        self._task: Task | None = None
        self._desk: Desk | None = None
        self.file, self.folder = QLineEdit(), QLineEdit(str(_free_folder()))
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.choose_file = QPushButton(self.tr("Choose..."))
        self.choose_file.setAccessibleName(self.tr("Choose the sealed file"))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("How far the office is unpacked and checked"))
        self.bar.hide()
        self.outcome = Sentences()
        self.back = QPushButton(self.tr("Back"))
        self.back.setShortcut(Qt.Key.Key_Escape)
        self.forward = QPushButton(self.tr("Take over the office"))
        set_look(self.forward, role="primary")
        self._lay_out()
        self.choose_file.clicked.connect(self._choose)
        for line in (self.file, self.passphrase, self.folder):
            line.returnPressed.connect(self.go_forward)
            line.textChanged.connect(self._on_typed)
        self.forward.clicked.connect(self.go_forward)
        self.back.clicked.connect(self._on_back)
        patience.over.connect(self._rest)
        Rest(patience, self.forward)
        self._rest()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.file.setFocus()

    @Slot()
    def go_forward(self) -> None:
        """Take the office over; then open it."""
        if not self.forward.isEnabled():
            return
        if self._desk is not None:
            desk, self._desk = self._desk, None
            self.taken.emit(desk)
            return
        file, folder = Path(self.file.text().strip()), Path(self.folder.text().strip())
        work = partial(take_over, file, self.passphrase.text(), folder, resource(), self._moment())
        self._task = run(work, self.window())
        self._task.progressed.connect(self._on_progress)
        self._task.succeeded.connect(self._on_taken)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._on_cancelled)
        self._rest()

    @Slot()
    def leave(self) -> None:
        """Lock the office again that was taken over and not gone to."""
        if self._desk is not None:
            self._desk.store.close()
            self._desk = None

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, 100 if total else 0)
        self.bar.setValue(100 * done // total if total else 0)

    @Slot(object)
    def _on_taken(self, taken: TakenOver) -> None:
        self._task, self._desk = None, taken.desk
        self._patience.forget()
        said = [self.tr("The office is in {folder}.").format(folder=taken.desk.store.folder)]
        said += verdict_words(taken.verdict)
        said.append(
            self.tr(
                "If somebody told you your passphrase, choose one of your own now: Office and "
                "policy, Change my passphrase."
            )
        )
        self.outcome.show_sentences(said)
        for field in self._fields:
            field.hide()
        self.back.hide()
        self.forward.setText(self.tr("Open the office"))
        self._rest()
        self.forward.setFocus()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._task = None
        notice, field = describe(error), self._file_field
        if isinstance(error, WrongPassphraseError):
            self._patience.fail()
            field = self._passphrase_field
        elif isinstance(error, OfficeExistsError):
            field = self._folder_field
        self._rest()
        field.show_error(f"{notice.text} {notice.hint}")
        field.control.setFocus()

    @Slot()
    def _on_cancelled(self) -> None:
        self._task = None
        self._rest()

    @Slot()
    def _on_typed(self) -> None:
        for field in self._fields:
            field.show_error("")
        self._rest()

    @Slot()
    def _on_back(self) -> None:
        if self._task is not None:
            self.back.setEnabled(False)
            self._task.cancel()
        else:
            self.left.emit()

    @Slot()
    def _choose(self) -> None:
        choose_sealed(self.tr("Choose the sealed file"), self.file, self)

    @Slot()
    def _rest(self) -> None:
        """Offer what can be done now."""
        is_busy = self._task is not None
        for field in self._fields:
            field.setEnabled(not is_busy)
        typed = all(line.text().strip() for line in (self.file, self.passphrase, self.folder))
        ready = self._desk is not None or (typed and not self._patience.is_waiting)
        self.forward.setEnabled(ready and not is_busy)
        self.back.setEnabled(True)
        self.back.setText(self.tr("Stop") if is_busy else self.tr("Back"))
        self.bar.setVisible(is_busy)
        if is_busy:
            self.bar.setRange(0, 0)

    def _lay_out(self) -> None:
        self._file_field = Field(self.tr("Sealed file"), self.file, "", self.choose_file)
        self._passphrase_field = Field(
            self.tr("Passphrase"),
            self.passphrase,
            self.tr("Your own in this office, or the first one that you were told."),
        )
        self._folder_field = Field(
            self.tr("Into a new folder"),
            self.folder,
            self.tr("On this computer. The file itself stays as it is."),
        )
        self._fields = (self._file_field, self._passphrase_field, self._folder_field)
        about = self.tr(
            "You go on with a colleague's office here until they are back. Then you give it back "
            "the same way, as one sealed file."
        )
        card = FrontCard(self.tr("Take over an office"), about)
        for part in (*self._fields, self.bar, self.outcome):
            card.body.addWidget(part)
        card.end_with(self.back, self.forward)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)


def _free_folder() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return suggested_folder(Path(QStandardPaths.writableLocation(place)), "office")
