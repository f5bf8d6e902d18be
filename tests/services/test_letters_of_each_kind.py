"""Each kind of letter, from its draft to the day on which it went out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from amends.domain.clocks import State
from amends.domain.errors import (
    CaseMovedOnError,
    EventStandsError,
    LetterDoesNotFitError,
    LetterNotReadyError,
)
from amends.domain.events.case_events import Channel, HandedOver, Referred
from amends.domain.events.handling_events import Notified
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity
from amends.services.check_letter import Verdict, check_letter
from amends.services.compare_letter import differences
from amends.services.finish_letter import finish_letter
from amends.services.finished_letters import finished, sent
from amends.services.letter_drafts import keep_draft, open_draft
from amends.services.letter_fit import Unfit, letter_clock, letters_to_write, unfit
from amends.services.log_notice import Notice, log_notice
from amends.services.promising import Dated
from amends.services.put_right import correct_day, may_take_back, take_back
from amends.services.read_case import read_case
from amends.services.send_letter import send_letter
from tests.desks import MOMENT, TODAY, log
from tests.services.letter_cases import (
    DAY,
    DUE,
    action,
    answered,
    asked_outside,
    happen,
    identity,
    kept,
    make_ready,
    not_possible,
    plan,
    redirected,
)

PLAN, REDIRECT, COVER = LetterKind.ACTION_PLAN, LetterKind.REDIRECT, LetterKind.COVER
NOT_POSSIBLE, COMPLETED = LetterKind.STAGE_NOT_POSSIBLE, LetterKind.ACTION_COMPLETED
TAGS = {
    LetterKind.RECEIPT: "acknowledged",
    LetterKind.OUTCOME: "outcome-sent",
    PLAN: "action-plan-sent",
    NOT_POSSIBLE: "stage-not-possible-sent",
    REDIRECT: "redirect-sent",
    COMPLETED: "letter-sent",
    COVER: "letter-sent",
}


def drafted(desk, stream, kind, **changes):
    """Return the letter in hand, its draft kept with `changes`."""
    in_hand = open_draft(desk, stream, kind, TODAY)
    if changes:
        draft = msgspec.structs.replace(in_hand.draft, **changes)
        keep_draft(desk, stream, kind, draft, MOMENT.now)
    return open_draft(desk, stream, kind, TODAY)


def items(desk, stream, kind, **changes):
    in_hand = drafted(desk, stream, kind, **changes)
    return {item.key: item for item in check_letter(in_hand, desk.resources)}


def finish(desk, stream, kind):
    """Finish the letter with everything confirmed, and return it."""
    in_hand = open_draft(desk, stream, kind, TODAY)
    sure = frozenset(item.key for item in check_letter(in_hand, desk.resources))
    view = drafted(desk, stream, kind, confirmed=sure).view
    letter, _changed = finish_letter(desk, stream, kind, view.seq, MOMENT)
    return letter


def send(desk, stream, kind, channel=Channel.EMAIL):
    """Finish and send the letter, and return the case after it."""
    letter = finish(desk, stream, kind)
    view = read_case(desk, stream, TODAY)
    send_letter(desk, view, letter, channel, TODAY, MOMENT)
    return read_case(desk, stream, TODAY)


@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_goes_from_its_draft_to_the_event_that_records_it(desk, stream, kind):
    make_ready(desk, stream, kind)
    after = send(desk, stream, kind)
    (letter,) = after.case.letters
    entry = sent(after, letter.letter)
    assert entry is not None
    assert (entry.kind, entry.happened_on) == (TAGS[kind], TODAY)
    assert letter.letter in after.case.sent_letters


@pytest.mark.parametrize("kind", LetterKind)
def test_what_a_sent_letter_relies_on_stays(desk, stream, kind):
    view = make_ready(desk, stream, kind)
    relied_on = view.log[-1].id
    after = send(desk, stream, kind)
    entries = [relied_on, after.log[-2].id, after.log[-1].id]
    if kind is not COVER:  # what the outside body wrote stays in any case
        assert may_take_back(view, relied_on)
    assert not any(may_take_back(after, entry) for entry in entries)
    with pytest.raises(EventStandsError):
        take_back(desk, after, relied_on, "A slip.", MOMENT)


@pytest.mark.parametrize("kind", LetterKind)
def test_the_day_on_which_a_letter_went_out_can_be_put_right(desk, stream, kind):
    make_ready(desk, stream, kind)
    letter = finish(desk, stream, kind)
    later = replace(MOMENT, today=TODAY + 2 * DAY, now=MOMENT.now + timedelta(days=2))
    view = read_case(desk, stream, later.today)
    send_letter(desk, view, letter, Channel.POST, later.today, later)
    view = read_case(desk, stream, later.today)
    correct_day(desk, view, view.log[-1].id, TODAY + DAY, "It went on Sunday.", later)
    entry = sent(read_case(desk, stream, later.today), letter)
    assert entry is not None
    assert (entry.kind, entry.happened_on) == (TAGS[kind], TODAY + DAY)
    assert entry.channel is Channel.POST


# The action plan


def test_a_plan_tells_why_what_when_and_the_day_of_the_answer(desk, stream):
    happen(desk, stream, plan("Ask the tutor", "Read the log"))
    text = drafted(desk, stream, PLAN).draft.text
    for part in (
        "within 20 working days, that is by 16 December 2026",
        "The tutor is away until December.",
        "1. Ask the tutor: by 17 December 2026",
        "2. Read the log: by 17 December 2026",
        "our answer by **18 December 2026**",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("Ask the tutor: by 17", "Ask the tutor: by 16", "steps"),
        ("Ask the tutor: by 17 December 2026", "Ask the tutor: soon", "steps"),
        ("Ask the tutor", "Ask somebody", "steps"),
        ("**18 December 2026**", "Christmas", "answer-by"),
    ],
)
def test_a_step_or_a_date_that_is_not_in_the_text_is_named(desk, stream, old, new, key):
    happen(desk, stream, plan("Ask the tutor", "Read the log"))
    text = drafted(desk, stream, PLAN).draft.text
    assert old in text
    checked = items(desk, stream, PLAN, text=text.replace(old, new))
    assert checked[key].verdict is Verdict.MISSING
    assert "missing: “Ask the tutor, 17 Dec" in checked[key].words or key == "answer-by"
    others = {"steps", "answer-by"} - {key}
    assert all(checked[other].verdict is Verdict.DONE for other in others)


@pytest.mark.parametrize("step", ["Ring Maria 😀 again", "Ring شكرا again", "شكرا", "😀"])
def test_what_cannot_be_printed_can_be_put_into_words(desk, stream, step):
    happen(desk, stream, plan(step))
    text = drafted(desk, stream, PLAN).draft.text
    unprintable = [it for it in items(desk, stream, PLAN).values() if "in the text" in it.words]
    assert unprintable
    assert all(it.stands_open for it in unprintable)
    worded = items(desk, stream, PLAN, text=text.replace("😀", "gladly").replace("شكرا", "thanks"))
    assert [it.key for it in worded.values() if it.stands_open] == ["not-in-time"]
    without = items(desk, stream, PLAN, text=text.replace("17 December", "soon"))
    assert without["steps"].verdict is Verdict.MISSING


def test_without_a_plan_that_waits_the_letter_is_readable_and_not_finished(desk, stream):
    in_hand = drafted(desk, stream, PLAN)
    assert "We cannot answer in that time" in in_hand.draft.text
    item = items(desk, stream, PLAN)["fit"]
    assert (item.verdict, item.words.endswith(Unfit.NO_PLAN)) == (Verdict.MISSING, True)
    with pytest.raises(LetterNotReadyError) as caught:
        finish_letter(desk, stream, PLAN, in_hand.view.seq, MOMENT)
    assert any(Unfit.NO_PLAN in words for words in caught.value.missing)


def test_a_plan_that_was_sent_is_in_force_and_the_policys_clock_is_met(desk, stream):
    happen(desk, stream, plan("Ask the tutor"))
    after = send(desk, stream, PLAN)
    assert after.clock("stage-2.response").state is State.MET
    assert {clock.due for clock in after.clocks if clock.is_promise} == {DUE - DAY, DUE}
    assert unfit(after, PLAN) is Unfit.NO_PLAN


def test_a_second_plan_says_that_it_takes_the_place_of_the_first(desk, stream):
    happen(desk, stream, plan("Ask the tutor"))
    send(desk, stream, PLAN)
    happen(desk, stream, plan("Ask another tutor", answer=DUE + 7 * DAY))
    assert "takes the place of the plan that we sent you on 21 November 2026" in (
        drafted(desk, stream, PLAN).draft.text
    )
    assert items(desk, stream, PLAN)["replaces"].verdict is Verdict.DONE
    gone = items(desk, stream, PLAN, text="Here is a plan.")["replaces"]
    assert gone.verdict is Verdict.MISSING
    handling = send_anew(desk, stream).case.handling
    assert handling.plans[1].replaces == handling.plans[0].made.plan


def send_anew(desk, stream):
    """Throw the draft's changes away, and send it as the template has it."""
    fresh = open_draft(desk, stream, PLAN, TODAY)
    text = fresh.template.draft(fresh.facts)
    drafted(desk, stream, PLAN, text=text)
    return send(desk, stream, PLAN)


