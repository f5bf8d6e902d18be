"""To whom a letter goes: who may be named, who can be reached, who deals with the complaint."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from amends.domain.events.case_events import Channel
from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity, Role
from amends.domain.procedure import Procedure
from amends.services.check_letter import Verdict, check_letter
from amends.services.finish_letter import finish_letter
from amends.services.letter_drafts import keep_draft, open_draft
from amends.services.letter_facts import letter_facts
from amends.services.letter_fit import Unfit, letters_to_write, unfit
from amends.services.letter_recipient import is_put_on_file
from amends.services.read_case import read_case
from amends.services.send_letter import send_letter
from tests.desks import MOMENT, TODAY, log
from tests.services.letter_cases import found, happen, make_ready, person

OUTCOME, RECEIPT = LetterKind.OUTCOME, LetterKind.RECEIPT
BY_HANDLER = (RECEIPT, OUTCOME, LetterKind.STAGE_NOT_POSSIBLE)


def addressed(desk, stream, kind=RECEIPT):
    draft = open_draft(desk, stream, kind, TODAY).draft
    return draft.recipient, draft.salutation


@pytest.mark.parametrize("choice", [Identity.OPEN, Identity.WITHHELD])
def test_who_may_be_written_to_is_written_to_by_name(desk, choice):
    stream = log(desk, identity=choice)
    lines = ("Maria Ferreira", "maria@example.org")
    assert addressed(desk, stream) == (lines, "Dear Maria Ferreira")


def test_who_is_not_to_be_named_to_others_hears_that_this_is_kept(desk):
    text = open_draft(desk, log(desk, identity=Identity.WITHHELD), RECEIPT, TODAY).draft.text
    assert "We will not name you to anybody outside our office unless you agree." in text
    assert "name you" not in open_draft(desk, log(desk), RECEIPT, TODAY).draft.text


def test_who_is_anonymous_is_written_to_without_a_name(desk):
    stream = log(desk, identity=Identity.ANONYMOUS)
    assert addressed(desk, stream) == (("maria@example.org",), "Dear complainant")


def test_who_is_anonymous_and_gave_a_number_alone_is_written_to_under_it(desk):
    stream = log(desk, identity=Identity.ANONYMOUS, complainant="", email="")
    happen(desk, stream, person(Role.COMPLAINANT, "", phone="0131 496 0001"))
    assert not read_case(desk, stream, TODAY).case.people[0][1].name
    assert addressed(desk, stream) == (("0131 496 0001",), "Dear complainant")


def test_a_letter_to_somebody_who_cannot_be_reached_goes_on_file(desk):
    stream = log(desk, identity=Identity.ANONYMOUS, complainant="", email="")
    view = happen(desk, stream, *found("No feedback", word="not upheld"))
    assert addressed(desk, stream, OUTCOME) == (("On file",), "Dear complainant")
    assert is_put_on_file(view.case, OUTCOME)
    assert not is_put_on_file(view.case, LetterKind.COVER)
    assert unfit(view, RECEIPT) is Unfit.NOBODY_WAITS
    assert letters_to_write(view) == (OUTCOME,)
    draft = open_draft(desk, stream, OUTCOME, TODAY).draft
    sure = msgspec.structs.replace(draft, confirmed=frozenset({"reasons"}))
    keep_draft(desk, stream, OUTCOME, sure, MOMENT.now)
    letter, _changed = finish_letter(desk, stream, OUTCOME, view.seq, MOMENT)
    send_letter(desk, read_case(desk, stream, TODAY), letter, Channel.FILE, TODAY, MOMENT)
    after = read_case(desk, stream, TODAY)
    assert after.case.happened(Kind.OUTCOME_SENT) == TODAY
    assert after.next_step is None


def test_who_speaks_for_somebody_is_written_to_where_only_they_can_be_reached(desk):
    stream = log(desk, email="")
    speaker = person(Role.REPRESENTATIVE, "Jo Mackay", address=("2 High Street", "Edinburgh"))
    happen(desk, stream, speaker)
    lines = ("Jo Mackay", "2 High Street", "Edinburgh")
    assert addressed(desk, stream) == (lines, "Dear Jo Mackay")
    other = log(desk)
    happen(desk, other, speaker)
    assert addressed(desk, other)[0][0] == "Maria Ferreira"


@pytest.mark.parametrize("kind", BY_HANDLER)
def test_a_complaint_about_who_deals_with_it_says_so_openly(desk, stream, kind):
    make_ready(desk, stream, kind)
    happen(desk, stream, person(Role.SUBJECT, " GAVIN  example"))
    in_hand = open_draft(desk, stream, kind, TODAY)
    assert "Gavin Example, who deals with your complaint" in in_hand.draft.text
    assert "is also the person it is about" in in_hand.draft.text
    assert "CIMSPA" in in_hand.draft.text
    assert verdict(in_hand, desk) is Verdict.DONE
    silent = replace(in_hand, draft=msgspec.structs.replace(in_hand.draft, text="We looked."))
    assert verdict(silent, desk) is Verdict.TO_CONFIRM


def verdict(in_hand, desk):
    items = {item.key: item.verdict for item in check_letter(in_hand, desk.resources)}
    return items.get("handler-is-subject")


@pytest.mark.parametrize("kind", [RECEIPT, OUTCOME])
def test_a_complaint_about_somebody_else_does_not(desk, stream, kind):
    happen(desk, stream, person(Role.SUBJECT, "Jo Mackay"))
    in_hand = open_draft(desk, stream, kind, TODAY)
    assert "also the person" not in in_hand.draft.text
    assert verdict(in_hand, desk) is None


def test_who_was_named_to_handle_it_is_told_in_the_receipt(desk, stream):
    happen(desk, stream, person(Role.HANDLER, "Jo Mackay", relation="Office manager"))
    in_hand = open_draft(desk, stream, RECEIPT, TODAY)
    assert "Jo Mackay, Office manager, is dealing with your complaint." in in_hand.draft.text
    items = {item.key: item for item in check_letter(in_hand, desk.resources)}
    assert items["handler"].verdict is Verdict.DONE


def bare(procedure: Procedure) -> Procedure:
    """Return the procedure without outside body, follow-ups, fallback, and times."""
    stages = tuple(
        msgspec.structs.replace(
            stage,
            clocks=tuple(
                msgspec.structs.replace(rule, fallback=None, within=None) for rule in stage.clocks
            ),
        )
        for stage in procedure.stages
    )
    return msgspec.structs.replace(procedure, outside_body=None, follow_ups=(), stages=stages)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_procedure_that_says_little_still_gives_letters_to_read(desk, stream, kind):
    view = make_ready(desk, stream, kind)
    view = replace(view, procedure=bare(view.procedure))
    in_hand = open_draft(desk, stream, kind, TODAY)
    facts = letter_facts(view, kind)
    text = in_hand.template.draft(facts)
    draft = msgspec.structs.replace(in_hand.draft, text=text)
    items = check_letter(replace(in_hand, view=view, facts=facts, draft=draft), desk.resources)
    assert items
    assert "CIMSPA" not in text
    assert "None" not in text
    assert "  " not in text
    assert ", ." not in text
    assert "Please quote 2026-001." in text
    assert not any(item.key == "next" for item in items)
