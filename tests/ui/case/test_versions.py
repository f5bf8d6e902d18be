"""Another version, a second policy, dates as told: as somebody sees and takes them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from amends.domain.events.case_events import Channel
from amends.domain.events.clock_events import Extended
from amends.domain.happenings import Kind
from amends.services.desk import Moment
from amends.services.put_right import correct_day
from amends.services.record_step import Step, record_step
from amends.services.send_letter import send_letter
from amends.ui.case.forms.effect import Effect
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.case.view import CasePage
from amends.ui.widgets.day_strip import DayStripDialog
from amends.ui.widgets.inputs import ChoiceBox
from tests.closures import add_closure
from tests.desks import MOMENT, NOW, RECEIVED, TODAY, log
from tests.services.course import now
from tests.services.letter_cases import happen
from tests.services.letters import finish
from tests.services.versions import adopt, shipped, shorter
from tests.ui.hearing import name_of, tab_stops, unnamed

SINCE = date(2026, 11, 10)
LATER = Moment(TODAY, NOW + timedelta(hours=1))
SHUT = date(2026, 12, 10)
HOSTILE = "سبب 😀 <b>bold</b> \u202e"


class Page:
    """The page of one case, as somebody sits in front of it."""

    def __init__(self, session, qtbot, stream):
        self.session, self.qtbot, self.stream = session, qtbot, stream
        self.presenter = CasePresenter(session)
        self.page = CasePage(self.presenter)
        qtbot.addWidget(self.page)
        self.page.resize(850, 1000)
        self.page.show()
        self.presenter.show_case(stream)

    @property
    def view(self):
        return now(self.session.desk, self.stream)

    def form(self):
        return next((it for it in self.page.findChildren(Form) if it.isVisible()), None)

    def save(self, reason):
        form = self.form()
        box = form.findChild(QPlainTextEdit, "reason")
        box.insertPlainText(reason)
        primary = next(
            it for it in form.findChildren(QPushButton) if it.isDefault() and it.isVisible()
        )
        self.qtbot.mouseClick(primary, Qt.MouseButton.LeftButton)


@pytest.fixture
def page(session, qtbot):
    return Page(session, qtbot, log(session.desk))


@pytest.fixture
def newer(page):
    adopt(page.session.desk, shorter(), since=SINCE)
    page.presenter.refresh()
    return page


def told(session):
    """Return a case whose receipt told the day of the answer, before a closure came."""
    stream = log(session.desk)
    letter, view = finish(session.desk, stream)
    send_letter(session.desk, view, letter.letter, Channel.EMAIL, TODAY, MOMENT)
    add_closure(session.desk, SHUT, SHUT, "Burst pipe", LATER)
    return stream


def test_where_there_is_one_version_there_is_no_command_to_move(page):
    assert page.page.versions.shown() == {"move-version": False}
    page.page.versions.move()
    assert page.form() is None


def test_the_form_says_what_would_change_before_anything_is_saved(newer):
    assert newer.page.versions.shown() == {"move-version": True}
    newer.page.versions.move()
    form = newer.form()
    assert form.findChild(Effect).sentences == (
        "Response: Wed 16 Dec becomes Wed 9 Dec (15 working days instead of 20 working days)",
    )
    choice = form.findChild(ChoiceBox, "version")
    title = "Complaints procedure (Active X Backs), version 2, from "
    assert [choice.itemText(n) for n in range(choice.count())] == [f"{title}10 November 2026 on"]
    assert newer.view.clock("stage-2.response").within.count == 20


def test_the_case_is_moved_with_a_reason_that_its_history_keeps(newer):
    newer.page.versions.move()
    newer.save(HOSTILE)
    assert newer.form() is None
    assert newer.view.clock("stage-2.response").due == date(2026, 12, 9)
    assert newer.view.log[-1].event.reason == HOSTILE.strip()


def test_without_a_reason_the_form_stays_and_says_so(newer):
    newer.page.versions.move()
    newer.save("  ")
    assert newer.form() is not None
    assert newer.view.clock("stage-2.response").within.count == 20


def test_the_form_can_be_filled_in_by_keys_alone_and_every_control_is_named(newer):
    newer.page.versions.move()
    form = newer.form()
    assert unnamed(form) == []
    names = [name_of(stop) for stop in tab_stops(form)]
    assert names == [
        "The version",
        "Why the case moves, for its record",
        "Move the case",
        "Cancel",
    ]


def test_choosing_another_policy_shows_its_clocks(newer):
    adopt(newer.session.desk, shipped("jivora"), "jivora")
    newer.presenter.refresh()
    newer.page.versions.move()
    form = newer.form()
    choice = form.findChild(ChoiceBox, "version")
    choice.setFocus()
    newer.qtbot.keyClick(choice, Qt.Key.Key_Home)
    first = form.findChild(Effect).sentences
    newer.qtbot.keyClick(choice, Qt.Key.Key_End)
    assert form.findChild(Effect).sentences != first
    assert any(it.startswith("New: ") for it in form.findChild(Effect).sentences)
    assert any(it.startswith("Falls away: ") for it in form.findChild(Effect).sentences)


def test_a_closed_case_says_why_the_commands_rest(newer):
    record_step(newer.session.desk, newer.view, Step(Kind.CLOSED, TODAY, note="Over."), MOMENT)
    newer.presenter.refresh()
    assert newer.page.versions.resting() == {
        "move-version": "The case is closed.",
        "second-policy": "The case is closed.",
    }


def test_another_version_on_the_day_of_receipt_is_said_and_the_move_offered(newer):
    notice = newer.page.version
    assert notice.isVisible()
    assert "It came in on Tue 17 Nov, when the version of your policy from Tue 10 Nov was" in (
        notice.words.text()
    )
    newer.qtbot.mouseClick(notice.move_button, Qt.MouseButton.LeftButton)
    newer.save("The day asks for it.")
    assert newer.view.clock("stage-2.response").within.count == 15
    newer.presenter.refresh()
    assert not notice.isVisible()


def test_putting_the_day_right_across_a_change_of_version_offers_the_move(session, qtbot):
    adopt(session.desk, shorter(), since=RECEIVED)
    page = Page(session, qtbot, log(session.desk))
    assert not page.page.version.isVisible()
    received = next(it.id for it in page.view.log if it.event.kind == "received")
    day = RECEIVED - timedelta(days=1)
    correct_day(session.desk, page.view, received, day, "Monday.", MOMENT)
    page.presenter.refresh()
    assert page.page.version.isVisible()
    assert page.view.clock("stage-2.response").within.count == 15


def test_the_second_policy_says_what_it_asks_for_before_it_is_added(page):
    page.page.versions.join()
    form = page.form()
    form.findChild(ChoiceBox, "policy").choose("data-protection")
    assert form.findChild(Effect).sentences == (
        "Acknowledgement: Wed 16 Dec",
        "Word on the progress: no date yet",
        "Outcome: Thu 17 Dec",
    )
    assert unnamed(form) == []
    page.save("It is about personal data, too.")
    assert page.form() is None
    page.presenter.refresh()
    shown = " ".join(row.what for row in page.page.timeline.as_rows())
    assert "Data protection complaints: acknowledgement due" in shown
    page.page.versions.join()
    assert page.form() is None


def test_the_banner_says_that_a_date_stands_as_told(session, qtbot):
    page = Page(session, qtbot, told(session))
    words = page.page.banner.sentences.text()
    assert (
        "Your letter of Sat 21 Nov said Wed 16 Dec, and that stands. Counted today it would be "
        "Thu 17 Dec, because of the closure on Thursday 10 December (Burst pipe)." in words
    )
    assert "Wednesday 16 December" in page.page.banner.heading.text()


def test_the_line_says_it_as_well(session, qtbot):
    page = Page(session, qtbot, told(session))
    [row] = [it for it in page.page.timeline.as_rows() if it.what == "Response due"]
    assert row.when == "Wed 16 Dec"
    assert "as told in your letter; counted today it would be Thu 17 Dec" in row.standing


def test_so_does_the_explanation_of_the_date(session, qtbot):
    page = Page(session, qtbot, told(session))
    page.page.commands.explain("stage-2.response")
    [dialog] = page.page.findChildren(DayStripDialog)
    assert "and that stands" in dialog.strip.explanation.rule
    dialog.close()


def test_a_day_that_was_agreed_is_shown_with_its_reason(session, qtbot):
    stream = log(session.desk)
    agreed = Extended(
        happened_on=TODAY,
        clock="stage-2.receipt",
        reason="She is abroad",
        until=date(2027, 1, 15),
    )
    happen(session.desk, stream, agreed)
    page = Page(session, qtbot, stream)
    assert page.view.clock("stage-2.receipt").pinned == date(2027, 1, 15)
    happen(
        session.desk,
        stream,
        Extended(
            happened_on=TODAY, clock="stage-2.response", reason="So is he", until=date(2026, 12, 24)
        ),
    )
    page.presenter.refresh()
    words = page.page.banner.sentences.text()
    assert "Thu 24 Dec was agreed, and nothing moves it: So is he." in words
