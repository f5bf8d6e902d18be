"""The time of day of a complaint: asked for where the policy counts by it, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from amends.services.adopt_procedure import Adoption, adopt_procedure
from amends.services.read_case import read_case
from tests.desks import MOMENT, TODAY
from tests.domain.shipped import changed
from tests.ui.complaint.emails import raw
from tests.ui.hearing import unnamed

IN_HOURS = changed(('within = "5 working days"', 'within = "48 hours"'))


@pytest.fixture
def hourly(session):
    """The office of the session works to a policy that promises a receipt in 48 hours."""
    adoption = Adoption(raw=IN_HOURS.encode(), readings={}, in_force_from=date(2026, 1, 1))
    adopt_procedure(session.desk, adoption, MOMENT)
    return session


def logged_at(dialog, session, qtbot):
    """Log what stands in the form, and return when the case says that it came, in local time."""
    with qtbot.waitSignal(dialog.logged) as logged:
        dialog.log_button.click()
    [happening] = read_case(session.desk, logged.args[0], TODAY).case.happenings
    return None if happening.at is None else happening.at.astimezone().strftime("%d %H:%M")


def test_a_policy_in_days_asks_for_no_time(dialog, session, qtbot):
    assert not dialog.form.received_at.isVisible()
    dialog.form.received_at.setText("16:30")
    qtbot.keyClicks(dialog.form.title, "Late feedback")
    assert logged_at(dialog, session, qtbot) is None


@pytest.mark.parametrize(
    ("typed", "kept"), [("16:30", "19 16:30"), (" 9.05", "19 09:05"), ("", None)]
)
def test_the_time_that_was_typed_is_kept(hourly, open_dialog, qtbot, typed, kept):
    dialog = open_dialog()
    assert dialog.form.received_at.isVisible()
    assert unnamed(dialog) == []
    qtbot.keyClicks(dialog.form.title, "Late feedback")
    dialog.form.received_on.show_day(date(2026, 11, 19))
    qtbot.keyClicks(dialog.form.received_at, typed)
    assert logged_at(dialog, hourly, qtbot) == kept


def test_what_would_be_due_says_by_what_time(hourly, open_dialog, qtbot):
    dialog = open_dialog()
    dialog.form.received_on.show_day(date(2026, 11, 20))
    assert "Receipt due Sun 22 Nov, by midnight" in dialog.dates
    qtbot.keyClicks(dialog.form.received_at, "16:30")
    assert "Receipt due Sun 22 Nov, by 16:30" in dialog.dates


@pytest.mark.parametrize("typed", ["25:00", "half past four", "16:3", "1:2:3", "٤:٣٠", "16:30 😀"])
def test_what_is_no_time_is_said_by_its_field_and_stays(hourly, open_dialog, qtbot, typed):
    dialog = open_dialog()
    dialog.form.title.setText("Late feedback")
    dialog.form.received_at.setText(typed)
    dialog.log()
    assert "This is no time of day" in dialog.form.received_at.accessibleDescription()
    assert dialog.form.received_at.text() == typed
    assert dialog.isVisible()


def test_half_a_time_is_no_mistake_while_it_is_typed(hourly, open_dialog, qtbot):
    field = open_dialog().form.received_at
    field.setFocus()
    qtbot.keyClicks(field, "16")
    assert "This is no time" not in field.accessibleDescription()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert "This is no time" in field.accessibleDescription()
    field.setFocus()
    qtbot.keyClicks(field, ":30")
    assert "This is no time" not in field.accessibleDescription()


def test_an_email_fills_in_its_time(hourly, open_dialog, qtbot):
    dialog = open_dialog()
    sent = TODAY.replace(day=17)
    dialog.fill_from_email(raw(Date=f"{sent:%a, %d %b %Y} 09:41:00"), "mail.eml")
    qtbot.waitUntil(lambda: "mail.eml" in dialog.form.files.text)
    written = dialog.form.received_at.text()
    assert logged_at(dialog, hourly, qtbot) == f"17 {written}"
    assert written.endswith(":41")


def test_a_draft_keeps_the_time(hourly, open_dialog, qtbot):
    dialog = open_dialog()
    dialog.form.title.setText("Late feedback")
    dialog.form.received_at.setText("half past f")
    dialog.close()
    again = open_dialog()
    again.draft_banner.continued.emit()
    assert again.form.received_at.text() == "half past f"
