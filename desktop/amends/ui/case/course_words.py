"""What the banner of a case says where no date is due: who has it now, and what may come next."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from amends.domain.course import asks_for_plan, plan_to_send, waits_for_takeover
from amends.domain.dates_in_words import short
from amends.domain.events.handling_events import Redirected
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.remedies import Considered, considerations
from amends.domain.standing import waits_outside, where_it_stands
from amends.services.case_view import CaseView

translate = QCoreApplication.translate


class Turn(Enum):
    """What comes next in a case in which no date is due."""

    TELL = auto()
    TAKE_OVER = auto()
    HEAR = auto()
    GO_OUTSIDE = auto()
    CONSIDER = auto()


def turn(view: CaseView) -> Turn | None:
    """Return what comes next; None where a date is due, or the case can be closed."""
    handling = view.case.handling
    if view.case.closed_on is not None or view.next_step is not None:
        return None
    if handling.must_tell is not None:
        return Turn.TELL
    if waits_for_takeover(view.case):
        return Turn.TAKE_OVER
    if waits_outside(view.case, view.procedure):
        return Turn.HEAR
    if handling.not_possible is not None and view.procedure.outside_body is not None:
        return None if view.case.happened(Kind.REFERRED) else Turn.GO_OUTSIDE
    return Turn.CONSIDER if _to_consider(view) else None


def turn_heading(view: CaseView, coming: Turn) -> str:
    """Return how the case stands, as a heading."""
    match coming:
        case Turn.TELL:
            return translate("case", "The complainant is still to be told")
        case Turn.TAKE_OVER:
            return translate("case", "Nobody has taken it over yet")
        case Turn.HEAR:
            waits_with = waits_outside(view.case, view.procedure)
            return translate("case", "Waits with {body}").format(body=waits_with)
        case Turn.GO_OUTSIDE:
            return not_possible_words(view)
        case Turn.CONSIDER if (count := _to_consider(view)) > 1:
            return translate("case", "{count} considerations are open").format(count=count)
        case Turn.CONSIDER:
            return translate("case", "1 consideration is open")


def turn_sentence(view: CaseView, coming: Turn) -> str:
    """Return what led there, and what may happen next."""
    case, body = view.case, body_name(view)
    match coming:
        case Turn.TELL:
            return decided_words(view)
        case Turn.TAKE_OVER:
            told = _on(view, Kind.REDIRECT_SENT)
            words = translate("case", "It goes to the {place}; the complainant was told on {day}.")
            return words.format(place=_goes_to(view), day=told)
        case Turn.HEAR if case.handling.outside:
            last = case.handling.outside[-1]
            day = short(last.happened_on, view.today)
            return translate("case", "{body} last wrote on {day}.").format(body=last.body, day=day)
        case Turn.HEAR if case.handling.notified is not None:
            words = translate("case", "Its notice came in on {day}.")
            return words.format(day=_on(view, Kind.NOTIFIED))
        case Turn.HEAR:
            return translate("case", "It went there on {day}.").format(day=_on(view, Kind.REFERRED))
        case Turn.GO_OUTSIDE:
            words = translate(
                "case", "The complainant was told on {day}, and may go to {body} now."
            )
            return words.format(day=_on(view, Kind.STAGE_NOT_POSSIBLE_SENT), body=body)
        case Turn.CONSIDER:
            return translate(
                "case",
                "The complaint was upheld. For each thing that your policy asks to be considered, "
                "plan an action, or say why none is needed.",
            )


def turn_button(coming: Turn) -> str:
    """Return what the button of the banner does then."""
    match coming:
        case Turn.TELL:
            return translate("case", "Write the letter...")
        case Turn.TAKE_OVER:
            return translate("case", "Record who took it over...")
        case Turn.HEAR:
            return translate("case", "Record its letter...")
        case Turn.GO_OUTSIDE:
            return translate("case", "Record a step...")
        case Turn.CONSIDER:
            return translate("case", "Consider...")


def owing_words(view: CaseView) -> str:
    """Return how the case stands beside the promise that is due next, "" where none is."""
    if view.next_step is None or not view.next_step.is_promise:
        return ""
    return f"{where_it_stands(view.case, view.procedure)}."


def letter_to_tell(view: CaseView) -> LetterKind:
    """Return the letter by which the complainant learns what was decided."""
    if isinstance(view.case.handling.must_tell, Redirected):
        return LetterKind.REDIRECT
    return LetterKind.STAGE_NOT_POSSIBLE


def decided_words(view: CaseView) -> str:
    """Return what was decided and is still to be told, "" where nothing is."""
    decided = view.case.handling.must_tell
    if decided is None:
        return ""
    if isinstance(decided, Redirected):
        words = translate("case", "It was found to be no complaint, and goes to the {place}.")
        return words.format(place=_goes_to(view))
    return translate("case", "{stage} was found not to be possible.").format(
        stage=view.procedure.stage(decided.stage).title
    )


def not_possible_words(view: CaseView) -> str:
    """Return "Stage 2 not possible", "" where no stage was ruled out."""
    ruled_out = view.case.handling.not_possible
    if ruled_out is None:
        return ""
    stage = view.procedure.stage(ruled_out.stage).title
    return translate("case", "{stage} not possible").format(stage=stage)


def other_words(view: CaseView) -> str:
    """Return what else can be done about the step that is due, "" where there is no choice."""
    if plan_to_send(view.case, view.clocks) is not None:
        return translate("case", "Write the action plan letter...")
    if (step := view.next_step) is None:
        return ""
    if view.case.handling.must_tell is not None and step.letter is None:
        return translate("case", "Write the letter...")
    if not asks_for_plan(step, view.case):
        return ""
    return translate("case", "It cannot be done in time...")


def plan_words(view: CaseView) -> str:
    """Return that a plan waits to be sent, "" where none does."""
    if plan_to_send(view.case, view.clocks) is None:
        return ""
    return translate("case", "An action plan waits to be sent.")


def unreachable_words(view: CaseView) -> str:
    """Return that nobody can be written to, "" where somebody can or nobody complained."""
    if view.case.is_reachable or view.case.received_on is None:
        return ""
    return translate("case", "Nobody can be written to: the answer is put on file.")


def badges(view: CaseView) -> Iterator[str]:
    """Return, in a word or two each, where else the case has gone."""
    handling = view.case.handling
    if handling.redirected is not None:
        yield translate("case", "Redirected")
    if handling.not_possible is not None:
        yield not_possible_words(view)
    if view.case.closed_on is None and (body := waits_outside(view.case, view.procedure)):
        yield translate("case", "Waits with {body}").format(body=body)


def body_name(view: CaseView) -> str:
    """Return what the outside body is called."""
    body = view.procedure.outside_body
    return body.name if body else translate("case", "the outside body")


def _to_consider(view: CaseView) -> int:
    stand = considerations(view.case, view.procedure)
    return sum(it.state is Considered.OPEN for it in stand)


def _goes_to(view: CaseView) -> str:
    redirected = view.case.handling.redirected
    return view.procedure.redirect(redirected.redirect).goes_to if redirected else ""


def _on(view: CaseView, kind: Kind) -> str:
    """Return the day of something that happened."""
    day = view.case.happened(kind)
    return short(day, view.today) if day else ""
