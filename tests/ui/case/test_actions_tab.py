"""What happens next in a case, driven as a user does: actions, considerations, promises."""

from __future__ import annotations

import time
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from amends.domain.happenings import Kind
from amends.domain.letter_kinds import LetterKind
from amends.services.add_files import add_files
from amends.services.attachments import File
from amends.services.keep_promise import let_go
from amends.services.make_action_plan import make_action_plan
from amends.services.plan_action import settle_follow_up
from amends.services.promising import Dated
from amends.services.read_case import read_case
from amends.services.record_step import Step, record_step
from amends.services.recording import record
from amends.ui.case.forms.action import ActionForm
from amends.ui.case.forms.consideration import ConsiderationForm
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.kept import KeptForm, LetGoForm
from amends.ui.case.lines_tab import BATCH
from amends.ui.widgets.day_edit import DayEdit
from tests.desks import MOMENT, TODAY
from tests.services.letter_cases import action
from tests.services.upheld import CONSIDERED, answer, plan, uphold
from tests.ui.hearing import name_of, unnamed

SOON = date(2026, 12, 4)
ACTIONS = 4
OTHERS = "Identify any other learner who has been affected"


@pytest.fixture
def page(page):
    page.show_actions()
    return page


def now(session, stream):
    return read_case(session.desk, stream, TODAY)


def buttons(page, words):
    return [
        button
        for button in page.findChildren(QPushButton)
        if words in (button.text(), button.accessibleName()) and button.isVisible()
    ]


def press(page, words, qtbot):
    qtbot.waitUntil(lambda: bool(buttons(page, words)))
    QApplication.sendPostedEvents()  # so that what was just made is laid out
    qtbot.mouseClick(buttons(page, words)[0], Qt.MouseButton.LeftButton)


def form(page, kind, qtbot):
    qtbot.waitUntil(lambda: any(it.isVisible() for it in page.findChildren(kind)))
    return next(it for it in page.findChildren(kind) if it.isVisible())


def field(opened, name):
    return next(it for it in opened.findChildren(QLineEdit) if it.accessibleName() == name)


def said(page):
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def title(page):
    return page.tabs.bar.tabText(ACTIONS)


def test_before_anything_was_found_it_says_so_and_an_action_can_be_planned(
    page, session, stream, qtbot
):
    assert title(page) == "Actions"
    assert "The complaint is not found upheld" in said(page)
    press(page, "Plan an action...", qtbot)
    opened = form(page, ActionForm, qtbot)
    field(opened, "What will be done").setText("Refund the unit fee")
    opened.findChild(DayEdit).setText("4 December")
    assert field(opened, "Who does it").text() == "Gavin Example"
    opened.submit()
    (owed,) = now(session, stream).case.handling.open_promises
    assert (owed.promise.what, owed.promise.due, owed.follow_up) == (
        "Refund the unit fee",
        SOON,
        "",
    )
    qtbot.waitUntil(lambda: "by Fri 4 Dec · Action · Gavin Example" in said(page))
    assert title(page) == "Actions 1 open"


def test_an_action_without_a_day_is_refused_and_nothing_typed_is_lost(page, session, stream, qtbot):
    press(page, "Plan an action...", qtbot)
    opened = form(page, ActionForm, qtbot)
    field(opened, "What will be done").setText("Refund the unit fee")
    opened.submit()
    assert "This is no day" in said(opened)
    assert field(opened, "What will be done").text() == "Refund the unit fee"
    assert now(session, stream).case.handling.promises == ()
    opened.reject()


def test_once_upheld_each_consideration_stands_there_until_it_is_answered(
    page, session, presenter, stream, qtbot
):
    uphold(session.desk, now(session, stream))
    presenter.refresh()
    qtbot.waitUntil(lambda: said(page).count("to be considered") == len(CONSIDERED))
    assert title(page) == "Actions 4 open"
    press(page, f"Plan an action... {OTHERS}", qtbot)
    opened = form(page, ActionForm, qtbot)
    assert opened.findChild(QComboBox).currentData() == "others-affected"
    field(opened, "What will be done").setText("Write to the learners of the unit")
    opened.findChild(DayEdit).show_day(SOON)
    opened.submit()
    qtbot.waitUntil(lambda: "Write to the learners of the unit (by Fri 4 Dec)" in said(page))
    assert said(page).count("to be considered") == len(CONSIDERED) - 1
    assert not buttons(page, f"Not needed... {OTHERS}")
    assert title(page) == "Actions 4 open"  # one promise, three considerations


