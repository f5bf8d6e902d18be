"""The fields of a letterhead, the same where an office is set up and where it is changed."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from amends.domain.events.office_events import Letterhead
from amends.ui.text_scale import scaled
from amends.ui.widgets.field import Field

_ADDRESS = "address"
_ADDRESS_LINES = 5


class LetterheadFields(QWidget):
    """Asks what the office puts on paper. It is a `KeptField`, so that it can be a draft."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = QLineEdit()
        self._address = QPlainTextEdit(tabChangesFocus=True)
        self._email = QLineEdit()
        self._phone = QLineEdit()
        self._signatory = QLineEdit()
        self._role = QLineEdit()
        self.name = Field(self.tr("Name of the office"), self._name)
        self.signatory = Field(self.tr("Who signs the letters"), self._signatory)
        self._lay_out()
        for line in self._lines().values():
            line.textEdited.connect(self.edited)
        self._address.textChanged.connect(self.edited)

    @property
    def name_control(self) -> QLineEdit:
        """The field of the name, for whoever follows what is typed there."""
        return self._name

    def letterhead(self) -> Letterhead:
        """Return what stands in the fields."""
        lines = (line.strip() for line in self._address.toPlainText().splitlines())
        return Letterhead(
            name=self._name.text().strip(),
            address=tuple(filter(None, lines)),
            email=self._email.text().strip(),
            phone=self._phone.text().strip(),
            signatory=self._signatory.text().strip(),
            signatory_role=self._role.text().strip(),
        )

    def show_letterhead(self, letterhead: Letterhead) -> None:
        """Put a letterhead into the fields."""
        self._name.setText(letterhead.name)
        self._address.setPlainText("\n".join(letterhead.address))
        self._email.setText(letterhead.email)
        self._phone.setText(letterhead.phone)
        self._signatory.setText(letterhead.signatory)
        self._role.setText(letterhead.signatory_role)

    def kept_text(self) -> str:
        texts = {name: line.text() for name, line in self._lines().items()}
        return msgspec.json.encode(texts | {_ADDRESS: self._address.toPlainText()}).decode()

    def restore_text(self, text: str) -> None:
        """Put back what was kept; what another version kept in another form is left out."""
        try:
            kept = msgspec.json.decode(text, type=dict[str, str])
        except msgspec.MsgspecError:
            return
        for name, line in self._lines().items():
            line.setText(kept.get(name, ""))
        self._address.setPlainText(kept.get(_ADDRESS, ""))
        self.edited.emit()

    def _lines(self) -> dict[str, QLineEdit]:
        return {
            "name": self._name,
            "email": self._email,
            "phone": self._phone,
            "signatory": self._signatory,
            "role": self._role,
        }

    def _lay_out(self) -> None:
        self._address.setFixedHeight(self.fontMetrics().lineSpacing() * _ADDRESS_LINES + scaled(24))
        self._role.setPlaceholderText(self.tr("such as Clinical Director"))
        address = Field(self.tr("Postal address (optional)"), self._address)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scaled(16))
        grid.setVerticalSpacing(scaled(12))
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.name, 0, 0, 1, 2, top)
        grid.addWidget(address, 1, 0, 2, 1, top)
        grid.addWidget(Field(self.tr("E-mail (optional)"), self._email), 1, 1, top)
        grid.addWidget(Field(self.tr("Phone (optional)"), self._phone), 2, 1, top)
        grid.addWidget(self.signatory, 3, 0, top)
        grid.addWidget(Field(self.tr("Their role (optional)"), self._role), 3, 1, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
