"""What a letter must say, line by line, as far as the program can judge; the rest is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from amends.services.check_letter import Item, Place, Verdict
from amends.ui.icons import icon
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.column import Column
from amends.ui.widgets.label import plain_label

_MARK_PX: Final = 16
_LINE_PX: Final = 24  # the height of a line: that of a check box with its frame


class Checklist(QFrame):
    """The card "This letter must say"; it is filled anew with every look at the draft."""

    confirmed = Signal(str, bool)  # key of the line
    mend_requested = Signal(object)  # Place
    rebuilt = Signal()  # other lines than before

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="card")
        self._heading = QLabel(self.tr("This letter must say"))
        set_look(self._heading, role="heading")
        self.state = QLabel()
        self.rows: dict[str, _Row] = {}
        self._column = Column()
        self._lay_out()

    def show_items(self, items: Sequence[Item]) -> None:
        """Show the list. Lines that were there stay, so that none loses the focus."""
        if [item.key for item in items] != list(self.rows):
            self._rebuild(items)
        for item in items:
            self.rows[item.key].show_item(item)
        self._count(sum(item.stands_open for item in items))

    def _rebuild(self, items: Sequence[Item]) -> None:
        focused = next((key for key, row in self.rows.items() if row.holds_focus()), None)
        self.rows = {item.key: _Row(item.key) for item in items}
        for row in self.rows.values():
            row.confirmed.connect(self.confirmed)
            row.mend_requested.connect(self.mend_requested)
        self._column.replace(self.rows.values())
        if focused in self.rows:
            self.rows[focused].take_focus()
        self.rebuilt.emit()

    def first_open(self) -> _Row | None:
        """Return the first line without which the letter cannot be finished."""
        return next((row for row in self.rows.values() if row.stands_open), None)

    def controls(self) -> list[QWidget]:
        """Return what can be pressed, from top to bottom."""
        return [control for row in self.rows.values() for control in (row.box, row.mend)]

    def _count(self, left: int) -> None:
        if left:
            self.state.setText(self.tr("{count} to go").format(count=left))
        else:
            self.state.setText(self.tr("all there"))
        set_look(self.state, tone=Tone.SOON if left else Tone.CALM)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._heading)
        top.addStretch()
        top.addWidget(self.state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(13), scaled(16), scaled(10))
        layout.setSpacing(scaled(5))
        layout.addLayout(top)
        layout.addLayout(self._column)


class _Row(QWidget):
    """One line: its mark, its words, and what can be done about it."""

    confirmed = Signal(str, bool)
    mend_requested = Signal(object)

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self._item: Item | None = None
        self.mark = QLabel()
        set_look(self.mark, role="heading")
        self.box = QCheckBox()
        for leading in (self.mark, self.box):
            leading.setFixedSize(scaled(_LINE_PX), scaled(_LINE_PX))
        self.words = plain_label("")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.judge = QLabel(self.tr("you confirm"))
        self.judge.setFixedHeight(scaled(_LINE_PX))
        set_look(self.judge, role="muted")
        self.mend = QPushButton()
        set_look(self.mend, role="link")
        self.box.toggled.connect(self._on_toggled)
        self.mend.clicked.connect(self._on_mend)
        self._lay_out()

    def show_item(self, item: Item) -> None:
        if item == self._item:
            return
        self._item = item
        can_confirm = item.verdict in {Verdict.TO_CONFIRM, Verdict.CONFIRMED}
        self.box.setVisible(can_confirm)
        self.judge.setVisible(can_confirm)
        self.mark.setVisible(not can_confirm)
        self.mend.setVisible(item.verdict is Verdict.MISSING)
        self.box.blockSignals(True)
        self.box.setChecked(item.verdict is Verdict.CONFIRMED)
        self.box.blockSignals(False)
        self.words.setText(item.words)
        set_look(self.words, role="muted" if item.verdict is Verdict.NOTE else "")
        self._draw_mark()
        self._name_all(item)

    @property
    def stands_open(self) -> bool:
        return self._item is not None and self._item.stands_open

    def holds_focus(self) -> bool:
        return self.box.hasFocus() or self.mend.hasFocus()

    def take_focus(self) -> None:
        (self.box if self.box.isVisibleTo(self) else self.mend).setFocus()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the words be pressed too: they are the larger target."""
        if event.button() == Qt.MouseButton.LeftButton and self._item is not None:
            if self.box.isVisibleTo(self):
                self.box.click()
            elif self.mend.isVisibleTo(self):
                self.mend.click()
        super().mouseReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """An icon keeps the colours that it was made with."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw_mark()
        super().changeEvent(event)

    def _draw_mark(self) -> None:
        verdict = self._item.verdict if self._item else None
        if verdict is Verdict.DONE:
            size = QSize(scaled(_MARK_PX), scaled(_MARK_PX))
            ratio = self.devicePixelRatioF()
            self.mark.setPixmap(icon("check", "accent").pixmap(size, ratio))
        else:
            self.mark.setText("!" if verdict is Verdict.MISSING else "·")
        set_look(self.mark, tone=Tone.SOON if verdict is Verdict.MISSING else Tone.NONE)

    def _name_all(self, item: Item) -> None:
        """Say to screen readers what sighted users see from mark and colour."""
        spoken = {
            Verdict.DONE: self.tr("done: {words}"),
            Verdict.MISSING: self.tr("missing: {words}"),
            Verdict.TO_CONFIRM: self.tr("to confirm: {words}"),
            Verdict.CONFIRMED: self.tr("confirmed: {words}"),
            Verdict.NOTE: self.tr("note: {words}"),
        }[item.verdict].format(words=item.words)
        self.words.setAccessibleName(spoken)
        self.box.setAccessibleName(self.tr("{words}: you confirm").format(words=item.words))
        places = {
            Place.RECIPIENT: self.tr("Go to the recipient"),
            Place.SALUTATION: self.tr("Go to the salutation"),
            Place.SUBJECT: self.tr("Go to the subject"),
            Place.TEXT: self.tr("Go to the text"),
        }
        self.mend.setText(places.get(item.place, ""))
        self.mend.setVisible(item.verdict is Verdict.MISSING and item.place in places)
        self.mend.setAccessibleName(f"{spoken}. {self.mend.text()}")

    @Slot(bool)
    def _on_toggled(self, checked: bool) -> None:
        self.confirmed.emit(self._key, checked)

    @Slot()
    def _on_mend(self) -> None:
        if self._item is not None:
            self.mend_requested.emit(self._item.place)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, scaled(3), 0, scaled(3))
        layout.setSpacing(scaled(4))
        top = Qt.AlignmentFlag.AlignTop
        above = max(0, scaled(_LINE_PX) - self.words.fontMetrics().lineSpacing()) // 2
        self.words.setContentsMargins(0, above, 0, above)
        layout.addWidget(self.mark, 0, top)
        layout.addWidget(self.box, 0, top)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.judge, 0, top)
        layout.addWidget(self.mend, 0, top)
