"""A case from a notice of the outside body, and the menu that follows what a case allows."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from amends.domain.happenings import Kind
from amends.services.read_inbox import read_page
from amends.services.set_up_office import open_office
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.notice import NoticeForm
from amends.ui.main_window import MainWindow
from amends.ui.office_window import OfficeWindow
from tests.desks import PASSPHRASE, TODAY, log
from tests.services.course import HOSTILE, now, redirected, told
from tests.ui.hearing import name_of, tab_stops, unnamed

COURSE = ("make-plan", "rule-out-stage", "redirect", "take-over", "outside-letter")


@pytest.fixture
def window(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def office(window, session):
    return OfficeWindow(window, session.desk, session.clock)


def open_form(window, office):
    window.actions_["new-notice"].trigger()
    return shown_form(office)


def shown_form(office):
    forms = office.view.page.findChildren(NoticeForm)
    return next((form for form in forms if form.isVisible()), None)


def field(form, name):
    return next(it for it in form.findChildren(QLineEdit) if it.accessibleName() == name)


def fill(form):
    field(form, "Title").setText("Assessment at the Leith centre")
    form.findChild(QPlainTextEdit).setPlainText(HOSTILE)
    field(form, "Received on").setText("18 Nov 2026")
    field(form, "Answer asked for 1").setText("Send the record")
    field(form, "Answer asked for 1, by when").setText("2 Dec 2026")


def said(form):
    return "\n".join(label.text() for label in form.findChildren(QLabel) if label.isVisible())


def test_a_case_follows_from_a_notice_and_is_shown(window, office, session):
    form = open_form(window, office)
    fill(form)
    form.submit()
    assert shown_form(office) is None
    view = office.view.case.view
    assert (view.case.title, view.case.complaint) == (
        "Assessment at the Leith centre",
        HOSTILE.strip(),
    )
    assert view.case.came_in_on == date(2026, 11, 18)
    assert (view.next_step.step, view.next_step.due) == ("Send the record", date(2026, 12, 2))
    assert [row.stream for row in read_page(session.desk, "", None, 10)] == [view.stream]
    assert office.view.page.banner.heading.text() == "Send the record by Wednesday 2 December"


def test_it_can_be_logged_while_another_case_is_on_show(window, office, session):
    office.view.show_case(log(session.desk))
    form = open_form(window, office)
    field(form, "Title").setText("Leith")
    form.submit()
    assert office.view.case.view.case.title == "Leith"
    assert office.view.page.banner.heading.text() == "Waits with CIMSPA"


def test_without_a_title_nothing_is_logged_and_nothing_typed_is_lost(window, office, session):
    form = open_form(window, office)
    fill(form)
    field(form, "Title").setText("  ")
    form.submit()
    assert "“title” is still empty." in said(form)
    assert read_page(session.desk, "", None, 10) == []
    form.reject()
    again = open_form(window, office)
    assert again.findChild(QPlainTextEdit).toPlainText() == HOSTILE
    assert field(again, "Answer asked for 1").text() == "Send the record"
    again.reject()


def test_locking_the_office_keeps_it(window, office, session, qtbot):
    fill(open_form(window, office))
    with qtbot.waitSignal(office.destroyed):
        office.close()
    desk = open_office(session.desk.store.folder, PASSPHRASE, session.desk.resources)
    with closing(desk.store):
        reopened = OfficeWindow(window, desk, session.clock)
        form = open_form(window, reopened)
        assert field(form, "Title").text() == "Assessment at the Leith centre"
        form.reject()
        reopened.close()


def test_it_is_named_and_reached_by_tab(window, office):
    form = open_form(window, office)
    assert unnamed(form) == []
    names = [name_of(stop) for stop in tab_stops(form)]
    assert names[-2:] == ["Log case", "Cancel"]
    assert names.index("Answer asked for 1") < names.index("Answer asked for 1, by when")
    form.reject()


def enabled(window):
    return {key for key in COURSE if window.actions_[key].isEnabled()}


def test_the_menu_offers_what_the_case_on_show_allows(window, office, session):
    desk = session.desk
    stream = log(desk)
    assert enabled(window) == set()
    office.view.show_case(stream)
    assert enabled(window) == {"make-plan", "rule-out-stage", "redirect", "outside-letter"}
    redirected(desk, stream)
    told(desk, stream, Kind.REDIRECT_SENT)
    office.view.show_case(stream)
    assert enabled(window) == {"take-over", "outside-letter"}
    window.actions_["take-over"].trigger()
    form = next(it for it in office.view.page.findChildren(Form) if it.isVisible())
    form.findChild(QLineEdit).setText("Assessment lead")
    form.submit()
    assert now(desk, stream).case.handling.taken_over.happened_on == TODAY
    assert enabled(window) == {"outside-letter"}
    office.view.show_settings()
    assert enabled(window) == set()
