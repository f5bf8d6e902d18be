"""What a procedure says, to be read: a card for each part, the policy's own words below each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amends.domain.durations import NOT_STATED
from amends.domain.explanation import quoted
from amends.domain.promise_clauses import Clause
from amends.ui.text_scale import scaled
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill


class ClauseList(QWidget):
    """Shows clauses in their order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(scaled(14))

    def show_clauses(self, clauses: Iterable[Clause]) -> None:
        """Show clauses in place of those that were there."""
        while (item := self._layout.takeAt(0)) is not None:
            if (before := item.widget()) is not None:
                before.hide()
                before.deleteLater()
        for part, each in groupby(clauses, attrgetter("part")):
            self._layout.addWidget(_card(part, tuple(each)))


def _card(part: str, clauses: tuple[Clause, ...]) -> Card:
    card, rows = Card(part), Column()
    rows.replace(_groups(part, clauses))
    card.body.addLayout(rows)
    return card


def _groups(part: str, clauses: tuple[Clause, ...]) -> Iterator[QWidget]:
    for title, each in groupby(clauses, attrgetter("title")):
        group = QWidget()
        layout = QVBoxLayout(group)
        layout.setContentsMargins(0, scaled(8), 0, scaled(8))
        layout.setSpacing(scaled(4))
        if title != part:
            layout.addWidget(plain_label(title, "heading"))
        for clause in each:
            _add(clause, layout)
        yield group


def _add(clause: Clause, layout: QVBoxLayout) -> None:
    if clause.is_reading:
        row = QHBoxLayout()
        row.setSpacing(scaled(10))
        row.addWidget(plain_label(clause.words), 1)
        words = QCoreApplication.translate("procedures", "a reading")
        row.addWidget(Pill(words), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(row)
    else:
        layout.addWidget(plain_label(clause.words))
    if clause.source == NOT_STATED:
        words = QCoreApplication.translate("procedures", "The policy has no words for this.")
        layout.addWidget(plain_label(words, "small"))
    elif clause.source:
        layout.addWidget(plain_label(quoted(clause.source), "small"))
