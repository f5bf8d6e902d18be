"""The first half of the path: from an empty computer to the receipt marked as sent."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit

from amends.domain.clocks import State
from amends.domain.people import Role
from amends.services.read_case import read_case
from amends.ui.complaint.dialog import ComplaintDialog
from amends.ui.letters.view import LetterView
from amends.ui.widgets.day_strip import DayStripDialog
from tests.windows.emails import save_complaint

pytestmark = [pytest.mark.window, pytest.mark.timeout(180)]

PASSPHRASE = "seven grey herons"


@pytest.fixture
def email(tmp_path):
    return save_complaint(tmp_path)


def case_on_show(hands):
    office = hands.door.office
    return read_case(office.view.session.desk, office.view.case.view.stream, date(2026, 11, 21))


def test_by_mouse(hands, email, tmp_path):
    hands.see("welcome")
    hands.click("Set up my office")
    hands.type_into(hands.field("Name of the office"), "Active X Backs")
    hands.type_into(hands.field("E-mail (optional)"), "info@example.org")
    hands.type_into(hands.field("Who signs the letters"), "Gavin Example")
    hands.type_into(hands.field("Their role (optional)"), "Clinical Director")
    hands.field("Folder of the office").setText(str(tmp_path / "office"))
    hands.see("set-up-1")
    hands.click("Next")
    hands.type_into(hands.field("Passphrase"), PASSPHRASE)
    hands.type_into(hands.field("The same once more"), PASSPHRASE)
    hands.see("set-up-2")
    hands.click("Set up the office")

    hands.wait_for(lambda: hands.door.office is not None)
    view = hands.door.office.view
    hands.drop(email, view, QPoint(60, 300))
    hands.wait_for(lambda: isinstance(hands.front(), ComplaintDialog))
    form = hands.front()
    hands.wait_for(lambda: form.form.title.text() == "Assessment feedback never arrived")
    assert "Tue 24 Nov" in form.dates
    hands.see("complaint")
    hands.click("Log complaint")

    hands.wait_for(lambda: view.case.view is not None)
    hands.see("case")
    assert view.page.banner.heading.text() == "Send the receipt by Tuesday 24 November"
    view.page.banner.explain_requested.emit("stage-2.receipt")
    hands.wait_for(lambda: view.page.findChild(DayStripDialog) is not None)
    hands.see("why-this-date")
    view.page.findChild(DayStripDialog).close()

    hands.click("Write the receipt...")
    letter = wait_for_letter(hands, view)
    (confirm,) = to_confirm(letter)
    hands.qtbot.mouseClick(confirm, Qt.MouseButton.LeftButton, pos=QPoint(8, confirm.height() // 2))
    hands.see("letter")
    hands.click("Finish letter")
    hands.wait_for(letter.finished_pane.isVisible)
    hands.see("letter-finished")
    hands.click("Mark as sent")
    receipt_is_sent(hands, view)


def test_by_keyboard_alone(hands, email, tmp_path):
    ctrl = hands.press_ctrl
    hands.press(Qt.Key.Key_Return)  # "Set up my office" has the focus
    hands.wait_for_focus("Name of the office")
    hands.write("Active X Backs")
    hands.tab_to("E-mail (optional)")
    hands.write("info@example.org")
    hands.tab_to("Who signs the letters")
    hands.write("Gavin Example")
    hands.tab_to("Folder of the office")
    ctrl(Qt.Key.Key_A)
    hands.write(str(tmp_path / "office"))
    hands.tab_to("Next")
    hands.press(Qt.Key.Key_Space)
    hands.tab_to("Passphrase")
    hands.write(PASSPHRASE)
    hands.tab_to("The same once more")
    hands.write(PASSPHRASE)
    hands.tab_to("Set up the office")
    hands.press(Qt.Key.Key_Space)

    hands.wait_for(lambda: hands.door.office is not None)
    view = hands.door.office.view
    ctrl(Qt.Key.Key_O)
    hands.wait_for(lambda: isinstance(hands.front(), QFileDialog))
    hands.wait_for(lambda: isinstance(hands.front().focusWidget(), QLineEdit))
    hands.wait_for(hands.front().isActiveWindow)
    hands.write(str(email))
    hands.press(Qt.Key.Key_Return)
    hands.wait_for(lambda: isinstance(hands.front(), ComplaintDialog))
    form = hands.front()
    hands.wait_for(lambda: form.form.title.text() == "Assessment feedback never arrived")
    ctrl(Qt.Key.Key_Return)

    hands.wait_for(lambda: view.case.view is not None)
    hands.come_back()
    ctrl(Qt.Key.Key_Return)  # the next step: the receipt
    letter = wait_for_letter(hands, view)
    ctrl(Qt.Key.Key_Return)  # goes to what is missing
    hands.wait_for(lambda: isinstance(hands.window.focusWidget(), QCheckBox))
    hands.press(Qt.Key.Key_Space)
    hands.wait_for(letter.draft_pane.finish_button.isEnabled)
    ctrl(Qt.Key.Key_Return)  # finishes
    hands.wait_for(letter.finished_pane.isVisible)
    hands.tab_to("Mark as sent")
    hands.press(Qt.Key.Key_Space)
    receipt_is_sent(hands, view)


def wait_for_letter(hands, view):
    hands.wait_for(lambda: view.findChild(LetterView) is not None)
    letter = view.findChild(LetterView)
    hands.wait_for(lambda: to_confirm(letter))
    return letter


def to_confirm(letter):
    """Return the boxes by which the writer confirms what no program can judge."""
    return [box for box in letter.findChildren(QCheckBox) if box.isVisible()]


def receipt_is_sent(hands, view):
    hands.wait_for(lambda: case_on_show(hands).clock("stage-2.receipt").state is State.MET)
    heading = "Send the response by Wednesday 16 December"
    hands.wait_for(lambda: view.page.banner.heading.text() == heading)
    hands.see("receipt-sent")
    case = case_on_show(hands).case
    assert case.person(Role.COMPLAINANT).name == "Maria Ferreira"
    assert {it.name for it in case.evidence} == {"complaint.eml", "receipt-for-unit-3.txt"}
    assert len(case.letters) == 1