def test_a_letter_puts_the_plan_in_force_that_it_told_though_another_was_made_since(desk, stream):
    first = plan("Ask the tutor")
    happen(desk, stream, first)
    letter = finish(desk, stream, PLAN)
    view = happen(desk, stream, plan("Ask another tutor"))
    differ = differences(desk, view, finished(view.case, letter))
    assert any("“Ask another tutor, 17 December 2026”" in it for it in differ)
    send_letter(desk, view, letter, Channel.EMAIL, TODAY, MOMENT, as_it_is=differ)
    handling = read_case(desk, stream, TODAY).case.handling
    assert handling.plan_in_force is not None
    assert handling.plan_in_force.made == first
    assert handling.waiting_plan is not None


@pytest.mark.parametrize("kind", [PLAN, REDIRECT, NOT_POSSIBLE])
def test_a_letter_whose_ground_was_taken_back_is_not_recorded_as_sent(desk, stream, kind):
    ground = make_ready(desk, stream, kind).log[-1].id
    letter = finish(desk, stream, kind)
    take_back(desk, read_case(desk, stream, TODAY), ground, "A slip.", MOMENT)
    view = read_case(desk, stream, TODAY)
    with pytest.raises(CaseMovedOnError):
        send_letter(desk, view, letter, Channel.EMAIL, TODAY, MOMENT)
    assert read_case(desk, stream, TODAY).seq == view.seq


