"""What a policy leaves open, asked of the office: each question with the answers to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from amends.services.policy_in_words import Question
from amends.ui.text_scale import scaled
from amends.ui.widgets.label import plain_label

_NONE: Mapping[str, str] = MappingProxyType({})


class QuestionList(QWidget):
    """Shows each question with its answers; one of them is always chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: dict[str, QButtonGroup] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(scaled(4))

    def ask(self, questions: tuple[Question, ...], chosen: Mapping[str, str] = _NONE) -> None:
        """Show questions in place of those that were there, with the answers `chosen` before.

        Where there is none, the suggested answer is chosen.
        """
        while (item := self._layout.takeAt(0)) is not None:
            if (before := item.widget()) is not None:
                before.deleteLater()
        self._groups = {
            question.key: self._add(question, chosen.get(question.key)) for question in questions
        }
        self.setVisible(bool(questions))

    def answers(self) -> dict[str, str]:
        """Return the answer that was chosen to each question, by its key."""
        chosen = {key: group.checkedButton() for key, group in self._groups.items()}
        return {key: button.objectName() for key, button in chosen.items() if button is not None}

    def buttons(self) -> list[QAbstractButton]:
        """Return the answers in their order."""
        return [button for group in self._groups.values() for button in group.buttons()]

    def _add(self, question: Question, chosen: str | None) -> QButtonGroup:
        self._layout.addWidget(plain_label(question.words, "heading"))
        group = QButtonGroup(self)
        answers = {choice.answer for choice in question.choices}
        for choice in question.choices:
            words = choice.words[:1].upper() + choice.words[1:]
            if choice.is_suggested:
                words = self.tr("{choice} (suggested)").format(choice=words)
            button = QRadioButton(words)
            button.setObjectName(choice.answer)
            is_chosen = choice.answer == chosen if chosen in answers else choice.is_suggested
            button.setChecked(is_chosen)
            button.setAccessibleDescription(question.words)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            group.addButton(button)
            self._layout.addWidget(button)
            if is_chosen:
                self.setFocusProxy(button)
        why = self.tr("{because} Whatever you choose is shown as your office's own reading.")
        self._layout.addWidget(plain_label(why.format(because=question.because), "muted"))
        return group
