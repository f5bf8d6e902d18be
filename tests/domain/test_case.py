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
)
from amends.domain.events.clock_events import Occurred
from amends.domain.happenings import Happening, Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity, Person, Role
from tests.domain.events_at_random import KINDS, events_of
from tests.domain.logs import log_from, log_of
from tests.domain.many import MANY
from tests.domain.sample_events import BARE
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
        assert case.happenings == tuple(
            Happening(event.happened_on, known) for known in Kind if known == event.kind
        ) or (isinstance(event, Occurred) and case.happenings[0].kind == event.what)

    holds()


@MANY
@given(st.lists(st.sampled_from(BARE), max_size=8), st.randoms())
def test_the_order_of_recording_changes_no_happening(events, chance):
    dated = [
        msgspec.structs.replace(event, happened_on=nov(1 + chance.randrange(30)))
        for event in events
        if event.kind != "event-corrected"
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
