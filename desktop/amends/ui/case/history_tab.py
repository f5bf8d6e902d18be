"""The history of a case: every entry, the latest first, and what of it can be put right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amends.domain.events.case_events import CaseOpened
from amends.domain.events.folding import standing
from amends.services.case_view import CaseView
from amends.services.put_right import may_take_back
from amends.ui.case.history_words import HistoryLine, history_lines
from amends.ui.case.lines_tab import LinesTab
from amends.ui.case.presenter import CasePresenter
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.folding import Folding
from amends.ui.widgets.label import plain_label

_DAY_WIDTH_PX, _SAID_PX = 104, 220


class HistoryTab(LinesTab):
    """Nothing is ever hidden or changed here: a correction stands beside what it corrects."""

    correction_requested = Signal(object)  # id of the entry
    taking_back_requested = Signal(object)

    def __init__(self, presenter: CasePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter

    def lines(self, view: CaseView) -> Iterator[QWidget]:
        facts = {entry.id: fact for entry, fact in standing(view.log)}
        people = self._presenter.people()
        for line in history_lines(view, frozenset(facts), people):
            row = _Row(line)
            fact = facts.get(line.entry)
            may_change = view.read_only is None and fact is not None
            if may_change and not isinstance(fact, CaseOpened):
                row.offer(self.tr("Correct the date..."), self.correction_requested, line.entry)
                if may_take_back(view, line.entry):
                    row.offer(self.tr("Take back..."), self.taking_back_requested, line.entry)
            yield row


class _Row(QWidget):
    """The day at the left; what happened, and who recorded it, beside it."""

    def __init__(self, line: HistoryLine) -> None:
        super().__init__()
        self._title = line.title
        self._day = line.day
        words, buttons = QWidget(), QWidget()
        said = QVBoxLayout(words)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(scaled(2))
        said.addWidget(plain_label(line.title, "heading" if line.stands else "muted"))
        if line.detail:
            said.addWidget(plain_label(line.detail))
        said.addWidget(plain_label(line.recorded, "small"))
        day = plain_label(line.day, "muted")
        day.setFixedWidth(scaled(_DAY_WIDTH_PX))
        self._buttons = QHBoxLayout(buttons)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.setSpacing(scaled(4))
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, scaled(9), 0, scaled(9))
        layout.setSpacing(scaled(12))
        layout.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(Folding(words, buttons, first_px=_SAID_PX), 1)

    def offer(self, words: str, signal: SignalInstance, entry: UUID) -> None:
        """Add a button that asks for something to be done with this entry."""
        button = QPushButton(words)
        button.setAccessibleName(f"{words} {self._title}, {self._day}")
        set_look(button, role="link")
        button.clicked.connect(partial(signal.emit, entry))
        self._buttons.addWidget(button)
