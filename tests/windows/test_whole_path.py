"""Three complaints from the e-mail to the end, each by mouse and by the keyboard alone."""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.clocks import State
from amends.domain.handling import Origin
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity
from amends.domain.remedies import Considered, considerations
from amends.ui.promises.view import PromisesView
from tests.windows.casework import (
    TODAY,
    case_on_show,
    close_case,
    find,
    inbox,
    letters,
    log_complaint,
    mark_as_done,
    open_email,
    plan_action,
    send_letter,
    set_out_points,
    set_up_office,
    settle,
    submit,
    text_of,
)
from tests.windows.emails import save_complaint

pytestmark = [pytest.mark.window, pytest.mark.timeout(180)]

ACTION = "Mark unit 3 and send the feedback"
ADVICE = "Tell learners when to expect feedback"
FOUND = "The log shows that the feedback was never sent."
PUT_RIGHT = "Correct the effect of the failure, or mitigate it as far as possible"
SENDER = "Zebedee Quillfeather <zquill@example.org>"
SECRETS = ("zebedee", "quillfeather", "zquill")


@pytest.fixture
def office(hands, tmp_path):
    """Set an office up, and return the hands that did so."""
    set_up_office(hands, tmp_path / "office")
    return hands


def test_upheld_put_right_and_closed(office, tmp_path):
    begin(office, tmp_path, "No feedback on unit 3", "Nobody answered the phone")
    office.open_tab("Findings")
    find(office, 1, "upheld", FOUND)
    find(office, 2, "upheld", "The phone was not answered for two weeks.")
    office.see("findings")
    office.open_tab("Actions")
    office.see("considerations-open")
    plan_action(office, PUT_RIGHT, ACTION, "4 December 2026")
    settle(office, "Identify any other learner who has been affected", "Nobody else handed in.")
    settle(office, "Ensure that the failure does not recur", "The log is checked every week.")
    settle(office, "Compensate the learner", "No terms of the contract were broken.")
    office.see("considerations-answered")
    office.open_menu("Letters", "Outcome letter...")
    send_letter(office)

    assert heading(office) == f"{ACTION} by Friday 4 December"
    (row,) = inbox(office)
    assert (row.step, row.next_due) == (ACTION, date(2026, 12, 4))
    assert row.answered_by == "Answered, 1 promise open"
    try_to_close(office)

    office.do_next_step("Mark as done...")
    mark_as_done(office, "Feedback sent with marks for each criterion.")
    office.open_menu("Letters", "Letter that actions are done...")
    send_letter(office)
    close_case(office, "Answered, and put right.")
    is_put_right(case_on_show(office))
    is_closed(office)
    told_that_it_was_upheld(letters(office))


def try_to_close(hands):
    """Close the case while it owes something, which is refused in words."""
    hands.open_menu("Case", "Record a step...")
    hands.wait_for_window("Record a step")
    hands.choose("What happened", "The case was closed")
    hands.fill("Why it is closed", "All is said.")
    hands.push("Close the case")
    hands.wait_for(lambda: "The case is not closed yet: 1 promise open." in hands.said())
    assert f"• {ACTION}" in hands.said()
    hands.see("closing-refused")
    hands.push("Cancel")
    hands.wait_for_main_window()
    assert case_on_show(hands).case.closed_on is None


def is_put_right(view):
    (action,) = view.case.handling.promises
    assert (action.origin, action.kept_on, action.owner) == (Origin.ACTION, TODAY, "Gavin Example")
    states = {it.follow_up.key: it.state for it in considerations(view.case, view.procedure)}
    assert states.pop("put-right") is Considered.DONE
    assert list(states.values()) == [Considered.NOT_NEEDED] * 3


