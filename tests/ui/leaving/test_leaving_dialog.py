"""Somebody leaves the office, as a manager lets them: by keys, and step by step."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from amends.domain.errors import WrongPassphraseError
from amends.domain.events.access_events import OfficeRole
from amends.domain.leaving import LeavingStep
from amends.domain.people import Person, Role
from amends.paths import resource
from amends.services.admit_person import (
    admit_person,
    give_role,
    read_people_of_office,
    withdraw_person,
)
from amends.services.change_key import change_key
from amends.services.desk import Desk
from amends.services.let_leave import begin_leaving, read_leavers_on_hand
from amends.services.make_recovery_sheet import keep_sheet, make_recovery_sheet
from amends.services.name_person import name_person
from amends.services.plan_action import Action, plan_action
from amends.services.promising import Dated
from amends.services.read_case import read_case
from amends.services.set_up_office import open_office
from amends.ui.access.sheet_dialog import SheetDialog
from amends.ui.clock import Clock
from amends.ui.leaving.dialog import LeavingDialog
from amends.ui.leaving.words import notice_words
from amends.ui.main_window import MainWindow
from amends.ui.office_window import OfficeWindow
from amends.ui.session import Session
from amends.ui.tasks import stop_tasks
from tests.desks import MOMENT, PASSPHRASE, TODAY, log, make_desk
from tests.ui.hearing import name_of, tab_stops, unnamed
from tests.ui.sessions import Ticking, open_session

BOS, ZOES = "nine blue lanterns", "quiet green rivers"
ALL = tuple(it for it in LeavingStep if it is not LeavingStep.SIGNATURE)


@pytest.fixture
def session(qapp, tmp_path):
    with open_session(tmp_path / "office") as session:
        admit_person(session.desk, "Bo Lind", OfficeRole.DECISION_MAKER, BOS, MOMENT)
        admit_person(session.desk, "Zoë Ames", OfficeRole.HANDLER, ZOES, MOMENT)
        yield session
        stop_tasks(session)


@pytest.fixture
def window(qapp, qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def opened(session, window, qtbot):
    """Return what opens the dialog over a window."""

    def open_it(member=None):
        dialog = LeavingDialog(session, window, member=member)
        dialog.open()
        qtbot.waitUntil(dialog.isVisible)
        return dialog

    return open_it


@contextmanager
def session_under_a_new_key(folder):
    desk = change_key(folder, PASSPHRASE, resource(), MOMENT, lambda _done, _total: None)
    session = Session(desk, Clock(read=Ticking()))
    yield session
    session.end()


def member(session, name):
    return next(it for it in read_people_of_office(session.desk) if it.name == name)


def name_as(session, stream, role, name):
    view = read_case(session.desk, stream, TODAY)
    person = Person(id=session.desk.store.person, name=name)
    name_person(session.desk, view, role, person, None, MOMENT)


def case_of_bo(session, subject=""):
    stream = log(session.desk)
    name_as(session, stream, Role.HANDLER, "Bo Lind")
    if subject:
        name_as(session, stream, Role.SUBJECT, subject)
    return stream


def owe(session, stream):
    action = Action(Dated("Refund £95", date(2026, 12, 4)), "Bo Lind")
    plan_action(session.desk, read_case(session.desk, stream, TODAY), action, MOMENT)


def handler(session, stream):
    return read_case(session.desk, stream, TODAY).handler


def to_do(session):
    found = read_leavers_on_hand(session.desk)
    return found[0].to_do if found else ()


def press(dialog, qtbot, key):
    qtbot.keyClick(dialog.focusWidget() or dialog, key)


def tab_to(dialog, qtbot, control):
    for _stop in range(40):
        if dialog.focusWidget() is control:
            return
        press(dialog, qtbot, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {name_of(control)}")


def offered(box):
    return [box.itemText(place) for place in range(box.count())]


def test_what_hangs_on_somebody_is_counted_before_anything_is_recorded(session, opened):
    stream = case_of_bo(session)
    owe(session, stream)
    case_of_bo(session)
    entries = session.desk.store.seat.entries
    dialog = opened(member(session, "Bo Lind"))
    assert dialog.choosing.hanging.text() == (
        "They handle 2 open cases. In all of them the decision is still to come. "
        "They owe 1 action or other promise."
    )
    dialog.choosing.choose(member(session, "Zoë Ames"))
    assert dialog.choosing.hanging.text() == "They have no open case in hand."
    dialog.close_button.click()
    assert read_leavers_on_hand(session.desk) == []
    assert session.desk.store.seat.entries <= entries + 1


def test_by_keys_alone_cases_are_given_and_the_person_is_withdrawn(session, opened, qtbot):
    stream = case_of_bo(session)
    owe(session, stream)
    dialog = opened()
    assert dialog.focusWidget() is dialog.choosing.person
    press(dialog, qtbot, Qt.Key.Key_Return)
    steps = dialog.steps
    assert to_do(session) == ALL
    tab_to(dialog, qtbot, steps.give.all_to)
    steps.give.all_to.choose(str(member(session, "Zoë Ames").id))
    assert steps.give.button.text() == "Give 1 case"
    tab_to(dialog, qtbot, steps.give.button)
    press(dialog, qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: to_do(session) == ALL[1:] and not dialog.presenter.is_busy)
    assert handler(session, stream) == "Zoë Ames"
    assert "Done" in steps.give.state.text()
    qtbot.waitUntil(steps.withdraw.button.hasFocus)
    press(dialog, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: to_do(session) == ALL[2:] and not dialog.presenter.is_busy)
    with pytest.raises(WrongPassphraseError):
        open_office(session.desk.store.folder, BOS, resource())
    assert steps.withdraw.state.text() == "Done on Sat 21 Nov"
    asked = []
    session.key_change_requested.connect(lambda: asked.append("key"))
    qtbot.waitUntil(steps.key.button.hasFocus)
    press(dialog, qtbot, Qt.Key.Key_Return)
    assert asked == ["key"]
    assert not dialog.isVisible()


def test_whom_a_case_concerns_is_not_offered_for_it_whatever_is_chosen_for_all(session, opened):
    about, other = case_of_bo(session, subject="Zoë Ames"), case_of_bo(session)
    dialog = opened(member(session, "Bo Lind"))
    dialog.begin()
    give = dialog.steps.give
    assert offered(give.choices[about]) == ["Stays with Bo Lind for now", "Gavin Example"]
    give.all_to.choose(str(member(session, "Zoë Ames").id))
    assert set(give.given()) == {other}
    give.choices[about].choose(str(member(session, "Gavin Example").id))
    assert {to.name for to in give.given().values()} == {"Zoë Ames", "Gavin Example"}
    assert give.button.text() == "Give 2 cases"


def test_a_case_that_nobody_may_take_says_what_can_be_done(session, opened):
    stream = case_of_bo(session, subject="Zoë Ames")
    view = read_case(session.desk, stream, TODAY)
    known = next(person for role, person in view.case.people if role is Role.COMPLAINANT)
    complaining = Person(id=known.id, name="Gavin Example")
    name_person(session.desk, view, Role.COMPLAINANT, complaining, None, MOMENT)
    dialog = opened(member(session, "Bo Lind"))
    dialog.begin()
    assert stream not in dialog.steps.give.choices
    assert not dialog.steps.give.button.isEnabled()


def test_it_goes_on_where_it_was_left(session, opened):
    stream = case_of_bo(session)
    dialog = opened(member(session, "Bo Lind"))
    dialog.begin()
    dialog.close_button.click()
    again = opened()
    assert again._pages.currentWidget() is again.steps
    assert "Bo Lind leaves" in again.steps.state.text()
    assert list(again.steps.give.choices) == [stream]


def test_a_leaving_is_called_off_until_somebody_is_withdrawn(session, opened):
    dialog = opened(member(session, "Bo Lind"))
    dialog.begin()
    assert dialog.end_button.text() == "Call it off"
    dialog.end_button.click()
    assert read_leavers_on_hand(session.desk) == []
    assert member(session, "Bo Lind").may_open


def test_the_rest_is_left_at_that_where_somebody_wants_no_new_key(session, opened, qtbot):
    dialog = opened(member(session, "Bo Lind"))
    dialog.begin()
    dialog.steps.withdraw.button.click()
    qtbot.waitUntil(lambda: to_do(session) == ALL[2:] and not dialog.presenter.is_busy)
    assert dialog.end_button.text() == "Leave the rest at that"
    dialog.end_button.click()
    assert read_leavers_on_hand(session.desk) == []


def test_the_key_waits_for_the_withdrawal_and_the_sheet_for_the_key(session, opened):
    dialog = opened(member(session, "Bo Lind"))
    dialog.begin()
    steps = dialog.steps
    assert steps.withdraw.button.isEnabled()
    assert not steps.key.button.isEnabled()
    assert not steps.sheet.button.isEnabled()
    assert steps.key.state.text() == "Later"


def test_until_a_day_to_come_the_withdrawal_says_that_they_may_still_need_it(session, opened):
    dialog = opened(member(session, "Bo Lind"))
    dialog.choosing.last_day.show_day(TODAY + timedelta(days=6))
    dialog.begin()
    assert "Until Fri 27 Nov" in dialog.steps.withdraw.about.text()
    assert "is Fri 27 Nov" in dialog.steps.state.text()


def test_a_text_that_is_no_day_is_said_by_its_field_and_nothing_begins(session, opened):
    dialog = opened(member(session, "Bo Lind"))
    dialog.choosing.last_day.setText("some day")
    dialog.begin()
    assert dialog.choosing._day_field.error
    assert read_leavers_on_hand(session.desk) == []
    assert dialog._pages.currentWidget() is dialog.choosing


def test_whoever_is_at_the_keyboard_is_not_offered_and_told_who_does_it(session, opened):
    dialog = opened()
    assert offered(dialog.choosing.person) == ["Bo Lind", "Zoë Ames"]
    assert dialog.presenter.somebody_else_decides()
    give_role(session.desk, member(session, "Bo Lind").id, OfficeRole.HANDLER, MOMENT)
    assert not dialog.presenter.somebody_else_decides()
    assert "only one who decides" in dialog.choosing._own_words()


def test_alone_in_the_office_nobody_is_asked_for(qapp, window, tmp_path, qtbot):
    with open_session(tmp_path / "alone") as session:
        dialog = LeavingDialog(session, window)
        dialog.open()
        assert not dialog.begin_button.isEnabled()
        dialog.begin()
        assert read_leavers_on_hand(session.desk) == []
        dialog.reject()


def test_what_somebody_else_did_meanwhile_is_shown_and_a_refusal_is_said(session, opened):
    stream = case_of_bo(session)
    dialog = opened(member(session, "Bo Lind"))
    dialog.begin()
    zoe = member(session, "Zoë Ames")
    dialog.steps.give.choices[stream].choose(str(zoe.id))
    give_role(session.desk, session.desk.store.person, OfficeRole.READER, MOMENT)
    dialog.presenter.end()
    assert dialog.error.isVisible()
    assert "role" in dialog.error.text()


def test_the_sheet_is_made_from_the_window_and_everything_is_done(qapp, window, tmp_path, qtbot):
    folder = tmp_path / "office"
    desk = make_desk(folder)
    admit_person(desk, "Bo Lind", OfficeRole.HANDLER, BOS, MOMENT)
    with closing(desk.store):
        bo = next(it for it in read_people_of_office(desk) if it.name == "Bo Lind")
        begin_leaving(desk, bo.id, TODAY, MOMENT)
        withdraw_person(desk, bo.id, MOMENT)
    with session_under_a_new_key(folder) as session:
        dialog = LeavingDialog(session, window)
        dialog.open()
        assert dialog.steps.sheet.button.isEnabled()
        dialog.steps.sheet.button.click()
        sheet = dialog.findChild(SheetDialog)
        assert sheet is not None
        make_recovery_sheet(session.desk, MOMENT)
        session.announce(keep_sheet(session.desk, MOMENT))
        assert dialog.steps.state.text() == "Bo Lind has left. All of it is done."
        assert dialog.close_button.text() == "Close"
        sheet.reject()
        dialog.reject()


def test_every_control_is_named_and_reached_in_reading_order(session, opened):
    case_of_bo(session)
    dialog = opened(member(session, "Bo Lind"))
    assert [name_of(it) for it in tab_stops(dialog)] == [
        "Name",
        "Their last day",
        "Cancel",
        "Begin",
    ]
    dialog.begin()
    names = [name_of(it) for it in tab_stops(dialog)]
    assert names[0] == "All of it goes to"
    assert names[1].endswith("goes to")
    assert names[2:] == ["Withdraw Bo Lind", "Call it off", "Go on later"]
    assert unnamed(dialog) == []


def test_the_window_says_what_is_left_to_do_until_it_is_done(session, window, qtbot):
    office = OfficeWindow(window, session.desk, session.clock)
    notice = office.access.unfinished
    assert not notice.isVisible()
    bo = member(session, "Bo Lind").id
    office.session.announce(begin_leaving(session.desk, bo, TODAY, MOMENT))
    assert notice.text() == "Bo Lind leaves: 3 steps left"
    assert notice.isVisible()
    notice.click()
    dialog = window.findChild(LeavingDialog)
    assert dialog._pages.currentWidget() is dialog.steps
    dialog.end_button.click()
    assert not notice.isVisible()
    stop_tasks(office.session)
    office.close()


def test_the_signature_is_handed_on_where_they_sign_the_letters(session, window, qtbot):
    stream = log(session.desk)
    desk = open_office(session.desk.store.folder, BOS, resource())
    theirs = Session(desk, Clock(read=Ticking()))
    dialog = LeavingDialog(theirs, window, member=member(session, "Gavin Example"))
    dialog.open()
    assert "They sign your letters." in dialog.choosing.hanging.text()
    dialog.begin()
    dialog.steps.signatory.choose(str(member(session, "Bo Lind").id))
    dialog.steps.sign.button.click()
    assert handler(session, stream) == "Bo Lind"
    assert LeavingStep.SIGNATURE not in to_do(theirs)
    assert dialog.steps.sign.state.text() == "Done"
    dialog.reject()
    theirs.end()


def test_closing_while_cases_are_given_stops_between_two_of_them(session, opened, qtbot):
    streams = [case_of_bo(session) for _number in range(4)]
    dialog = opened(member(session, "Bo Lind"))
    dialog.begin()
    dialog.steps.give.all_to.choose(str(member(session, "Zoë Ames").id))
    dialog.steps.give.button.click()
    assert dialog.presenter.is_busy
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.presenter.is_busy)
    assert dialog.isVisible()
    given = [it for it in streams if handler(session, it) == "Zoë Ames"]
    left = set(streams) - set(given)
    assert set(dialog.steps.give.choices) == left


def test_an_office_that_is_locked_while_cases_are_given_has_given_some_or_none(
    session, opened, qtbot
):
    streams = [case_of_bo(session) for _number in range(4)]
    folder = session.desk.store.folder
    dialog = opened(member(session, "Bo Lind"))
    dialog.begin()
    dialog.steps.give.all_to.choose(str(member(session, "Zoë Ames").id))
    dialog.steps.give.button.click()
    dialog.done(0)
    session.end()
    qtbot.waitUntil(lambda: not dialog.presenter.is_busy)
    with closing(open_office(folder, PASSPHRASE, resource()).store) as store:
        left = read_leavers_on_hand(Desk(store, resource()))[0].holdings
        assert {it.stream for it in left} <= set(streams)


def test_a_name_of_any_length_and_kind_breaks_nothing(session, opened):
    long = "Ann & <b>Bo</b> مرحبا 🙂 " + "x" * 5_000
    admit_person(session.desk, long, OfficeRole.HANDLER, "seven small lamps", MOMENT)
    dialog = opened(member(session, long))
    dialog.begin()
    assert dialog.steps.minimumSizeHint().width() < 2_000
    found = read_leavers_on_hand(session.desk)[0]
    assert notice_words(found).startswith("Ann && <b>Bo</b> مرحبا")
    assert len(notice_words(found)) < 80


def test_who_does_not_decide_finds_the_command_resting_and_no_notice(session, window, qtbot):
    begin_leaving(session.desk, member(session, "Bo Lind").id, TODAY, MOMENT)
    theirs = open_office(session.desk.store.folder, ZOES, resource())
    office = OfficeWindow(window, theirs, session.clock)
    action = window.actions_["somebody-leaves"]
    assert not action.isEnabled()
    assert action.statusTip() == "A decision-maker changes the office itself."
    assert not office.access.unfinished.isVisible()
    office.close()
