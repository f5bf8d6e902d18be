"""A small dialog that asks for a passphrase or a name: nothing typed in it is kept as a draft."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from amends.domain.errors import WrongPassphraseError
from amends.ui.errors import describe
from amends.ui.first_run.patience import Patience, Rest
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.label import plain_label

_WIDTH_PX = 460


class Asking(QDialog):
    """Emits `submitted`; who opened it closes it by `accept`, or says what was wrong."""

    submitted = Signal()
    help_requested = Signal(str)

    def __init__(
        self,
        title: str,
        about: str,
        button: str,
        parent: QWidget,
        patience: Patience | None = None,
    ) -> None:
        """`patience` where a passphrase is tried, so that guesses wait."""
        super().__init__(parent)
        self._patience = patience or Patience(self)
        self._is_busy = False
        self.secret: QLineEdit | None = None  # where the passphrase of today is asked for
        self.setWindowTitle(title)
        self.setMinimumWidth(scaled(_WIDTH_PX))
        self.about = plain_label(about, "muted")
        self.error = plain_label("", "error")
        self.error.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(scaled(10))
        buttons = QDialogButtonBox()
        self.cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.submit = buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self.submit, role="primary")
        layout = QVBoxLayout(self)
        layout.setSpacing(scaled(12))
        layout.addWidget(self.about)
        layout.addLayout(self.body)
        layout.addWidget(self.error)
        layout.addStretch()
        layout.addWidget(buttons)
        self.submit.setDefault(True)  # once it is in here: Tab over Cancel would make that the one
        buttons.accepted.connect(self.try_submit)
        buttons.rejected.connect(self.reject)
        self._patience.over.connect(self._rest)
        self._rest()
        QShortcut(QKeySequence("F1"), self).activated.connect(self._on_help)

    @Slot()
    def try_submit(self) -> None:
        """Ask for it, unless something is missing."""
        if self.submit.isEnabled() and self.is_whole():
            self.set_busy(True)
            self.submitted.emit()

    def is_whole(self) -> bool:
        """Say what is missing, and return whether nothing is."""
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        Rest(self._patience, self.submit)  # now that it has its words

    def event(self, event: QEvent) -> bool:
        """Grow with what is said; Qt would squeeze the fields instead."""
        asks_for_room = event.type() == QEvent.Type.LayoutRequest
        is_done = super().event(event)
        if asks_for_room and (layout := self.layout()) is not None:
            needed = layout.totalHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
        return is_done

    @Slot(Exception)
    def show_error(self, error: Exception) -> None:
        """Say what was wrong; what was typed stays."""
        if isinstance(error, WrongPassphraseError):
            self._patience.fail()
            if self.secret is not None:
                self.secret.setFocus()
                self.secret.selectAll()
        notice = describe(error)
        self.error.setText(f"{notice.text} {notice.hint}")
        self.error.show()
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """Take no input while what was asked for is done."""
        self._is_busy = busy
        self._rest()
        self.cancel.setEnabled(not busy)
        if busy:
            self.error.hide()

    @Slot()
    def _rest(self) -> None:
        """Let the button rest while something is done, or while somebody has to wait."""
        self.submit.setEnabled(not self._is_busy and not self._patience.is_waiting)

    @Slot()
    def _on_help(self) -> None:
        self.help_requested.emit("office")
