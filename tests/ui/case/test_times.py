"""The times of a case as somebody sees and changes them, by the rules of its policy."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
)

from amends.domain.happenings import Kind
from amends.services.define_points import define_points
from amends.services.pause_clocks import pause
from amends.services.record_step import Step, record_step
from amends.services.reopen_case import reopen_case
from amends.services.state_fact import stated_facts
from amends.ui.case.forms.moves import Moves
from amends.ui.clock import Clock
from amends.ui.session import Session
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.day_strip import DayStripDialog
from amends.ui.widgets.inputs import ChoiceBox
from tests.desks import MOMENT, TODAY, log
from tests.services.careful import careful_desk
from tests.services.course import now, told
from tests.ui.case.test_course import Page
from tests.ui.hearing import unnamed
from tests.ui.sessions import Ticking


@pytest.fixture
def careful(qapp, tmp_path):
    """Return the session of an office whose policy has a rule for all of this."""
    session = Session(careful_desk(tmp_path / "careful"), Clock(read=Ticking()))
    yield session
    session.end()


@pytest.fixture
def stream(careful):
    return log(careful.desk)


@pytest.fixture
def at(careful, qtbot):
    return Page(careful, qtbot)


@pytest.fixture
def plain(session, qtbot):
    """Return a page of an office whose policy has no rule for any of this."""
    return Page(session, qtbot).show(log(session.desk))


def moves(form):
    return form.findChild(Moves).words.text()


def why(form):
    return form.findChild(QPlainTextEdit)


def named(form, kind, name):
    return next(it for it in form.findChildren(kind) if it.accessibleName() == name)


def choose(form, words):
    next(it for it in form.findChildren(QRadioButton) if it.text() == words).click()


def button(form, words):
    return next(it for it in form.findChildren(QPushButton) if it.text() == words)


def open_form(at, stream, command):
    at.show(stream)
    getattr(at.page.times, command)()
    return at.form()


def test_a_pause_is_asked_for_in_the_words_of_the_policy_and_shown_everywhere(at, stream):
    form = open_form(at, stream, "pause")
    assert "The days in which we wait for you do not count." in at.said(form)
    named(form, DayEdit, "From").setText("19 November 2026")
    assert moves(form) == "Answer: Wed 16 Dec becomes paused, 19 working days left"
    at.qtbot.keyClicks(why(form), "We wait for the recording.")
    at.qtbot.mouseClick(button(form, "Pause"), Qt.MouseButton.LeftButton)
    assert at.form() is None
    assert at.banner.countdown.accessibleName() == "paused, 19 working days left"
    assert "We wait for the recording." in at.banner.sentences.text()
    assert at.banner.button.text() == "Let the clocks go on..."
    assert at.says("Paused since Thu 19 Nov", at.page.header)
    assert "Why&nbsp;no&nbsp;date?" in at.banner.sentences.text()


def test_the_clocks_go_on_by_the_button_of_the_banner(at, stream):
    pause(at.session.desk, now(at.session.desk, stream), date(2026, 11, 19), "Ill.", MOMENT)
    at.show(stream)
    at.press("Let the clocks go on...")
    form = at.form()
    assert moves(form) == "Answer: paused, 19 working days left becomes Fri 18 Dec"
    at.qtbot.keyClick(form, Qt.Key.Key_Return)
    assert at.banner.heading.text() == "Send the answer by Friday 18 December"
    assert at.page.times.resting()["go-on"] == "No clock stands still."


def test_a_form_that_is_refused_stays_and_says_why(at, stream):
    form = open_form(at, stream, "pause")
    form.submit()
    assert "“reason” is still empty." in at.said(form)
    form.reject()


def test_where_the_policy_has_no_rule_nothing_opens_and_the_reason_is_said(plain):
    times = plain.page.times
    for command in ("pause", "go_on", "give_more_time", "set_day", "decide_late", "reopen"):
        getattr(times, command)()
        assert plain.form() is None
    resting = times.resting()
    assert resting["pause"] == "Your policy has no pause; Tue 24 Nov still stands."
    assert resting["more-time"] == "Your policy gives no more time. Tue 24 Nov still stands."
    assert times.shown() == {
        "go-on": False,
        "set-day": False,
        "record-arrival": False,
        "decide-late": False,
    }


def test_whoever_cannot_keep_a_date_reads_that_it_stands_where_there_is_no_pause(plain):
    told(plain.session.desk, plain.stream, Kind.ACKNOWLEDGED)
    form = plain.show(plain.stream).open("make_plan")
    assert "Your policy has no pause; Wed 16 Dec still stands." in plain.said(form)
    form.reject()


def test_more_time_is_counted_before_it_is_given(at, stream):
    at.show(stream)
    at.press("More time...")
    form = at.form()
    assert "At most 10 working days more, all taken together: until Tue 5 Jan 2027." in at.said(
        form
    )
    count = named(form, QLineEdit, "How many working days more")
    at.qtbot.keyClicks(count, "11")
    at.qtbot.keyClick(count, Qt.Key.Key_Backspace)
    assert moves(form) == "Answer: Wed 16 Dec becomes Thu 17 Dec"
    at.qtbot.keyClicks(count, "0")
    assert moves(form) == "Answer: Wed 16 Dec becomes Tue 5 Jan 2027"
    at.qtbot.keyClicks(why(form), "The tutor is ill.")
    form.submit()
    assert "Your policy asks for more before it gives more time" in at.said(form)
    for words in ("The reasons told to the complainant", "A manager agrees"):
        sentence = next(it for it in form.findChildren(QLabel) if it.text() == words)
        at.qtbot.mouseClick(sentence, Qt.MouseButton.LeftButton)
    form.submit()
    assert at.form() is None
    assert at.banner.heading.text() == "Send the answer by 5 January 2027"
    assert not at.banner.other.isVisible()
    all_given = "All the time is given that your policy lets you add."
    assert at.page.times.resting()["more-time"] == all_given


def test_more_time_until_a_day_is_a_day_that_somebody_agreed_to(at, stream):
    form = open_form(at, stream, "give_more_time")
    form.findChild(ChoiceBox).choose("until")
    assert not named(form, QLineEdit, "How many working days more").isVisible()
    named(form, DayEdit, "Until").setText("22 December 2026")
    assert moves(form) == "Answer: Wed 16 Dec becomes Tue 22 Dec"
    why(form).setPlainText("Ill.")
    for box in form.findChildren(QCheckBox):
        box.setChecked(True)
    form.submit()
    assert "“who agreed” is still empty." in at.said(form)
    named(form, QLineEdit, "Who agreed").setText("both")
    form.submit()
    assert at.view.clock("complaint.answer").due == date(2026, 12, 22)


def test_what_was_ticked_is_kept_with_the_rest_of_the_form(at, stream):
    form = open_form(at, stream, "give_more_time")
    form.findChildren(QCheckBox)[1].setChecked(True)
    form.reject()
    form = open_form(at, stream, "give_more_time")
    assert [box.isChecked() for box in form.findChildren(QCheckBox)] == [False, True]
    form.reject()


def test_the_strip_of_a_date_offers_more_time_where_the_policy_gives_any(at, plain, stream):
    at.show(stream).page.commands.explain("complaint.answer")
    dialog = at.page.findChild(DayStripDialog)
    assert dialog.strip.more_time.isVisible()
    at.qtbot.mouseClick(dialog.strip.more_time, Qt.MouseButton.LeftButton)
    assert at.form().windowTitle() == "More time"
    at.form().reject()
    plain.page.commands.explain("stage-2.receipt")
    assert not plain.page.findChild(DayStripDialog).strip.more_time.isVisible()
    plain.page.findChild(DayStripDialog).close()


def test_after_the_last_day_the_menu_says_that_more_time_came_before(at, careful):
    at.show(log(careful.desk, received_on=date(2026, 10, 12)))
    said = at.page.times.resting()["more-time"]
    assert said == "Mon 9 Nov is over; your policy gives more time only before."
    assert not at.banner.other.isVisible()


def test_a_fact_is_stated_in_the_overview_and_shows_which_date_it_moves(at, stream):
    at.show(stream)
    assert at.says("What the times depend on")
    assert at.says("not known")
    at.press("Say... The complaint is complex")
    form = at.form()
    assert moves(form) == "Fill this in to see which dates move."
    choose(form, "Yes")
    assert moves(form) == "Answer: Wed 16 Dec becomes Tue 19 Jan 2027"
    form.submit()
    assert stated_facts(at.view) == {"complex": True}
    assert at.says("yes")
    at.press("Change... The complaint is complex")
    assert [it.isChecked() for it in at.form().findChildren(QRadioButton)] == [True, False]
    at.form().reject()


def test_a_policy_without_facts_shows_none(plain):
    assert "What the times depend on" not in plain.said()


def test_a_day_to_come_is_set_and_moved(at, stream):
    form = open_form(at, stream, "set_day")
    assert "No day is set yet." in at.said(form)
    named(form, DayEdit, "The day").setText("1 December 2026")
    assert moves(form) == "Decision: no date becomes Tue 8 Dec"
    form.submit()
    form = open_form(at, stream, "set_day")
    assert "It is set for Tue 1 Dec." in at.said(form)
    named(form, DayEdit, "The day").setText("21 November 2026")
    form.submit()
    assert "cannot be the date" in at.said(form)
    named(form, DayEdit, "The day").setText("3 December 2026")
    form.submit()
    assert at.view.case.scheduled == {"hearing": date(2026, 12, 3)}
    at.page.tabs.show_page(5)
    assert at.says("Day set: Hearing")


@pytest.fixture
def late(at, stream):
    desk = at.session.desk
    record_step(desk, now(desk, stream), Step("became-known", date(2026, 5, 14)), MOMENT)
    return at.show(stream)


def test_what_came_too_late_is_said_and_decided(late):
    assert late.says("it came in 3 days late, was due Sat 14 Nov. Take it, or not?")
    late.press("Decide whether to take what came too late")
    form = late.form()
    assert "We may look into an older matter where there is a good reason." in late.said(form)
    choose(form, "Do not take it")
    why(form).setPlainText("Nobody remembers.")
    form.submit()
    assert late.says("It is not taken; close the case once they know.")
    late.press("Decide whether to take what came too late")
    choose(late.form(), "Take it all the same")
    late.form().submit()
    assert not late.page.late.isVisible()


def test_a_closed_case_offers_to_be_reopened_and_nothing_that_it_refuses(at, stream):
    desk = at.session.desk
    define_points(desk, now(desk, stream), ["Late"], MOMENT)
    told(desk, stream, Kind.CLOSED)
    at.show(stream)
    for words in ("Change", "Find...", "Edit points", "Edit", "Add a file...", "Record a step..."):
        shown = [it for it in at.page.findChildren(QPushButton) if it.text() == words]
        assert not any(it.isVisible() for it in shown), words
    at.page.tabs.show_page(3)
    assert "Find..." not in [
        it.text() for it in at.page.findChildren(QPushButton) if it.isVisible()
    ]
    at.press("Reopen the case...")
    form = at.form()
    choose(form, "Go on as if it had not been closed")
    assert moves(form) == "No date moves."
    why(form).setPlainText("By mistake.")
    form.submit()
    assert at.banner.heading.text() == "Send the answer by Wednesday 16 December"


def test_how_a_case_was_answered_first_stays_in_sight_when_it_is_begun_anew(at, careful):
    desk = careful.desk
    stream = log(desk, received_on=date(2026, 10, 20))
    told(desk, stream, Kind.OUTCOME_SENT, date(2026, 11, 18))
    told(desk, stream, Kind.CLOSED, date(2026, 11, 20))
    form = open_form(at, stream, "reopen")
    choose(form, "Begin the policy's times anew")
    assert moves(form) == "Answer: Tue 17 Nov becomes Mon 21 Dec"
    why(form).setPlainText("New evidence.")
    form.submit()
    assert at.says("First answered Wed 18 Nov, 1 working day late, was due Tue 17 Nov")


def test_a_case_that_went_on_shows_no_earlier_round(at, stream):
    told(at.session.desk, stream, Kind.CLOSED)
    reopen_case(at.session.desk, now(at.session.desk, stream), "go-on", "Mistake.", MOMENT)
    assert "Before it was begun anew" not in at.show(stream).said()


def test_the_form_that_closes_a_case_says_so(at, stream):
    at.show(stream).page.commands.record(Kind.CLOSED)
    form = at.form()
    assert form.windowTitle() == "Close the case"
    assert "Why it is closed" in at.said(form)
    form.findChild(ChoiceBox).choose("hearing")
    assert form.windowTitle() == "Record a step"
    assert why(form).accessibleName() == "Note"
    form.reject()


def test_what_only_this_policy_knows_is_recorded_by_the_same_form(at, stream):
    at.show(stream).page.commands.record("hearing")
    assert at.form().findChild(ChoiceBox).currentText() == "Hearing"
    at.form().submit()
    assert at.view.case.happened("hearing") == TODAY


@pytest.mark.parametrize("command", ["pause", "give_more_time", "set_day"])
def test_every_control_of_these_forms_is_named(at, stream, command):
    form = open_form(at, stream, command)
    assert unnamed(form) == []
    form.reject()
