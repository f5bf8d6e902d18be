"""What is still open in the case, and what would be held back: said calmly, before it goes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amends.services.hand_over_contents import Held
from amends.services.hand_over_readiness import Readiness
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.sentences import Sentences


class ReadyCard(Card):
    """Nothing in it keeps anybody from handing the case over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Before it goes"), parent)
        self._head = plain_label("")
        self._open = Sentences()
        self._held = plain_label("")
        self._numbers = Sentences("muted")
        self._notes = plain_label("", "muted")
        for part in (self._head, self._open, self._held, self._numbers, self._notes):
            self.body.addWidget(part)

    def show_readiness(self, ready: Readiness) -> None:
        """Show how far the case is."""
        set_look(self._head, tone=Tone.NONE if ready.still_open else Tone.CALM)
        self._head.setText(self._head_words(ready))
        self._open.show_sentences(ready.still_open)
        self._open.setVisible(bool(ready.still_open))
        self._held.setText(ready.about_held)
        self._held.setVisible(bool(ready.about_held))
        self._numbers.show_sentences(_by_reason(ready.held))
        self._numbers.setVisible(bool(ready.held))
        self._notes.setText(ready.about_notes)
        self._notes.setVisible(bool(ready.about_notes))

    def _head_words(self, ready: Readiness) -> str:
        if ready.still_open:
            return self.tr("Some things are still open. You can hand the case over as it is.")
        if ready.held:
            return self.tr("Ready: nothing is open.")
        return self.tr("Ready: nothing is open, and nothing is held back.")


def _by_reason(held: tuple[Held, ...]) -> list[str]:
    """Return a text for each reason: the reason, and below it what stays out, by its number."""
    groups: dict[str, list[str]] = {}
    for each in held:
        groups.setdefault(each.reason, []).append(str(each))
    return ["\n".join((reason, *group)) for reason, group in groups.items()]
