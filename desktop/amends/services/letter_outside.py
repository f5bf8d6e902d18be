"""What letters say of the outside body, and what they say to it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import asdict

from amends.domain.case import Case
from amends.domain.course import body_of, outside_body
from amends.domain.dates_in_words import full
from amends.domain.events.handling_events import Promise
from amends.domain.happenings import Kind
from amends.domain.people import Identity, Role, same_name
from amends.domain.procedure import OutsideBody
from amends.services.case_view import CaseView
from amends.services.letter_text import as_sentence
from amends.services.withheld_names import WithheldNames


def outside_body_facts(body: OutsideBody | None) -> dict[str, object]:
    """Return where a complainant may go after the office, and how; nothing where there is none."""
    if body is None:
        return {}
    post = ", ".join(body.address)
    ways = (("by e-mail at", body.email), ("by phone on", body.phone), ("by post at", post))
    return asdict(body) | {
        "ways": _either([f"{by} {at}" for by, at in ways if at]),
        "reach": body.email or body.phone or post,
        "condition": as_sentence(body.condition),
    }


def _either(ways: Sequence[str]) -> str:
    """Return "a, b or c"."""
    return f"{', '.join(ways[:-1])} or {ways[-1]}" if len(ways) > 1 else "".join(ways)


def cover_facts(view: CaseView) -> dict[str, object]:
    """Return what the outside body is told; of who complained no more than they allow."""
    case, names = view.case, WithheldNames(view.case, view.log)
    person, notified = case.person(Role.COMPLAINANT), case.handling.notified
    asked = _asked(case)
    referred = case.happened(Kind.REFERRED)
    return {
        "title": names.shown(as_sentence(case.title)),
        "complainant": person.name if person and case.identity is Identity.OPEN else "",
        "identity_anonymous": case.identity is Identity.ANONYMOUS,
        "notified_on": full(notified.happened_on) if notified else "",
        "referred_on": full(referred) if referred else "",
        "asked": names.shown(as_sentence(asked.what)) if asked else "",
        "asked_by": full(asked.due) if asked else "",
        "enclosed": tuple(map(names.shown, _enclosed(view))),
    }


def _asked(case: Case) -> Promise | None:
    """Return what the outside body asked for last, while it is still to be answered."""
    notified = case.handling.notified
    asked = [it.answer for it in (notified, *case.handling.outside) if it and it.answer]
    is_open = {owed.promise.id for owed in case.handling.open_promises}
    return next((it for it in reversed(asked) if it.id in is_open), None)


def _enclosed(view: CaseView) -> tuple[str, ...]:
    """Return what was last handed over to the body."""
    name, body = outside_body(view.case, view.procedure), body_of(view.case, view.procedure)
    known = (name, body.full_name) if body else (name,)
    for handed in reversed(view.case.disclosures):
        if any(same_name(handed.to, each) for each in known):
            return handed.contents
    return ()
