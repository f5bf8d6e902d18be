"""Try a procedure out: days and facts are supposed, and every promise says when it would fall due.

The dates are worked out beside the thread of the window, so that typing never waits for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amends.domain.happenings import Kind
from amends.services.procedure_book import Held
from amends.services.progress import Progress
from amends.services.try_out import Outcome, Supposed, askable, try_out
from amends.ui.errors import describe
from amends.ui.procedures.words import outcome_words, standing_words
from amends.ui.session import Session
from amends.ui.tasks import Task, run
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.day_edit import NO_DAY, DayEdit
from amends.ui.widgets.day_strip import DayStripDialog
from amends.ui.widgets.field import Field
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill

_AFTER_MS = 150


class TryOutCard(QWidget):
    """Asks for days in one card, and shows what follows from them in another."""

    shown = Signal()  # what follows from the days as they stand now is on show

    def __init__(self, session: Session, held: Held, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._held = session, held
        self.days: dict[str, DayEdit] = {}
        self.facts: dict[str, QCheckBox] = {}
        self.outcomes: tuple[Outcome, ...] = ()
        self.buttons: list[QPushButton] = []
        self._task: Task | None = None
        self._stale = False
        self.error = plain_label("", "error")
        self._rows = Column()
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self._work_out)
        session.ending.connect(self._timer.stop)
        self._lay_out()
        self._work_out()

    def supposed(self) -> Supposed:
        """Return what is supposed to have happened."""
        days = {kind: edit.day() for kind, edit in self.days.items()}
        facts = frozenset(key for key, box in self.facts.items() if box.isChecked())
        return Supposed({kind: day for kind, day in days.items() if day != NO_DAY}, facts)

    @Slot()
    def _on_edited(self) -> None:
        self._timer.start()

    @Slot()
    def _work_out(self) -> None:
        if self._task is not None:  # the one that runs began with other days
            self._stale = True
            return
        self._stale = False
        today, held = self._session.clock.today(), self._held
        work = partial(_tried, self._session, held, self.supposed(), today)
        self._task = run(work, self.window())
        self._task.succeeded.connect(self._show)
        self._task.failed.connect(self._fail)
        self._task.ended.connect(self._on_ended)

    @Slot()
    def _on_ended(self) -> None:
        self._task = None
        if self._stale:
            self._work_out()
        elif not self._timer.isActive():
            self.shown.emit()

    @Slot(object)
    def _show(self, outcomes: tuple[Outcome, ...]) -> None:
        self.error.hide()
        self.outcomes, self.buttons = outcomes, []
        self._rows.replace(self._lines())

    @Slot(Exception)
    def _fail(self, error: Exception) -> None:
        notice = describe(error)
        self.error.setText(f"{notice.text} {notice.hint}")
        self.error.show()

    def _lines(self) -> Iterator[QWidget]:
        for outcome in self.outcomes:
            row = QWidget()
            layout = QHBoxLayout(row)
            layout.setContentsMargins(0, scaled(8), 0, scaled(8))
            layout.setSpacing(scaled(12))
            layout.addLayout(self._words(outcome), 1)
            words, tone = standing_words(outcome)
            if words:
                layout.addWidget(Pill(words, tone), 0, Qt.AlignmentFlag.AlignTop)
            if outcome.due is not None:
                layout.addWidget(self._why(outcome), 0, Qt.AlignmentFlag.AlignTop)
            yield row

    def _words(self, outcome: Outcome) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(scaled(2))
        by = outcome_words(outcome)
        step = f"{outcome.step}: {by[:1].lower()}{by[1:]}" if outcome.due is None else ""
        column.addWidget(plain_label(step or f"{outcome.step} {by}", "heading"))
        whose = outcome.owed_by or self.tr("office")
        told = self.tr("{stage} · {title} · for the {whose} to do")
        told = told.format(stage=outcome.stage_title, title=outcome.title, whose=whose)
        column.addWidget(plain_label(told, "small"))
        return column

    def _why(self, outcome: Outcome) -> QPushButton:
        button = QPushButton(self.tr("Why this date?"))
        set_look(button, role="link")
        button.setAccessibleName(self.tr("Why this date? {step}").format(step=outcome.step))
        button.clicked.connect(partial(self._explain, outcome))
        self.buttons.append(button)
        return button

    @Slot()
    def _explain(self, outcome: Outcome) -> None:
        DayStripDialog(outcome.explanation, self.window()).open()

    def _lay_out(self) -> None:
        asked = Card(self.tr("Suppose that"))
        about = self.tr(
            "No case is opened. Leave a day empty for what has not happened. Your office's "
            "calendar and closures count."
        )
        asked.body.addWidget(plain_label(about, "muted"))
        asked.body.addLayout(self._fields())
        follows = Card(self.tr("Then"))
        follows.body.addWidget(self.error)
        follows.body.addLayout(self._rows)
        self.error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(14))
        layout.addWidget(asked)
        layout.addWidget(follows)

    def _fields(self) -> QVBoxLayout:
        procedure, fields = self._held.procedure, []
        for kind in askable(procedure):
            is_first = kind == Kind.RECEIVED
            edit = DayEdit(self._session.clock.today())
            if not is_first:
                edit.clear()
            when = procedure.words(kind).when
            fields.append(Field(f"{when[:1].upper()}{when[1:]}", edit))
            edit.textChanged.connect(self._on_edited)
            self.days[kind] = edit
        column = QVBoxLayout()
        column.setSpacing(scaled(10))
        for left, right in zip(fields[::2], [*fields[1::2], None], strict=False):
            row = QHBoxLayout()
            row.setSpacing(scaled(16))
            row.addWidget(left, 1)
            row.addWidget(right or QWidget(), 1)
            column.addLayout(row)
        for fact in procedure.facts:
            box = QCheckBox(fact.title)
            box.toggled.connect(self._on_edited)
            self.facts[fact.key] = box
            column.addWidget(box)
        return column


def _tried(
    session: Session, held: Held, supposed: Supposed, today: date, _progress: Progress
) -> tuple[Outcome, ...]:
    return try_out(session.desk, held.procedure, held.readings, supposed, today)