def test_a_consideration_that_is_not_needed_says_why(page, session, presenter, stream, qtbot):
    uphold(session.desk, now(session, stream))
    presenter.refresh()
    press(page, "Not needed... Compensate the learner", qtbot)
    opened = form(page, ConsiderationForm, qtbot)
    opened.submit()
    assert opened.isVisible()  # a reason is asked for
    opened.findChild(QPlainTextEdit).setPlainText("No terms were broken.")
    opened.submit()
    qtbot.waitUntil(lambda: "No terms were broken." in said(page))
    assert "considered, not needed" in said(page)
    assert buttons(page, "Plan an action... Compensate the learner")
    assert not buttons(page, "Not needed... Compensate the learner")


def test_the_examples_of_the_policy_are_offered_as_words_for_an_action(page, qtbot):
    press(page, "Plan an action...", qtbot)
    opened = form(page, ActionForm, qtbot)
    choice, what = opened.findChild(QComboBox), field(opened, "What will be done")
    for key, words in (
        ("train-staff", "Arrange staff training"),
        ("discipline", "Exercise internal disciplinary procedures"),
        ("compensate", ""),
    ):
        choice.choose(key)
        assert what.text() == words
        assert "“" in said(opened)
    what.setText("Pay her back")
    choice.choose("train-staff")
    assert what.text() == "Pay her back"
    opened.reject()


def test_a_promise_is_marked_as_done_with_a_file_of_the_case(page, session, stream, qtbot):
    slip = File("slip.pdf", "application/pdf", b"%PDF")
    add_files(session.desk, now(session, stream), [slip], MOMENT)
    plan(session.desk, now(session, stream), "Refund the unit fee", SOON)
    page.commands._presenter.refresh()
    press(page, "Done... Refund the unit fee", qtbot)
    opened = form(page, KeptForm, qtbot)
    opened.findChild(QComboBox, "proof").setCurrentText("slip.pdf")
    opened.findChild(QPlainTextEdit).setPlainText("Paid by card.")
    opened.submit()
    (owed,) = now(session, stream).case.handling.promises
    (file,) = now(session, stream).case.evidence
    assert (owed.kept_on, owed.note, owed.evidence) == (TODAY, "Paid by card.", file.evidence)
    qtbot.waitUntil(lambda: "done on Sat 21 Nov · Action" in said(page))
    assert "Proof: slip.pdf" in said(page)
    assert not buttons(page, "Done... Refund the unit fee")
    assert title(page) == "Actions"


def test_a_new_file_is_added_with_the_promise_that_it_proves(
    page, session, presenter, stream, tmp_path, qtbot
):
    plan(session.desk, now(session, stream), "Refund the unit fee", SOON)
    presenter.refresh()
    press(page, "Done... Refund the unit fee", qtbot)
    opened = form(page, KeptForm, qtbot)
    assert opened.findChild(QComboBox, "proof") is None
    opened._file.path.setText(str(tmp_path / "missing.pdf"))
    opened.submit()
    assert "could not be read" in said(opened)
    assert now(session, stream).case.handling.open_promises
    scan = tmp_path / "Beleg.pdf"
    scan.write_bytes(b"%PDF")
    opened._file.path.setText(str(scan))
    opened.submit()
    (file,) = now(session, stream).case.evidence
    assert file.name == "Beleg.pdf"
    assert now(session, stream).case.handling.promises[0].evidence == file.evidence


def test_a_promise_is_let_go_with_a_reason(page, session, presenter, stream, qtbot):
    plan(session.desk, now(session, stream), "Refund the unit fee", SOON)
    presenter.refresh()
    press(page, "Let go... Refund the unit fee", qtbot)
    opened = form(page, LetGoForm, qtbot)
    opened.findChild(QPlainTextEdit).setPlainText("She wants none.")
    opened.submit()
    qtbot.waitUntil(lambda: "She wants none." in said(page))
    assert "let go on Sat 21 Nov" in said(page)
    assert not buttons(page, "Let go... Refund the unit fee")