def told_that_it_was_upheld(said):
    assert list(said) == [LetterKind.RECEIPT, LetterKind.OUTCOME, LetterKind.ACTION_COMPLETED]
    assert_says(
        said[LetterKind.RECEIPT],
        "We received your complaint on 17 November 2026",
        "No feedback on unit 3",
        "Gavin Example, Clinical Director, is dealing with your complaint.",
        "You will have our response by 16 December 2026.",
    )
    assert_says(
        said[LetterKind.OUTCOME],
        "Your complaint is upheld",
        FOUND,
        f"{ACTION}: by 4 December 2026",
        "No terms of the contract were broken.",
        "You can go to CIMSPA",
    )
    assert_says(
        said[LetterKind.ACTION_COMPLETED],
        f"{ACTION}: done on 21 November 2026",
        "everything that we promised you is done",
    )


def test_not_upheld_after_a_plan_and_closed(office, tmp_path):
    begin(office, tmp_path, "The assessment was marked unfairly")
    make_plan(office)
    send_letter(office)
    assert case_on_show(office).clock("stage-2.response").state is State.MET
    assert heading(office) == "Hear the tutor by 8 January 2027"
    (row,) = inbox(office)
    assert row.answered_by == "Action plan sent, 3 promises open"

    office.open_tab("Findings")
    find(office, 1, "not upheld", "A second marker came to the same marks.")
    office.open_tab("Actions")
    office.see("plan-in-force")
    office.push("Done... Hear the tutor")
    mark_as_done(office, "He came in early.")
    office.push("Done... Have the work marked again")
    mark_as_done(office, "")
    office.do_next_step("Write the outcome...")
    send_letter(office)
    assert heading(office) == "Answered on Sat 21 Nov, in time"
    (row,) = inbox(office)
    assert (row.step, row.next_due) == ("Answered", None)
    close_case(office, "Answered.")

    view = case_on_show(office)
    kept = {it.promise.what: it.kept_on for it in view.case.handling.promises}
    assert list(kept.values()) == [TODAY] * 3
    assert considerations(view.case, view.procedure) == ()
    is_closed(office)
    told_that_it_was_not_upheld(letters(office))


def make_plan(hands):
    hands.push("It cannot be done in time...")
    hands.wait_for_window("Action plan")
    why = "Why it cannot be done in time, as the complainant will read it"
    hands.fill(why, "The tutor is away until January.")
    hands.fill("Step 1", "Hear the tutor")
    hands.fill("Step 1, by when", "8 January 2027")
    hands.push("Add another step")
    hands.fill("Step 2", "Have the work marked again")
    hands.fill("Step 2, by when", "12 January 2027")
    hands.fill("You will have our answer by", "15 January 2027")
    submit(hands, "Save and write the letter")


def told_that_it_was_not_upheld(said):
    assert list(said) == [LetterKind.RECEIPT, LetterKind.ACTION_PLAN, LetterKind.OUTCOME]
    assert_says(
        said[LetterKind.ACTION_PLAN],
        "The tutor is away until January.",
        "Hear the tutor: by 8 January 2027",
        "Have the work marked again: by 12 January 2027",
        "You will have our answer by 15 January 2027",
    )
    assert_says(
        said[LetterKind.OUTCOME],
        "Your complaint is not upheld",
        "A second marker came to the same marks.",
    )
    assert "put it right" not in said[LetterKind.OUTCOME]


def test_handed_over_and_closed_as_the_outside_body_recommends(office, tmp_path):
    text = "My tutor passes on nothing. Please keep my name to yourself.\n\nZebedee Q.\n"
    email = save_complaint(tmp_path, sender=SENDER, text=text)
    open_email(office, email)
    office.choose("May they be named?", "Identity withheld: not to be divulged")
    log_complaint(office)
    set_out_points(office, "Feedback never came")
    office.do_next_step("Write the receipt...")
    send_letter(office)
    office.open_tab("Findings")
    find(office, 1, "not upheld", "The feedback was sent on 9 November.")
    office.do_next_step("Write the outcome...")
    send_letter(office)

    go_outside(office)
    bundle = tmp_path / "for CIMSPA.pdf"
    hand_over(office, bundle)
    take_advice(office)
    keep_promise(office)
    close_case(office, "CIMSPA has decided.")

    view = case_on_show(office)
    assert view.case.identity is Identity.WITHHELD
    (owed,) = view.case.handling.promises
    assert (owed.promise.what, owed.promise.due) == (ADVICE, date(2026, 12, 18))
    assert (owed.origin, owed.kept_on) == (Origin.RECOMMENDATION, TODAY)
    is_closed(office)
    said = letters(office)
    assert list(said) == [LetterKind.RECEIPT, LetterKind.OUTCOME]
    assert_says(said[LetterKind.RECEIPT], "Dear Zebedee Quillfeather", "We will not name you")
    assert_says(said[LetterKind.OUTCOME], "Your complaint is not upheld", "You can go to CIMSPA")
    tells_no_name(bundle)


