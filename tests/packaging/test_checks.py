"""Every check runs, whatever the one before it said, and the end of the output tells all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import checks
from checks import Result, Step, closing_line, run_checks, steps, summary

PASS, FAIL = "print('fine')", "raise SystemExit(3)"


def script(code):
    return Step(f"a script: {code}", (sys.executable, "-c", code))


@pytest.fixture
def chosen(monkeypatch):
    def choose(*codes):
        monkeypatch.setattr(checks, "steps", lambda _python, _root: [script(c) for c in codes])

    return choose


def test_a_failed_step_does_not_keep_the_next_from_running(chosen, tmp_path, capsys):
    chosen(FAIL, PASS)
    assert run_checks(Path(sys.executable), tmp_path) == 1
    shown = capsys.readouterr().out
    assert "fine" in shown
    assert "FAILED  a script: raise" in shown


def test_all_is_well_when_every_step_passed(chosen, tmp_path):
    chosen(PASS, PASS)
    assert run_checks(Path(sys.executable), tmp_path) == 0


def test_the_closing_lines_of_pytest_end_the_output():
    step = Step("Tests", ())
    results = [Result(step, True, 1.5, "== 3 passed in 1.50s =="), Result(step, False, 0.1, "")]
    assert summary(results).endswith("\n== 3 passed in 1.50s ==")


@pytest.mark.parametrize(
    "line",
    [
        "===== 3 passed in 1.50s =====",
        "1 failed, 12 passed, 2 skipped in 61.02s (0:01:01)",
        "\x1b[32m===== \x1b[1m3 passed\x1b[0m in 0.05s =====\x1b[0m\n",
        "== 5 deselected in 0.10s ==",
    ],
)
def test_pytests_closing_line_is_recognised(line):
    assert closing_line(line)


@pytest.mark.parametrize("line", ["", "3 files left unchanged", "E  it came in 5.0s", "===== ="])
def test_other_lines_are_not(line):
    assert closing_line(line) == ""


@pytest.fixture
def with_every_suite(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("windows", "benchmarks"):
        (tmp_path / "tests" / name).mkdir(parents=True)
    return tmp_path


def test_quick_checks_come_first_and_measurements_last(with_every_suite):
    titles = [step.title for step in steps(Path("bin/python"), with_every_suite)]
    assert titles[:4] == ["ruff check", "ruff format", "mypy", "import contracts"]
    assert titles[4:6] == ["Tests", "Tests without Qt"]
    assert titles[6:] == ["Tests in windows", "Benchmarks"]


def test_only_the_tests_in_windows_see_a_screen(with_every_suite):
    shown = [s for s in steps(Path("bin/python"), with_every_suite) if s.platform != "offscreen"]
    assert [(step.command[0], step.platform) for step in shown] == [("xvfb-run", "xcb")]


def test_tests_in_windows_and_measurements_run_one_at_a_time(with_every_suite):
    serial = steps(Path("bin/python"), with_every_suite)[6:]
    assert not any("-n" in step.command for step in serial)
