"""A case, or a promise in it, is given to somebody else from the page of the case."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from amends.domain.access_errors import CaseConcernsTakerError
from amends.domain.events.access_events import OfficeRole
from amends.domain.happenings import Kind
from amends.domain.people import Person, Role
from amends.services.admit_person import admit_person
from amends.services.name_person import name_person
from amends.services.plan_action import Action, plan_action
from amends.services.promising import Dated
from amends.services.read_case import read_case
from amends.services.record_step import Step, record_step
from amends.ui.case.forms.give import GiveForm, GivePromiseForm
from amends.ui.case.history_words import history_lines
from amends.ui.case.presenter import CasePresenter
from amends.ui.case.view import CasePage
from amends.ui.errors import describe
from amends.ui.widgets.inputs import ChoiceBox
from tests.desks import MOMENT, TODAY, log
from tests.ui.hearing import name_of, unnamed

BOS, ZOES = "nine blue lanterns", "quiet green rivers"


@pytest.fixture
def shared(session):
    admit_person(session.desk, "Bo Lind", OfficeRole.HANDLER, BOS, MOMENT)
    admit_person(session.desk, "Zoë Ames", OfficeRole.HANDLER, ZOES, MOMENT)
    return session


@pytest.fixture
def page(session, qtbot):
    page = CasePage(CasePresenter(session))
    qtbot.addWidget(page)
    page.resize(850, 900)
    with qtbot.waitExposed(page):
        page.show()
    return page


def show(page, session, owner="", subject=""):
    stream = log(session.desk)
    if owner:
        action = Action(Dated("Refund £95", date(2026, 12, 4)), owner)
        plan_action(session.desk, read_case(session.desk, stream, TODAY), action, MOMENT)
    if subject:
        view = read_case(session.desk, stream, TODAY)
        person = Person(id=session.desk.store.person, name=subject)
        name_person(session.desk, view, Role.SUBJECT, person, None, MOMENT)
    page._presenter.show_case(stream)
    return stream


def choices(form, name):
    return next(it for it in form.findChildren(ChoiceBox) if name_of(it) == name)


def offered(box):
    return [box.itemText(place) for place in range(box.count())]


def test_the_case_goes_to_somebody_else_with_what_its_handler_owes(page, shared, qtbot):
    stream = show(page, shared, owner="Gavin Example")
    page.giving.give()
    form = page.findChild(GiveForm)
    to = choices(form, "Who handles it from now on")
    assert offered(to) == ["Bo Lind", "Zoë Ames"]
    assert unnamed(form) == []
    to.setFocus()
    qtbot.keyClick(to, Qt.Key.Key_Down)
    qtbot.keyClick(form, Qt.Key.Key_Return)
    view = read_case(shared.desk, stream, TODAY)
    assert view.handler == "Zoë Ames"
    assert [it.owner for it in view.case.handling.open_promises] == ["Zoë Ames"]
    lines = list(history_lines(view, frozenset(), {}))[:2]
    assert "Promise given to somebody else" in lines[0].title
    assert lines[0].detail == "Zoë Ames"


def test_what_is_owed_stays_where_it_is_where_that_is_chosen(page, shared):
    stream = show(page, shared, owner="Gavin Example")
    page.giving.give()
    form = page.findChild(GiveForm)
    choices(form, "What is owed in it").setCurrentIndex(1)
    form.submit()
    view = read_case(shared.desk, stream, TODAY)
    assert view.handler == "Bo Lind"
    assert [it.owner for it in view.case.handling.open_promises] == ["Gavin Example"]


def test_whom_the_case_concerns_is_not_offered(page, shared):
    show(page, shared, subject="zoë ames")
    page.giving.give()
    assert offered(choices(page.findChild(GiveForm), "Who handles it from now on")) == ["Bo Lind"]
    words = describe(CaseConcernsTakerError("case/1", "Zoë <b>Ames</b>"))
    assert "Zoë <b>Ames</b>" in words.text


def test_a_promise_is_given_from_its_line(page, shared, qtbot):
    stream = show(page, shared, owner="Bo Lind")
    page.show_actions()
    link = next(
        it
        for it in page.findChildren(QPushButton)
        if name_of(it) == "Give to somebody else... Refund £95"
    )
    link.click()
    form = page.findChild(GivePromiseForm)
    to = choices(form, "Who sees to it from now on")
    assert offered(to) == ["Gavin Example", "Zoë Ames"]
    form.submit()
    view = read_case(shared.desk, stream, TODAY)
    assert [it.owner for it in view.case.handling.open_promises] == ["Gavin Example"]


def test_in_an_office_of_one_nothing_of_it_is_seen(page, session):
    show(page, session, owner="Gavin Example")
    page.show_actions()
    assert page.giving.shown() == {"give-case": False}
    names = {name_of(it) for it in page.findChildren(QPushButton)}
    assert not any("somebody else" in name for name in names)
    page.giving.give()
    assert page.findChild(GiveForm) is None


def test_it_rests_with_a_reason_in_a_closed_case_and_where_nobody_may_take_it(page, shared):
    stream = show(page, shared)
    assert page.giving.resting() == {"give-case": ""}
    closing = Step(Kind.CLOSED, TODAY, note="Withdrawn.")
    record_step(shared.desk, read_case(shared.desk, stream, TODAY), closing, MOMENT)
    page._presenter.refresh()
    assert page.giving.resting() == {"give-case": "The case is closed."}
    page.giving.give()
    assert page.findChild(GiveForm) is None
