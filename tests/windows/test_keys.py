"""Where the keys go on after a form has closed, so that nobody has to begin at the top again."""

from __future__ import annotations

import pytest

from tests.windows.casework import (
    find,
    log_complaint,
    open_email,
    plan_action,
    set_out_points,
    set_up_office,
)
from tests.windows.emails import save_complaint

pytestmark = [pytest.mark.window, pytest.mark.timeout(180)]


def test_after_a_form_the_keys_go_on_in_the_line_that_opened_it(keyboard, tmp_path):
    set_up_office(keyboard, tmp_path / "office")
    open_email(keyboard, save_complaint(tmp_path))
    log_complaint(keyboard)
    set_out_points(keyboard, "No feedback", "No answer")
    keyboard.open_tab("Findings")
    find(keyboard, 1, "upheld", "The log shows it.")
    keyboard.wait_for_focus("Change the finding on point 1")
    find(keyboard, 2, "upheld", "So does the list of calls.")
    keyboard.wait_for_focus("Change the finding on point 2")
    keyboard.open_tab("Actions")
    plan_action(keyboard, "Ensure that the failure does not recur", "Log it", "4 December 2026")
    keyboard.wait_for_focus("Plan another... Ensure that the failure does not recur")
