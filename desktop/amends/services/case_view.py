"""A case as it stands: everything that follows from its events, its procedure and today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from amends.domain.case import Case, fold
from amends.domain.case_clocks import case_clocks
from amends.domain.clocks import Clock
from amends.domain.drift import drift_causes
from amends.domain.errors import UnknownCaseError
from amends.domain.events import Recorded
from amends.domain.explanation import Explanation, explain
from amends.domain.happenings import Happening
from amends.domain.joined import policy_of
from amends.domain.missed import with_missed
from amends.domain.people import same_name
from amends.domain.procedure import Procedure, Stage
from amends.domain.read_only import ReadOnly
from amends.domain.rounds import earlier_rounds, round_clocks
from amends.domain.streams import CASES
from amends.domain.timeline import Timeline, current_stage, draw_timeline, next_step
from amends.domain.turns import Alternative, Turn, alternative, turn
from amends.services.case_rules import rules_of
from amends.services.ground import Ground, ground_until, read_ground
from amends.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with its clocks. `seq` is the last entry seen, for whoever records the next one.

    `procedure` is the policy of the case, with those that it falls under beside it, and `readings`
    are the office's of what these leave open. `read_only` says why whoever has opened the office
    can change nothing in it. `earlier` are the clocks of each round before the present one, as they
    stood when it ended, by the policy and the days of that time.
    """

    stream: str
    seq: int
    log: tuple[Recorded, ...]
    case: Case
    ground: Ground
    procedure: Procedure
    readings: Mapping[str, str]
    clocks: tuple[Clock, ...]
    today: date
    read_only: ReadOnly | None = None
    earlier: tuple[tuple[Clock, ...], ...] = ()

    @property
    def may_change(self) -> bool:
        """Whether the case can be worked in: it is open, and whoever reads it may change it."""
        return self.case.closed_on is None and self.read_only is None

    @property
    def timeline(self) -> Timeline:
        """The case as a line; drawn on request, since most readers of a case need none."""
        return draw_timeline(
            self.procedure, self.happenings, self.clocks, self.ground.days, self.today
        )

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """What happened in the present round, what was missed among it where that leads on."""
        return with_missed(self.case.happenings, self.clocks)

    @property
    def next_step(self) -> Clock | None:
        """What the office must do first, if it owes anything on a known day."""
        return next_step(self.clocks)

    @property
    def turn(self) -> Turn | None:
        """What comes next where no date is due; None where one is, or the case can be closed."""
        return turn(self.case, self.procedure, self.clocks)

    @property
    def alternative(self) -> Alternative | None:
        """What else can be done about the step that is due, or beside it."""
        return alternative(self.case, self.procedure, self.clocks)

    @property
    def stage(self) -> Stage:
        return current_stage(self.procedure, self.happenings)

    @property
    def handler(self) -> str:
        """The name of who handles the case: who was named for it, else who signs the letters."""
        named = self.case.named_handler
        return named.name if named else self._signatory

    @property
    def handler_role(self) -> str:
        """What who handles the case is to the office, "" where nobody said."""
        named, head = self.case.named_handler, self.ground.office.letterhead
        if named is not None and (named.relation or not same_name(named.name, self._signatory)):
            return named.relation
        return head.signatory_role if head else ""

    @property
    def is_handled_by_subject(self) -> bool:
        """Whether who handles the case is the person it is about."""
        return self.case.handled_by_subject(self._signatory)

    @property
    def _signatory(self) -> str:
        head = self.ground.office.letterhead
        return head.signatory if head else ""

    def clock(self, name: str) -> Clock:
        """Return the clock called "stage.clock"; there must be one."""
        return next(clock for clock in self.clocks if clock.name == name)

    def explain(self, name: str) -> Explanation:
        """Return why the clock called "stage.clock" falls due when it does."""
        clock = self.clock(name)
        policy = policy_of(self.procedure, clock.stage)
        return explain(clock, policy, self.ground.days, self.drift(clock))

    def drift(self, clock: Clock) -> tuple[str, ...]:
        """Return why a date that a letter told is counted otherwise today, a few words each."""
        return drift_causes(clock, self.log, self.ground.log)


def view_case(unit: Unit, stream: str, today: date, ground: Ground | None = None) -> CaseView:
    """Return the case, within the caller's transaction.

    Raises `UnknownCaseError` for a stream without events.
    """
    log = tuple(unit.events.read(stream))
    if not log:
        raise UnknownCaseError(stream)
    seq = unit.events.last_seq(stream)
    return _view(unit, stream, seq, log, fold(log), today, ground or read_ground(unit))


def view_cases(unit: Unit, today: date) -> Iterator[CaseView]:
    """Return every case of the office, within the caller's transaction."""
    ground = read_ground(unit)
    for stream, seq, log in unit.events.read_many(CASES):
        if log:
            yield _view(unit, stream, seq, tuple(log), fold(log), today, ground)


def view_before(unit: Unit, view: CaseView, entry: Recorded) -> CaseView:
    """Return the case as it was seen on the day of an entry, just before that was recorded."""
    log = tuple(it for it in view.log if it.seq < entry.seq)
    ground = ground_until(unit, view.ground, entry.recorded_at)
    today = entry.event.happened_on
    return _view(unit, view.stream, entry.seq - 1, log, fold(log), today, ground)


def counted_by(unit: Unit, view: CaseView, ground: Ground) -> CaseView:
    """Return the case as it would stand if the office counted otherwise; it is not read again."""
    return _view(unit, view.stream, view.seq, view.log, view.case, view.today, ground)


def _view(
    unit: Unit,
    stream: str,
    seq: int,
    log: tuple[Recorded, ...],
    case: Case,
    today: date,
    ground: Ground,
) -> CaseView:
    rules = rules_of(unit, case, ground)
    clocks = case_clocks(case, rules.procedure, rules.readings, rules.ground.days, today)
    return CaseView(
        stream,
        seq,
        log,
        case,
        rules.ground,
        rules.procedure,
        rules.readings,
        clocks,
        today,
        earlier=tuple(_rounds(unit, log, ground)) if case.earlier else (),
    )


def _rounds(unit: Unit, log: tuple[Recorded, ...], ground: Ground) -> Iterator[tuple[Clock, ...]]:
    """Return the clocks of each earlier round; it was closed, and goes by what held then."""
    for case in earlier_rounds(log):
        rules = rules_of(unit, case, ground)
        yield round_clocks(case, rules.procedure, rules.readings, rules.ground.days)
