"""A new passphrase, typed twice, and judged while it is typed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from amends.domain.errors import PassphraseTooShortError
from amends.services.set_up_office import check_passphrase
from amends.ui.errors import describe
from amends.ui.text_scale import scaled
from amends.ui.widgets.field import Field
from amends.ui.widgets.strength_words import strength_words


class NewPassphrase(QWidget):
    """Refuses only what is too short, or not the same twice."""

    submitted = Signal()

    def __init__(
        self, title: str, known: Iterable[str] = (), parent: QWidget | None = None
    ) -> None:
        """`known` is what others would try first, such as the name of the office."""
        super().__init__(parent)
        self._known = tuple(known)
        self.passphrase, self.again = QLineEdit(), QLineEdit()
        self.field = Field(title, self.passphrase)
        self.again_field = Field(self.tr("The same once more"), self.again)
        self.show_typed = QCheckBox(self.tr("Show what I type"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(8))
        for part in (self.field, self.again_field, self.show_typed):
            layout.addWidget(part)
        self.setFocusProxy(self.passphrase)
        self._on_show_toggled(False)
        self._on_typed()
        self.passphrase.textChanged.connect(self._on_typed)
        self.again.textChanged.connect(self._on_again_typed)
        self.passphrase.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.submitted)
        self.show_typed.toggled.connect(self._on_show_toggled)

    def text(self) -> str:
        return self.passphrase.text()

    def expect(self, known: Iterable[str]) -> None:
        """Take note of more that others would try first."""
        self._known = (*self._known, *known)

    def check(self) -> bool:
        """Say what is wrong with it, and go there; return whether nothing is."""
        try:
            check_passphrase(self.text())
        except PassphraseTooShortError as error:
            self.show_error(error)
            return False
        if self.text() != self.again.text():
            self.again_field.show_error(self.tr("The two are not the same. Type it once more."))
            self.again.setFocus()
            return False
        return True

    def show_error(self, error: Exception) -> None:
        """Say what is wrong with the passphrase."""
        notice = describe(error)
        self.field.show_error(f"{notice.text} {notice.hint}")
        self.passphrase.setFocus()

    @Slot()
    def _on_typed(self) -> None:
        self.field.show_error("")
        words = strength_words(self.text(), self._known)
        self.field.show_help(words or self.tr("Four or five words in a row are strong."))

    @Slot()
    def _on_again_typed(self) -> None:
        self.again_field.show_error("")

    @Slot(bool)
    def _on_show_toggled(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)
        self.again.setEchoMode(mode)
