"""`.venv` is made once, from the locks with hashes, and anew when what it rests on has changed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from environment import Environment
from system_packages import VENV, NotReadyError


class FakeRun:
    """Stands for `subprocess.run`: notes the commands, and makes a `python` where one is asked."""

    def __init__(self, python):
        self.python = python
        self.commands = []
        self.variables = {}
        self.refuses = ""

    def __call__(self, command, env=None, **_options):
        self.commands.append(" ".join(command))
        self.variables = env or self.variables
        if "-c" in command:
            return self._answer_version(command)
        if "venv" in command:
            self.python.parent.mkdir(parents=True, exist_ok=True)
            self.python.touch()
        refused = self.refuses and self.refuses in self.commands[-1]
        return subprocess.CompletedProcess(command, 1 if refused else 0)

    def _answer_version(self, command):
        if not self.python.exists():
            raise FileNotFoundError(command[0])
        return subprocess.CompletedProcess(
            command, 0, stdout="{}.{}.{}\n".format(*sys.version_info[:3])
        )

    def installs(self):
        return [command for command in self.commands if " install " in command]


@pytest.fixture
def checkout(tmp_path):
    """A checkout with nothing in it but what the installation depends on."""
    for name in ("pyproject.toml", "requirements.lock", "tests/requirements.lock"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name)
    return tmp_path


@pytest.fixture
def calls(checkout, monkeypatch):
    fake = FakeRun(Environment(checkout).python)
    monkeypatch.setattr(subprocess, "run", fake)
    return fake


@pytest.mark.parametrize("uv", ["uv", ""])
def test_a_first_start_makes_it_and_a_second_does_nothing(checkout, calls, uv):
    Environment(checkout, uv).prepare("run")
    done = len(calls.commands)
    Environment(checkout, uv).prepare("run")
    assert len(calls.commands) == done


@pytest.mark.parametrize("uv", ["uv", ""])
def test_hashes_are_required_of_all_but_the_checkout_itself(checkout, calls, uv):
    Environment(checkout, uv).prepare("run")
    locked, own = calls.installs()
    assert locked.endswith("--require-hashes -r requirements.lock")
    assert own.endswith("--no-deps --no-build-isolation -e .")


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.lock"])
def test_a_change_of_what_is_locked_installs_again(checkout, calls, name):
    Environment(checkout, "uv").prepare("run")
    (checkout / name).write_text("changed")
    assert not Environment(checkout, "uv").is_ready("run")


def test_the_app_starts_at_once_after_the_tests_were_prepared(checkout, calls):
    Environment(checkout, "uv").prepare("test")
    assert Environment(checkout, "uv").is_ready("run")


def test_the_app_is_prepared_without_the_tools_of_the_tests(checkout, calls):
    Environment(checkout, "uv").prepare("run")
    assert not any("tests/requirements.lock" in command for command in calls.commands)
    assert not Environment(checkout, "uv").is_ready("test")


def test_a_failed_installation_is_not_taken_for_a_finished_one(checkout, calls):
    Environment(checkout, "uv").prepare("run")
    (checkout / "requirements.lock").write_text("changed")
    calls.refuses = "--require-hashes"
    with pytest.raises(NotReadyError):
        Environment(checkout, "uv").prepare("run")
    (checkout / "requirements.lock").write_text("requirements.lock")
    assert not Environment(checkout, "uv").is_ready("run")


def test_an_environment_whose_python_is_gone_is_made_anew(checkout, calls):
    Environment(checkout, "uv").prepare("run")
    calls.python.unlink()
    Environment(checkout, "uv").prepare("run")
    assert calls.python.exists()


def test_uv_trusts_what_the_system_trusts(checkout, calls):
    Environment(checkout, "uv").prepare("run")
    assert calls.variables["UV_SYSTEM_CERTS"] == "1"


def test_only_pip_needs_the_venv_package_of_the_system(checkout, calls):
    assert Environment(checkout, uv="").needs("run") == VENV
    assert Environment(checkout, uv="uv").needs("run") == ()


def test_the_command_lies_where_the_system_keeps_commands(checkout):
    folder = "Scripts" if os.name == "nt" else "bin"
    assert Environment(checkout).amends.parent == checkout / ".venv" / folder
