"""The passphrase: asked for before an office opens, and never kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from amends.domain.access_errors import ComputerNotTrustedError
from amends.domain.errors import OfficeDamagedError, WrongPassphraseError
from amends.services.progress import Progress
from amends.ui.errors import describe
from amends.ui.first_run.front_card import FrontCard
from amends.ui.first_run.patience import Patience
from amends.ui.tasks import run
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.field import Field

Unlock = Callable[[Path, str], object]  # folder, passphrase -> what `unlocked` carries
ByComputer = Callable[[], object]  # the same, by the key store of this computer


class UnlockView(QWidget):
    """Asks for the passphrase of the office in a folder, as often as it takes.

    A wrong one stays in the field, selected, to be typed over. The first slip costs nothing; after
    more of them the button rests for a while, longer each time.
    """

    unlocked = Signal(object)
    another_requested = Signal()
    copy_requested = Signal()
    forgotten = Signal()

    def __init__(
        self,
        folder: Path,
        unlock: Unlock,
        parent: QWidget | None = None,
        *,
        patience: Patience | None = None,
        by_computer: ByComputer | None = None,
    ) -> None:
        """`by_computer` where this computer may open the office without the passphrase."""
        super().__init__(parent)
        self._folder = folder
        self._unlock = unlock
        self._patience = patience or Patience(self)
        self.passphrase = QLineEdit()
        self.field = Field(self.tr("Passphrase"), self.passphrase)
        self.show_typed = QCheckBox(self.tr("Show what I type"))
        self.unlock = QPushButton(self.tr("Unlock"))
        self._by_computer = by_computer
        self.without = QPushButton(self.tr("Open without the passphrase"))
        self.without.setVisible(by_computer is not None)
        self.another = QPushButton(self.tr("Another office..."))
        self.copy = QPushButton(self.tr("Bring back a copy..."))
        self.copy.hide()  # until the office turns out to be damaged
        self.forgot = QPushButton(self.tr("I have forgotten my passphrase"))
        set_look(self.forgot, role="link")
        set_look(self.unlock if by_computer is None else self.without, role="primary")
        self._lay_out()
        self._on_show_toggled(False)
        self.setFocusProxy(self.passphrase if by_computer is None else self.without)
        self.passphrase.returnPressed.connect(self.open)
        self.passphrase.textEdited.connect(self._on_typed)
        self.show_typed.toggled.connect(self._on_show_toggled)
        self.unlock.clicked.connect(self.open)
        self.without.clicked.connect(self.open_by_computer)
        self.another.clicked.connect(self.another_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.forgot.clicked.connect(self.forgotten)
        self._patience.over.connect(self._rest)
        self._rest()

    @Slot()
    def open(self) -> None:
        """Try the passphrase; `unlocked` follows, or the reason why not stands by the field."""
        if not self.passphrase.text() or not self.unlock.isEnabled():
            self.passphrase.setFocus()
            return
        self._let_type(False)
        self.field.show_error("")
        work = partial(_tried, self._unlock, self._folder, self.passphrase.text())
        task = run(work, self.window())
        task.succeeded.connect(self._on_unlocked)
        task.failed.connect(self._on_refused)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    @Slot()
    def open_by_computer(self) -> None:
        """Ask the key store of this computer; where it does not help, the passphrase does."""
        assert self._by_computer is not None
        self._let_type(False)
        self.field.show_error("")
        task = run(partial(_opened, self._by_computer), self.window())
        task.succeeded.connect(self._on_unlocked)
        task.failed.connect(self._on_refused)

    @Slot(object)
    def _on_unlocked(self, opened: object) -> None:
        self._patience.forget()
        self.unlocked.emit(opened)

    @Slot(Exception)
    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, WrongPassphraseError):
            self._patience.fail()
        if isinstance(error, ComputerNotTrustedError):
            self.without.hide()
        notice = describe(error)
        self._let_type(True)
        self.copy.setVisible(isinstance(error, OfficeDamagedError))
        self.field.show_error(f"{notice.text} {notice.hint}")
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    @Slot()
    def _on_typed(self) -> None:
        self.field.show_error("")

    @Slot(bool)
    def _on_show_toggled(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)

    def _let_type(self, may: bool) -> None:
        typing = (self.passphrase, self.show_typed, self.another, self.forgot)
        for control in (*typing, self.without):
            control.setEnabled(may)
        self._rest()
        if not may:
            self.unlock.setText(self.tr("Opening..."))

    @Slot()
    def _rest(self) -> None:
        """Let the button rest while somebody has to wait, or while a passphrase is tried."""
        waits = self._patience.is_waiting
        self.unlock.setText(self.tr("Please wait...") if waits else self.tr("Unlock"))
        self.unlock.setEnabled(self.passphrase.isEnabled() and not waits)

    def _lay_out(self) -> None:
        card = FrontCard(self._folder.name, str(self._folder.parent), below=self._promise())
        set_look(card.about, role="small")
        inside = card.body
        inside.setSpacing(scaled(4))
        inside.addSpacing(scaled(6))
        inside.addWidget(self.without, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addSpacing(scaled(10 if self._by_computer else 0))
        inside.addWidget(self.field)
        inside.addWidget(self.show_typed)
        inside.addWidget(self.forgot, 0, Qt.AlignmentFlag.AlignLeft)
        card.end_with(self.another, self.copy, self.unlock)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def _promise(self) -> QLabel:
        words = QLabel(self.tr("Encrypted on this computer. Amends is never online."))
        set_look(words, role="small")
        return words


def _opened(by_computer: ByComputer, _progress: Progress) -> object:
    return by_computer()


def _tried(unlock: Unlock, folder: Path, passphrase: str, _progress: Progress) -> object:
    return unlock(folder, passphrase)
