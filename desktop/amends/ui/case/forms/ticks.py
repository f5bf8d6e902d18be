"""Things to be confirmed one by one: nothing is ticked before somebody ticks it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from amends.ui.text_scale import scaled


class Ticks(QWidget):
    """A `KeptField` of boxes to tick, each with a sentence of any length beside it."""

    edited = Signal()

    def __init__(self, things: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = {thing: QCheckBox() for thing in things}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(scaled(3))
        grid.setColumnStretch(1, 1)
        for place, (thing, box) in enumerate(self._boxes.items()):
            box.setAccessibleName(_sentence(thing))
            grid.addWidget(box, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_Sentence(_sentence(thing), box), place, 1)
            box.toggled.connect(self._on_toggled)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def ticked(self) -> tuple[str, ...]:
        """Return what is ticked, in the words in which it was asked."""
        return tuple(thing for thing, box in self._boxes.items() if box.isChecked())

    def kept_text(self) -> str:
        ticked = self.ticked()
        return msgspec.json.encode(ticked).decode() if ticked else ""

    def restore_text(self, text: str) -> None:
        """Tick again what was; what is no longer asked is left out."""
        try:
            ticked = msgspec.json.decode(text, type=list[str]) if text else []
        except msgspec.MsgspecError:
            ticked = []
        for thing, box in self._boxes.items():
            box.setChecked(thing in ticked)

    @Slot()
    def _on_toggled(self) -> None:
        self.edited.emit()


class _Sentence(QLabel):
    """What a box is for; a click on it ticks the box, as Qt's own words would, but these wrap."""

    def __init__(self, words: str, box: QCheckBox) -> None:
        super().__init__(words, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._box = box

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self._box.click()
        super().mouseReleaseEvent(event)


def _sentence(thing: str) -> str:
    return thing[:1].upper() + thing[1:]
