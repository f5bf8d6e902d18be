"""A date is a date: the rules give the same answers wherever the computer believes it is."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.domain.shipped import ROOT

pytestmark = pytest.mark.once

# The date line on either side, a zone that changes its clocks, and none at all; with what each
# of them calls the first second of 1970.
ZONES = {
    "Pacific/Auckland": "1970-01-01",
    "Europe/London": "1970-01-01",
    "Pacific/Honolulu": "1969-12-31",
    "UTC": "1970-01-01",
}
# Those that work with dates and instants, without the many examples that take their time.
FILES = (
    "test_active_x_backs.py",
    "test_clocks.py",
    "test_constructs_of_hours_and_hearings.py",
    "test_dates_in_words.py",
    "test_events.py",
    "test_explanation.py",
    "test_fifteen_faults.py",
    "test_fifteen_faults_of_cases.py",
    "test_odd_histories.py",
    "test_timeline.py",
)
WITHOUT_EXAMPLES = ("-k", "not every_kind_of_event and not is_possible")


def run_under(zone: str, *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python with `command` where the computer's zone is `zone`."""
    ours = ("PYTEST_", "COVERAGE_", "COV_CORE_")
    env = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    env |= {"TZ": zone, "PYTHONPATH": os.pathsep.join(["desktop", "reports"])}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("zone", "day"), ZONES.items())
def test_the_computer_can_be_told_another_zone(zone, day):
    code = (
        "import datetime, time; print(datetime.date.fromtimestamp(0), time.localtime(0).tm_gmtoff)"
    )
    done = run_under(zone, "-c", code)
    printed, offset = done.stdout.split()
    assert printed == day
    assert (int(offset) == 0) == (zone == "UTC")  # London kept summer time through 1970


@pytest.mark.parametrize("zone", ZONES)
def test_the_rules_give_the_same_dates_in_every_zone(zone):
    passes_under(zone, *(f"tests/domain/{name}" for name in FILES))


@pytest.mark.whole
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("zone", ZONES)
def test_all_tests_of_the_rules_pass_in_every_zone(zone):
    passes_under(zone, "tests/domain", "--ignore=tests/domain/test_time_zones.py", "--timeout=900")


def passes_under(zone: str, *what: str) -> None:
    """Run these tests where the computer's zone is `zone`; they must pass."""
    quick = ("-p", "tests.without_qt", "-p", "no:pytest-qt", "-p", "no:xdist", "-p", "no:randomly")
    options = ("-q", "-p", "no:cacheprovider", *quick, *WITHOUT_EXAMPLES, *what)
    done = run_under(zone, "-m", "pytest", *options)
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
    assert " passed" in done.stdout
