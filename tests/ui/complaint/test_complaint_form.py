"""The form for a new complaint, typed in as a user does, over a real office."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
)

from amends.domain.events.case_events import Channel
from amends.domain.happenings import Kind
from amends.domain.people import Identity
from amends.services.desk import Changed
from amends.services.read_case import read_case
from amends.services.read_inbox import read_page
from amends.ui.complaint.form import one_of
from tests.closures import add_closure
from tests.desks import TODAY
from tests.ui.hearing import name_of, tab_stops, unnamed

NOT_ASCII = "شكوى 😀 <b>{{ x }}</b>"
MEGABYTE = "The feedback never arrived. " * 40_000


def logged_case(dialog, session, qtbot):
    """Log what stands in the form, and return the case."""
    with qtbot.waitSignal(dialog.logged) as logged:
        dialog.log_button.click()
    return read_case(session.desk, logged.args[0], TODAY).case


def error_by(control):
    return control.accessibleDescription()


def nothing_was_logged(session):
    return read_page(session.desk, "", None, 10) == []


def test_what_was_typed_becomes_a_case(dialog, session, qtbot):
    form = dialog.form
    qtbot.keyClicks(form.title, "Late feedback")
    form.complaint.setPlainText("It was promised in ten days.")
    form.wanted.setPlainText("the feedback")
    form.received_on.show_day(date(2026, 11, 17))
    form.channel.choose(Channel.POST)
    form.was_raised.setChecked(True)
    form.raised_on.show_day(date(2026, 11, 4))
    qtbot.keyClicks(form.complainant, "Maria Ferreira")
    qtbot.keyClicks(form.email, "maria@example.org")
    form.relation.setCurrentText("learner")
    form.identity.choose(Identity.WITHHELD)
    case = logged_case(dialog, session, qtbot)
    assert (case.title, case.complaint, case.wanted) == (
        "Late feedback",
        "It was promised in ten days.",
        "the feedback",
    )
    assert (case.received_on, case.channel) == (date(2026, 11, 17), Channel.POST)
    assert case.happened(Kind.RAISED) == date(2026, 11, 4)
    [(_role, person)] = case.people
    assert (person.name, person.relation) == ("Maria Ferreira", "learner")
    assert case.identity is Identity.WITHHELD


def test_the_keyboard_alone_logs_a_complaint(dialog, session, qtbot):
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClicks(QApplication.focusWidget(), "Late feedback")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "It was promised in ten days.")
    with qtbot.waitSignal(dialog.logged):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, control)
    [row] = read_page(session.desk, "", None, 10)
    assert row.title == "Late feedback"
    assert not dialog.isVisible()


def test_a_logged_complaint_is_announced_before_it_is_shown(dialog, session, qtbot):
    heard: list[Changed] = []
    session.changed.connect(heard.append)
    qtbot.keyClicks(dialog.form.title, "Late feedback")
    with qtbot.waitSignal(dialog.logged) as logged:
        dialog.log()
    assert [changed.streams for changed in heard] == [frozenset(logged.args)]


def test_enter_in_a_field_logs_nothing(dialog, session, qtbot):
    qtbot.keyClicks(dialog.form.title, "Late feedback")
    qtbot.keyClick(dialog.form.title, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert nothing_was_logged(session)


def test_enter_in_a_field_asks_for_no_file(dialog, qtbot):
    qtbot.keyClick(dialog.form.title, Qt.Key.Key_Return)
    assert dialog.findChildren(QFileDialog) == []


def test_without_a_title_the_field_says_so_and_has_the_focus(dialog, session, qtbot):
    dialog.form.complaint.setPlainText("words")
    dialog.log()
    assert "Give it a title" in error_by(dialog.form.title)
    assert dialog.form.title.hasFocus()
    assert nothing_was_logged(session)
    qtbot.keyClicks(dialog.form.title, "L")
    assert error_by(dialog.form.title) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 22), "22 November 2026 is after today"),
        (date(1989, 12, 31), "Amends keeps dates from 1 January 1990 on"),
    ],
)
def test_a_day_that_cannot_be_is_said_by_its_field_at_once(dialog, session, qtbot, day, words):
    qtbot.keyClicks(dialog.form.title, "Late feedback")
    dialog.form.received_on.show_day(day)
    assert words in error_by(dialog.form.received_on)
    assert dialog.dates == ""
    dialog.log()
    assert nothing_was_logged(session)
    assert dialog.form.title.text() == "Late feedback"
    dialog.form.received_on.show_day(TODAY)
    assert error_by(dialog.form.received_on) == ""


def test_a_complaint_is_not_raised_after_it_came_in(dialog, session, qtbot):
    qtbot.keyClicks(dialog.form.title, "Late feedback")
    dialog.form.received_on.show_day(date(2026, 11, 17))
    dialog.form.was_raised.setChecked(True)
    dialog.form.raised_on.show_day(date(2026, 11, 18))
    assert "after the day on which the complaint came in" in error_by(dialog.form.raised_on)
    dialog.log()
    assert nothing_was_logged(session)
    dialog.form.was_raised.setChecked(False)
    assert error_by(dialog.form.raised_on) == ""
    with qtbot.waitSignal(dialog.logged):
        dialog.log()


def type_day(field, typed, qtbot):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Tab)


def test_a_day_is_typed_as_people_type_days(dialog, qtbot):
    type_day(dialog.form.received_on, "31/12/2025", qtbot)
    assert dialog.form.draft().received_on == date(2025, 12, 31)
    assert dialog.form.received_on.text() == "Wed 31 Dec 2025"


def test_what_is_no_day_is_said_and_never_logged_as_another(dialog, session, qtbot):
    qtbot.keyClicks(dialog.form.title, "Late feedback")
    type_day(dialog.form.received_on, "31/02/2026", qtbot)
    assert "This is no day" in error_by(dialog.form.received_on)
    assert dialog.form.received_on.text() == "31/02/2026"
    dialog.log()
    assert nothing_was_logged(session)


def test_the_foot_says_what_would_be_due_and_whose_reading_that_is(dialog):
    dialog.form.received_on.show_day(date(2026, 11, 17))
    assert dialog.dates == (
        "Receipt due Tue 24 Nov, response due Wed 16 Dec (your office's reading)."
    )


def test_what_is_late_already_is_said(dialog):
    dialog.form.received_on.show_day(date(2026, 11, 2))
    assert dialog.dates.startswith("Receipt was due Mon 9 Nov, so it is late, response due")


def test_the_foot_follows_a_new_closure(dialog, session):
    dialog.form.received_on.show_day(date(2026, 11, 17))
    shut = date(2026, 11, 23)
    session.announce(add_closure(session.desk, shut, shut, "", session.moment()))
    assert dialog.dates.startswith("Receipt due Wed 25 Nov")


def test_the_foot_follows_the_day(dialog, session):
    dialog.form.received_on.show_day(date(2026, 11, 22))
    assert dialog.dates == ""
    session.clock._read = lambda: datetime(2026, 11, 22, 12, tzinfo=UTC)
    session.clock.day_changed.emit()
    assert dialog.dates.startswith("Receipt due Fri 27 Nov")


@pytest.mark.parametrize("text", [NOT_ASCII, MEGABYTE, "word" * 250_000, NOT_ASCII * 30_000])
def test_text_of_any_kind_and_length_is_kept_as_typed(dialog, session, qtbot, text):
    dialog.form.title.setText(NOT_ASCII)
    dialog.form.complaint.setPlainText(text)
    dialog.form.complainant.setText(NOT_ASCII)
    case = logged_case(dialog, session, qtbot)
    assert case.title == NOT_ASCII
    assert case.complaint == text.strip()


def test_the_policy_offers_who_may_complain_and_what_it_says_of_names(dialog):
    form = dialog.form
    assert [form.relation.itemText(n) for n in range(form.relation.count())] == [
        "learner",
        "member of the public",
    ]
    assert form.relation.currentText() == ""
    assert form.identity.currentData() == Identity.OPEN
    assert "always preferable to reveal your identity" in error_by(form.identity)


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("learners", "learner"),
        ("members of the public", "member of the public"),
        ("bus pass holders", "bus pass holder"),
        ("staff", "staff"),
    ],
)
def test_one_of_those_who_may_complain_is_named_in_the_singular(many, one):
    assert one_of(many) == one


def test_the_wheel_scrolls_past_choices(dialog):
    for control in (dialog.form.channel, dialog.form.identity):
        place = QPointF(5, 5)
        wheel = QWheelEvent(
            place,
            control.mapToGlobal(place),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(control, wheel)
    assert dialog.form.channel.currentData() == Channel.EMAIL
    assert dialog.form.identity.currentData() == Identity.OPEN


def test_there_are_ten_fields_and_no_more(dialog):
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox)
    dialog.form.was_raised.setChecked(True)
    fields = [it for it in tab_stops(dialog.form) if isinstance(it, kinds)]
    raised_is_one = 1  # the tick and its day ask one thing
    assert len(fields) - raised_is_one == 10


def test_tab_goes_in_reading_order_and_every_control_is_named(dialog):
    names = [name_of(widget) for widget in tab_stops(dialog)]
    assert names == [
        "Title",
        "What it says",
        "What is wanted",
        "Add files",
        "Received on",
        "How it reached you",
        "Raised before, with the person first dealt with",
        "Name",
        "E-mail",
        "Who they are",
        "May they be named?",
        "Close",
        "Log complaint",
    ]
    assert unnamed(dialog) == []


def test_help_can_be_asked_for(dialog, qtbot):
    with qtbot.waitSignal(dialog.help_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_F1)


def test_nobody_unknown_is_owed_a_receipt_unless_there_is_a_way_to_reach_them(dialog, qtbot):
    form = dialog.form
    assert dialog.dates.startswith("Receipt due")
    form.identity.choose(Identity.ANONYMOUS)
    assert dialog.dates.startswith("Response due")
    assert "nobody can be written to: no receipt is due" in error_by(form.identity)
    qtbot.keyClicks(form.email, "someone@example.org")
    assert dialog.dates.startswith("Receipt due")
    assert "nobody can be written to" not in error_by(form.identity)
    form.email.setText("  ")
    form.identity.choose(Identity.WITHHELD)
    assert dialog.dates.startswith("Receipt due")


def test_an_unknown_complainant_is_logged_without_a_receipt_to_send(dialog, session, qtbot):
    qtbot.keyClicks(dialog.form.title, "Late feedback")
    dialog.form.identity.choose(Identity.ANONYMOUS)
    case = logged_case(dialog, session, qtbot)
    assert case.identity is Identity.ANONYMOUS
    assert not case.is_reachable


@pytest.mark.parametrize("width", [330, 560, 1010])
def test_nothing_of_the_form_is_out_of_reach_at_any_width(dialog, width, qtbot):
    dialog.resize(width, 500)
    qtbot.waitUntil(lambda: dialog.width() == width)
    page = dialog._page
    content, bar = page.widget(), page.horizontalScrollBar()
    qtbot.waitUntil(lambda: content.width() >= content.minimumSizeHint().width())
    qtbot.waitUntil(lambda: bar.maximum() >= content.width() - page.viewport().width())
    dialog.form.identity.setFocus()
    at = dialog.form.identity.mapTo(page.viewport(), dialog.form.identity.rect().topLeft())
    assert at.x() >= 0


def test_a_narrow_form_has_its_columns_below_one_another(dialog, qtbot):
    dialog.resize(1010, 700)
    qtbot.waitUntil(lambda: _left(dialog, "received_on") > _left(dialog, "title"))
    dialog.resize(560, 700)
    qtbot.waitUntil(lambda: _left(dialog, "received_on") == _left(dialog, "title"))


def _left(dialog, name):
    field = getattr(dialog.form, name)
    return field.mapTo(dialog, field.rect().topLeft()).x()
