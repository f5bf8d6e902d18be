"""The parts of a procedure that offices change most, as a form over its text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from amends.domain.errors import AmendsError
from amends.services.check_procedure import Checked
from amends.services.procedure_form import Answer, Asked, Group, Shape, form_of
from amends.ui.errors import describe
from amends.ui.procedures.editor_presenter import EditorPresenter
from amends.ui.procedures.words import mistake_words
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.field import Field
from amends.ui.widgets.inputs import ChoiceBox, TextBox
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.page import Page
from amends.ui.widgets.typed_days import read_day

_WIDTH_PX: Final = 760
_LINES: Final = 3
_MOST_CHARACTERS: Final = 100_000
_MOST_FIELDS: Final = 500


class EditorForm(Page):
    """Its fields are made from the text, and made anew where the text has got other parts."""

    def __init__(self, presenter: EditorPresenter, parent: QWidget | None = None) -> None:
        super().__init__(_WIDTH_PX, parent)
        self._presenter = presenter
        self.fields: dict[str, Field] = {}
        self._asked: dict[str, Asked] = {}
        self._cards: list[QWidget] = []
        self._is_filling = False
        self._note = plain_label("", "muted")
        self.body.addWidget(self._note)
        self.body.addStretch()
        presenter.text_changed.connect(self.show_text)
        presenter.checked.connect(self._on_checked)
        presenter.refused.connect(self._on_refused)
        self.show_text(presenter.text)

    @Slot(str)
    def show_text(self, text: str) -> None:
        """Show what stands in the text, as far as it can be read."""
        groups, note = self._read(text)
        self._note.setText(note)
        asked = {it.key: it for group in groups for it in group.asked}
        if {key: it.choices for key, it in asked.items()} != {
            key: it.choices for key, it in self._asked.items()
        }:
            self._build(groups)
        self._asked = asked
        self._fill()

    def _read(self, text: str) -> tuple[tuple[Group, ...], str]:
        """Return the form for a text, and what is said above it."""
        too_long = self.tr("The text is too long for a form. Change it in the text itself.")
        if len(text) > _MOST_CHARACTERS:
            return (), too_long
        try:
            groups = form_of(text)
        except AmendsError:
            broken = self.tr("The text cannot be read as it stands. Mend it there, then come back.")
            return (), broken
        if sum(len(group.asked) for group in groups) > _MOST_FIELDS:
            return (), too_long
        about = self.tr(
            "What is changed here changes the text of the file, and nothing else in it. Whatever "
            "is not asked for here stands in the text."
        )
        return groups, about

    def _build(self, groups: tuple[Group, ...]) -> None:
        for before in self._cards:
            before.hide()
            before.deleteLater()
        self._cards, self.fields = [], {}
        card: Card | None = None
        for group in groups:
            if card is None or group.level == 1:
                card = Card(group.title)
                self.body.insertWidget(self.body.count() - 1, card)
                self._cards.append(card)
            else:
                heading = QLabel(group.title)
                set_look(heading, role="heading")
                card.body.addSpacing(scaled(10))
                card.body.addWidget(heading)
            for field in self._fields_of(group):
                card.body.addWidget(field)

    def _fields_of(self, group: Group) -> Iterator[Field]:
        for asked in group.asked:
            field = Field(asked.label, self._control(asked), asked.help)
            field.control.setAccessibleName(f"{asked.label}, {group.title}")
            self.fields[asked.key] = field
            yield field

    def _control(self, asked: Asked) -> QWidget:
        changed = partial(self._on_edited, asked.key)
        match asked.shape:
            case Shape.LONG | Shape.LINES:
                box = TextBox(_LINES)
                box.textChanged.connect(changed)
                return box
            case Shape.CHOICE:
                choice = ChoiceBox(asked.choices)
                choice.currentIndexChanged.connect(changed)
                return choice
        line = QLineEdit()
        line.textEdited.connect(changed)
        return line

    def _fill(self) -> None:
        """Put what stands in the text into every field, but the one that is being typed in."""
        self._is_filling = True
        for key, asked in self._asked.items():
            control = self.fields[key].control
            if self._typed(control) == asked.text or control.hasFocus():
                continue
            match control:
                case QLineEdit():
                    control.setText(asked.text)
                    control.setCursorPosition(0)
                case TextBox():
                    control.setPlainText(asked.text)
                case ChoiceBox():
                    control.choose(asked.text)
        self._is_filling = False

    @Slot()
    def _on_edited(self, key: str, *_: object) -> None:
        if self._is_filling:
            return
        asked, typed = self._asked[key], self._typed(self.fields[key].control)
        self.fields[key].show_error("")
        self._presenter.answer(asked, self._answer(asked, typed))

    def _answer(self, asked: Asked, typed: str) -> Answer:
        match asked.shape:
            case Shape.DAY:
                return read_day(typed, self._presenter.today().year) or typed
            case Shape.LINES:
                return tuple(line for line in typed.split("\n") if line.strip())
            case _:
                return typed

    def _typed(self, control: QWidget) -> str:
        match control:
            case QLineEdit():
                return control.text()
            case TextBox():
                return control.toPlainText()
            case ChoiceBox():
                return str(control.currentData())
        raise TypeError(type(control).__name__)

    @Slot(object)
    def _on_checked(self, result: Checked) -> None:
        for key, field in self.fields.items():
            problem = result.problem_at(key)
            field.show_error(mistake_words(problem, "") if problem else "")

    @Slot(object, Exception)
    def _on_refused(self, asked: Asked, error: Exception) -> None:
        if asked.key in self.fields:
            notice = describe(error)
            self.fields[asked.key].show_error(f"{notice.text} {notice.hint}")
