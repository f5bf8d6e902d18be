"""The page that takes an office back: what came with the file is shown, then it is done.

Below stands the way without the file, for when it will not come.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from amends.domain.cover import Cover
from amends.domain.dates_in_words import short
from amends.domain.errors import WrongPassphraseError
from amends.services.desk import Desk
from amends.services.take_back import CameBack
from amends.ui.clock import Clock
from amends.ui.cover.choosing import choose_sealed
from amends.ui.cover.take_back_presenter import TakeBackPresenter
from amends.ui.cover.words import came_words
from amends.ui.errors import describe
from amends.ui.first_run.patience import Patience
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.field import Field
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.page import Page
from amends.ui.widgets.sentences import Sentences

_WIDTH_PX: Final = 720


class TakeBackView(Page):
    """Emits the office, open; or that it stays where it is."""

    taken = Signal(object)  # Desk
    left = Signal()

    def __init__(
        self,
        folder: Path,
        cover: Cover,
        clock: Clock,
        patience: Patience,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_WIDTH_PX, parent)
        self._cover, self._patience = cover, patience
        self._until = short(cover.until, clock.today())
        self._presenter = TakeBackPresenter(folder, clock, self.window, self)
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.file = QLineEdit()
        self.choose = QPushButton(self.tr("Choose..."))
        self.choose.setAccessibleName(self.tr("Choose the file that came back"))
        self.look = QPushButton(self.tr("Show what happened meanwhile"))
        self.happened = Sentences()
        self.take = QPushButton(self.tr("Take the office back"))
        self.understood = QCheckBox(self.tr("I have understood this"))
        self.without = QPushButton(self.tr("Take it back without the file"))
        self.back = QPushButton(self.tr("Back"))
        self.back.setShortcut(Qt.Key.Key_Escape)
        self._lay_out()
        self._connect()
        self._enable()

    @Slot()
    def leave(self) -> None:
        """Throw away what the file has laid down."""
        self._presenter.leave()

    @Slot(object)
    def _on_looked(self, came: CameBack) -> None:
        self._patience.forget()
        self.happened.show_sentences(came_words(came))
        self._enable()
        self.reveal(self.take)
        self.take.setFocus()

    @Slot(object)
    def _on_taken(self, desk: Desk) -> None:
        self.taken.emit(desk)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        is_passphrase = isinstance(error, WrongPassphraseError)
        if is_passphrase:
            self._patience.fail()
        notice = describe(error)
        field = self._passphrase_field if is_passphrase else self._file_field
        field.show_error(f"{notice.text} {notice.hint}")
        self._enable()
        field.control.setFocus()
        self.reveal(field)

    @Slot()
    def _on_typed(self) -> None:
        for field in (self._file_field, self._passphrase_field):
            field.show_error("")
        if self._presenter.came is not None:
            self._presenter.leave()
            self.happened.show_sentences(())
        self._enable()

    @Slot()
    def _look(self) -> None:
        if self.look.isEnabled():
            self._presenter.look(Path(self.file.text().strip()), self.passphrase.text())
            self._enable()

    @Slot()
    def _take(self) -> None:
        self._presenter.take_back(self.passphrase.text())
        self._enable()

    @Slot()
    def _go_without(self) -> None:
        self._presenter.take_back_without_file(self.passphrase.text())
        self._enable()

    @Slot()
    def _on_back(self) -> None:
        if self._presenter.is_busy:
            self._presenter.stop()
        else:
            self.leave()
            self.left.emit()

    @Slot()
    def _choose(self) -> None:
        choose_sealed(self.tr("Choose the file that came back"), self.file, self)

    @Slot()
    def _enable(self) -> None:
        """Offer what can be done now; nothing is taken back before it was shown."""
        shown = self._presenter
        may = not shown.is_busy and not self._patience.is_waiting and bool(self.passphrase.text())
        for control in (self.passphrase, self.file, self.choose, self.understood):
            control.setEnabled(not shown.is_busy)
        self.look.setEnabled(may and bool(self.file.text().strip()) and shown.came is None)
        self.take.setEnabled(may and shown.came is not None)
        self.without.setEnabled(may and self.understood.isChecked())
        self.back.setText(self.tr("Stop") if shown.is_busy else self.tr("Back"))
        words = self.tr("Show what happened meanwhile")
        if shown.is_busy:
            words = self.tr("Working, this may take a while")
        elif self._patience.is_waiting:
            words = self.tr("Please wait...")
        self.look.setText(words)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        for line in (self.passphrase, self.file):
            line.textChanged.connect(self._on_typed)
            line.returnPressed.connect(self._look)
        self.understood.toggled.connect(self._enable)
        self.look.clicked.connect(self._look)
        self.take.clicked.connect(self._take)
        self.without.clicked.connect(self._go_without)
        self.back.clicked.connect(self._on_back)
        self._presenter.looked.connect(self._on_looked)
        self._presenter.taken.connect(self._on_taken)
        self._presenter.failed.connect(self._on_failed)
        self._presenter.stopped.connect(self._enable)
        self._patience.over.connect(self._enable)

    def _lay_out(self) -> None:
        set_look(self.take, role="primary")
        self._passphrase_field = Field(
            self.tr("Your passphrase"),
            self.passphrase,
            self.tr("The one by which the office opens on this computer."),
        )
        self._file_field = Field(
            self.tr("The file that came back"),
            self.file,
            self.tr("Its name ends in .amends-office."),
            self.choose,
        )
        came = Card(self.tr("1. The file"))
        came.body.addWidget(self._passphrase_field)
        came.body.addWidget(self._file_field)
        came.body.addLayout(_row(self.look))
        taken = Card(self.tr("2. What happened meanwhile"))
        taken.body.addWidget(self.happened)
        taken.body.addLayout(_row(self.take))
        self.body.addWidget(plain_label(self.tr("Take the office back"), "title"))
        for widget in (came, taken, self._without_card()):
            self.body.addWidget(widget)
        bottom = QHBoxLayout()
        bottom.addWidget(self.back)
        bottom.addStretch()
        self.body.addLayout(bottom)
        self.body.addStretch()
        self.setFocusProxy(self.passphrase)

    def _without_card(self) -> Card:
        card = Card(self.tr("If the file will not come"))
        lost = Sentences()
        name = self._cover.name
        lost.show_sentences(
            [
                self.tr(
                    "The office goes on from the day it was passed on. Whatever {name} has "
                    "recorded since is not in it: complaints, letters, notes, files."
                ).format(name=name),
                self.tr(
                    "A file that {name} gives back later does not fit any more. It can be read "
                    "beside the office, and not be joined with it."
                ).format(name=name),
                self.tr("That it was taken back without the file stands in the record."),
            ]
        )
        card.body.addWidget(lost)
        card.body.addWidget(self.understood)
        card.body.addLayout(_row(self.without))
        return card


def _row(button: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(scaled(12))
    row.addStretch()
    row.addWidget(button)
    return row
