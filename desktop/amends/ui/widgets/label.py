"""A label for what people typed: shown as it is, wrapped, and free to be copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt, QTextBoundaryFinder
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu

from amends.ui.theme import set_look

# Qt breaks lines between words alone. A longer word than this is given places to break at, which
# nobody sees; addresses and names are shorter, and are left alone.
LONGEST_WORD: Final = 30
_PLACE_TO_BREAK: Final = "\u200b"
_APART: Final = 6
_FROM_THE_LEFT: Final = (
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
)
_TOO_LONG: Final = re.compile(rf"[^\s{_PLACE_TO_BREAK}]{{{LONGEST_WORD + 1},}}")


class PlainLabel(QLabel):
    """Markup in its text is text, and no word is too long for it. `text` is as it was given."""

    def __init__(self, text: str = "") -> None:
        super().__init__(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text = ""
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        was_named_by_text = self.accessibleName() == self._text
        self._text = text
        super().setText(breakable(text))
        if self._is_broken():  # read out without the places to break at
            self.setAccessibleName(text)
        elif was_named_by_text:
            self.setAccessibleName("")

    def selectedText(self) -> str:
        """Return what is selected, as it was given."""
        selected = super().selectedText()
        return selected if _PLACE_TO_BREAK in self._text else selected.replace(_PLACE_TO_BREAK, "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what was given, without the places to break at."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText():
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy what is selected; Qt's own menu would copy the places to break at."""
        if not self._is_broken():
            super().contextMenuEvent(event)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self.tr("Copy"))
        copy.setEnabled(self.hasSelectedText())
        copy.triggered.connect(self._copy)
        menu.popup(event.globalPos())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.selectedText())

    def _is_broken(self) -> bool:
        return super().text() != self._text


def plain_label(text: str, role: str | None = None) -> QLabel:
    """Return a label that shows `text` as typed; markup in it is text."""
    label = PlainLabel(text)
    if role:
        set_look(label, role=role)
    return label


def name_label(name: str) -> QLabel:
    """Return a label for a name in a list: one in Arabic begins where the others do."""
    label = plain_label(name)
    label.setAlignment(_FROM_THE_LEFT)
    return label


def breakable(text: str) -> str:
    """Return the text with places in its longest words at which a line may end."""
    if len(text) <= LONGEST_WORD:
        return text
    return _TOO_LONG.sub(_broken, text)


def _broken(word: re.Match[str]) -> str:
    return _PLACE_TO_BREAK.join(_pieces(word[0]))


def _pieces(word: str) -> Iterator[str]:
    """Cut a word between what is read as single characters: no accent or emoji is torn."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, word)
    units = word.encode("utf-16-le", "surrogatepass")
    begin, count = 0, 0
    while (end := finder.toNextBoundary()) != -1:
        count += 1
        if count % _APART == 0 or end * 2 == len(units):
            yield units[begin * 2 : end * 2].decode("utf-16-le", "surrogatepass")
            begin = end
