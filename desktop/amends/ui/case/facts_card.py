"""What a time of the policy depends on: whether it holds in this case, as far as that is known."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from amends.services.case_view import CaseView
from amends.services.state_fact import stated_facts
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill


class FactsCard(Card):
    """A line for each fact of the policy; hidden where it has none."""

    fact_requested = Signal(str)  # its key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What the times depend on"), parent)
        self._lines = Column()
        self.body.addLayout(self._lines)
        self.hide()

    def show_case(self, view: CaseView) -> None:
        """Show the facts of the case's policy."""
        self.setVisible(bool(view.procedure.facts))
        self._lines.replace(self._shown(view))

    def _shown(self, view: CaseView) -> Iterator[QWidget]:
        stated = stated_facts(view)
        said = {True: self.tr("yes"), False: self.tr("no"), None: self.tr("not known")}
        for fact in view.procedure.facts:
            words = self.tr("Change...") if fact.key in stated else self.tr("Say...")
            button = QPushButton(words)
            set_look(button, role="link")
            button.setAccessibleName(f"{words} {fact.title}")
            button.clicked.connect(partial(self.fact_requested.emit, fact.key))
            pill = Pill(said[stated.get(fact.key)])
            yield _row(plain_label(fact.title), pill, button if view.may_change else None)


def _row(title: QWidget, pill: Pill, button: QPushButton | None) -> QWidget:
    """Return the title, and below it, as it may be long, how it stands."""
    row = QWidget()
    grid = QGridLayout(row)
    grid.setContentsMargins(0, scaled(8), 0, scaled(8))
    grid.setVerticalSpacing(scaled(4))
    grid.setColumnStretch(0, 1)
    grid.addWidget(title, 0, 0, 1, 2)
    grid.addWidget(pill, 1, 0, Qt.AlignmentFlag.AlignLeft)
    if button is not None:
        grid.addWidget(button, 1, 1)
    return row