def test_a_step_whose_plan_was_replaced_has_ended_and_nobody_let_it_go(
    page, session, presenter, stream, qtbot
):
    for _time in range(2):
        steps = [Dated("Hear the witness", SOON)]
        make_action_plan(
            session.desk, now(session, stream), "A witness is away.", steps, SOON, MOMENT
        )
        sent = Step(Kind.ACTION_PLAN_SENT, TODAY)
        record_step(session.desk, now(session, stream), sent, MOMENT)
    presenter.refresh()
    page.show_actions()
    qtbot.waitUntil(lambda: "ended on Sat 21 Nov" in said(page))
    assert "let go" not in said(page)


def test_the_answer_of_an_action_plan_is_written_and_not_ticked_off(
    page, session, presenter, stream, qtbot
):
    desk = session.desk
    make_action_plan(desk, now(session, stream), "A witness is away.", [], SOON, MOMENT)
    record_step(desk, now(session, stream), Step(Kind.ACTION_PLAN_SENT, TODAY), MOMENT)
    presenter.refresh()
    with qtbot.waitSignal(presenter.letter_requested) as asked:
        press(page, "Write the letter... Send our answer", qtbot)
    assert asked.args == [stream, LetterKind.OUTCOME]
    assert not buttons(page, "Done... Send our answer")


def test_after_the_answer_the_banner_says_what_is_open_and_marks_it_as_done(
    page, session, presenter, stream, qtbot
):
    plan(session.desk, now(session, stream), "Refund the unit fee", SOON)
    answer(session.desk, now(session, stream))
    presenter.refresh()
    assert page.banner.heading.text() == "Refund the unit fee by Friday 4 December"
    assert "Answered, 1 promise open." in page.banner.sentences.text()
    assert page.banner.button.text() == "Mark as done..."
    qtbot.mouseClick(page.banner.button, Qt.MouseButton.LeftButton)
    opened = form(page, KeptForm, qtbot)
    assert "Refund the unit fee" in said(opened)
    opened.submit()
    assert page.banner.button.text() == "Close the case..."


def test_with_nothing_dated_left_the_banner_leads_to_the_considerations(
    page, session, presenter, stream, qtbot
):
    answer(session.desk, uphold(session.desk, now(session, stream)))
    page.tabs.show_page(0)
    presenter.refresh()
    assert page.banner.heading.text() == "4 considerations are open"
    assert page.banner.button.text() == "Consider..."
    qtbot.mouseClick(page.banner.button, Qt.MouseButton.LeftButton)
    assert page.tabs.bar.currentIndex() == ACTIONS
    for follow_up in CONSIDERED[:3]:
        settle_follow_up(session.desk, now(session, stream), follow_up, "An exception.", MOMENT)
    presenter.refresh()
    assert page.banner.heading.text() == "1 consideration is open"


def test_a_case_that_owes_something_is_not_closed_and_says_what_to_do(
    page, session, presenter, stream, qtbot
):
    promise = plan(session.desk, now(session, stream), "Refund the unit fee", SOON)
    answer(session.desk, now(session, stream))
    presenter.refresh()
    page.commands.record(Kind.CLOSED)
    opened = form(page, Form, qtbot)
    opened.findChild(QPlainTextEdit).setPlainText("Over.")
    opened.submit()
    for words in ("not closed yet: 1 promise open", "Refund the unit fee", "let it go"):
        assert words in said(opened)
    assert now(session, stream).case.closed_on is None
    opened.reject()
    let_go(session.desk, now(session, stream), promise, "She wants none.", MOMENT)
    presenter.refresh()
    page.commands.record(Kind.CLOSED)
    form(page, Form, qtbot).submit()  # the reason was kept
    assert now(session, stream).case.closed_on == TODAY
    qtbot.waitUntil(lambda: not buttons(page, "Plan an action..."))


def test_a_promise_explains_its_date(page, session, presenter, stream):
    promise = plan(session.desk, now(session, stream), "Refund the unit fee", SOON)
    presenter.refresh()
    explained = now(session, stream).explain(f"promise.{promise}")
    assert explained.title == "Why Friday 4 December?"
    assert "named in the case itself" in explained.rule
    assert "Promise: Refund the unit fee." in explained.as_text()


