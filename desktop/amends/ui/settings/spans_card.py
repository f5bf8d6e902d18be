"""Days from one to another, each with a name: listed, added and removed, after a look at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from amends.domain.school_terms import SchoolTerm
from amends.domain.streams import OFFICE
from amends.domain.working_days import Closure
from amends.services.form_drafts import form_draft_key
from amends.ui.case.forms.draft_note import DraftNote
from amends.ui.settings.proposal_panel import ProposalPanel
from amends.ui.settings.proposals import Proposals
from amends.ui.settings.words import FIRST, LAST, span_days
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.day_edit import NO_DAY, DayEdit
from amends.ui.widgets.field import Field, show_problems
from amends.ui.widgets.folding import Folding
from amends.ui.widgets.label import plain_label

NAME: Final = "name"

_DAYS_PX: Final = 320  # two days, each read whole


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanWords:
    """What such a card says; `remove` names the days that it would remove."""

    title: str
    about: str
    none_yet: str
    name: str
    example: str
    add: str
    remove: str


class SpansCard(Card):
    """Asks for every change by a signal; what moves dates is shown before it is agreed to."""

    KEY: ClassVar[str]  # by which the draft of the form is kept

    add_requested = Signal(object, object, str)  # the first day, the last day, the name
    remove_requested = Signal(object, object)  # the key, and the days that it stands for

    def __init__(self, words: SpanWords, changes: Proposals, parent: QWidget | None = None) -> None:
        super().__init__(words.title, parent)
        self._words = words
        self._changes = changes
        today = changes.today()
        self.first, self.last, self.name = DayEdit(today), DayEdit(today), QLineEdit()
        self.name.setPlaceholderText(words.example)
        self.add = QPushButton(words.add)
        self.proposal = ProposalPanel(changes)
        self._fields = {
            FIRST: Field(self.tr("First day"), self.first),
            LAST: Field(self.tr("Last day"), self.last),
            NAME: Field(words.name, self.name, beside=self.add),
        }
        self.draft = DraftNote(changes.session, form_draft_key(OFFICE, self.KEY))
        self.draft.add(first=self.first, last=self.last, name=self.name)
        self.form = QWidget()
        self._rows = Column()
        self._removes: list[QWidget] = []
        self._fill()
        self._connect()
        self.draft.take_up()

    def show_spans(self, spans: Sequence[tuple[object, Closure | SchoolTerm]]) -> None:
        """List days in their order, each with the key by which it is removed."""
        self._removes = []
        self._rows.replace(self._lines(spans))
        self._order_tabs()

    @Slot(object)
    def show_problems(self, problems: dict[str, str]) -> None:
        """Say what is wrong by each field, and go to the first."""
        show_problems(self._fields, problems)

    def _order_tabs(self) -> None:
        """Go through the rows before what stands below them; new rows would else come last."""
        asked = (self.draft.line.start_again, self.first, self.last, self.name, self.add)
        stops = (self.action, *self._removes, *asked, *self.proposal.stops)
        for earlier, later in pairwise(stops):
            QWidget.setTabOrder(earlier, later)

    def _lines(self, spans: Sequence[tuple[object, Closure | SchoolTerm]]) -> Iterator[QWidget]:
        for key, span in spans:
            yield self._line(key, span)
        if not spans:
            yield plain_label(self._words.none_yet, "muted")

    def _line(self, key: object, span: Closure | SchoolTerm) -> QWidget:
        days = span_days(span, self._changes.today())
        remove = QPushButton(self.tr("Remove"))
        set_look(remove, role="link")
        remove.setAccessibleName(self._words.remove.format(days=days))
        remove.clicked.connect(partial(self.remove_requested.emit, key, span))
        self._removes.append(remove)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, scaled(6), 0, scaled(6))
        layout.setSpacing(scaled(12))
        layout.addWidget(plain_label(days), 2)
        layout.addWidget(plain_label(span.name, "muted"), 3)
        layout.addWidget(remove)
        return row

    @Slot()
    def _add(self) -> None:
        self.show_problems({})
        self.add_requested.emit(self.first.day(), self.last.day(), self.name.text())

    @Slot()
    def _on_first_changed(self) -> None:
        """What lasts, lasts a day at least."""
        if NO_DAY < self.last.day() < self.first.day():
            self.last.show_day(self.first.day())

    @Slot()
    def _on_recorded(self) -> None:
        self.name.clear()
        self.draft.forget()
        self.first.setFocus()

    def _connect(self) -> None:
        changes = self._changes
        self.first.day_changed.connect(self._on_first_changed)
        self.name.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.proposal.left.connect(self.first.setFocus)
        changes.working.connect(self.form.setDisabled)
        changes.recorded.connect(self._on_recorded)

    def _fill(self) -> None:
        form = QVBoxLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(scaled(8))
        form.addLayout(self._rows)
        form.addSpacing(scaled(4))
        form.addWidget(self.draft)
        days = QWidget()
        row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        for key in (FIRST, LAST):
            row.addWidget(self._fields[key], 1, Qt.AlignmentFlag.AlignTop)
        form.addWidget(
            Folding(days, self._fields[NAME], shares=(1, 1), first_px=_DAYS_PX, spacing_px=12)
        )
        self.body.addWidget(plain_label(self._words.about, "muted"))
        self.body.addWidget(self.form)
        self.body.addWidget(self.proposal)
