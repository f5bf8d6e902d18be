"""The day on which a letter was received, asked for where a time of the policy runs from it."""

from __future__ import annotations

from datetime import date

import pytest

from amends.domain.events.case_events import Channel, OutcomeSent
from amends.services.adopt_procedure import Adoption, adopt_procedure
from amends.services.read_case import read_case
from amends.services.recording import record
from amends.ui.case.forms.arrival import ArrivalForm
from amends.ui.widgets.day_edit import DayEdit
from tests.desks import MOMENT, TODAY, log
from tests.services.test_record_arrival import BY_POST, SENT
from tests.ui.case.test_course import Page
from tests.ui.hearing import unnamed


@pytest.fixture
def by_post(session):
    """The office of the session works to a policy whose times run from what was received."""
    since = date(2026, 1, 1)
    adopt_procedure(
        session.desk, Adoption(raw=BY_POST.encode(), readings={}, in_force_from=since), MOMENT
    )
    return session


@pytest.fixture
def stream(by_post):
    return log(by_post.desk)


def answer(session, stream):
    seq = read_case(session.desk, stream, TODAY).seq
    sent = OutcomeSent(happened_on=SENT, channel=Channel.POST)
    record(session.desk, stream, seq, [sent], MOMENT)


def test_the_command_is_there_where_the_policy_has_the_rule(by_post, stream, qtbot):
    times = Page(by_post, qtbot).show(stream).page.times
    assert times.shown()["record-arrival"]
    assert times.resting()["record-arrival"] == (
        "Nothing was sent yet from whose receipt a time runs."
    )


def test_the_day_that_is_recorded_moves_the_time(by_post, stream, qtbot):
    answer(by_post, stream)
    at = Page(by_post, qtbot).show(stream)
    at.page.times.record_arrival()
    form = at.form()
    assert isinstance(form, ArrivalForm)
    assert unnamed(form) == []
    (day,) = form.findChildren(DayEdit)
    day.setText("17 November 2026")  # the day before it was sent
    form.submit()
    assert at.form() is form
    day.setText("19 November 2026")
    form.submit()
    assert at.form() is None
    clock = read_case(by_post.desk, stream, TODAY).clock("stage-2.escalation")
    assert clock.counts_from == date(2026, 11, 19)