def go_outside(hands):
    hands.open_menu("Case", "Record a step...")
    hands.wait_for_window("Record a step")
    hands.choose("What happened", "The complaint went to CIMSPA")
    submit(hands, "Record")
    assert heading(hands) == "Waits with CIMSPA"
    (row,) = inbox(hands)
    assert row.step == "Waits with CIMSPA"


def hand_over(hands, bundle):
    hands.push("Hand over...")
    dialog = hands.wait_for_window("Hand over to CIMSPA")
    assert dialog.request.pdf.isChecked()  # what anybody can open comes first
    assert "Ready: nothing is open." in hands.said()
    assert "Identity withheld: 5 things are held back" in hands.said()
    hands.see("hand-over")
    hands.fill("Why", "CIMSPA asked for the whole case.")
    hands.push("Choose where...")
    hands.name_file(bundle, "Save")
    hands.wait_for_window("Hand over to CIMSPA")
    hands.wait_for(lambda: "The file is ready, checked and recorded" in hands.said())
    hands.see("handed-over")
    hands.push("Close")
    hands.wait_for_main_window()


def take_advice(hands):
    """Record what the outside body recommends in its last letter."""
    hands.do_next_step("Record its letter...")
    hands.wait_for_window("Letter of CIMSPA")
    hands.fill("What it says", "The marking was sound; the wait was not.")
    hands.choose("Is it its final word?", "Yes: it has decided, and waits for nothing else")
    hands.fill("Recommendation 1", ADVICE)
    hands.fill("Recommendation 1, by when", "18 December 2026")
    submit(hands, "Record")


def keep_promise(hands):
    """Do what is promised, from the page of the promises, and come back to the case."""
    hands.go_to("Promises")
    hands.see("promises")
    promises = hands.view.findChild(PromisesView)
    assert promises.list.current_line().title == ADVICE
    hands.push(f"Mark as done... {ADVICE}")
    mark_as_done(hands, "It stands in the course guide now.")
    hands.wait_for(promises.nothing.isVisible)
    hands.see("promises-done")
    hands.go_to("Inbox")


def tells_no_name(bundle):
    said = text_of(bundle)
    assert_says(said, "Feedback never came", "The feedback was sent on 9 November.")
    assert [it for it in SECRETS if it in said.casefold()] == []
    assert [it for it in SECRETS if it.encode() in bundle.read_bytes().lower()] == []


def begin(hands, folder, *points):
    """Take the e-mail in, set out its points, and send the receipt."""
    form = open_email(hands, save_complaint(folder))
    assert form.form.title.text() == "Assessment feedback never arrived"
    log_complaint(hands)
    set_out_points(hands, *points)
    hands.do_next_step("Write the receipt...")
    send_letter(hands)
    (row,) = inbox(hands)
    assert row.step == "Send the response"


def is_closed(hands):
    assert case_on_show(hands).case.closed_on == TODAY
    assert heading(hands) == "Closed on Sat 21 Nov"
    assert inbox(hands) == []
    (row,) = inbox(hands, with_closed=True)
    assert (row.closed, row.step) == (True, "Closed")


def heading(hands):
    return hands.view.page.banner.heading.text()


def assert_says(text, *words):
    assert [it for it in words if it not in text] == []