# A stage that is not possible, and what goes elsewhere


def test_a_stage_that_is_not_possible_says_why_and_where_to_go(desk, stream):
    happen(desk, stream, not_possible())
    text = drafted(desk, stream, NOT_POSSIBLE).draft.text
    for part in ("stage 2 is not possible", "about themselves", "info@cimspa.co.uk", "03438"):
        assert part in text
    assert items(desk, stream, NOT_POSSIBLE)["next"].verdict is Verdict.DONE
    assert send(desk, stream, NOT_POSSIBLE).case.handling.is_not_possible_told


def test_an_appeal_is_considered_in_accordance_with_the_appeals_policy(desk, stream):
    happen(desk, stream, redirected("appeal"))
    draft = drafted(desk, stream, REDIRECT).draft
    assert "considered in accordance with our Appeals Policy" in draft.text
    assert "That way stays open to you." in draft.text
    assert "evidence" not in items(desk, stream, REDIRECT)
    without = draft.text.replace("Appeals Policy", "rules")
    assert items(desk, stream, REDIRECT, text=without)["goes-to"].verdict is Verdict.MISSING


def test_where_malpractice_is_suspected_the_evidence_is_told_to_be_safe(desk, stream):
    happen(desk, stream, redirected("malpractice", keep=("the recording", "the log")))
    text = drafted(desk, stream, REDIRECT).draft.text
    assert "keeping the evidence safe now" in text
    assert "- the recording\n- the log\n" in text
    assert items(desk, stream, REDIRECT)["evidence"].verdict is Verdict.DONE


# Actions that are done


def test_what_was_done_is_told_once_and_what_is_to_come_with_its_date(desk, stream):
    first, second = action("Refund £95"), action("Train the tutors")
    view = happen(desk, stream, first, second, answered())
    assert unfit(view, COMPLETED) is Unfit.NOTHING_DONE
    happen(desk, stream, kept(first))
    text = drafted(desk, stream, COMPLETED).draft.text
    assert "- Refund £95: done on 21 November 2026" in text
    assert "- Train the tutors: by 18 December 2026" in text
    assert unfit(send(desk, stream, COMPLETED), COMPLETED) is Unfit.NOTHING_DONE
    happen(desk, stream, kept(second))
    text = drafted(desk, stream, COMPLETED).draft.text
    assert "Refund" not in text
    assert "With this, everything that we promised you is done." in text


# The cover letter


def test_a_cover_letter_goes_to_the_body_and_names_who_may_be_named(desk, stream):
    happen(desk, stream, asked_outside())
    draft = drafted(desk, stream, COVER).draft
    assert draft.recipient[0] == "CIMSPA"
    assert "info@cimspa.co.uk" in draft.recipient
    assert draft.salutation == "Dear colleagues at CIMSPA"
    assert "Maria Ferreira complained to us" in draft.text
    assert "You asked us for this: The record of the assessment" in draft.text


def test_a_cover_letter_lists_what_was_last_handed_over_to_the_body(desk, stream):
    happen(
        desk, stream, handed("a solicitor", "1. Secret"), handed("cimspa", "1. Receipt", "3. Log")
    )
    text = drafted(desk, stream, COVER).draft.text
    assert "- 1\\. Receipt\n- 3\\. Log\n" in text
    assert "Secret" not in text


