"""The bootstrap says what a system lacks, and installs it only where that is its business."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import system_packages
from system_packages import Need, NotReadyError, install_line, require


class FakeSystem:
    """A Linux with these programs, on which `apt-get install` answers as told, in turn."""

    def __init__(self, programs=("apt-get",), answers=(0,)):
        self.programs = programs
        self.answers = list(answers)
        self.installed = set()
        self.calls = []

    def lacks(self, name, apt, dnf=None):
        return Need(name, lambda _what: apt in self.installed, apt, dnf)

    def has_program(self, name):
        return name in self.programs

    def apt_get(self, arguments):
        self.calls.append(arguments[0])
        code = self.answers.pop(0) if arguments[0] == "install" else 0
        if arguments[0] == "install" and code == 0:
            self.installed.update(arguments)
        return subprocess.CompletedProcess(arguments, code, stdout="what apt said")


@pytest.fixture
def on(monkeypatch):
    """Put the bootstrap on a fake system, as this user."""

    def put(system, user):
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
        monkeypatch.setattr(system_packages, "has_program", system.has_program)
        monkeypatch.setattr(system_packages, "_apt_get", system.apt_get)
        return system

    return put


ROOT_USER, ORDINARY_USER = 0, 1000


def test_an_ordinary_user_is_given_one_line_to_type(on):
    system = on(FakeSystem(), ORDINARY_USER)
    with pytest.raises(NotReadyError) as caught:
        require([system.lacks("libb.so.1", "libb1"), system.lacks("liba.so.1", "liba1")])
    assert caught.value.command == "sudo apt-get install --no-install-recommends liba1 libb1"
    assert "libb.so.1" in caught.value.why
    assert system.calls == []


def test_fedora_is_given_its_own_names(on):
    system = on(FakeSystem(programs=["dnf"]), ROOT_USER)
    with pytest.raises(NotReadyError) as caught:
        require([system.lacks("liba.so.1", "liba1", "a-libs")])
    assert caught.value.command == "sudo dnf install a-libs"


def test_what_only_debian_packages_is_not_asked_for_elsewhere(on):
    system = on(FakeSystem(programs=["dnf"]), ORDINARY_USER)
    require([system.lacks("/usr/share/java/a.jar", "liba-java", dnf=None)])


def test_an_unknown_system_is_told_what_it_lacks_and_no_command(on):
    system = on(FakeSystem(programs=[]), ORDINARY_USER)
    with pytest.raises(NotReadyError) as caught:
        require([system.lacks("liba.so.1", "liba1", "a-libs")])
    assert "liba.so.1" in caught.value.why
    assert caught.value.command == ""


def test_root_gets_it_installed(on):
    system = on(FakeSystem(), ROOT_USER)
    require([system.lacks("liba.so.1", "liba1")])
    assert system.calls == ["install"]


def test_old_package_lists_are_fetched_before_a_second_try(on):
    system = on(FakeSystem(answers=[100, 0]), ROOT_USER)
    require([system.lacks("liba.so.1", "liba1")])
    assert system.calls == ["install", "update", "install"]


def test_what_apt_said_is_shown_when_it_fails_twice(on):
    system = on(FakeSystem(answers=[100, 100]), ROOT_USER)
    with pytest.raises(NotReadyError, match="what apt said"):
        require([system.lacks("liba.so.1", "liba1")])


def test_a_package_that_does_not_bring_the_library_is_reported(on):
    on(FakeSystem(), ROOT_USER)
    with pytest.raises(NotReadyError, match=r"libnone\.so"):
        require([Need("libnone.so", lambda _what: False, "libnone1", None)])


def test_nothing_is_looked_for_outside_linux(on, monkeypatch):
    system = on(FakeSystem(), ORDINARY_USER)
    monkeypatch.setattr(sys, "platform", "darwin")
    require([system.lacks("liba.so.1", "liba1", "a-libs")])


def test_packages_that_bring_several_things_are_named_once():
    needs = [Need(f"lib{n}.so", lambda _what: False, "libs", "libs") for n in range(3)]
    assert install_line(needs, "dnf") == "sudo dnf install libs"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="sonames are Linux's")
def test_libraries_are_probed_by_loading_them():
    assert system_packages.has_library("libc.so.6")
    assert not system_packages.has_library("libnothing-of-that-name.so.7")