def test_everything_is_named_and_reached_by_tab(page, session, presenter, stream, qtbot):
    uphold(session.desk, now(session, stream))
    plan(session.desk, now(session, stream), "Refund the unit fee", SOON)
    presenter.refresh()
    qtbot.waitUntil(lambda: bool(buttons(page, "Done...")))
    assert unnamed(page) == []
    names = [name_of(button) for button in page.findChildren(QPushButton) if button.isVisible()]
    assert "Done... Refund the unit fee" in names
    assert f"Not needed... {OTHERS}" in names


@pytest.mark.parametrize("width", [560, 850, 1400])
def test_no_words_are_cut_off(page, session, presenter, stream, width, qtbot):
    uphold(session.desk, now(session, stream))
    what = "<b>Write</b> to every learner who took the unit since August \U0001f600 " * 4
    plan(session.desk, now(session, stream), what, SOON, "Anne", "others-affected")
    presenter.refresh()
    page.resize(width, 700)
    page.show_actions()
    qtbot.waitUntil(lambda: page.width() == width and what in said(page))
    qtbot.waitUntil(
        lambda: (
            not [
                label.text()
                for label in page.findChildren(QLabel)
                if label.isVisible()
                and label.wordWrap()
                and label.height() < label.heightForWidth(label.width()) - 1
            ]
        )
    )


def test_a_draft_of_an_action_is_kept(page, qtbot):
    press(page, "Plan an action...", qtbot)
    opened = form(page, ActionForm, qtbot)
    field(opened, "What will be done").setText("Refund")
    opened._answers.choose("train-staff")
    opened.reject()
    qtbot.waitUntil(lambda: not page.findChildren(ActionForm))
    press(page, "Plan an action...", qtbot)
    again = form(page, ActionForm, qtbot)
    assert field(again, "What will be done").text() == "Refund"
    assert again._answers.currentData() == "train-staff"
    again.reject()


def test_dated_things_of_any_origin_are_listed_with_what_they_come_from(
    page, session, presenter, stream, qtbot
):
    steps = [Dated("Hear the tutor", SOON)]
    make_action_plan(session.desk, now(session, stream), "She is away.", steps, SOON, MOMENT)
    sent = Step(Kind.ACTION_PLAN_SENT, TODAY)
    record_step(session.desk, now(session, stream), sent, MOMENT)
    presenter.refresh()
    qtbot.waitUntil(lambda: "by Fri 4 Dec · Action plan" in said(page))
    assert title(page) == "Actions 2 open"


def many(session, stream, count):
    view = now(session, stream)
    planned = [action(f"Write to learner {number:03}") for number in range(count)]
    record(session.desk, stream, view.seq, planned, MOMENT)


def told(page):
    wanted = (label.text() for label in page._actions.findChildren(QLabel) if label.isVisible())
    return [text for text in wanted if text.startswith("Write to learner")]


def test_of_many_promises_a_part_is_shown_and_the_rest_on_request(page, session, stream, qtbot):
    many(session, stream, 70)
    page._presenter.refresh()
    head = BATCH - len(told(page))
    assert 0 < head < 5
    assert page._actions.more.isVisible()
    page._actions.more.click()
    assert len(set(told(page))) == 70
    assert page._actions.more.isHidden()
    after = told(page)[BATCH - head]
    assert page.window().focusWidget().accessibleName() == f"Done... {after}"
    page._presenter.refresh()
    assert len(told(page)) == 70


def test_a_tab_that_nobody_looks_at_makes_no_lines(page, session, stream):
    many(session, stream, 70)
    page.tabs.show_page(0)
    page._presenter.refresh()
    assert told(page) == []
    page.show_actions()
    assert len(told(page)) > 40


@pytest.mark.benchmark
def test_hundreds_of_promises_are_shown_at_once(page, session, stream, qapp):
    many(session, stream, 400)
    began = time.perf_counter()
    for _time in range(3):
        page._presenter.refresh()
        qapp.processEvents()
    assert time.perf_counter() - began < 12  # it was minutes once
