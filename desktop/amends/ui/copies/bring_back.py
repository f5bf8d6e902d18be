"""The page that brings an office back: choose a copy, see what would be lost, then do it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)

from amends.domain.errors import FileNotWrittenError, OfficeExistsError, WrongPassphraseError
from amends.services.bring_back import Loss, Restored
from amends.ui.clock import Clock
from amends.ui.copies.bring_back_presenter import BringBackPresenter
from amends.ui.copies.words import copy_words, loss_words, restored_words
from amends.ui.errors import describe
from amends.ui.first_run.patience import Patience, Rest
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.field import Field
from amends.ui.widgets.file_chooser import FileChooser
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.page import Page
from amends.ui.widgets.sentences import Sentences

_WIDTH_PX: Final = 720
_LIST_HEIGHT_PX: Final = 150


class BringBackView(Page):
    """Emits the folder of the office that was brought back; the one before it is never touched."""

    opened = Signal(object)  # Path
    left = Signal()

    def __init__(
        self,
        clock: Clock,
        office: Path | None,
        patience: Patience,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_WIDTH_PX, parent)
        self._clock, self._patience = clock, patience
        self._presenter = BringBackPresenter(clock, office, self.window, self)
        self.place = QLineEdit(str(self._presenter.place or ""))
        self.choose = QPushButton(self.tr("Choose..."))
        self.choose.setAccessibleName(self.tr("Choose the folder with the copies"))
        self.copies = QListWidget()
        self.copies.ensurePolished()  # else its lines lie as close as those of a bare list
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.compare = QPushButton(self.tr("Show what would be lost"))
        self.target = QLineEdit()
        self.bring = QPushButton(self.tr("Bring this copy back"))
        self.open = QPushButton(self.tr("Open the office"))
        self.back = QPushButton(self.tr("Back"))
        self.back.setShortcut(Qt.Key.Key_Escape)
        self.loss, self.outcome = Sentences(), Sentences()
        self._lay_out()
        self._connect()
        self._presenter.look(self.place.text())

    @Slot(object)
    def _on_found(self, copies: list[object]) -> None:
        today = self._clock.today()
        self.copies.clear()
        self.copies.addItems([copy_words(copy, today) for copy in self._presenter.copies])
        self._place_field.show_error(
            "" if copies or not self.place.text() else self.tr("No copies were found there.")
        )
        if copies:
            self.copies.setCurrentRow(0)
        self._enable()

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        self._presenter.select(row)
        self.target.setText(str(self._presenter.suggested_target() or ""))
        self.loss.show_sentences(())
        self._enable()

    @Slot(object)
    def _on_compared(self, loss: Loss) -> None:
        self._patience.forget()
        self.loss.show_sentences(loss_words(loss))
        self._enable()
        self.reveal(self.bring)
        self.bring.setFocus()

    @Slot(object)
    def _on_restored(self, restored: Restored) -> None:
        damaged = str(self._presenter.office or "")
        self.outcome.show_sentences(restored_words(restored, damaged))
        self._enable()
        self.reveal(self.open)
        self.open.setFocus()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, WrongPassphraseError):
            self._patience.fail()
        notice = describe(error)
        is_place = isinstance(error, OfficeExistsError | FileNotWrittenError)
        field, line = (
            (self._target_field, self.target)
            if is_place
            else (self._passphrase_field, self.passphrase)
        )
        field.show_error(f"{notice.text} {notice.hint}")
        self._enable()
        line.setFocus()
        line.selectAll()
        self.reveal(field)

    @Slot()
    def _on_typed(self) -> None:
        for field in (self._passphrase_field, self._target_field):
            field.show_error("")
        self._enable()

    @Slot()
    def _compare(self) -> None:
        if self.compare.isEnabled():
            self._presenter.compare(self.passphrase.text())
            self._enable()

    @Slot()
    def _bring(self) -> None:
        if not self._presenter.is_busy:
            self._presenter.bring_back(Path(self.target.text()), self.passphrase.text())
            self._enable()

    @Slot()
    def _open(self) -> None:
        if self._presenter.restored is not None:
            self.opened.emit(self._presenter.restored.folder)

    @Slot()
    def _choose(self) -> None:
        dialog = FileChooser(self, self.tr("Choose the folder with the copies"))
        dialog.setFileMode(FileChooser.FileMode.Directory)
        dialog.fileSelected.connect(self.place.setText)
        dialog.open()

    @Slot()
    def _enable(self) -> None:
        """Offer what can be done now; nothing is brought back before the loss was shown."""
        shown = self._presenter
        idle = not shown.is_busy
        may_try = idle and not self._patience.is_waiting
        self.compare.setEnabled(may_try and shown.copy is not None and bool(self.passphrase.text()))
        ready = shown.has_compared and bool(self.target.text()) and shown.restored is None
        # Not disabled while it works: Qt would give the keys to whatever comes next.
        self.bring.setEnabled(ready and not self._patience.is_waiting)
        for choice in (self.place, self.choose, self.copies):
            choice.setEnabled(idle)  # or another copy might be brought back than was compared
        self.bring.setText(
            self.tr("Bring this copy back") if idle else self.tr("Working, this may take a while")
        )
        self.open.setVisible(shown.restored is not None)

    def _connect(self) -> None:
        self.place.textChanged.connect(self._presenter.look)
        self.choose.clicked.connect(self._choose)
        self.copies.currentRowChanged.connect(self._on_chosen)
        self.passphrase.textEdited.connect(self._on_typed)
        self.passphrase.returnPressed.connect(self._compare)
        self.compare.clicked.connect(self._compare)
        self.target.textEdited.connect(self._on_typed)
        self.bring.clicked.connect(self._bring)
        self.open.clicked.connect(self._open)
        self.back.clicked.connect(self.left)
        self._presenter.found.connect(self._on_found)
        self._presenter.compared.connect(self._on_compared)
        self._presenter.was_restored.connect(self._on_restored)
        self._presenter.failed.connect(self._on_failed)
        self._patience.over.connect(self._enable)
        Rest(self._patience, self.compare)

    def _lay_out(self) -> None:
        set_look(self.bring, role="primary")
        set_look(self.open, role="primary")
        self.copies.setAccessibleName(self.tr("Copies, the newest first"))
        self.copies.setFixedHeight(scaled(_LIST_HEIGHT_PX))
        self._place_field = Field(
            self.tr("Folder with the copies"),
            self.place,
            self.tr("A stick, or the folder of the office itself."),
            self.choose,
        )
        self._passphrase_field = Field(
            self.tr("Passphrase"),
            self.passphrase,
            self.tr("The one by which the office opened on the day of the copy."),
        )
        self._target_field = Field(
            self.tr("Into a new folder"),
            self.target,
            self.tr("The office as it is now is kept."),
        )
        which = Card(self.tr("1. Which copy"))
        which.body.addWidget(self._place_field)
        which.body.addWidget(self.copies)
        lost = Card(self.tr("2. What would be lost"))
        lost.body.addWidget(self._passphrase_field)
        lost.body.addLayout(_row(self.compare))
        lost.body.addWidget(self.loss)
        where = Card(self.tr("3. Bring it back"))
        where.body.addWidget(self._target_field)
        where.body.addWidget(self.outcome)
        where.body.addLayout(_row(self.back, self.bring, self.open))
        self.body.addWidget(plain_label(self.tr("Bring back a copy"), "title"))
        for card in (which, lost, where):
            self.body.addWidget(card)
        self.body.addStretch()
        self.setFocusProxy(self.place)


def _row(*buttons: QPushButton) -> QHBoxLayout:
    """Return buttons in a row: the first at the left where there are several."""
    row = QHBoxLayout()
    row.setSpacing(scaled(12))
    first, *rest = buttons
    if rest:
        row.addWidget(first)
    row.addStretch()
    for button in rest or [first]:
        row.addWidget(button)
    return row
