"""The case as data (`case.json`): its entries, its clocks with their counting, its documents."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from amends.domain.clocks import Clock
from amends.domain.events import Recorded
from amends.domain.events.corrections import EventCorrected
from amends.domain.points import overall_outcome, points_found
from amends.services.case_view import CaseView
from amends.services.hand_over_contents import Contents, Item
from amends.services.hand_over_policy import policy_path
from amends.services.withheld_names import HELD_BACK, WithheldNames, names_secret_person

FORMAT: Final = "amends case 1"
KEPT_BY_OFFICE: Final = "[a note for the office's own record]"

_OURS_ALONE: Final = frozenset({"blob"})  # names of files inside the office's own folder
# What tells of a letter or a file itself; its fingerprint, size and day may be known.
_OF_A_DOCUMENT: Final = ("name", "origin", "subject", "text", "addressee")
# What is written for the office's own record, by the tag of the entry: it stays there.
_OWN_NOTES: Final = {"note-added": "text", "redirected": "note", "stage-not-possible": "note"}
_NOT_WORDS: Final = frozenset({"kind", "happened_on", "happened_at"})


def case_json(view: CaseView, contents: Contents) -> bytes:
    """Return the case as JSON, without what may not be told."""
    told: dict[str, object] = {
        "reference": view.case.reference,
        "title": view.case.title,
        "identity": view.case.identity,
        "as_of": view.today.isoformat(),
        "points": msgspec.to_builtins(points_found(view.case)),
        "outcome": overall_outcome(points_found(view.case), view.procedure.outcomes),
        "documents": [_document(item) for item in contents.items],
        "held_back": [
            {"number": it.number, "what": it.what, "reason": it.reason, "sha256": it.digest}
            for it in contents.held
        ],
    }
    shown = contents.names.shown_all(told)
    assert isinstance(shown, dict)
    # The policy is public: a gap in its words would tell whom the gap hides.
    clocks = [_clock(view, clock, contents.names) for clock in view.clocks]
    public = {"procedure": _procedure(view), **_beside(view), "clocks": clocks}
    events = [_entry(entry, contents) for entry in view.log]
    raw = msgspec.json.encode({"format": FORMAT, **shown, **public, "events": events})
    return msgspec.json.format(raw, indent=1) + b"\n"


def own_note(entry: Recorded) -> str:
    """Return the note for the office's own record that an entry holds, "" where it holds none."""
    event = entry.event.corrected if isinstance(entry.event, EventCorrected) else entry.event
    return str(getattr(event, _OWN_NOTES.get(event.kind, ""), ""))


def _procedure(view: CaseView) -> dict[str, object]:
    return {
        "name": view.case.procedure,
        "sha256": view.case.procedure_digest,
        "file": policy_path(view.case.procedure),
    }


def _beside(view: CaseView) -> dict[str, object]:
    """Return the policies under which the complaint falls beside its first one, if any."""
    others = [
        {"name": it.procedure, "sha256": it.digest, "file": policy_path(it.procedure)}
        for it in view.case.joined
    ]
    return {"joined_procedures": others} if others else {}


def _entry(entry: Recorded, contents: Contents) -> dict[str, object]:
    return {
        "seq": entry.seq,
        "id": str(entry.id),
        "recorded_at": entry.recorded_at.isoformat(),
        "recorded_by": str(entry.recorded_by),
        "event": _event(entry, contents),
    }


def _event(entry: Recorded, contents: Contents) -> object:
    told = _without_ours(msgspec.to_builtins(entry.event))
    names, fact = contents.names, told.get("corrected", told)
    if own_note(entry):
        fact[_OWN_NOTES[fact["kind"]]] = KEPT_BY_OFFICE
    if not names.is_needed:
        return told
    if names_secret_person(entry.event):
        fact["person"] = {"id": fact["person"]["id"]}  # tells one person's entries from another's
    if fact.get("digest") in {held.digest for held in contents.held}:
        fact.update({key: HELD_BACK for key in _OF_A_DOCUMENT if key in fact})
    words = {key: it for key, it in told.items() if key not in _NOT_WORDS}
    shown = names.shown_all(words)
    assert isinstance(shown, dict)
    return {**told, **shown}


def _without_ours(told: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _without_ours(it) if isinstance(it, dict) else it
        for key, it in told.items()
        if key not in _OURS_ALONE
    }


def _clock(view: CaseView, clock: Clock, names: WithheldNames) -> dict[str, object]:
    why = view.explain(clock.name)
    ours: dict[str, object] = {  # the office may have called a closure by anybody's name
        "basis": names.shown(why.basis),
        "days": names.shown_all([msgspec.to_builtins(day) for day in why.days]),
    }
    return {
        "stage": clock.stage,
        "clock": clock.key,
        "title": names.shown(clock.title) if clock.is_promise else clock.title,
        "start": clock.start.isoformat() if clock.start else None,
        "due": clock.due.isoformat() if clock.due else None,
        **({"due_at": clock.due_at.isoformat()} if clock.due_at else {}),
        **_as_told(clock),
        "stopped": clock.stopped.isoformat() if clock.stopped else None,
        "state": str(clock.state),
        "rule": why.rule,
        "source": clock.source,
        **ours,
    }


def _as_told(clock: Clock) -> dict[str, object]:
    """Return what is counted today, and the day of the letter, where its date stands as told."""
    if clock.counted is None or clock.told_on is None:
        return {}
    return {"counted": clock.counted.isoformat(), "told_on": clock.told_on.isoformat()}


def _document(item: Item) -> dict[str, object]:
    return {
        "number": item.number,
        "title": item.title,
        "file": item.path,
        "sha256": item.original.digest,
    }