def handed(to, *contents):
    return HandedOver(
        happened_on=TODAY, to=to, purpose="", contents=contents, held_back=(), digest="ab"
    )


@pytest.mark.parametrize("choice", [Identity.WITHHELD, Identity.ANONYMOUS])
@pytest.mark.parametrize("typed", ["Ms Ferreira", "MARIA", "maria@example.org", "Férreira"])
def test_a_cover_letter_that_tells_a_withheld_name_is_kept_back(desk, stream, choice, typed):
    happen(desk, stream, asked_outside(), identity(choice))
    assert "Maria" not in drafted(desk, stream, COVER).draft.text
    assert "names-text" not in items(desk, stream, COVER)
    text = f"{drafted(desk, stream, COVER).draft.text}\n{typed} rang us."
    item = items(desk, stream, COVER, text=text)["names-text"]
    assert item.verdict is Verdict.MISSING
    with pytest.raises(LetterNotReadyError):
        finish(desk, stream, COVER)


def test_a_title_that_tells_a_withheld_name_is_held_back(desk):
    stream = log(desk, title="Feedback for Maria Ferreira", identity=Identity.WITHHELD)
    assert "Ferreira" not in drafted(desk, stream, COVER).draft.text


def test_a_case_that_a_notice_opened_has_a_cover_letter_and_no_other(desk):
    answer = Dated("the exam papers", DUE)
    notice = Notice(
        title="Leith exam", notice="", received_on=TODAY, channel=Channel.POST, answer=answer
    )
    stream = log_notice(desk, notice, MOMENT).stream
    assert letters_to_write(read_case(desk, stream, TODAY)) == (COVER,)
    draft = drafted(desk, stream, COVER).draft
    assert draft.recipient[0] == "CIMSPA"
    assert "You told us of this matter on 21 November 2026." in draft.text
    assert "You asked us for this: The exam papers. You asked for it by 18 Dec" in draft.text
    assert "complain" not in draft.text
    for kind in set(LetterKind) - {COVER}:
        with pytest.raises(LetterDoesNotFitError) as caught:
            open_draft(desk, stream, kind, TODAY)
        assert caught.value.because == Unfit.NO_COMPLAINT
    assert send(desk, stream, COVER).case.sent_letters


def test_a_body_that_the_procedure_does_not_name_is_written_to_by_its_name_alone(desk, stream):
    notice = Notified(
        happened_on=TODAY, body="Ofqual", title="Exam", notice="", channel=Channel.EMAIL
    )
    happen(desk, stream, notice)
    draft = drafted(desk, stream, COVER).draft
    assert (draft.recipient, draft.salutation) == (("Ofqual",), "Dear colleagues at Ofqual")


# Which letters are offered


def test_the_letter_that_is_due_first_is_offered_first(desk, stream):
    receipt, outcome = LetterKind.RECEIPT, LetterKind.OUTCOME
    assert letters_to_write(read_case(desk, stream, TODAY)) == (receipt, outcome)
    assert letters_to_write(happen(desk, stream, plan("Ask"))) == (receipt, PLAN, outcome)
    assert letters_to_write(send(desk, stream, PLAN)) == (receipt, outcome)
    after = happen(desk, stream, redirected())
    assert letters_to_write(after) == (REDIRECT,)
    assert letters_to_write(send(desk, stream, REDIRECT)) == ()


def test_once_it_is_answered_nothing_is_offered_until_an_action_is_done(desk, stream):
    refund = action("Refund £95")
    assert letters_to_write(happen(desk, stream, refund, answered())) == ()
    assert letters_to_write(happen(desk, stream, kept(refund))) == (COMPLETED,)
    assert letters_to_write(send(desk, stream, COMPLETED)) == ()
    referred = Referred(happened_on=TODAY, body="CIMSPA")
    assert letters_to_write(happen(desk, stream, referred)) == (COVER,)


@pytest.mark.parametrize("kind", [PLAN, REDIRECT, NOT_POSSIBLE, LetterKind.OUTCOME])
def test_a_letter_shows_how_long_there_is_for_it(desk, stream, kind):
    view = make_ready(desk, stream, kind)
    clock = letter_clock(view, kind)
    assert clock is not None
    first = {PLAN: "response", LetterKind.OUTCOME: "response"}.get(kind, "receipt")
    assert (clock.key, clock.is_open) == (first, True)


def test_after_a_plan_the_letter_of_the_answer_has_the_plans_date(desk, stream):
    happen(desk, stream, plan("Ask the tutor"))
    clock = letter_clock(send(desk, stream, PLAN), LetterKind.OUTCOME)
    assert clock is not None
    assert (clock.due, clock.is_open) == (DUE, True)
