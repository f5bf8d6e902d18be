"""Asks whether somebody may open the office no more, and whether its key changes as well."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from amends.domain.access import Member
from amends.ui.access.asking import Asking
from amends.ui.widgets.label import plain_label


class WithdrawDialog(Asking):
    """Offers a new key, since whoever leaves may have kept a copy of the folder."""

    def __init__(self, member: Member, parent: QWidget) -> None:
        super().__init__("", "", "", parent)
        self.member = member
        self.setWindowTitle(self.tr("Withdraw {name}").format(name=member.name))
        self.about.setText(
            self.tr(
                "Their passphrase opens the office no more. What they recorded stays, under their "
                "name."
            )
        )
        self.submit.setText(self.tr("Withdraw"))
        self.new_key = QCheckBox(self.tr("Then change the key of the office"))
        self.new_key.setChecked(True)
        why = self.tr(
            "A copy of the folder that they have kept still opens by their passphrase, and shows "
            "what stood in the office until now. With a new key, they can read nothing that is "
            "written later. It takes a moment; the office is locked meanwhile."
        )
        self.new_key.setAccessibleDescription(why)
        self.body.addWidget(self.new_key)
        self.body.addWidget(plain_label(why, "small"))
        self.new_key.setFocus()
