"""What happens next: what the policy asks to be considered, and all that was promised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amends.domain.clocks import Clock
from amends.domain.dates_in_words import short
from amends.domain.handling import Origin, Owed
from amends.domain.people import same_name
from amends.domain.remedies import Consideration, Considered, considerations, is_upheld
from amends.services.case_view import CaseView
from amends.ui.case.lines_tab import LinesTab, line
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.countdown_words import clock_words
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill


class ActionsTab(LinesTab):
    """A line for each consideration, and for each promise; what is open comes first."""

    action_requested = Signal(str)  # key of the consideration, "" for none
    settling_requested = Signal(str)  # key of the consideration
    keeping_requested = Signal(object)  # id of the promise
    letting_go_requested = Signal(object)  # id of the promise
    giving_requested = Signal(object)  # id of the promise
    letter_requested = Signal(str)  # letter kind

    def __init__(
        self, takers: Callable[[CaseView], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        """Offer to give a promise to somebody else where `takers` names anybody else."""
        super().__init__(parent)
        self._takers = takers
        self._names: Sequence[str] = ()

    def lines(self, view: CaseView) -> Iterator[QWidget]:
        self._names = self._takers(view) if view.may_change else ()
        yield from self._considered(view)
        yield self._actions_head(view)
        for owed in sorted(view.case.handling.promises, key=_open_and_early_first):
            yield self._promise(owed, view, may_act=view.may_change and owed.is_open)

    def _considered(self, view: CaseView) -> Iterator[QWidget]:
        if not is_upheld(view.case, view.procedure):
            words = self.tr(
                "The complaint is not found upheld, so there is nothing that your policy asks to "
                "be considered. An action can be planned all the same."
            )
            yield line(plain_label(words, "muted"))
            return
        words = self.tr("To be considered, as the complaint was upheld")
        yield line(plain_label(words, "heading"))
        for consideration in considerations(view.case, view.procedure):
            yield self._consideration(consideration, view)

    def _consideration(self, consideration: Consideration, view: CaseView) -> QWidget:
        follow_up = consideration.follow_up
        said = [follow_up.when, *self._how_it_stands(consideration, view)]
        links = self._answers(consideration) if view.may_change else ()
        words = _words(plain_label(follow_up.title), said, links)
        return line(words, self._pill(consideration.state))

    def _answers(self, consideration: Consideration) -> Iterator[QPushButton]:
        """Return what can be done about it; what has an action needs no reason for having none."""
        title, key = consideration.follow_up.title, consideration.follow_up.key
        another = self.tr("Plan another...") if consideration.actions else ""
        plan = self._link(another or self.tr("Plan an action..."), title)
        plan.clicked.connect(partial(self.action_requested.emit, key))
        yield plan
        if consideration.state is Considered.OPEN:
            settle = self._link(self.tr("Not needed..."), title)
            settle.clicked.connect(partial(self.settling_requested.emit, key))
            yield settle

    def _how_it_stands(self, consideration: Consideration, view: CaseView) -> Iterator[str]:
        yield consideration.because
        for owed in consideration.actions:
            yield f"{owed.promise.what} ({self._fate(owed, view)})"

    def _pill(self, state: Considered) -> Pill:
        match state:
            case Considered.OPEN:
                return Pill(self.tr("to be considered"), Tone.SOON)
            case Considered.PLANNED:
                return Pill(self.tr("planned"))
            case Considered.DONE:
                return Pill(self.tr("done"), Tone.CALM)
            case Considered.NOT_NEEDED:
                return Pill(self.tr("considered, not needed"), Tone.CALM)

    def _actions_head(self, view: CaseView) -> QWidget:
        heading = self.tr("Actions and other promises")
        about = [] if view.case.handling.promises else [self.tr("Nothing is promised yet.")]
        words = _words(plain_label(heading, "heading"), about)
        if not view.may_change:
            return line(words)
        plan = QPushButton(self.tr("Plan an action..."))
        plan.clicked.connect(partial(self.action_requested.emit, ""))
        return line(words, plan)

    def _promise(self, owed: Owed, view: CaseView, *, may_act: bool) -> QWidget:
        clock = view.clock(f"promise.{owed.promise.id}")
        about = " · ".join(filter(None, (self._fate(owed, view), clock.stage_title, owed.owner)))
        links = self._acts(owed, clock) if may_act else ()
        said = [about, owed.note, self._proof(owed, view)]
        words = _words(plain_label(owed.promise.what), said, links)
        shown = clock_words(clock, view.today)
        return line(words, Pill(self._over(owed, view) or shown.text, shown.tone))

    def _over(self, owed: Owed, view: CaseView) -> str:
        """Return why it is owed no more though it was not done, "" where it is or was."""
        if owed.let_go_on is None:
            return ""
        was_let_go = owed.promise.id in view.case.handling.let_go
        return self.tr("let go") if was_let_go else self.tr("ended")

    def _proof(self, owed: Owed, view: CaseView) -> str:
        """Return which file proves that it was done, "" where none does."""
        names = (it.name for it in view.case.evidence if it.evidence == owed.evidence)
        name = next(names, "")
        return self.tr("Proof: {name}").format(name=name) if name else ""

    def _fate(self, owed: Owed, view: CaseView) -> str:
        """Return by when it is due, or on which day it ended."""
        if owed.kept_on is not None:
            return self.tr("done on {day}").format(day=short(owed.kept_on, view.today))
        if owed.let_go_on is not None:
            words = self.tr("{what} on {day}")  # a later plan, or a redirect, ends it as well
            what, day = self._over(owed, view), short(owed.let_go_on, view.today)
            return words.format(what=what, day=day)
        return self.tr("by {day}").format(day=short(owed.promise.due, view.today))

    def _acts(self, owed: Owed, clock: Clock) -> Iterator[QPushButton]:
        what, promise = owed.promise.what, owed.promise.id
        if owed.origin is Origin.PLAN_ANSWER:
            done = self._link(self.tr("Write the letter..."), what)
            done.clicked.connect(partial(self.letter_requested.emit, clock.letter))
        else:
            done = self._link(self.tr("Done..."), what)
            done.clicked.connect(partial(self.keeping_requested.emit, promise))
        gone = self._link(self.tr("Let go..."), what)
        gone.clicked.connect(partial(self.letting_go_requested.emit, promise))
        yield from (done, gone)
        if any(not same_name(name, owed.owner) for name in self._names):
            given = self._link(self.tr("Give to somebody else..."), what)
            given.clicked.connect(partial(self.giving_requested.emit, promise))
            yield given

    def _link(self, words: str, about: str) -> QPushButton:
        """Return a quiet button; "Done..." alone would say nothing to who hears them all."""
        button = QPushButton(words)
        set_look(button, role="link")
        button.setAccessibleName(f"{words} {about}")
        return button


def _open_and_early_first(owed: Owed) -> tuple[bool, str]:
    return not owed.is_open, owed.promise.due.isoformat()


def _words(title: QWidget, about: Iterable[str], links: Iterable[QWidget] = ()) -> QWidget:
    """Return a title, what is said of it, and below that what can be done about it."""
    words = QWidget()
    layout = QVBoxLayout(words)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(scaled(3))
    layout.addWidget(title)
    for text in filter(None, about):
        layout.addWidget(plain_label(text, "muted"))
    row = QHBoxLayout()
    row.setSpacing(scaled(12))
    for link in links:
        row.addWidget(link)
    row.addStretch()
    layout.addLayout(row)
    return words
