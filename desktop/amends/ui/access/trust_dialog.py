"""Asks whether this computer may open the office without the passphrase: what that means."""

from __future__ import annotations

from PySide6.QtCore import QSysInfo, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from amends.ui.access.asking import Asking
from amends.ui.first_run.patience import Patience
from amends.ui.widgets.field import Field
from amends.ui.widgets.label import plain_label


class TrustDialog(Asking):
    """The passphrase is asked for: an office that was left open must not be opened for good."""

    def __init__(self, parent: QWidget, patience: Patience) -> None:
        super().__init__("", "", "", parent, patience)
        self.setWindowTitle(self.tr("Open without the passphrase on this computer"))
        self.about.setText(
            self.tr(
                "Whoever can use your account on this computer then opens the office, as you. Do "
                "this only where nobody else has the account, and it asks for a password of its "
                "own."
            )
        )
        self.submit.setText(self.tr("Open without it from now on"))
        self.name = QLineEdit(QSysInfo.machineHostName())
        self._name_field = Field(
            self.tr("Name of this computer"),
            self.name,
            self.tr("It stands in the record under this name, with the day and with yours."),
        )
        self.body.addWidget(self._name_field)
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.body.addWidget(Field(self.tr("Your passphrase"), self.passphrase))
        self.body.addWidget(
            plain_label(
                self.tr(
                    "The computer’s own key store keeps a secret made for this; your passphrase is "
                    "kept nowhere. After a lock, by Ctrl+L or because nobody was there, the "
                    "passphrase is asked for all the same. A new passphrase or a new key of the "
                    "office ends it."
                ),
                "small",
            )
        )
        self.secret = self.passphrase
        self.passphrase.setFocus()
        self.name.textEdited.connect(self._on_named)

    @Slot()
    def _on_named(self) -> None:
        self._name_field.show_error("")

    def is_whole(self) -> bool:
        if not self.name.text().strip():
            self._name_field.show_error(self.tr("Give it a name by which others know it."))
            self.name.setFocus()
            return False
        if not self.passphrase.text():
            self.passphrase.setFocus()
        return bool(self.passphrase.text())
