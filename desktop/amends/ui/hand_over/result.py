"""The file as it was written: where it lies, how large it is, and its fingerprint, quietly."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from amends.services.hand_over import HandedOverFile
from amends.ui.size_words import size_words
from amends.ui.widgets.card import Card
from amends.ui.widgets.label import plain_label

LARGE_BYTES: Final = 20_000_000  # where many mailboxes stop

_GROUP: Final = 16


class ResultCard(Card):
    """Shown in the place of what was asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("The file"), parent)
        self._name = plain_label("", "lead")
        self._place = plain_label("", "muted")
        self._next = plain_label("")
        self._fingerprint = plain_label("", "small")
        for part in (self._name, self._place, self._next, self._fingerprint):
            self.body.addWidget(part)
        for part in (self._name, self._place):
            part.setMinimumWidth(1)  # a name of one long word may not push the rest out of sight

    def show_file(self, file: HandedOverFile, to: str) -> None:
        """Show a file that is ready for somebody."""
        self._name.setText(file.path.name)
        self._place.setText(
            self.tr("{size}, in {folder}").format(
                size=size_words(file.size), folder=file.path.parent
            )
        )
        words = self.tr("Amends sends nothing: pass the file on to {to} yourself.").format(to=to)
        if file.size > LARGE_BYTES:
            large = self.tr("It is too large for many mailboxes; a stick or a download will do.")
            words = f"{words} {large}"
        self._next.setText(words)
        self._fingerprint.setText(self.tr("SHA-256: {digest}").format(digest=_apart(file.digest)))


def _apart(digest: str) -> str:
    """Return a fingerprint in groups, to be compared by eye, and to fit narrow windows."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))
