"""What is typed into a small form of a case is kept, until it is recorded or started again."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from amends.domain.people import Identity
from amends.services import form_drafts
from amends.services.define_points import define_points
from amends.services.form_drafts import form_draft_key, kept_form_draft
from amends.services.read_case import read_case
from amends.services.set_up_office import open_office
from amends.ui import keep_timer
from amends.ui.case.commands import CaseCommands
from amends.ui.case.forms import draft
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.clock import Clock
from amends.ui.help.topics import read_topics
from amends.ui.main_window import MainWindow
from amends.ui.office_window import OfficeWindow
from amends.ui.session import Session
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.inputs import ChoiceBox
from tests.desks import MOMENT, NOW, PASSPHRASE, TODAY, log
from tests.ui.hearing import name_of, tab_stops, unnamed
from tests.ui.refusing import Refusing


class Case:
    """The commands of one case, as somebody sits in front of them."""

    def __init__(self, session, stream, qtbot):
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.presenter = CasePresenter(session, self.window)
        self.presenter.show_case(stream)
        self.commands = CaseCommands(self.presenter, self.window)
        self.stream = stream
        self._session, self._qtbot = session, qtbot

    def open(self, command, *about):
        getattr(self.commands, command)(*about)
        self._qtbot.waitUntil(lambda: self.form() is not None)
        return self.form()

    def form(self):
        forms = self.window.findChildren(Form)
        return next((form for form in forms if form.isVisible()), None)

    def kept(self, form="note", about=""):
        """Return what is kept of a form, by field."""
        found = kept_form_draft(self._session.desk, form_draft_key(self.stream, form, about))
        return found.texts if found else {}


@pytest.fixture
def case(session, stream, qtbot):
    return Case(session, stream, qtbot)


def text_of(form):
    return form.findChild(QPlainTextEdit)


def link(form):
    return form._draft_line.start_again


def said(form):
    return "\n".join(label.text() for label in form.findChildren(QLabel) if label.isVisible())


def escape(form, qtbot):
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()


def type_and_leave(form, words, qtbot):
    text_of(form).setPlainText(words)
    escape(form, qtbot)


def set_out(presenter, *points):
    presenter.record(lambda desk, view, now: define_points(desk, view, points, now))


def test_what_is_typed_is_kept_within_a_second_of_the_last_key(case, qtbot):
    qtbot.keyClicks(text_of(case.open("add_note")), "She rang")
    qtbot.waitUntil(lambda: case.kept() == {"0": "She rang"})


def test_a_form_left_by_esc_opens_as_it_was(case, qtbot):
    type_and_leave(case.open("add_note"), "She rang, in tears 😀", qtbot)
    again = case.open("add_note")
    assert text_of(again).toPlainText() == "She rang, in tears 😀"
    assert "Kept from before, Sat 21 Nov." in said(again)
    assert link(again).isVisible()


@pytest.mark.parametrize("way", ["reject", "close", "leave"])
def test_however_a_form_is_closed_it_is_kept(case, way):
    form = case.open("add_note")
    text_of(form).setPlainText("She rang")
    getattr(form, way)()
    assert case.kept() == {"0": "She rang"}


def test_what_is_typed_outlives_the_program(case, session, stream, qtbot):
    qtbot.keyClicks(text_of(case.open("add_note")), "She rang")
    qtbot.waitUntil(lambda: case.kept() != {})
    folder, resources = session.desk.store.folder, session.desk.resources
    desk = open_office(folder, PASSPHRASE, resources)  # and the first one was never closed
    with closing(desk.store):
        next_day = Clock(read=lambda: NOW + timedelta(days=1))
        restarted = Case(Session(desk, next_day), stream, qtbot)
        form = restarted.open("add_note")
        assert text_of(form).toPlainText() == "She rang"
        assert "Kept from before, Sat 21 Nov." in said(form)
        form.reject()


def test_locking_the_office_keeps_what_is_typed(session, stream, qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    office = OfficeWindow(window, session.desk, session.clock)
    office.view.show_case(stream)
    office.view.page.commands.add_note()
    text_of(office.view.findChild(Form)).setPlainText("She rang")
    office.close()
    desk = open_office(session.desk.store.folder, PASSPHRASE, session.desk.resources)
    with closing(desk.store):
        found = kept_form_draft(desk, form_draft_key(stream, "note"))
        assert found is not None
        assert found.texts == {"0": "She rang"}
    window.close()


def test_each_case_has_its_own_drafts(case, session, qtbot):
    type_and_leave(case.open("add_note"), "She rang", qtbot)
    other = Case(session, log(session.desk, title="Another"), qtbot)
    form = other.open("add_note")
    assert text_of(form).toPlainText() == ""
    assert not link(form).isVisible()


def test_each_point_has_a_draft_of_its_own(case, qtbot):
    set_out(case.presenter, "No feedback", "Rude reply")
    first, second = (point.id for point in case.presenter.view.case.points)
    type_and_leave(case.open("find", first), "The log shows why.", qtbot)
    other = case.open("find", second)
    assert text_of(other).toPlainText() == ""
    other.reject()
    assert text_of(case.open("find", first)).toPlainText() == "The log shows why."


def test_a_form_in_which_nothing_was_changed_leaves_nothing(case, qtbot):
    form = case.open("edit_points")
    text_of(form).setPlainText("No feedback")
    qtbot.waitUntil(lambda: case.kept("points") != {})
    text_of(form).setPlainText("")
    escape(form, qtbot)
    assert case.kept("points") == {}
    assert not link(case.open("edit_points")).isVisible()


def test_what_was_recorded_is_kept_no_more(case, qtbot):
    type_and_leave(case.open("add_note"), "She rang", qtbot)
    form = case.open("add_note")
    form.submit()
    assert not form.isVisible()
    assert case.presenter.view.log[-1].event.text == "She rang"
    assert case.kept() == {}
    assert text_of(case.open("add_note")).toPlainText() == ""


def test_what_is_refused_stays_kept(case, qtbot):
    form = case.open("take_back", case.presenter.view.log[0].id)
    form.findChild(QLineEdit).setText("A slip")
    form.submit()
    assert "This entry stays" in said(form)
    escape(form, qtbot)
    assert list(case.kept("take-back", case.presenter.view.log[0].id).values()) == ["A slip"]


def test_something_else_that_is_recorded_closes_no_form(case, qtbot):
    form = case.open("add_note")
    text_of(form).setPlainText("She rang")
    set_out(case.presenter, "No feedback")
    assert form.isVisible()
    escape(form, qtbot)
    assert case.kept() == {"0": "She rang"}


def test_starting_again_puts_back_what_the_form_began_with(case, qtbot):
    type_and_leave(case.open("edit_person"), "1 Example Street", qtbot)
    form = case.open("edit_person")
    form.findChildren(QLineEdit)[0].setText("Somebody else")
    form.findChild(ChoiceBox).choose(Identity.ANONYMOUS)
    qtbot.mouseClick(link(form), Qt.MouseButton.LeftButton)
    assert form.findChildren(QLineEdit)[0].text() == "Maria Ferreira"
    assert form.findChild(ChoiceBox).currentData() == Identity.OPEN
    assert text_of(form).toPlainText() == ""
    assert not link(form).isVisible()
    assert form.focusWidget() is form.findChildren(QLineEdit)[0]
    assert case.kept("complainant") == {}


def test_days_and_choices_come_back_even_a_day_that_is_none(case, qtbot):
    form = case.open("record_step")
    kind, channel, _body = form.findChildren(ChoiceBox)
    kind.setCurrentText("The case was closed")
    channel.setCurrentText("phone")
    form.findChild(DayEdit).setText("some time")
    text_of(form).setPlainText("They made it up.")
    escape(form, qtbot)
    form = case.open("record_step")
    assert [box.currentText() for box in form.findChildren(ChoiceBox)][:2] == [
        "The case was closed",
        "phone",
    ]
    assert form.findChild(DayEdit).text() == "some time"
    assert text_of(form).toPlainText() == "They made it up."


def test_a_draft_that_began_with_what_was_changed_since_says_so(case, session, stream, qtbot):
    type_and_leave(case.open("edit_points"), "No feedback", qtbot)
    assert "out of date" not in said(case.open("edit_points"))
    case.form().reject()
    view = read_case(session.desk, stream, TODAY)
    session.announce(define_points(session.desk, view, ["Rude reply"], MOMENT))
    form = case.open("edit_points")
    assert "Some of it may be out of date" in said(form)
    assert text_of(form).toPlainText() == "No feedback"
    qtbot.mouseClick(link(form), Qt.MouseButton.LeftButton)
    assert text_of(form).toPlainText() == "Rude reply"


def test_a_draft_that_says_what_is_on_record_by_now_is_gone(case, session, stream, qtbot):
    type_and_leave(case.open("edit_points"), "No feedback", qtbot)
    view = read_case(session.desk, stream, TODAY)
    session.announce(define_points(session.desk, view, ["No feedback"], MOMENT))
    assert not link(case.open("edit_points")).isVisible()
    assert case.kept("points") == {}


def test_the_link_is_reached_by_tab_before_the_fields_and_named(case, qtbot):
    type_and_leave(case.open("record_step"), "They made it up.", qtbot)
    form = case.open("record_step")
    assert unnamed(form) == []
    names = [name_of(stop) for stop in tab_stops(form)]
    start = names.index("Start again, without what was kept")
    assert names[start + 1 :][:2] == ["What happened", "On"]
    qtbot.waitUntil(lambda: form.focusWidget() is form.findChild(ChoiceBox))
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Space)
    assert text_of(form).toPlainText() == ""


@pytest.fixture
def refusing(monkeypatch):
    refusing = Refusing(form_drafts.keep_form_draft)
    monkeypatch.setattr(draft, "keep_form_draft", refusing)
    return refusing


def type_unkept(case, qtbot):
    form = case.open("add_note")
    qtbot.keyClicks(text_of(form), "She rang")
    qtbot.waitUntil(lambda: "What you typed is still here" in said(form))
    return form


def test_a_form_that_could_not_be_kept_is_kept_at_the_next_change(case, qtbot, refusing):
    form = type_unkept(case, qtbot)
    assert text_of(form).toPlainText() == "She rang"
    assert form.focusWidget() is text_of(form)
    refusing.lets_through = True
    qtbot.keyClicks(text_of(form), "!")
    qtbot.waitUntil(lambda: case.kept() == {"0": "She rang!"})
    assert "still here" not in said(form)


def test_a_form_that_could_not_be_kept_is_kept_later_by_itself(case, qtbot, refusing, monkeypatch):
    monkeypatch.setattr(keep_timer, "KEPT_AGAIN_AFTER_MS", 1)
    type_unkept(case, qtbot)
    refusing.lets_through = True
    qtbot.waitUntil(lambda: case.kept() == {"0": "She rang"})


def test_a_form_that_cannot_be_kept_stays_until_it_is_closed_once_more(case, qtbot, refusing):
    form = case.open("add_note")
    text_of(form).setPlainText("She rang")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert "Closing the form once more" in said(form)
    escape(form, qtbot)


def test_a_form_whose_draft_cannot_be_read_does_not_write_over_it(case, qtbot, monkeypatch):
    type_and_leave(case.open("add_note"), "She rang", qtbot)
    with monkeypatch.context() as patched:
        patched.setattr(draft, "kept_form_draft", Refusing(form_drafts.kept_form_draft))
        case.commands.add_note()
        assert case.form() is None
    assert text_of(case.open("add_note")).toPlainText() == "She rang"


def test_a_draft_that_this_version_cannot_read_is_none(case, session):
    with session.desk.store.transaction() as unit:
        unit.drafts.put(form_draft_key(case.stream, "note"), b'{"other": 1}', NOW)
    assert text_of(case.open("add_note")).toPlainText() == ""


class Rows(QWidget):
    """A field of several rows, as a form of the future may have."""

    edited = Signal()

    def __init__(self):
        super().__init__()
        self._column = QVBoxLayout(self)

    def add(self, text=""):
        row = QLineEdit(text)
        row.setAccessibleName(f"Row {len(self.rows()) + 1}")
        self._column.addWidget(row)
        row.textChanged.connect(self.edited)
        self.edited.emit()

    def rows(self):
        return self.findChildren(QLineEdit)

    def kept_text(self):
        return "\n".join(row.text() for row in self.rows())

    def restore_text(self, text):
        for row in self.rows():
            row.setParent(None)
        for line in text.splitlines():
            self.add(line)


class RowsForm(Form):
    KEY = "rows"

    def __init__(self, presenter, parent):
        super().__init__(presenter, parent)
        self.name("Rows", "Save rows")
        self.rows = Rows()
        self.add("Rows", self.rows)
        self.add("Why", QLineEdit())


def test_a_field_of_several_rows_is_kept_and_comes_back_in_the_order_of_the_keys(case, qtbot):
    form = RowsForm(case.presenter, case.window)
    form.open()
    form.rows.add("first")
    form.rows.add("second")
    form.reject()
    again = RowsForm(case.presenter, case.window)
    again.open()
    assert [row.text() for row in again.rows.rows()] == ["first", "second"]
    names = [name_of(stop).replace("&", "") for stop in tab_stops(again)]
    start = names.index("Start again, without what was kept")
    assert names[start:][:6] == [
        "Start again, without what was kept",
        "Row 1",
        "Row 2",
        "Why",
        "Save rows",
        "Cancel",
    ]
    link(again).click()
    assert again.rows.rows() == []
    again.reject()


def test_a_field_of_an_unknown_kind_is_found_out_at_once(case):
    form = RowsForm(case.presenter, case.window)
    with pytest.raises(TypeError):
        form.add("Odd", QWidget())


def test_f1_in_a_form_asks_for_the_help_of_that_form(case, qtbot):
    form = case.open("add_note")
    qtbot.waitUntil(form.isActiveWindow)
    with qtbot.waitSignal(case.commands.help_requested) as asked:
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_F1)
    assert asked.args == ["case", form]


def test_every_form_names_a_topic_that_the_help_has():
    topics = {topic.key for topic in read_topics([], ("", ""))}
    assert {form.TOPIC for form in all_forms()} <= topics


def all_forms(form=Form):
    """Return every kind of form there is."""
    for kind in form.__subclasses__():
        yield kind
        yield from all_forms(kind)
