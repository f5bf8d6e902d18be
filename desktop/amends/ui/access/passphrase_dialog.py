"""Asks for the passphrase of today, and for another one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QLineEdit, QWidget

from amends.ui.access.asking import Asking
from amends.ui.first_run.patience import Patience
from amends.ui.widgets.field import Field
from amends.ui.widgets.new_passphrase import NewPassphrase


class PassphraseDialog(Asking):
    """Changes the passphrase of whoever has opened the office."""

    def __init__(self, known: Iterable[str], parent: QWidget, patience: Patience) -> None:
        super().__init__("", "", "", parent, patience)
        self.setWindowTitle(self.tr("Change my passphrase"))
        self.about.setText(
            self.tr(
                "From then on the office opens for you by the new one alone. Everybody else keeps "
                "theirs."
            )
        )
        self.submit.setText(self.tr("Change my passphrase"))
        self.current = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.current_field = Field(self.tr("Your present passphrase"), self.current)
        self.new = NewPassphrase(self.tr("New passphrase"), known)
        self.body.addWidget(self.current_field)
        self.body.addWidget(self.new)
        self.secret = self.current
        self.current.setFocus()

    def is_whole(self) -> bool:
        if not self.current.text():
            self.current.setFocus()
            return False
        return self.new.check()
