"""Asks who else may open the office, as what, and by which first passphrase."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from amends.domain.events.access_events import OfficeRole
from amends.ui.access.asking import Asking
from amends.ui.access.words import ROLES, role_explained, role_words
from amends.ui.widgets.field import Field
from amends.ui.widgets.inputs import ChoiceBox
from amends.ui.widgets.new_passphrase import NewPassphrase


class AdmitDialog(Asking):
    """A handler is proposed, since that is what most are."""

    def __init__(self, known: Iterable[str], parent: QWidget) -> None:
        super().__init__("", "", "", parent)
        self.setWindowTitle(self.tr("Add a person"))
        self.about.setText(
            self.tr(
                "They open the office by a passphrase of their own. Let them type it here, or tell "
                "them a first one that they change under “Office and policy”."
            )
        )
        self.submit.setText(self.tr("Add the person"))
        self.name = QLineEdit()
        self.role = ChoiceBox((role, role_words(role)) for role in ROLES)
        self.role.choose(OfficeRole.HANDLER)
        self.passphrase = NewPassphrase(self.tr("Their first passphrase"), known)
        self._name_field = Field(self.tr("Name"), self.name)
        self._role_field = Field(self.tr("Role"), self.role)
        for part in (self._name_field, self._role_field, self.passphrase):
            self.body.addWidget(part)
        self._explain()
        self.name.setFocus()
        self.role.currentIndexChanged.connect(self._explain)
        self.name.textEdited.connect(self._on_named)

    def chosen_role(self) -> OfficeRole:
        return OfficeRole(self.role.currentData())

    def is_whole(self) -> bool:
        if not self.name.text().strip():
            self._name_field.show_error(self.tr("What they record is told under this name."))
            self.name.setFocus()
            return False
        return self.passphrase.check()

    @Slot()
    def _explain(self) -> None:
        self._role_field.show_help(role_explained(self.chosen_role()))

    @Slot()
    def _on_named(self) -> None:
        self._name_field.show_error("")
