"""How a case was answered that was begun anew since: when, and whether in time."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from amends.domain.rounds import answer_of
from amends.services.case_view import CaseView
from amends.ui.case.lines_tab import line
from amends.ui.case.times_words import answered_words
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.label import plain_label


class RoundsCard(Card):
    """A line for each time before; hidden where there was none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Before it was begun anew"), parent)
        self._lines = Column()
        self.body.addLayout(self._lines)
        self.hide()

    def show_case(self, view: CaseView) -> None:
        """Show how the case was answered before."""
        self.setVisible(bool(view.case.earlier))
        self._lines.replace(self._shown(view) if view.case.earlier else ())

    def _shown(self, view: CaseView) -> Iterator[QWidget]:
        for number, clocks in enumerate(view.earlier, 1):
            answer = answer_of(clocks)
            words = self.tr("Not answered before it was closed")
            if answer is not None:
                words = answered_words(answer, view.today, is_first=number == 1)
            yield line(plain_label(words))
