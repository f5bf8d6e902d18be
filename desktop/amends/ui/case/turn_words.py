"""What comes next in a case in which no date is due, in words: who has it, what may be done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from amends.domain.dates_in_words import short
from amends.domain.events.handling_events import Redirected
from amends.domain.happenings import Kind
from amends.domain.remedies import open_considerations
from amends.domain.standing import waits_outside
from amends.domain.turns import Turn
from amends.services.case_view import CaseView
from amends.ui.case.times_words import paused_sentence

translate = QCoreApplication.translate


def turn_heading(view: CaseView, turn: Turn) -> str:
    """Return how the case stands, as a heading."""
    match turn:
        case Turn.TELL:
            return translate("case", "The complainant is still to be told")
        case Turn.GO_ON:
            return translate("case", "The clocks stand still")
        case Turn.TAKE_OVER:
            return translate("case", "Nobody has taken it over yet")
        case Turn.HEAR:
            waits_with = waits_outside(view.case, view.procedure)
            return translate("case", "Waits with {body}").format(body=waits_with)
        case Turn.GO_OUTSIDE:
            return not_possible_words(view)
        case Turn.CONSIDER:
            return _to_consider(view)


def turn_sentence(view: CaseView, turn: Turn) -> str:
    """Return what led there, and what may happen next."""
    match turn:
        case Turn.TELL:
            return decided_words(view)
        case Turn.GO_ON:
            return paused_sentence(view)
        case Turn.TAKE_OVER:
            words = translate("case", "It goes to the {place}; the complainant was told on {day}.")
            return words.format(place=_goes_to(view), day=_on(view, Kind.REDIRECT_SENT))
        case Turn.HEAR:
            return _last_heard(view)
        case Turn.GO_OUTSIDE:
            body, told = view.procedure.outside_body, _on(view, Kind.STAGE_NOT_POSSIBLE_SENT)
            words = translate(
                "case", "The complainant was told on {day}, and may go to {body} now."
            )
            return words.format(day=told, body=body.name if body else "")
        case Turn.CONSIDER:
            return translate(
                "case",
                "The complaint was upheld. For each thing that your policy asks to be considered, "
                "plan an action, or say why none is needed.",
            )


def turn_button(turn: Turn) -> str:
    """Return what the button of the banner does then."""
    match turn:
        case Turn.TELL:
            return translate("case", "Write the letter...")
        case Turn.GO_ON:
            return translate("case", "Let the clocks go on...")
        case Turn.TAKE_OVER:
            return translate("case", "Record who took it over...")
        case Turn.HEAR:
            return translate("case", "Record its letter...")
        case Turn.GO_OUTSIDE:
            return translate("case", "Record a step...")
        case Turn.CONSIDER:
            return translate("case", "Consider...")


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


def _to_consider(view: CaseView) -> str:
    count = len(open_considerations(view.case, view.procedure))
    if count == 1:
        return translate("case", "1 consideration is open")
    return translate("case", "{count} considerations are open").format(count=count)


def _last_heard(view: CaseView) -> str:
    """Return when the outside body wrote last, else how the case came to it."""
    handling = view.case.handling
    if handling.outside:
        last = handling.outside[-1]
        day = short(last.happened_on, view.today)
        return translate("case", "{body} last wrote on {day}.").format(body=last.body, day=day)
    if handling.notified is not None:
        return translate("case", "Its notice came in on {day}.").format(
            day=_on(view, Kind.NOTIFIED)
        )
    return translate("case", "It went there on {day}.").format(day=_on(view, Kind.REFERRED))


def _goes_to(view: CaseView) -> str:
    redirected = view.case.handling.redirected
    return view.procedure.redirect(redirected.redirect).goes_to if redirected else ""


def _on(view: CaseView, kind: Kind) -> str:
    """Return the day of something that happened."""
    day = view.case.happened(kind)
    return short(day, view.today) if day else ""
