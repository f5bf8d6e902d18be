"""Two short steps make an office; nothing typed is forgotten on the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QRadioButton

from amends.services.change_office import read_office
from amends.services.read_policy import read_policy
from amends.ui.clock import Clock
from amends.ui.first_run.set_up import SetUpView
from amends.ui.widgets.field import Field
from tests.desks import PASSPHRASE, TODAY, cheap_offices
from tests.ui.hearing import tab_stops, unnamed


@pytest.fixture
def documents(tmp_path):
    return tmp_path / "Documents"


@pytest.fixture
def view(qtbot, documents):
    view = SetUpView(Clock(fixed=TODAY), documents=documents)
    qtbot.addWidget(view)
    view.resize(1000, 900)
    with qtbot.waitExposed(view):
        view.show()
    with cheap_offices():
        yield view


def type_into(widget, text, qtbot):
    widget.clear()
    qtbot.keyClicks(widget, text)


def fill_first_step(view, qtbot):
    fields = view.office.letterhead
    type_into(fields.name_control, "Clinic", qtbot)
    type_into(fields.signatory.control, "Anne Other", qtbot)


def fill_second_step(view, qtbot, passphrase=PASSPHRASE, again=PASSPHRASE):
    type_into(view.policy.passphrase, passphrase, qtbot)
    type_into(view.policy.again, again, qtbot)


def errors(step):
    return [field.error for field in step.findChildren(Field) if field.error]


def test_the_two_steps_make_an_office(view, documents, qtbot):
    fill_first_step(view, qtbot)
    view.go_forward()
    fill_second_step(view, qtbot)
    with qtbot.waitSignal(view.office_made) as made:
        qtbot.keyClick(view.policy.again, Qt.Key.Key_Return)
    [desk] = made.args
    office = read_office(desk)
    assert office.letterhead is not None
    assert (office.letterhead.name, office.letterhead.signatory) == ("Clinic", "Anne Other")
    assert office.readings == {"stage-2.receipt": "received", "stage-2.response": "received"}
    assert desk.store.folder == documents / "Amends Clinic"
    desk.store.close()


def test_the_keyboard_alone_makes_an_office(view, qtbot):
    qtbot.keyClicks(view.focusWidget(), "Clinic")
    for _ in range(4):
        qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(view.focusWidget(), "Anne Other")
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.focusWidget() is view.policy.policies
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
    assert isinstance(view.focusWidget(), QRadioButton)
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Down)
    for _ in range(2):  # past the choice of other holidays
        qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(view.focusWidget(), PASSPHRASE)
    qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(view.focusWidget(), PASSPHRASE)
    with qtbot.waitSignal(view.office_made) as made:
        qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Return)
    [desk] = made.args
    assert read_office(desk).readings["stage-2.response"] == "acknowledged"
    desk.store.close()


def test_without_name_and_signatory_the_first_step_says_so_by_each_field(view, qtbot):
    qtbot.mouseClick(view.forward, Qt.MouseButton.LeftButton)
    assert len(errors(view.office)) == 2
    assert view.focusWidget() is view.office.letterhead.name_control
    type_into(view.office.letterhead.name_control, "C", qtbot)
    assert "carry this name" not in " ".join(errors(view.office))


def test_the_folder_follows_the_name_until_somebody_chooses_one(view, documents, tmp_path, qtbot):
    type_into(view.office.letterhead.name_control, "Clinic", qtbot)
    assert view.office.folder.text() == str(documents / "Amends Clinic")
    qtbot.mouseClick(view.office.choose, Qt.MouseButton.LeftButton)
    dialog = view.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "mine"))
    dialog.reject()
    type_into(view.office.letterhead.name_control, "Other", qtbot)
    assert view.office.folder.text() == str(tmp_path / "mine")


@pytest.mark.parametrize("folder", ["", "somewhere"])
def test_a_folder_must_be_a_whole_path(view, folder, qtbot):
    fill_first_step(view, qtbot)
    type_into(view.office.folder, folder, qtbot)
    view.go_forward()
    assert errors(view.office) == ["Choose a folder for the office."]


def test_a_folder_with_something_in_it_is_refused_by_its_field(view, tmp_path, qtbot):
    (tmp_path / "letter.txt").write_text("mine")
    fill_first_step(view, qtbot)
    type_into(view.office.folder, str(tmp_path), qtbot)
    view.go_forward()
    assert "is not empty" in errors(view.office)[0]


@pytest.mark.parametrize(
    ("passphrase", "again", "words"),
    [("short", "short", "at least 10"), (PASSPHRASE, PASSPHRASE + "s", "not the same")],
)
def test_a_passphrase_that_will_not_do_is_said_by_its_field(view, qtbot, passphrase, again, words):
    fill_first_step(view, qtbot)
    view.go_forward()
    fill_second_step(view, qtbot, passphrase, again)
    view.go_forward()
    [said] = errors(view.policy)
    assert words in said


def test_how_well_the_passphrase_can_be_guessed_is_said_of_what_is_typed(view, qtbot):
    fill_first_step(view, qtbot)
    view.go_forward()
    view.policy.passphrase.setText("anne other")
    assert "your office" in view.policy.passphrase.accessibleDescription()
    view.policy.passphrase.setText("seven grey herons fly")
    assert view.policy.passphrase.accessibleDescription() == "Strong."


def test_going_back_forgets_nothing(view, qtbot):
    fill_first_step(view, qtbot)
    view.go_forward()
    fill_second_step(view, qtbot)
    view.policy.findChildren(QRadioButton)[1].setChecked(True)
    qtbot.mouseClick(view.back, Qt.MouseButton.LeftButton)
    assert view.office.answers().letterhead.name == "Clinic"
    view.go_forward()
    assert view.policy.passphrase.text() == view.policy.again.text() == PASSPHRASE
    assert view.policy.readings() == {"stage-2.response": "acknowledged"}


def test_back_on_the_first_step_leaves(view, qtbot):
    with qtbot.waitSignal(view.cancelled):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_the_policy_its_open_question_and_its_silences_are_shown(view, qtbot):
    shown = " ".join(label.text() for label in view.policy.findChildren(QLabel))
    for words in (
        "Stage 2 promises a response within 20 working days.",
        "From when do the 20 working days of the response run?",
        "Most complainants count",
        "no pause",
        "how long a complaint is kept",
        "the bank holidays of Scotland",
        "At least 10 characters",
    ):
        assert words in shown
    suggested, other = view.policy.findChildren(QRadioButton)
    assert suggested.text() == "The day after the complaint was received (suggested)"
    assert suggested.isChecked()
    assert other.text() == "The day after the receipt was sent"


def test_holidays_are_spoken_of_only_where_the_policy_counts_working_days(view):
    policies = view.policy.policies
    policies.setCurrentIndex(policies.findData("cfpb"))
    labels = view.policy.findChildren(QLabel)
    shown = " ".join(it.text() for it in labels if it.isVisibleTo(view.policy))
    assert "no pause" in shown
    assert "whose holidays count" not in shown


def test_where_the_disk_refuses_the_reason_stands_by_the_folder(view, tmp_path, qtbot):
    (tmp_path / "file").write_text("not a folder")
    fill_first_step(view, qtbot)
    type_into(view.office.folder, str(tmp_path / "file" / "office"), qtbot)
    view.go_forward()
    fill_second_step(view, qtbot)
    view.go_forward()
    qtbot.waitUntil(lambda: errors(view.office) != [])
    assert "could not be saved" in errors(view.office)[0]
    assert view.forward.isEnabled()
    assert view.office.isVisible()


def test_passphrases_are_shown_only_when_asked(view, qtbot):
    fields = view.policy.passphrase, view.policy.again
    assert {field.echoMode() for field in fields} == {QLineEdit.EchoMode.Password}
    view.policy.show_typed.click()
    assert {field.echoMode() for field in fields} == {QLineEdit.EchoMode.Normal}


def test_every_control_of_both_steps_is_named(view, qtbot):
    assert unnamed(view) == []
    fill_first_step(view, qtbot)
    view.go_forward()
    assert unnamed(view) == []
    assert view.forward in tab_stops(view)


def test_the_policies_come_first_and_other_procedures_under_a_heading(view, qtbot):
    fill_first_step(view, qtbot)
    view.go_forward()
    box = view.policy.policies
    assert view.policy.procedure() == "active-x-backs"
    names = [box.itemData(place) for place in range(box.count())]
    heading = box.findText("Other procedures")
    before = ["active-x-backs", "jivora", "juniper-education"]
    assert names[:3] == before
    assert heading > names.index("juniper-education-against-a-client")
    assert names[heading + 1] == "asic-rg-271"
    assert "housing-ombudsman" in names[heading:]


def test_the_arrow_keys_pass_over_the_heading(view, qtbot):
    fill_first_step(view, qtbot)
    view.go_forward()
    box = view.policy.policies
    box.setCurrentIndex(box.findData("juniper-education-against-a-client"))
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert view.policy.procedure() == "asic-rg-271"
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert view.policy.procedure() == "juniper-education-against-a-client"


def test_an_office_can_work_to_another_procedure(view, qtbot):
    fill_first_step(view, qtbot)
    view.go_forward()
    box = view.policy.policies
    box.setCurrentIndex(box.findData("housing-ombudsman"))
    fill_second_step(view, qtbot)
    with qtbot.waitSignal(view.office_made) as made:
        qtbot.keyClick(view.policy.again, Qt.Key.Key_Return)
    [desk] = made.args
    assert read_policy(desk).procedure.name == "housing-ombudsman"
    assert read_policy(desk).calendar.name == "GB-ENG"
    desk.store.close()


def test_an_office_can_leave_out_the_holidays_of_another_place(view, qtbot):
    fill_first_step(view, qtbot)
    view.go_forward()
    view.policy.others.click()
    picker = view.policy.picker
    qtbot.waitUntil(lambda: picker.calendar() == "GB-SCT")
    qtbot.keyClicks(picker.search, "ireland")
    for item in picker.list.findItems("Ireland", Qt.MatchFlag.MatchExactly):
        item.setCheckState(Qt.CheckState.Checked)
    fill_second_step(view, qtbot)
    with qtbot.waitSignal(view.office_made) as made:
        qtbot.keyClick(view.policy.again, Qt.Key.Key_Return)
    [desk] = made.args
    assert read_policy(desk).calendar.name == "GB-SCT+IE"
    desk.store.close()


def test_another_policy_brings_its_own_holidays_again(view, qtbot):
    fill_first_step(view, qtbot)
    view.go_forward()
    view.policy.others.click()
    qtbot.waitUntil(lambda: view.policy.calendar() == "GB-SCT")
    box = view.policy.policies
    box.setCurrentIndex(box.findData("housing-ombudsman"))
    assert view.policy.calendar() == ""
    assert not view.policy.picker.isVisible()
