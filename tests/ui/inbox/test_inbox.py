"""The inbox, driven as a user does, over a real office."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from amends.domain.happenings import Kind
from amends.services.read_case import read_case
from amends.services.read_inbox import read_totals
from amends.services.record_step import Step, record_step
from amends.ui.inbox.model import STREAM_ROLE, InboxModel
from amends.ui.inbox.presenter import InboxPresenter
from amends.ui.inbox.view import InboxView
from amends.ui.inbox.words import InboxWords
from amends.ui.widgets.grouped_list import ENTRY_ROLE, NO_PARENT, PAGE_SIZE, Heading, Line
from tests.desks import MOMENT, RECEIVED, TODAY, log
from tests.services.upheld import answer, plan
from tests.storage.offices import inbox_row


@pytest.fixture
def cases(session):
    """An overdue case, one that is due soon, one for later, and one that is answered."""
    desk = session.desk
    overdue = log(desk, title="Refund refused", received_on=RECEIVED - timedelta(days=20))
    soon = log(desk)
    later = log(desk, title="Video fails", received_on=TODAY, complainant="Rashid Okafor")
    answered = log(desk, title="Wrong name", received_on=RECEIVED - timedelta(days=9))
    step = Step(Kind.OUTCOME_SENT, TODAY)
    record_step(desk, read_case(desk, answered, TODAY), step, MOMENT)
    return overdue, soon, later, answered


@pytest.fixture
def presenter(session, cases):
    return InboxPresenter(session)


@pytest.fixture
def view(presenter, qtbot):
    presenter.refresh()
    view = InboxView(presenter)
    qtbot.addWidget(view)
    view.resize(430, 800)
    view.show()
    qtbot.waitExposed(view)
    return view


def entries(model):
    return [model.index(row, 0).data(ENTRY_ROLE) for row in range(model.rowCount())]


def test_cases_stand_below_their_group_and_groups_are_counted(presenter):
    presenter.refresh()
    shown = [
        (entry.title, entry.count) if isinstance(entry, Heading) else entry.row.title
        for entry in entries(presenter.model)
    ]
    assert shown == [
        ("Overdue", 1),
        "Refund refused",
        ("Next 3 working days", 1),
        "Assessment feedback never arrived",
        ("Later", 1),
        "Video fails",
        ("Nothing due", 1),
        "Wrong name",
    ]


def test_each_case_says_how_long_is_left_and_what_is_due(presenter):
    presenter.refresh()
    lines = [entry for entry in entries(presenter.model) if isinstance(entry, Line)]
    assert [line.step for line in lines] == [
        "Was due Wed 4 Nov: send the receipt",
        "Send the receipt by Tue 24 Nov",
        "Send the receipt by Fri 27 Nov",
        "Answered",
    ]
    assert lines[1].countdown is not None
    assert lines[1].countdown.text == "2 days left"
    assert lines[1].details == "M. Ferreira · Stage 2 · Clinical Director"


def test_the_model_obeys_qt(presenter, qtmodeltester):
    presenter.refresh()
    qtmodeltester.check(presenter.model)


def test_the_arrow_keys_pass_over_headings(view, presenter, qtbot, cases):
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    assert view.list.currentIndex().data(STREAM_ROLE) == cases[1]


def test_the_case_under_the_cursor_is_the_one_on_show(view, presenter, qtbot, cases):
    with qtbot.waitSignal(presenter.case_chosen) as chosen:
        qtbot.keyClick(view.list, Qt.Key.Key_Down)
    assert chosen.args == [cases[1]]


def test_a_click_shows_a_case(view, presenter, qtbot, cases):
    index = presenter.model.index(presenter.model.place_of_case(cases[2]), 0)
    with qtbot.waitSignal(presenter.case_chosen) as chosen:
        qtbot.mouseClick(
            view.list.viewport(),
            Qt.MouseButton.LeftButton,
            pos=view.list.visualRect(index).center(),
        )
    assert chosen.args == [cases[2]]


def test_typing_narrows_the_list_and_emptying_brings_it_back(view, presenter, qtbot):
    qtbot.keyClicks(view.search_box, "okafor")
    qtbot.waitUntil(lambda: presenter.model.rowCount() == 2)
    view.search_box.clear()
    qtbot.waitUntil(lambda: presenter.model.rowCount() == 8)


def test_esc_empties_the_search_and_brings_the_list_back(view, presenter, qtbot):
    qtbot.keyClicks(view.search_box, "okafor")
    qtbot.waitUntil(lambda: presenter.model.rowCount() == 2)
    qtbot.keyClick(view.search_box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: presenter.model.rowCount() == 8)


def test_words_that_are_found_nowhere_are_said_to_be_so(view, presenter, qtbot):
    qtbot.keyClicks(view.search_box, "xyzzy")
    qtbot.waitUntil(view.nothing.isVisible)
    assert "No open case has these words" in view.nothing.text()
    presenter.show_cases(all_cases=True)
    assert "No case has these words" in view.nothing.text()


def test_a_case_that_was_changed_stays_the_one_on_show(view, session, cases):
    view.show_case(cases[1])
    case = read_case(session.desk, cases[1], TODAY)
    session.announce(record_step(session.desk, case, Step(Kind.ACKNOWLEDGED, TODAY), MOMENT))
    assert view.list.currentIndex().data(STREAM_ROLE) == cases[1]
    assert view.list.currentIndex().data(ENTRY_ROLE).step == "Send the response by Wed 16 Dec"


def test_a_new_day_moves_cases_to_other_groups(session, presenter):
    presenter.refresh()
    session.clock._read = lambda: datetime(2026, 11, 25, 12, tzinfo=UTC)
    session.clock.day_changed.emit()
    groups = [entry for entry in entries(presenter.model) if isinstance(entry, Heading)]
    assert (groups[0].title, groups[0].count) == ("Overdue", 2)


def test_a_long_list_arrives_page_by_page(session):
    rows = [
        inbox_row(f"case/{n}", label=f"{n}", sort_key=f"{n:06}", next_due=TODAY)
        for n in range(PAGE_SIZE + 5)
    ]

    def fetch(after, limit):
        start = rows.index(after) + 1 if after else 0
        return rows[start : start + limit]

    model = InboxModel()
    model.show_query(fetch, InboxWords(TODAY, read_totals(session.desk, TODAY).days, None))
    assert model.rowCount() == PAGE_SIZE + 1
    assert model.canFetchMore(NO_PARENT)
    model.fetchMore(NO_PARENT)
    assert model.rowCount() == PAGE_SIZE + 6
    assert not model.canFetchMore(NO_PARENT)


@pytest.mark.parametrize(
    ("step", "shown"),
    [("Send the receipt", "send the receipt"), ("CIMSPA form", "CIMSPA form"), ("", "")],
)
def test_what_was_due_stands_within_its_sentence(session, step, shown):
    words = InboxWords(TODAY, read_totals(session.desk, TODAY).days, None)
    row = inbox_row(next_due=RECEIVED)._replace(step=step)
    assert words.line(row).step == f"Was due Tue 17 Nov: {shown}"


def test_an_answered_case_that_owes_something_says_so(session):
    case = read_case(session.desk, log(session.desk), TODAY)
    plan(session.desk, case, "Refund the fee", date(2026, 12, 4))
    answer(session.desk, case)
    presenter = InboxPresenter(session)
    presenter.refresh()
    (line,) = (it for it in entries(presenter.model) if isinstance(it, Line) and it.countdown)
    assert line.step == "Refund the fee by Fri 4 Dec"
    assert line.details == "M. Ferreira · Stage 2 · Answered, 1 promise open"


def test_every_line_can_be_painted(view):
    picture = QPixmap(view.size())
    view.render(picture)
    assert not picture.toImage().allGray()


def test_a_search_that_was_just_typed_asks_nothing_of_a_locked_office(session, presenter, qtbot):
    presenter.search("Ferreira")
    assert presenter._typing.isActive()
    session.ending.emit()
    assert not presenter._typing.isActive()


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (TODAY, "Send the receipt today, 10:00"),
        (date(2026, 11, 24), "Send the receipt by Tue 24 Nov, 10:00"),
        (date(2026, 11, 20), "Was due Fri 20 Nov, 10:00: send the receipt"),
    ],
)
def test_what_is_due_in_hours_says_until_what_time_of_day(session, due, told):
    row = inbox_row(next_due=due)._replace(step="Send the receipt")
    words = InboxWords(TODAY, read_totals(session.desk, TODAY).days, None)
    assert words.line(row._replace(due_time="10:00")).step == told
    assert words.line(row).step == told.replace(", 10:00", "")
