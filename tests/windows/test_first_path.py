"""The first half of the path: from an empty computer to the receipt marked as sent."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from amends.domain.clocks import State
from amends.domain.people import Role
from amends.ui.widgets.day_strip import DayStripDialog
from tests.windows.casework import (
    case_on_show,
    log_complaint,
    open_email,
    send_letter,
    set_up_office,
)
from tests.windows.emails import save_complaint

pytestmark = [pytest.mark.window, pytest.mark.timeout(180)]


def test_from_an_empty_computer_to_the_receipt(hands, tmp_path):
    hands.see("welcome")
    set_up_office(hands, tmp_path / "office")
    form = open_email(hands, save_complaint(tmp_path))
    assert form.form.title.text() == "Assessment feedback never arrived"
    assert "Tue 24 Nov" in form.dates
    log_complaint(hands)

    banner = hands.view.page.banner
    assert banner.heading.text() == "Send the receipt by Tuesday 24 November"
    hands.open_menu("View", "Why this date?")
    hands.wait_for(lambda: isinstance(hands.front(), DayStripDialog))
    hands.see("why-this-date")
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for_main_window()

    hands.do_next_step("Write the receipt...")
    send_letter(hands)
    view = case_on_show(hands)
    assert view.clock("stage-2.receipt").state is State.MET
    assert banner.heading.text() == "Send the response by Wednesday 16 December"
    assert [it.name for role, it in view.case.people if role is Role.COMPLAINANT] == [
        "Maria Ferreira"
    ]
    assert {it.name for it in view.case.evidence} == {"complaint.eml", "receipt-for-unit-3.txt"}
    assert len(view.case.letters) == 1
