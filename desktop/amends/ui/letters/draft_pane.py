"""The left half while a letter is written: to whom, what it says, and what it must say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from amends.services.check_letter import Item, Place
from amends.services.letter_drafts import LetterDraft
from amends.ui.letters.checklist import Checklist
from amends.ui.letters.column import SIDE_PX, CardColumn
from amends.ui.letters.editor import GrowingEditor
from amends.ui.letters.flow import flow_of
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.label import plain_label

_RECIPIENT_LINES: Final = 3
_TEXT_LINES: Final = 12


class DraftPane(QWidget):
    """Shows the fields; whatever is typed goes out by `edited`."""

    edited = Signal(object)  # LetterDraft
    confirmed = Signal(str, bool)
    restart_requested = Signal()
    undo_requested = Signal()
    print_requested = Signal()
    finish_requested = Signal()

    def __init__(self, head: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recipient = GrowingEditor(_RECIPIENT_LINES)
        self.salutation, self.subject = QLineEdit(), QLineEdit()
        self.text = GrowingEditor(_TEXT_LINES)
        self.checklist = Checklist()
        self.notice = _Notice()
        self.print_button = QPushButton(self.tr("Print draft..."))
        self.finish_button = QPushButton(self.tr("Finish letter"))
        set_look(self.finish_button, role="primary")
        self.missing_button = QPushButton(self.tr("See what is missing"))
        set_look(self.missing_button, role="link")
        self._message = Card(self.tr("What the letter says"), action=self.tr("Start again"))
        self._lay_out(head)
        self._connect()
        self.count_missing(())

    @Slot(object)
    def show_draft(self, draft: LetterDraft) -> None:
        """Put the draft into the fields; what stood in the texts can be undone there."""
        for field in self._fields():
            field.blockSignals(True)
        self.recipient.replace_text("\n".join(draft.recipient))
        self.salutation.setText(draft.salutation)
        self.subject.setText(draft.subject)
        self.text.replace_text(draft.text)
        for field in self._fields():
            field.blockSignals(False)

    def clear(self) -> None:
        """Forget the letter, and how it was typed: nothing can be undone into another letter."""
        for field in self._fields():
            field.blockSignals(True)
            field.clear()
            field.blockSignals(False)
        self.finish_button.setEnabled(False)  # until the checklist has been read
        self.notice.hide()

    def draft(self) -> LetterDraft:
        """Return what the fields hold."""
        return LetterDraft(
            recipient=tuple(self.recipient.toPlainText().split("\n")),
            salutation=self.salutation.text(),
            subject=self.subject.text(),
            text=self.text.toPlainText(),
        )

    def show_checklist(self, items: Sequence[Item]) -> None:
        self.checklist.show_items(items)
        self.count_missing([item.words for item in items if item.stands_open])

    def count_missing(self, missing: Sequence[str]) -> None:
        """Let the button say what is missing; it can be pressed once nothing is."""
        if not missing:
            words = self.tr("Finish letter")
        elif len(missing) == 1:
            words = self.tr("Finish letter (1 thing missing)")
        else:
            words = self.tr("Finish letter ({count} things missing)").format(count=len(missing))
        self.finish_button.setText(words)
        self.finish_button.setEnabled(not missing)
        self.missing_button.setVisible(bool(missing))
        reason = "\n".join([self.tr("Still missing:"), *missing]) if missing else ""
        done = self.tr("Dates the letter and makes its final PDF (Ctrl+Enter)")
        self.finish_button.setToolTip(reason or done)
        self.finish_button.setAccessibleDescription(reason or done)

    def offer_undo(self, *, offered: bool) -> None:
        """Say that the text was replaced, with a way to take that back."""
        self.notice.setVisible(offered)

    @Slot(object)
    def go_to(self, place: Place) -> None:
        """Move to the field where a line of the checklist can be mended."""
        field = {
            Place.RECIPIENT: self.recipient,
            Place.SALUTATION: self.salutation,
            Place.SUBJECT: self.subject,
        }.get(place, self.text)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.reveal(field)

    @Slot()
    def go_to_missing(self) -> None:
        """Move to the first line of the checklist that stands open."""
        row = self.checklist.first_open()
        if row is not None:
            row.take_focus()
            self._scroll.reveal(row)

    def _fields(self) -> tuple[GrowingEditor, QLineEdit, QLineEdit, GrowingEditor]:
        return self.recipient, self.salutation, self.subject, self.text

    @Slot()
    def _on_typed(self) -> None:
        self.edited.emit(self.draft())

    @Slot(QRect)
    def _on_cursor_moved(self, place: QRect) -> None:
        """Keep the line that is written in view, as the field itself has no scroll bar."""
        if self.text.hasFocus():
            at = self.text.mapTo(self._scroll.column, place.center())
            self._scroll.ensureVisible(at.x(), at.y(), 0, place.height() + scaled(24))

    @Slot()
    def _order(self) -> None:
        """Let Tab go from top to bottom, whatever was made when."""
        order = [
            self.notice.button,
            *self._fields()[:3],
            self._message.action,
            self.text,
            *self.checklist.controls(),
            self.missing_button,
            self.print_button,
            self.finish_button,
        ]
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        for field in self._fields():
            field.textChanged.connect(self._on_typed)
        self.text.cursor_moved.connect(self._on_cursor_moved)
        self.checklist.confirmed.connect(self.confirmed)
        self.checklist.rebuilt.connect(self._order)
        self.checklist.mend_requested.connect(self.go_to)
        self._message.action_requested.connect(self.restart_requested)
        self.notice.button.clicked.connect(self.undo_requested)
        self.missing_button.clicked.connect(self.go_to_missing)
        self.print_button.clicked.connect(self.print_requested)
        self.finish_button.clicked.connect(self.finish_requested)

    def _lay_out(self, head: QWidget) -> None:
        cards = (head, self.notice, self._address(), self._body(), self.checklist)
        self._scroll = CardColumn(cards)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._foot())

    def _address(self) -> Card:
        """Return the card that says to whom the letter goes, and about what."""
        card = Card(self.tr("To"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(12))
        grid.setVerticalSpacing(scaled(7))
        fields = (
            (self.tr("Recipient"), self.recipient),
            (self.tr("Salutation"), self.salutation),
            (self.tr("Subject"), self.subject),
        )
        for row, (words, field) in enumerate(fields):
            label = QLabel(words)
            set_look(label, role="muted")
            label.setBuddy(field)
            field.setAccessibleName(words)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            label.setContentsMargins(0, scaled(7), 0, 0)
            grid.addWidget(field, row, 1)
        self.recipient.setAccessibleDescription(self.tr("Name and address, one line each"))
        card.body.addLayout(grid)
        return card

    def _body(self) -> Card:
        """Return the card of the letter's own words."""
        hint = plain_label(
            self.tr("A line that begins with # is a heading, one with - belongs to a list."),
            "small",
        )
        self.text.setAccessibleName(self.tr("What the letter says"))
        self.text.setAccessibleDescription(hint.text())
        self._message.action.setToolTip(self.tr("Start again from the template"))
        self._message.action.setAccessibleName(self.tr("Start again from the template"))
        self._message.body.addWidget(hint)
        self._message.body.addWidget(self.text)
        return self._message

    def _foot(self) -> QWidget:
        """Return the buttons, which stay in view however long the letter is."""
        foot, rule = QWidget(), QFrame()
        set_look(rule, role="rule")
        spacing = scaled(8)
        layout = QVBoxLayout(foot)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        buttons = flow_of(
            self.missing_button,
            self.print_button,
            self.finish_button,
            trailing=True,
            spacing=spacing,
        )
        buttons.setContentsMargins(scaled(SIDE_PX), scaled(11), scaled(SIDE_PX), scaled(11))
        layout.addWidget(rule)
        layout.addLayout(buttons)
        return foot


class _Notice(QFrame):
    """Says that the template's text has replaced what was typed, and takes that back."""

    def __init__(self) -> None:
        super().__init__()
        set_look(self, role="banner")
        words = plain_label(self.tr("The letter starts again from the template."))
        self.button = QPushButton(self.tr("Bring my text back"))
        set_look(self.button, role="link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(14), scaled(7), scaled(10), scaled(7))
        layout.addWidget(words, 1)
        layout.addWidget(self.button)
        self.hide()
