"""What letters tell of putting things right: what was considered, what will be done, what is."""

from __future__ import annotations

from collections.abc import Iterable

from amends.domain.dates_in_words import full
from amends.domain.events.handling_events import Promise
from amends.domain.handling import Owed
from amends.domain.remedies import Consideration, Considered, considerations, is_upheld
from amends.services.case_view import CaseView
from amends.services.letter_fit import actions, untold
from amends.services.letter_template import Stated
from amends.services.letter_text import as_sentence


def remedy_facts(view: CaseView) -> dict[str, object]:
    """Return what was considered after the complaint was upheld, and what else will be done.

    What is only an example of the policy is told, and need not be.
    """
    considered = considerations(view.case, view.procedure)
    keys = {it.follow_up.key for it in considered}
    others = [owed for owed in actions(view.case) if owed.follow_up not in keys]
    return {
        "considered": tuple(map(_told, considered)),
        "considered_said": tuple(
            said for it in considered if not it.follow_up.example for said in _said(it)
        ),
        "other_actions": tuple(map(_action, others)),
        "is_put_right_freely": is_upheld(view.case, view.procedure) and not considered,
    }


def done_facts(view: CaseView) -> dict[str, object]:
    """Return the actions that were done since a letter last told of them, and those to come."""
    done, to_come = untold(view), [owed for owed in actions(view.case) if owed.is_open]
    return {
        "done": tuple(map(_action, done)),
        "done_said": tuple(map(_stated, done)),
        "to_come": tuple(map(_action, to_come)),
        "to_come_said": tuple(map(_stated, to_come)),
    }


def stated(promise: Promise) -> Stated:
    """Return what a letter must say of a promise: what it is, and its date beside it."""
    return _beside(promise.what, full(promise.due))


def _told(it: Consideration) -> dict[str, object]:
    return {
        "title": it.follow_up.title,
        "actions": tuple(map(_action, it.actions)),
        "because": as_sentence(it.because),
        "is_open": it.state is Considered.OPEN,
    }


def _said(it: Consideration) -> Iterable[Stated]:
    """Return what a letter must say of a consideration: itself, and what follows from it."""
    title = it.follow_up.title
    match it.state:
        case Considered.OPEN:
            yield Stated(title)
        case Considered.NOT_NEEDED:
            yield Stated(title, (title,))
            yield Stated(f"why this is not needed: {title}", (as_sentence(it.because),))
        case _:
            yield Stated(title, (title,))
            yield from map(_stated, it.actions)


def _action(owed: Owed) -> dict[str, str]:
    return {
        "what": owed.promise.what.rstrip(" ."),
        "due": full(owed.promise.due),
        "done_on": full(owed.kept_on) if owed.kept_on else "",
    }


def _stated(owed: Owed) -> Stated:
    return _beside(owed.promise.what, full(owed.kept_on or owed.promise.due))


def _beside(what: str, day: str) -> Stated:
    return Stated(f"{what}, {day}", tuple(filter(None, (what.rstrip(" ."), day))))
