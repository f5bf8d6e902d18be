"""The two commands understand what they are given, and say what to do where they cannot go on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import bootstrap
from system_packages import NotReadyError


class FakeEnvironment:
    """A `.venv` that is always ready; remembers what it was prepared for."""

    prepared: list[str] = []  # noqa: RUF012  (shared on purpose: bootstrap makes the object)

    def __init__(self, root):
        self.python, self.amends = Path("python"), Path("amends")

    def needs(self, purpose):
        return ()

    def prepare(self, purpose):
        self.prepared.append(purpose)


class Executed(Exception):  # noqa: N818  (not an error: it stands for leaving this process)
    pass


@pytest.fixture
def world(monkeypatch):
    """A ready system with a display; yields what was required of it."""
    required: list[str] = []

    def execute(_path, command):
        raise Executed(command)

    monkeypatch.setattr(os, "execv", execute)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(bootstrap, "Environment", FakeEnvironment)
    monkeypatch.setattr(FakeEnvironment, "prepared", [])
    monkeypatch.setattr(bootstrap, "require", lambda needs: required.extend(n.what for n in needs))
    monkeypatch.setenv("DISPLAY", ":0")
    return required


@pytest.fixture
def no_display(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_run_hands_its_arguments_to_the_app(world):
    with pytest.raises(Executed) as caught:
        bootstrap.main(["run", "cases", "--office", "x", "-h"])
    assert caught.value.args[0] == ["amends", "cases", "--office", "x", "-h"]
    assert FakeEnvironment.prepared == ["run"]


def test_the_window_needs_its_libraries_but_not_those_of_the_tests(world):
    with pytest.raises(Executed):
        bootstrap.main(["run"])
    assert {"libEGL.so.1", "libxcb-cursor.so.0"} <= set(world)
    assert "xvfb-run" not in world


def test_a_command_needs_neither_display_nor_libraries(world, no_display):
    with pytest.raises(Executed):
        bootstrap.main(["run", "cases"])
    assert world == []


def test_a_window_without_a_display_is_refused_before_anything_is_installed(
    world, no_display, capsys
):
    assert bootstrap.main(["run"]) == 1
    assert "DISPLAY" in capsys.readouterr().err
    assert (world, FakeEnvironment.prepared) == ([], [])


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_way_to_show_a_window_will_do(variable):
    bootstrap.require_display({variable: "x"})


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], True),
        (["--office", "x"], True),
        ([__file__], True),
        (["folder/office"], True),
        (["cases"], False),
        (["cases", "--office", "folder/office"], False),
        (["--help"], False),
        (["--version"], False),
    ],
)
def test_only_a_command_or_a_question_opens_no_window(arguments, expected):
    assert bootstrap.opens_window(arguments) is expected


def test_what_is_missing_is_one_line_to_copy(world, monkeypatch, capsys):
    def lack(_needs):
        raise NotReadyError("This computer lacks a.", "sudo apt-get install a")

    monkeypatch.setattr(bootstrap, "require", lack)
    assert bootstrap.main(["test"]) == 1
    shown = capsys.readouterr()
    assert shown.out == "sudo apt-get install a\n"
    assert shown.err == "This computer lacks a.\n"


@pytest.mark.parametrize("arguments", [[], ["walk"]])
def test_an_unknown_command_is_answered_with_the_known_ones(arguments, capsys):
    assert bootstrap.main(arguments) == 2
    assert "bootstrap.py run" in capsys.readouterr().err


def test_help_is_given_on_request(capsys):
    assert bootstrap.main(["--help"]) == 0
    assert "Exit codes" in capsys.readouterr().out


def test_an_old_python_is_named(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert bootstrap.main(["run"]) == 1
    assert "3.9.2" in capsys.readouterr().err


def test_tests_are_checked_whole_without_arguments(world, monkeypatch):
    monkeypatch.setattr(bootstrap, "run_checks", lambda _python, _root: 0)
    assert bootstrap.main(["test"]) == 0
    assert {"xvfb-run", "javac", "git"} <= set(world)


def test_arguments_of_test_go_to_pytest_alone(world, monkeypatch):
    def run_pytest(_python, _root, given):
        return 0 if given == ["-k", "receipt"] else 1

    monkeypatch.setattr(bootstrap, "run_pytest", run_pytest)
    assert bootstrap.main(["test", "-k", "receipt"]) == 0
