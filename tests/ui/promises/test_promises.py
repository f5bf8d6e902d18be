"""The list of promises, driven as a user does, over a real office."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap

from amends.domain.urgency import Urgency
from amends.services.keep_promise import Kept, keep_promise
from amends.services.read_case import read_case
from amends.services.read_promises import read_promise_totals
from amends.storage.rows import PromiseRow
from amends.ui.promises.view import PromisesView
from amends.ui.promises.words import PromiseWords
from amends.ui.widgets.grouped_list import ENTRY_ROLE, Heading, Line
from amends.ui.widgets.grouped_painting import act_rect
from tests.desks import MOMENT, RECEIVED, TODAY, log
from tests.services.upheld import plan
from tests.ui.hearing import name_of, tab_stops, unnamed

SOON = date(2026, 11, 25)


@pytest.fixture
def streams(session):
    """A case whose receipt is late, and one that has an action."""
    late = log(session.desk, title="Refund refused", received_on=RECEIVED - timedelta(days=20))
    case = read_case(session.desk, log(session.desk), TODAY)
    plan(session.desk, case, "Refund the unit fee", SOON, "Gavin Example")
    return late, case.stream


@pytest.fixture
def view(session, streams, qtbot):
    return shown(session, qtbot)


def shown(session, qtbot):
    view = PromisesView(session)
    qtbot.addWidget(view)
    view.resize(900, 800)
    view.show()
    qtbot.waitExposed(view)
    return view


def entries(view):
    model = view.presenter.model
    return [model.index(row, 0).data(ENTRY_ROLE) for row in range(model.rowCount())]


def lines(view):
    return {entry.title: entry for entry in entries(view) if isinstance(entry, Line)}


def index_of(view, what):
    place = view.presenter.model.place_of(lambda row: row.what == what)
    return view.presenter.model.index(place, 0)


def act(view, what):
    """Return where the link in the line of a promise is."""
    index = index_of(view, what)
    return act_rect(view.list.visualRect(index), index.data(ENTRY_ROLE).act).center()


def test_promises_stand_below_their_group_and_groups_are_counted(view):
    headings = [(it.title, it.count) for it in entries(view) if isinstance(it, Heading)]
    assert headings == [("Overdue", 1), ("Next 3 working days", 3), ("Later", 1)]
    shown = [(it.label, it.title) for it in entries(view) if isinstance(it, Line)]
    assert shown[:2] == [("2026-001", "Send the receipt"), ("2026-002", "Send the receipt")]
    same_day = {("2026-001", "Send the response"), ("2026-002", "Refund the unit fee")}
    assert set(shown[2:4]) == same_day
    assert shown[4] == ("2026-002", "Send the response")
    assert isinstance(entries(view)[0], Heading)


def test_each_says_by_when_in_which_case_and_from_what_it_comes(view):
    line = lines(view)["Refund the unit fee"]
    assert line.step == "Assessment feedback never arrived"
    assert line.details == "By Wed 25 Nov · Action · Gavin Example"
    assert line.countdown.text == "3 days left"
    for part in (line.title, line.step, line.details, line.label, "3 days left"):
        assert part in line.spoken


def test_what_is_late_and_what_is_due_today_say_so(view, session, streams):
    case = read_case(session.desk, streams[1], TODAY)
    plan(session.desk, case, "Ring her", TODAY)
    view.presenter.refresh()
    details = [entry.details for entry in entries(view) if isinstance(entry, Line)]
    assert details[0] == "Was due Wed 4 Nov · Stage 2 · Clinical Director"
    assert lines(view)["Ring her"].details == "Today · Action"


def test_the_model_obeys_qt(view, qtmodeltester):
    qtmodeltester.check(view.presenter.model)


def test_enter_opens_the_case(view, streams, qtbot):
    view.list.setCurrentIndex(index_of(view, "Refund the unit fee"))
    with qtbot.waitSignal(view.case_chosen) as chosen:
        qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert chosen.args == [streams[1]]


def test_a_click_on_a_line_opens_the_case(view, streams, qtbot):
    place = view.list.visualRect(index_of(view, "Refund the unit fee")).center()
    with qtbot.assertNotEmitted(view.act_requested), qtbot.waitSignal(view.case_chosen) as chosen:
        qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [streams[1]]


def test_a_click_on_the_link_of_a_line_does_what_is_due_and_opens_nothing_else(
    view, streams, qtbot
):
    place = act(view, "Refund the unit fee")
    with qtbot.assertNotEmitted(view.case_chosen), qtbot.waitSignal(view.act_requested) as asked:
        qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args[0] == streams[1]
    assert asked.args[1].startswith("promise.")


def test_a_press_on_one_line_that_ends_on_another_does_nothing(view, qtbot):
    first, then = act(view, "Refund the unit fee"), act(view, "Send the response")
    viewport = view.list.viewport()
    with qtbot.assertNotEmitted(view.case_chosen), qtbot.assertNotEmitted(view.act_requested):
        qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=first)
        qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=then + QPoint(0, 1))


def test_the_keys_and_the_button_do_what_is_due(view, qtbot):
    view.list.setCurrentIndex(index_of(view, "Refund the unit fee"))
    assert view.act.text() == "Mark as done..."
    assert view.act.accessibleName() == "Mark as done... Refund the unit fee"
    with qtbot.waitSignal(view.act_requested):
        qtbot.keyClick(view.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(view.act_requested):
        qtbot.mouseClick(view.act, Qt.MouseButton.LeftButton)


def test_what_a_letter_keeps_is_not_marked_as_done_but_written(view):
    view.list.setCurrentIndex(index_of(view, "Send the receipt"))
    assert view.act.text() == "Write the letter..."


def test_the_arrow_keys_pass_over_headings(view, qtbot):
    rows = [entry for entry in entries(view) if isinstance(entry, Line)]
    for line in rows:
        assert view.list.current_line() is line
        qtbot.keyClick(view.list, Qt.Key.Key_Down)


def test_what_is_done_makes_room_for_the_next_one(view, session, streams):
    index = index_of(view, "Refund the unit fee")
    view.list.setCurrentIndex(index)
    case = read_case(session.desk, streams[1], TODAY)
    (owed,) = case.case.handling.open_promises
    session.announce(keep_promise(session.desk, case, owed.promise.id, Kept(TODAY), MOMENT))
    assert "Refund the unit fee" not in lines(view)
    assert abs(view.list.currentIndex().row() - index.row()) <= 1
    assert view.list.current_line() is not None


def test_a_change_elsewhere_leaves_the_cursor_where_it_was(view, session, streams):
    view.list.setCurrentIndex(index_of(view, "Refund the unit fee"))
    case = read_case(session.desk, streams[1], TODAY)
    plan(session.desk, case, "Ring her", TODAY)
    view.presenter.refresh()
    assert view.list.current_line().title == "Refund the unit fee"


def test_a_new_day_moves_promises_to_other_groups(view, session):
    session.clock._read = lambda: datetime(2026, 11, 26, 12, tzinfo=UTC)
    session.clock.day_changed.emit()
    assert entries(view)[0] == Heading("Overdue", 4)


def test_a_new_day_asks_nothing_of_an_office_that_is_locked(view, session):
    shown_before = entries(view)
    session.clock._read = lambda: datetime(2026, 11, 26, 12, tzinfo=UTC)
    session.end()
    session.clock.look()
    assert entries(view) == shown_before


def test_an_office_that_owes_nothing_says_so(session, qtbot):
    view = shown(session, qtbot)
    assert view.nothing.isVisible()
    assert "Nothing is owed to anybody" in view.nothing.text()
    assert not view.act.isVisible()


def test_everything_is_reached_by_tab_and_named(view):
    assert unnamed(view) == []
    names = [name_of(stop) for stop in tab_stops(view)]
    assert "Promises, the most urgent first" in names
    assert view.act.accessibleName() in names


def test_hostile_words_are_shown_as_they_are(view, session, streams):
    case = read_case(session.desk, streams[1], TODAY)
    what = "<b>رد</b> \U0001f600\nsecond line " + "x" * 5_000
    plan(session.desk, case, what, TODAY, "<i>Anne</i>")
    view.presenter.refresh()
    assert what in lines(view)
    picture = QPixmap(view.size())
    view.render(picture)
    assert not picture.toImage().allGray()


def test_a_clock_that_stands_still_says_since_when_and_how_much_is_left(session):
    days = read_promise_totals(session.desk, TODAY).days
    row = PromiseRow(
        stream="case/1",
        clock="complaint.answer",
        label="2026-001",
        title="Late kit",
        what="Send the answer",
        origin="Complaint",
        owner="Gavin Example",
        letter="outcome",
        due=None,
        since=date(2026, 11, 19),
        left="19 working days left",
    )
    words = PromiseWords(TODAY, days, dict.fromkeys(Urgency, 2))
    line = words.line(row)
    assert line.title == "Send the answer"
    assert line.details == (
        "Paused since Thu 19 Nov, 19 working days left · Complaint · Gavin Example"
    )
    assert line.act == ""
    assert line.spoken.startswith("paused. Send the answer. Late kit, 2026-001.")
    assert words.heading(row) == Heading("Paused", 2)


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (TODAY, "Today, 10:00"),
        (date(2026, 11, 24), "By Tue 24 Nov, 10:00"),
        (date(2026, 11, 20), "Was due Fri 20 Nov, 10:00"),
    ],
)
def test_what_is_due_in_hours_says_until_what_time_of_day(session, due, told):
    totals = read_promise_totals(session.desk, TODAY)
    row = PromiseRow("case/1", "stage.call", "2026-001", "Kit", "Call", "", "", "", due)
    words = PromiseWords(TODAY, totals.days, totals.by_urgency)
    assert words.line(row._replace(due_time="10:00")).details == told
    assert words.line(row).details == told.removesuffix(", 10:00")
