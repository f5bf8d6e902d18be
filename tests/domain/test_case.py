"""A case is what its events add up to."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.case import Case, fold
from amends.domain.events.case_events import (
    Acknowledged,
    CaseClosed,
    CaseOpened,
    Channel,
    EvidenceAdded,
    FindingMade,
    IdentityChosen,
    LetterFinished,
    NoteAdded,
    OutcomeSent,
    PersonNamed,
    Point,
    PointsDefined,
    Raised,
    Received,
    Referred,
    Told,
)
from amends.domain.events.clock_events import Extended, LateDecided, Occurred, Scheduled
from amends.domain.events.course_events import (
    CaseBegunAnew,
    CaseReopened,
    ProcedureJoined,
    ProcedureMoved,
)
from amends.domain.happenings import Happening, Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity, Person, Role
from amends.domain.terms import AsTold
from tests.domain.events_at_random import KINDS, events_of
from tests.domain.logs import log_from, log_of
from tests.domain.many import MANY
from tests.domain.sample_events import BARE, FULL
from tests.domain.scotland import dec, nov


def received(day: date, title: str = "No feedback") -> Received:
    return Received(
        happened_on=day,
        title=title,
        complaint="It never came.",
        channel=Channel.EMAIL,
        wanted="feedback",
    )


def acknowledged(day: date, letter: UUID | None = None) -> Acknowledged:
    return Acknowledged(happened_on=day, channel=Channel.EMAIL, letter=letter)


def named(role: Role, number: int, name: str) -> PersonNamed:
    return PersonNamed(
        happened_on=nov(17), role=role, person=Person(id=UUID(int=number), name=name)
    )


def test_nothing_adds_up_to_an_empty_case():
    assert fold([]) == Case()


def test_an_opened_case_knows_its_reference_and_its_procedure():
    opened = CaseOpened(
        happened_on=nov(17),
        reference="2026-035",
        procedure="active-x-backs",
        procedure_digest="ab",
    )
    case = fold(log_of(opened))
    assert case == Case(reference="2026-035", procedure="active-x-backs", procedure_digest="ab")


def test_a_received_complaint_gives_its_words_its_channel_and_its_day():
    case = fold(log_of(received(nov(17))))
    assert (case.title, case.complaint, case.wanted) == (
        "No feedback",
        "It never came.",
        "feedback",
    )
    assert (case.channel, case.received_on) == ("email", nov(17))
    assert case.happenings == (Happening(nov(17), Kind.RECEIVED),)


def test_a_complaint_received_twice_has_the_later_words_and_the_earlier_day():
    case = fold(log_of(received(nov(18), "first"), received(nov(17), "second")))
    assert (case.title, case.received_on) == ("second", nov(17))
    case = fold(log_of(received(nov(17), "first"), received(nov(18), "second")))
    assert (case.title, case.received_on) == ("second", nov(17))
    assert case.happened(Kind.RECEIVED) == case.received_on


def test_people_are_kept_in_the_order_in_which_they_were_named():
    case = fold(log_of(named(Role.COMPLAINANT, 1, "Ada"), named(Role.HANDLER, 2, "Bo")))
    assert [(role, person.name) for role, person in case.people] == [
        (Role.COMPLAINANT, "Ada"),
        (Role.HANDLER, "Bo"),
    ]


def test_naming_somebody_again_replaces_them_in_their_place():
    case = fold(
        log_of(
            named(Role.COMPLAINANT, 1, "Ada"),
            named(Role.HANDLER, 2, "Bo"),
            named(Role.SUBJECT, 3, "Cy"),
            named(Role.HANDLER, 2, "Bo Young"),
        )
    )
    assert [person.name for _role, person in case.people] == ["Ada", "Bo Young", "Cy"]


def test_one_person_may_have_two_parts_and_one_part_two_people():
    case = fold(
        log_of(
            named(Role.HANDLER, 1, "Ada"),
            named(Role.SUBJECT, 1, "Ada"),
            named(Role.SUBJECT, 2, "Bo"),
        )
    )
    assert len(case.people) == 3
    subject = case.person(Role.SUBJECT)
    assert subject is not None
    assert subject.name == "Ada"
    assert case.person(Role.REPRESENTATIVE) is None


def test_the_last_choice_of_identity_holds():
    withheld = IdentityChosen(happened_on=nov(17), identity=Identity.WITHHELD)
    openly = IdentityChosen(happened_on=nov(18), identity=Identity.OPEN)
    assert fold([]).identity is Identity.OPEN
    assert fold(log_of(withheld)).identity is Identity.WITHHELD
    assert fold(log_of(withheld, openly)).identity is Identity.OPEN


def test_points_are_replaced_as_a_whole():
    one, two = Point(UUID(int=1), "one"), Point(UUID(int=2), "two")
    first = PointsDefined(happened_on=nov(17), points=(one,))
    second = PointsDefined(happened_on=nov(17), points=(two, one))
    assert fold(log_of(first, second)).points == (two, one)


def test_evidence_and_letters_gather_in_order():
    evidence = [
        EvidenceAdded(
            happened_on=nov(17),
            evidence=UUID(int=number),
            name=f"{number}.pdf",
            media_type="application/pdf",
            size=1,
            digest="ab",
            blob="cd",
        )
        for number in (1, 2)
    ]
    letters = [
        LetterFinished(
            happened_on=nov(18),
            letter=UUID(int=number),
            letter_kind=LetterKind.RECEIPT,
            subject="",
            text="",
            addressee=(),
            digest="",
            blob="",
            pages=1,
            template_digest="",
            made_with="",
        )
        for number in (3, 4)
    ]
    case = fold(log_of(*evidence, *letters))
    assert case.evidence == tuple(evidence)
    assert case.letters == tuple(letters)
    assert case.sent_letters == frozenset()


def test_a_letter_is_sent_by_the_event_that_names_it():
    outcome = OutcomeSent(happened_on=dec(1), channel=Channel.POST, letter=UUID(int=4))
    case = fold(log_of(acknowledged(nov(18), UUID(int=3)), outcome, acknowledged(nov(19))))
    assert case.sent_letters == {UUID(int=3), UUID(int=4)}


def test_a_closed_case_knows_its_day():
    assert fold([]).closed_on is None
    assert fold(log_of(CaseClosed(happened_on=dec(18), reason="Settled."))).closed_on == dec(18)


def test_a_note_leaves_the_case_as_it_was():
    assert fold(log_of(NoteAdded(happened_on=nov(17), text="Rang."))) == Case()


def test_an_event_of_the_office_leaves_a_case_as_it_was():
    of_the_office = [event for event in BARE if event.kind in {"closure-added", "person-joined"}]
    assert len(of_the_office) == 2
    assert fold(log_from(of_the_office)) == Case()


def test_happenings_are_ordered_by_day_whatever_the_order_of_recording():
    case = fold(
        log_of(
            OutcomeSent(happened_on=dec(14), channel=Channel.EMAIL),
            received(nov(17)),
            Referred(happened_on=dec(20), body="CIMSPA"),
            acknowledged(nov(24)),
            Raised(happened_on=nov(4)),
            CaseClosed(happened_on=dec(23), reason="Settled."),
        )
    )
    assert case.happenings == (
        Happening(nov(4), Kind.RAISED),
        Happening(nov(17), Kind.RECEIVED),
        Happening(nov(24), Kind.ACKNOWLEDGED),
        Happening(dec(14), Kind.OUTCOME_SENT),
        Happening(dec(20), Kind.REFERRED),
        Happening(dec(23), Kind.CLOSED),
    )


def test_what_happened_twice_is_asked_for_by_its_first_day():
    case = fold(log_of(acknowledged(nov(24)), acknowledged(nov(20))))
    assert len(case.happenings) == 2
    assert case.happened(Kind.ACKNOWLEDGED) == nov(20)
    assert case.happened(Kind.REFERRED) is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_event_can_be_folded(kind):
    @given(events_of(kind))
    def holds(event):
        case = fold(log_of(event))
        known = [Happening(event.happened_on, kind) for kind in Kind if kind == event.kind]
        match event:
            case Occurred():
                known = [Happening(event.happened_on, event.what)]
            case Scheduled():
                known = [Happening(event.day, event.what)]
            case CaseBegunAnew():
                known.append(Happening(event.happened_on, Kind.RECEIVED))
        dated = [(it.on, it.kind) for it in case.happenings]
        assert dated == [(it.on, it.kind) for it in known]

    holds()


@MANY
@given(st.lists(st.sampled_from(BARE), max_size=8), st.randoms())
def test_the_order_of_recording_changes_no_happening(events, chance):
    """But for what begins a new round, sets a day, or says when what was sent before arrived."""
    dated = [
        msgspec.structs.replace(event, happened_on=nov(1 + chance.randrange(30)))
        for event in events
        if event.kind not in {"event-corrected", "begun-anew", "scheduled", "letter-arrived"}
    ]
    mixed = chance.sample(dated, len(dated))
    one, other = fold(log_from(mixed)).happenings, fold(log_from(dated)).happenings
    by_day = attrgetter("on", "kind")
    assert sorted(one, key=by_day) == sorted(other, key=by_day)
    assert [it.on for it in one] == sorted(it.on for it in one)


def test_a_later_finding_on_a_point_replaces_the_earlier_one():
    point = UUID(int=7)
    first = FindingMade(happened_on=nov(18), point=point, finding="upheld", reasons="One log.")
    second = FindingMade(happened_on=nov(19), point=point, finding="not upheld", reasons="Two.")
    assert fold(log_of(first, second)).findings == {point: second}


def begun_anew():
    """A case answered on 20 Nov, closed on the 21st and begun anew on the 24th."""
    return (
        received(nov(17)),
        Acknowledged(happened_on=nov(18), channel=Channel.EMAIL),
        OutcomeSent(happened_on=nov(20), channel=Channel.EMAIL),
        CaseClosed(happened_on=nov(21), reason="Answered.", office_seq=3),
        CaseBegunAnew(happened_on=nov(24), reason="New evidence came."),
    )


def test_a_case_that_is_begun_anew_counts_from_that_day_and_keeps_its_first_round():
    case = fold(log_of(*begun_anew()))
    assert (case.closed_on, case.closed_seq) == (None, 0)
    assert case.received_on == nov(17)
    assert [(it.on, it.kind) for it in case.happenings] == [
        (nov(24), Kind.BEGUN_ANEW),
        (nov(24), Kind.RECEIVED),
    ]
    (first,) = case.earlier
    assert [it.kind for it in first] == [
        Kind.RECEIVED,
        Kind.ACKNOWLEDGED,
        Kind.OUTCOME_SENT,
        Kind.CLOSED,
    ]


def test_what_is_recorded_late_belongs_to_the_round_in_which_it_happened():
    late = Acknowledged(happened_on=nov(19), channel=Channel.PHONE)
    case = fold(log_of(*begun_anew(), late))
    assert Happening(nov(19), Kind.ACKNOWLEDGED) in case.earlier[0]
    assert len(case.happenings) == 2


def test_a_reopened_case_is_open_and_in_the_same_round():
    reopened = CaseReopened(happened_on=nov(24), reason="Closed by mistake.")
    case = fold(log_of(*begun_anew()[:4], reopened))
    assert case.closed_on is None
    assert case.earlier == ()
    assert case.happened(Kind.REOPENED) == nov(24)


def test_a_day_that_is_set_again_replaces_the_first_and_what_happens_replaces_both():
    first = Scheduled(happened_on=nov(17), what="hearing", day=nov(25))
    again = Scheduled(happened_on=nov(18), what="hearing", day=nov(27))
    held = Occurred(happened_on=nov(26), what="hearing")
    assert fold(log_of(first, again)).happenings == (Happening(nov(27), "hearing"),)
    assert fold(log_of(first, again, held)).happenings == (Happening(nov(26), "hearing"),)


def test_what_a_sent_letter_promises_stands_as_told_until_more_time_is_given():
    finished = next(event for event in FULL if isinstance(event, LetterFinished))
    told_dates = (Told("stage-2.response", nov(27)), Told("stage-2.receipt", nov(24)))
    letter = msgspec.structs.replace(finished, told=told_dates)
    sent = Acknowledged(happened_on=nov(18), channel=Channel.EMAIL, letter=letter.letter)
    assert fold(log_of(letter)).told == {}
    told = fold(log_of(letter, sent)).told
    assert told["stage-2.response"] == AsTold(nov(27), nov(18))
    extended = Extended(happened_on=nov(19), clock="stage-2.response", reason="", by="2 days")
    assert set(fold(log_of(letter, sent, extended)).told) == {"stage-2.receipt"}


def test_a_case_keeps_the_readings_with_which_it_was_opened_or_moved():
    opened = CaseOpened(
        happened_on=nov(17),
        reference="2026-001",
        procedure="jivora",
        procedure_digest="ab",
        readings={"a.b": "received"},
    )
    moved = ProcedureMoved(
        happened_on=nov(18), procedure="jivora", procedure_digest="cd", readings={}, reason="New."
    )
    case = fold(log_of(opened))
    assert (case.procedure_digest, case.readings) == ("ab", {"a.b": "received"})
    case = fold(log_of(opened, moved))
    assert (case.procedure_digest, case.readings) == ("cd", {})


def test_a_policy_joined_again_replaces_its_earlier_joining():
    first = ProcedureJoined(
        happened_on=nov(17), procedure="dp", procedure_digest="ab", readings={}, reason="Both."
    )
    again = msgspec.structs.replace(first, procedure_digest="cd")
    assert [it.digest for it in fold(log_of(first, again)).joined] == ["cd"]


def test_the_decision_about_a_late_complaint_is_kept_by_its_limit():
    decided = LateDecided(happened_on=nov(18), clock="a.b", accepted=True, because="Ill.")
    assert fold(log_of(decided)).late_decisions == {"a.b": decided}
