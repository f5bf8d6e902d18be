"""The course of a case as somebody sees and takes it: plans, redirects, the outside body."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton

from amends.domain.events.handling_events import WhyNotPossible
from amends.domain.happenings import Kind
from amends.domain.people import Identity, Person, Role
from amends.services.name_person import name_person
from amends.ui.case.forms.file_field import FileField
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.rows import Rows
from amends.ui.case.presenter import CasePresenter
from amends.ui.case.view import CasePage
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.inputs import ChoiceBox
from tests.desks import LETTERHEAD, MOMENT, log
from tests.services.course import (
    ANSWER_BY,
    HOSTILE,
    heard,
    notified,
    now,
    plan,
    redirected,
    ruled_out,
    told,
)
from tests.ui.hearing import name_of, tab_stops, unnamed

COMMANDS = {
    "make_plan": lambda _desk, _stream: None,
    "rule_out_stage": lambda _desk, _stream: None,
    "redirect": lambda _desk, _stream: None,
    "take_over": lambda desk, stream: (
        redirected(desk, stream),
        told(desk, stream, Kind.REDIRECT_SENT),
    ),
    "record_outside_letter": lambda _desk, _stream: None,
}


class Page:
    """The page of one case, as somebody sits in front of it."""

    def __init__(self, session, qtbot):
        self.session, self.qtbot = session, qtbot
        self.presenter = CasePresenter(session)
        self.page = CasePage(self.presenter)
        self.asked = []
        qtbot.addWidget(self.page)
        self.page.resize(850, 1000)
        self.page.show()
        self.presenter.letter_requested.connect(self._on_letter)

    def show(self, stream):
        self.stream = stream
        self.presenter.show_case(stream)
        return self

    @property
    def banner(self):
        return self.page.banner

    @property
    def view(self):
        return now(self.session.desk, self.stream)

    def form(self):
        forms = [form for form in self.page.findChildren(Form) if form.isVisible()]
        return forms[0] if forms else None

    def open(self, command, *about):
        owner = self.page.course if hasattr(self.page.course, command) else self.page.commands
        getattr(owner, command)(*about)
        return self.form()

    def said(self, widget=None):
        labels = (widget or self.page).findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def says(self, words, widget=None):
        """Wait until it is said: what is made anew is shown with the next turn of the loop."""
        self.qtbot.waitUntil(lambda: words in self.said(widget))
        return True

    def press(self, words):
        self.qtbot.waitUntil(lambda: self._button(words) is not None)
        self.qtbot.mouseClick(self._button(words), Qt.MouseButton.LeftButton)

    def _button(self, words):
        found = (
            button
            for button in self.page.findChildren(QPushButton)
            if words in (button.text(), button.accessibleName()) and button.isVisible()
        )
        return next((it for it in found if it.height() >= it.sizeHint().height()), None)

    def _on_letter(self, stream, kind):
        assert stream == self.stream
        self.asked.append(kind)


@pytest.fixture
def at(session, qtbot):
    return Page(session, qtbot)


def rows(form):
    return form.findChildren(Rows)


def fill(row_field, *lines):
    """Type rows as somebody does: each into its own fields, after asking for another."""
    for number, (what, day) in enumerate(lines, 1):
        if number > 1:
            row_field.add_button.click()
        named = {it.accessibleName(): it for it in row_field.findChildren(QLineEdit)}
        first = next(name for name in named if name.endswith(f" {number}"))
        named[first].setText(what)
        if day:
            named[f"{first}, by when"].setText(day)


def text_of(form):
    return form.findChild(QPlainTextEdit)


def answer_of(form):
    return [it for it in form.findChildren(DayEdit) if "answer" in it.accessibleName()][-1]


def fill_plan(form):
    text_of(form).setPlainText("The tutor is away.")
    fill(rows(form)[0], ("Hear the tutor", "4 Dec 2026"), ("Mark it again", "18 Dec 2026"))
    answer_of(form).setText("15 Jan 2027")


def test_a_plan_is_asked_for_beside_the_response_and_leads_to_its_letter(at, stream):
    told(at.session.desk, stream, Kind.ACKNOWLEDGED)
    at.show(stream)
    assert at.banner.heading.text() == "Send the response by Wednesday 16 December"
    at.press("It cannot be done in time...")
    form = at.form()
    fill_plan(form)
    form.submit()
    made = at.view.case.handling.waiting_plan.made
    assert [step.what for step in made.steps] == ["Hear the tutor", "Mark it again"]
    assert made.answer.due == ANSWER_BY
    assert at.asked == ["action-plan"]
    assert at.form() is None


def test_nobody_is_asked_for_a_plan_beside_the_receipt(at, stream):
    at.show(stream)
    assert at.banner.heading.text() == "Send the receipt by Tuesday 24 November"
    assert not at.banner.other.isVisible()


def test_a_plan_that_waits_is_said_and_its_letter_offered(at, stream):
    plan(at.session.desk, stream)
    at.show(stream)
    assert "An action plan waits to be sent." in at.banner.sentences.text()
    at.press("Write the action plan letter...")
    assert at.asked == ["action-plan"]
    assert at.says("waits to be sent")
    assert at.says("Hear the tutor by Fri 4 Dec")


def test_a_plan_that_waits_is_changed(at, stream):
    plan(at.session.desk, stream)
    at.show(stream)
    at.press("Change...: Action plan")
    form = at.form()
    assert text_of(form).toPlainText() == "The tutor is away."
    assert answer_of(form).day() == ANSWER_BY
    assert "This plan has not been sent yet." in at.said(form)
    answer_of(form).setText("22 Jan 2027")
    form.submit()
    assert at.view.case.handling.waiting_plan.made.answer.due == date(2027, 1, 22)


def test_a_second_plan_begins_with_what_is_open_of_the_first(at, stream):
    plan(at.session.desk, stream)
    told(at.session.desk, stream, Kind.ACTION_PLAN_SENT)
    form = at.show(stream).open("make_plan")
    assert "It will take the place of the plan that was sent on Sat 21 Nov." in at.said(form)
    assert rows(form)[0].dated() == (("Hear the tutor", date(2026, 12, 4)),)
    assert answer_of(form).day() == ANSWER_BY
    assert text_of(form).toPlainText() == ""


def test_the_plan_in_force_is_shown_with_how_its_steps_stand(at):
    desk = at.session.desk
    stream = log(desk, received_on=date(2026, 10, 12))
    plan(desk, stream)
    told(desk, stream, Kind.ACTION_PLAN_SENT)
    at.show(stream)
    assert at.says("Sent on Sat 21 Nov. That was late, after the 20 working days.")
    assert at.says("Hear the tutor by Fri 4 Dec")
    assert at.says("Send our answer by Fri 15 Jan 2027")
    plan(desk, stream, "Ill.", (), date(2027, 2, 15))
    told(desk, stream, Kind.ACTION_PLAN_SENT)
    at.show(stream)
    assert at.says("It took the place of the plan that was sent on Sat 21 Nov.")
    assert "That was late" not in at.said()


def test_a_case_without_a_plan_shows_none(at, stream):
    assert "Action plan" not in at.show(stream).said()


def test_a_day_that_nobody_chose_is_no_promise(at, stream):
    form = at.show(stream).open("make_plan")
    text_of(form).setPlainText("The tutor is away.")
    fill(rows(form)[0], ("Hear the tutor", ""))
    form.submit()
    assert "This is no day that Amends can read." in at.said(form)
    assert at.view.case.handling.plans == ()
    assert at.asked == []
    form.reject()


def test_a_stage_is_ruled_out_for_a_reason_and_leads_to_its_letter(at, stream):
    form = at.show(stream).open("rule_out_stage")
    form.submit()
    assert "“why it is not possible” is still empty." in at.said(form)
    form.findChildren(QRadioButton)[2].setChecked(True)
    form.submit()
    assert at.view.case.handling.not_possible.reason is WhyNotPossible.NOBODY_ELSE
    assert at.asked == ["stage-not-possible"]


def test_until_they_were_told_the_banner_says_what_was_decided(at, stream):
    ruled_out(at.session.desk, stream)
    at.show(stream)
    assert at.banner.heading.text().startswith("Say that stage 2 is not possible by")
    assert "Stage 2 was found not to be possible." in at.banner.sentences.text()
    qt_button(at, "Write the letter...")
    assert at.asked == ["stage-not-possible"]


def qt_button(at, words):
    """Press the button of the banner, which must say that."""
    assert at.banner.button.text() == words
    at.qtbot.mouseClick(at.banner.button, Qt.MouseButton.LeftButton)


def test_afterwards_they_may_go_to_the_outside_body(at, stream):
    ruled_out(at.session.desk, stream)
    told(at.session.desk, stream, Kind.STAGE_NOT_POSSIBLE_SENT)
    at.show(stream)
    assert at.banner.heading.text() == "Stage 2 not possible"
    assert "may go to CIMSPA now" in at.banner.sentences.text()
    qt_button(at, "Record a step...")
    assert at.form().findChild(ChoiceBox).currentText() == "The complaint went to CIMSPA"
    at.form().submit()
    assert at.banner.heading.text() == "Waits with CIMSPA"
    assert at.says("Stage 2 not possible", at.page.header)


def test_the_redirects_are_listed_with_when_and_where(at, stream):
    form = at.show(stream).open("redirect")
    words = at.said(form)
    for redirect in at.view.procedure.redirects:
        assert redirect.when in words
        assert f"It goes to the {redirect.goes_to}" in words
    assert not any(button.isChecked() for button in form.findChildren(QRadioButton))
    form.submit()
    assert "“where it goes” is still empty." in at.said(form)
    form.findChildren(QRadioButton)[1].setChecked(True)
    fill(rows(form)[0], ("the recording", ""), (f"the log {HOSTILE}", ""))
    form.submit()
    decided = at.view.case.handling.redirected
    assert decided.redirect == "malpractice"
    assert decided.keep[0].what == "Keep safe: the recording"
    assert len(decided.keep) == 2
    assert at.asked == ["redirect"]


def test_while_evidence_is_to_be_kept_the_letter_is_still_at_hand(at, stream):
    redirected(at.session.desk, stream, "malpractice", ("the recording",))
    at.show(stream)
    assert at.banner.heading.text() == "Keep safe: the recording today"
    assert "goes to the Malpractice & Maladministration Policy" in at.said(at.banner).replace(
        "&amp;", "&"
    )
    at.press("Write the letter...")
    assert at.asked == ["redirect"]


def test_a_redirected_case_waits_for_somebody_and_is_closed_then(at, stream):
    redirected(at.session.desk, stream)
    told(at.session.desk, stream, Kind.REDIRECT_SENT)
    at.show(stream)
    assert at.banner.heading.text() == "Nobody has taken it over yet"
    assert "It goes to the Appeals Policy" in at.banner.sentences.text()
    qt_button(at, "Record who took it over...")
    form = at.form()
    form.findChild(QLineEdit).setText("Assessment lead")
    form.submit()
    assert at.banner.heading.text() == "Taken over by Assessment lead on Sat 21 Nov"
    assert at.banner.button.text() == "Close the case..."


def test_the_outside_body_writes(at, stream, tmp_path):
    told(at.session.desk, stream, Kind.OUTCOME_SENT)
    told(at.session.desk, stream, Kind.REFERRED)
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7")
    at.show(stream)
    assert at.banner.heading.text() == "Waits with CIMSPA"
    qt_button(at, "Record its letter...")
    form = at.form()
    text_of(form).setPlainText("They look into it.")
    asked, told_us = rows(form)
    fill(asked, ("Send the record", "1 Dec 2026"))
    fill(told_us, ("Mark it again", "18 Dec 2026"), ("Train the tutor", "8 Jan 2027"))
    form.findChild(FileField).path.setText(str(letter))
    form.submit()
    handling = at.view.case.handling
    assert [owed.promise.what for owed in handling.open_promises] == [
        "Send the record",
        "Mark it again",
        "Train the tutor",
    ]
    assert [it.name for it in at.view.case.evidence] == ["letter.pdf"]
    assert at.says("Waits with CIMSPA", at.page.header)


def test_a_file_that_cannot_be_read_loses_nothing_that_was_typed(at, stream, tmp_path):
    form = at.show(stream).open("record_outside_letter")
    text_of(form).setPlainText("They look into it.")
    form.findChild(FileField).path.setText(str(tmp_path / "gone.pdf"))
    form.submit()
    assert form.isVisible()
    assert at.view.case.handling.outside == ()
    form.reject()
    assert text_of(at.open("record_outside_letter")).toPlainText() == "They look into it."
    at.form().reject()


def test_after_its_final_word_the_case_waits_no_more(at, stream):
    told(at.session.desk, stream, Kind.OUTCOME_SENT)
    told(at.session.desk, stream, Kind.REFERRED)
    heard(at.session.desk, stream, is_final=True)
    at.show(stream)
    assert at.banner.heading.text() == "CIMSPA had its final word on Sat 21 Nov"
    assert "Waits with" not in at.said(at.page.header)


def test_a_case_opened_by_a_notice_is_shown_like_any_other(at, session):
    view = notified(session.desk)
    at.show(view.stream)
    assert at.says("notice of CIMSPA, received Wed 18 Nov by post")
    assert at.banner.heading.text() == "Waits with CIMSPA"
    assert "Its notice came in on Wed 18 Nov." in at.banner.sentences.text()
    assert at.says("What the notice says")
    assert "In their own words" not in at.said()
    at.page.tabs.show_page(5)
    assert at.says("Notice received from the outside body")


def test_who_handles_a_case_and_is_the_person_it_is_about_is_said_openly(at, stream):
    assert not at.show(stream).page.handler.isVisible()
    at.press("Name the person it is about...")
    form = at.form()
    form.findChild(QLineEdit).setText(LETTERHEAD.signatory.lower())
    form.submit()
    said = f"{LETTERHEAD.signatory} handles this complaint and is the person it is about."
    assert at.says(said, at.page.handler)
    at.press("Stage 2 is not possible...")
    chosen = [it for it in at.form().findChildren(QRadioButton) if it.isChecked()]
    assert [it.text() for it in chosen] == ["It is about the person who would decide it."]
    at.form().reject()


def test_somebody_else_may_handle_it(at, stream):
    desk = at.session.desk
    subject = Person(id=uuid4(), name=LETTERHEAD.signatory)
    name_person(desk, now(desk, stream), Role.SUBJECT, subject, None, MOMENT)
    at.show(stream)
    assert at.page.handler.isVisible()
    at.press("Edit: Handler")
    at.form().findChild(QLineEdit).setText("Jo Deputy")
    at.form().submit()
    assert not at.page.handler.isVisible()
    assert at.says("Jo Deputy")


@pytest.mark.parametrize(
    ("words", "role", "fields"),
    [
        ("Name a representative...", Role.REPRESENTATIVE, 4),
        ("Name the person it is about...", Role.SUBJECT, 2),
        ("Edit: Handler", Role.HANDLER, 2),
    ],
)
def test_each_part_is_named_by_a_form_that_asks_for_what_matters(at, stream, words, role, fields):
    at.show(stream)
    at.press(words)
    form = at.form()
    assert len(form.findChildren(QLineEdit)) == fields
    form.findChild(QLineEdit).setText(f"Jo {HOSTILE}")
    form.submit()
    assert at.view.case.person(role).name == f"Jo {HOSTILE}".strip()
    assert at.view.case.identity is Identity.OPEN
    at.page.tabs.show_page(5)
    assert at.says(f"{form.windowTitle()} named")


def test_a_name_left_half_typed_is_there_again(at, stream):
    at.show(stream)
    form = at.open("edit_role", "subject")
    form.findChild(QLineEdit).setText("Jo Tu")
    form.reject()
    assert at.open("edit_role", "subject").findChild(QLineEdit).text() == "Jo Tu"
    at.form().reject()


def test_nobody_can_be_written_to_where_somebody_stays_unknown(at):
    stream = log(at.session.desk, complainant="", email="", identity=Identity.ANONYMOUS)
    at.show(stream)
    assert "Nobody can be written to: the answer is put on file." in at.banner.sentences.text()
    assert at.banner.heading.text() == "Send the response by Wednesday 16 December"
    form = at.open("record_step")
    channel = form.findChildren(ChoiceBox)[1]
    assert channel.currentText() == "putting it on file: nobody can be written to"
    form.reject()
    form = at.open("edit_person")
    assert "Without an e-mail" in at.said(form)
    form.findChildren(QLineEdit)[2].setText("someone@example.org")
    assert "Without an e-mail" not in at.said(form)
    form.submit()
    assert at.banner.heading.text() == "Send the receipt by Tuesday 24 November"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_form_is_named_reached_by_tab_and_keeps_what_is_typed(at, stream, command):
    COMMANDS[command](at.session.desk, stream)
    form = at.show(stream).open(command)
    assert unnamed(form) == []
    last = [name_of(stop) for stop in tab_stops(form)][-2:]
    assert last[1] == "Cancel"
    text_of(form).setPlainText(HOSTILE)
    form.reject()
    assert text_of(at.open(command)).toPlainText() == HOSTILE
    at.form().reject()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_case_opens_none_of_them(at, stream, command):
    told(at.session.desk, stream, Kind.CLOSED)
    assert at.show(stream).open(command) is None
    assert not any(at.page.course.offered().values())


def test_what_a_case_allows_is_offered(at, stream):
    at.show(stream)
    offered = {key for key, may_be in at.page.course.offered().items() if may_be}
    assert offered == {"make-plan", "rule-out-stage", "redirect", "outside-letter"}


@pytest.mark.parametrize("width", [560, 850, 1400])
@pytest.mark.parametrize("way", [plan, ruled_out, redirected])
def test_nothing_is_cut_off_at_any_width(at, stream, way, width, qtbot):
    way(at.session.desk, stream)
    at.show(stream).page.resize(width, 900)
    qtbot.waitUntil(lambda: at.page.width() == width)
    qtbot.waitUntil(lambda: at.page.widget().width() <= at.page.viewport().width())


@pytest.mark.parametrize(
    ("way", "title", "detail"),
    [
        (redirected, "Found to be no complaint", "It goes to the Appeals Policy."),
        (ruled_out, "Stage found not to be possible", "Stage 2\nIt is about the person"),
        (plan, "Action plan made", "The tutor is away.\nHear the tutor (by Fri 4 Dec)"),
        (heard, "The outside body wrote", "They look into it."),
    ],
)
def test_the_history_says_what_was_decided(at, stream, way, title, detail):
    way(at.session.desk, stream)
    at.show(stream).page.tabs.show_page(5)
    assert at.says(title)
    assert at.says(detail)
