"""Every kind of event, and by what it is undone: a new kind fails until it has a place here.

Undo (Ctrl+Z) goes back through a case, entry by entry. It stops at what was sent or handed over.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs

from amends.domain.events.case_events import LetterFinished, Sending
from amends.services.desk import Moment
from amends.services.put_right import last_action, undo
from amends.services.read_case import read_case
from amends.services.recording import record
from tests.desks import MOMENT, TODAY
from tests.domain.events_at_random import KINDS
from tests.domain.sample_events import FULL

BY_UNDO = {
    *("raised", "person-named", "identity-chosen", "points-defined", "finding-made"),
    *("evidence-added", "note-added", "letter-finished", "referred", "closed"),
    *("action-planned", "follow-up-settled", "promise-kept", "promise-let-go", "action-plan-made"),
    *("stage-not-possible", "redirected", "taken-over", "outside-body-wrote"),
    *("paused", "resumed", "extended", "fact-stated", "occurred", "scheduled", "late-decided"),
    *(
        "promise-given",
        "letter-arrived",
        "procedure-moved",
        "procedure-joined",
        "reopened",
        "begun-anew",
    ),
    *("event-corrected",),
}
# Told by hand they are undone like the rest; with a letter of ours they are what "sent" means.
UNLESS_A_LETTER_WAS_SENT = {
    *("acknowledged", "outcome-sent", "action-plan-sent", "stage-not-possible-sent"),
    *("redirect-sent", "letter-sent"),
}
NEVER = {
    "case-opened": "the case is there",
    "received": "the complaint came in; its day and its words are corrected",
    "notified": "the notice came in; its day is corrected",
    "handed-over": "what left the office has left it",
    "event-withdrawn": "it is the undoing; what was taken back is recorded again",
}
# What belongs to the office is changed on its page, where the same thing is set to what it was.
ON_THE_PAGE_OF_THE_OFFICE = {
    "letterhead-changed": "saved again",
    "procedure-adopted": "another version put to use, or the policy dropped",
    "procedure-dropped": "put to use again",
    "calendar-adopted": "the former calendar chosen again",
    "closure-added": "removed, which is an event-withdrawn",
    "holidays-corrected": "taken back, which is an event-withdrawn",
    "terms-set": "a term removed or added",
    "opening-hours-set": "saved again",
    "role-given": "another role given",
    "passphrase-changed": "changed again",
    "computer-trusted": "turned off on that computer, which is a computer-distrusted",
    "computer-distrusted": "turned on again, by the passphrase",
    "leaving-begun": "called off, which is a leaving-ended",
    "leaving-ended": "begun again",
    "office-passed": "taken back without the file",
    "person-admitted": "withdrawn",
    "person-joined": "withdrawn, as who was admitted",
}
NEVER_OF_THE_OFFICE = {
    "office-set-up": "the office is there",
    "office-taken-over": "the office is there by now; it is given back",
    "office-given-back": "the office has left this computer",
    "office-taken-back": "the office is here again; it is passed on once more",
    "person-withdrawn": "what they knew is locked out at once; they are added as a new person",
    "person-left": "as above, in their own stream",
    "office-key-changed": "the former key is gone, as it should be",
    "recovery-sheet-made": "the former sheet is worthless; another one is made",
    "recovery-sheet-kept": "the sheet is on paper",
}

LATER = Moment(TODAY, MOMENT.now + timedelta(minutes=5))
LATER_STILL = Moment(TODAY, MOMENT.now + timedelta(minutes=6))
SAMPLES = {event.kind: event for event in FULL}


def test_every_kind_has_its_place():
    places = [BY_UNDO, UNLESS_A_LETTER_WAS_SENT, set(NEVER)]
    places += [set(ON_THE_PAGE_OF_THE_OFFICE), set(NEVER_OF_THE_OFFICE)]
    assert set.union(*places) == set(KINDS)
    assert sum(map(len, places)) == len(KINDS)


def recorded(desk, view, *events, moment=LATER):
    """Return the case after such an entry."""
    record(desk, view.stream, view.seq, [fitting(desk, view, it) for it in events], moment)
    return read_case(desk, view.stream, TODAY)


def fitting(desk, view, event):
    """Return the event as it could stand in this case: about this complaint, under its policy."""
    pinned = view.log[0].event
    facts = {"procedure": pinned.procedure, "procedure_digest": pinned.procedure_digest}
    facts |= {"target": view.log[1].id, "corrected": view.log[1].event, "happened_on": TODAY}
    known = {name: fact for name, fact in facts.items() if name in event.__struct_fields__}
    return structs.replace(event, **known)


@pytest.mark.parametrize("kind", sorted(BY_UNDO))
def test_what_was_just_recorded_is_undone_and_the_case_is_as_before(kind, desk, view):
    event = structs.replace(SAMPLES[kind], happened_at=None, zone="")
    after = recorded(desk, view, event)
    assert [it.event.kind for it in last_action(after)] == [kind]
    undo(desk, after, LATER_STILL)
    undone = read_case(desk, view.stream, TODAY)
    assert undone.case == view.case
    assert undone.clocks == view.clocks
    assert undone.log[-1].event.kind == "event-withdrawn"


@pytest.mark.parametrize("kind", sorted(UNLESS_A_LETTER_WAS_SENT))
def test_what_was_told_by_hand_is_undone(kind, desk, view):
    by_hand = structs.replace(SAMPLES[kind], letter=None, happened_at=None, zone="")
    after = recorded(desk, view, by_hand)
    undo(desk, after, LATER_STILL)
    assert read_case(desk, view.stream, TODAY).case == view.case


@pytest.mark.parametrize("kind", sorted(UNLESS_A_LETTER_WAS_SENT))
def test_what_was_sent_is_not_undone_nor_what_stood_there_then(kind, desk, view):
    letter = structs.replace(SAMPLES["letter-finished"], happened_at=None, zone="")
    assert isinstance(letter, LetterFinished)
    noted = recorded(desk, view, letter)
    sent = structs.replace(SAMPLES[kind], letter=letter.letter, happened_at=None, zone="")
    assert isinstance(sent, Sending)
    after = recorded(desk, noted, sent, moment=LATER_STILL)
    assert last_action(after) == ()


@pytest.mark.parametrize("kind", ["received", "notified", "handed-over"])
def test_what_came_in_and_what_left_stays(kind, desk, view):
    event = structs.replace(SAMPLES[kind], happened_at=None, zone="")
    assert last_action(recorded(desk, view, event)) == ()
