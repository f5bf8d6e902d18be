"""The page of a case, driven as a user does, over a real office."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)

from amends.domain.happenings import Kind
from amends.domain.people import Role
from amends.services.add_note import add_note
from amends.services.define_points import define_points
from amends.services.put_right import last_action
from amends.services.read_case import read_case
from amends.services.record_step import Step, record_step
from amends.ui.case.forms.form import Form
from amends.ui.theme import LIGHT, load_theme
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.day_strip import DayStripDialog
from tests.desks import MOMENT, TODAY

EVIDENCE, FINDINGS, HISTORY = 2, 3, 5


def set_out(presenter, *points):
    presenter.record(lambda desk, view, now: define_points(desk, view, points, now))


def press(page, words, qtbot):
    """Click the button that is read as `words`."""
    found = [
        button
        for button in page.findChildren(QPushButton)
        if words in (button.text(), button.accessibleName()) and button.isVisible()
    ]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def form(page, qtbot):
    qtbot.waitUntil(lambda: any(it.isVisible() for it in page.findChildren(Form)))
    return next(it for it in page.findChildren(Form) if it.isVisible())


def submit(opened):
    opened.submit()


def said(page):
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def now(session, stream):
    return read_case(session.desk, stream, TODAY)


def test_the_next_step_is_said_first_with_its_date_and_its_button(page):
    assert page.banner.heading.text() == "Send the receipt by Tuesday 24 November"
    assert page.banner.countdown.accessibleName() == "2 working days left"
    assert page.banner.button.text() == "Write the receipt..."
    assert "Counted from the complaint: your office" in page.banner.sentences.text()


def test_the_button_asks_for_the_letter(page, presenter, stream, qtbot):
    with qtbot.waitSignal(presenter.letter_requested) as asked:
        qtbot.mouseClick(page.banner.button, Qt.MouseButton.LeftButton)
    assert asked.args == [stream, "receipt"]


def test_a_form_begins_at_its_first_field_and_ends_with_its_buttons(page, qtbot):
    press(page, "Record a step...", qtbot)
    opened = form(page, qtbot)
    qtbot.waitUntil(lambda: opened.focusWidget() is opened.findChild(QComboBox))
    names = []
    for _press in range(6):
        focused = opened.focusWidget()
        names.append(focused.accessibleName() or focused.text().replace("&", ""))
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert names[:2] == ["What happened", "On"]
    assert names[-2:] == ["Record", "Cancel"]


@pytest.mark.usefixtures("themed")
def test_a_field_of_a_form_has_its_frame(page, qtbot):
    press(page, "Add note", qtbot)
    field = form(page, qtbot).findChild(QPlainTextEdit)
    seen = field.grab().toImage()
    assert seen.pixelColor(field.rect().center()) == load_theme(LIGHT).panel


def test_a_note_is_added_by_its_form(page, session, stream, qtbot):
    press(page, "Add note", qtbot)
    opened = form(page, qtbot)
    opened.findChild(QPlainTextEdit).setPlainText("She rang and asked for large print.")
    submit(opened)
    assert now(session, stream).log[-1].event.text == "She rang and asked for large print."
    qtbot.waitUntil(lambda: "large print" in said_in_history(page))


def test_the_history_names_who_recorded_an_entry(page):
    assert "recorded Sat 21 Nov by Gavin Example" in said_in_history(page)


def test_ctrl_enter_records_where_enter_begins_a_line(page, session, stream, qtbot):
    press(page, "Add note", qtbot)
    opened = form(page, qtbot)
    field = opened.findChild(QPlainTextEdit)
    field.setPlainText("She rang.")
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert now(session, stream).log[-1].event.text == "She rang."


def said_in_history(page):
    page.tabs.show_page(HISTORY)
    return said(page)


def test_an_empty_note_is_refused_in_the_form_and_nothing_typed_is_lost(page, qtbot):
    press(page, "Add note", qtbot)
    opened = form(page, qtbot)
    opened.findChild(QPlainTextEdit).setPlainText("  ")
    submit(opened)
    assert opened.isVisible()
    assert opened.findChild(QPlainTextEdit).toPlainText() == "  "
    assert any(it.property("role") == "error" and it.text() for it in opened.findChildren(QLabel))


def test_a_step_taken_elsewhere_moves_the_case_on(page, session, stream, qtbot):
    press(page, "Record a step...", qtbot)
    opened = form(page, qtbot)
    opened.findChild(DayEdit).show_day(date(2026, 11, 20))
    assert opened.findChild(QComboBox).currentText() == "The receipt was sent"
    submit(opened)
    assert page.banner.heading.text() == "Send the response by Wednesday 16 December"


def test_points_are_typed_one_a_line(page, session, stream, qtbot):
    press(page, "Edit points: What the complaint is about", qtbot)
    opened = form(page, qtbot)
    opened.findChild(QPlainTextEdit).setPlainText("No feedback\n\n  Two e-mails unanswered ")
    submit(opened)
    texts = [point.text for point in now(session, stream).case.points]
    assert texts == ["No feedback", "Two e-mails unanswered"]
    qtbot.waitUntil(lambda: "Two e-mails unanswered" in said(page))


def test_what_looks_like_markup_is_shown_as_typed(page, session, stream, qtbot):
    press(page, "Edit: Complainant", qtbot)
    opened = form(page, qtbot)
    opened.findChildren(QLineEdit)[0].setText("<b>Maria</b> <img src=/etc/passwd>")
    submit(opened)
    assert now(session, stream).case.person(Role.COMPLAINANT).name.startswith("<b>")
    shown = [it for it in page.findChildren(QLabel) if it.text().startswith("<b>Maria")]
    assert shown
    assert all(it.textFormat() == Qt.TextFormat.PlainText for it in shown)


def test_the_day_strip_opens_from_the_link(page, qtbot):
    page.banner.explain_requested.emit("stage-2.receipt")
    qtbot.waitUntil(lambda: page.findChild(DayStripDialog) is not None)
    assert "Why Tuesday 24 November?" in said(page.findChild(DayStripDialog))


def test_undo_takes_the_last_entry_back(page, presenter, session, stream):
    presenter.record(lambda desk, view, now: add_note(desk, view, "A slip.", now))
    presenter.undo()
    assert now(session, stream).log[-1].event.kind == "event-withdrawn"
    assert last_action(presenter.view) == ()


def test_a_wrong_day_is_corrected_with_a_reason(page, session, stream, qtbot):
    page.tabs.show_page(HISTORY)
    press(page, "Correct the date... Complaint received, Tue 17 Nov", qtbot)
    opened = form(page, qtbot)
    opened.findChild(DayEdit).show_day(date(2026, 11, 16))
    opened.findChild(QLineEdit, "reason").setText("The e-mail came on Monday.")
    submit(opened)
    assert now(session, stream).case.received_on == date(2026, 11, 16)
    qtbot.waitUntil(lambda: "Corrected: Complaint received" in said(page))


def test_an_answered_case_says_so_and_offers_to_close(page, presenter, qtbot):
    answered = Step(Kind.OUTCOME_SENT, TODAY)
    presenter.record(lambda desk, view, now: record_step(desk, view, answered, now))
    assert page.banner.heading.text() == "Answered on Sat 21 Nov, in time"
    assert page.banner.button.text() == "Close the case..."


def test_files_are_listed_and_saved_as_they_came(page, presenter, tmp_path, qtbot):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.7 not really")
    page.commands.add_files([scan, tmp_path / "missing.pdf"])
    page.tabs.show_page(EVIDENCE)
    qtbot.waitUntil(lambda: "scan.pdf" in said(page))
    copy = tmp_path / "copy.pdf"
    page.commands.save_evidence(presenter.view.case.evidence[0])
    dialog = page.findChild(QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(copy))
    dialog.accept()
    assert copy.read_bytes() == scan.read_bytes()


def test_a_change_made_elsewhere_is_shown(page, session, stream, qtbot):
    changed = define_points(session.desk, now(session, stream), ["A new point"], MOMENT)
    session.announce(changed)
    qtbot.waitUntil(lambda: "A new point" in said(page))


@pytest.mark.parametrize("width", [560, 850, 1400])
def test_no_label_is_cut_off(page, width, qtbot):
    page.resize(width, 700)
    qtbot.waitUntil(lambda: page.width() == width)
    for place in range(6):
        page.tabs.show_page(place)
        qtbot.waitUntil(lambda: not cut_off(page))


def cut_off(page):
    return [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisible()
        and label.wordWrap()
        and label.height() < label.heightForWidth(label.width()) - 1
    ]


def test_a_finding_answers_a_point_and_the_whole_follows(page, presenter, session, stream, qtbot):
    set_out(presenter, "No feedback", "Rude reply")
    page.tabs.show_page(FINDINGS)
    qtbot.waitUntil(lambda: "Waits for the findings" in said(page))
    for number, word in ((1, "upheld"), (2, "not upheld")):
        press(page, f"Find... the finding on point {number}", qtbot)
        opened = form(page, qtbot)
        opened.findChild(QComboBox).setCurrentText(word)
        opened.findChild(QPlainTextEdit).setPlainText(f"The log shows why, point {number}.")
        opened.submit()
        qtbot.waitUntil(lambda n=number: f"The log shows why, point {n}." in said(page))
    qtbot.waitUntil(lambda: "partly upheld" in said(page))
    assert len(now(session, stream).case.findings) == 2


def test_a_finding_without_reasons_is_refused_in_its_form(page, presenter, session, stream, qtbot):
    set_out(presenter, "No feedback")
    page.tabs.show_page(FINDINGS)
    qtbot.waitUntil(lambda: "No finding yet" in said(page))
    press(page, "Find... the finding on point 1", qtbot)
    opened = form(page, qtbot)
    opened.submit()
    assert opened.isVisible()
    assert not now(session, stream).case.findings
    opened.reject()
