"""Which stores of a computer are trusted with a secret, and what comes of the others."""

from __future__ import annotations

import sys

import pytest
from tests.key_stores import Forgetful, Locked, NotRunning, Working, computer_with

from amends.domain.access_errors import KeyStoreMissingError, KeyStoreRefusedError
from amends.storage import key_store
from amends.storage.key_store import SERVICE, system_store

SYSTEMS = ("darwin", "linux", "win32")


def test_what_a_store_was_given_it_gives_back_and_forgets():
    with computer_with(Working) as held:
        system_store("linux").write("entry", "secret")
        assert held == {(SERVICE, "entry"): "secret"}
        assert system_store("linux").read("entry") == "secret"
        system_store("linux").remove("entry")
        assert system_store("linux").read("entry") is None


def test_only_the_stores_of_the_systems_are_named():
    assert {module for stores in key_store._STORES.values() for module, _name in stores} == {
        "keyring.backends.SecretService",
        "keyring.backends.Windows",
        "keyring.backends.kwallet",
        "keyring.backends.macOS",
    }


def test_a_store_that_is_not_running_is_passed_over():
    with computer_with(NotRunning, Working) as held:
        system_store("linux").write("entry", "secret")
        assert held


@pytest.mark.parametrize("platform", ["linux", "freebsd14"])
def test_without_a_store_of_its_own_a_computer_has_none_whatever_settings_say(
    platform, monkeypatch, tmp_path
):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    with pytest.raises(KeyStoreMissingError):
        system_store(platform)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="their libraries are not here")
@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_the_store_of_another_system_is_none(platform):
    with pytest.raises(KeyStoreMissingError):
        system_store(platform)


@pytest.mark.parametrize("doing", ["read", "write", "remove"])
def test_a_locked_store_refuses(doing):
    asked = ("entry", "secret")[: 2 if doing == "write" else 1]
    with computer_with(Locked), pytest.raises(KeyStoreRefusedError):
        getattr(system_store("linux"), doing)(*asked)


def test_a_store_that_holds_nothing_is_found_out_at_once():
    with computer_with(Forgetful), pytest.raises(KeyStoreRefusedError):
        system_store("linux").write("entry", "secret")


def test_on_windows_nothing_follows_the_account_to_another_computer(monkeypatch):
    with computer_with(Working):
        monkeypatch.setattr(key_store, "_WINDOWS", "tests.key_stores")
        assert system_store("win32")._backend.persist == "local machine"
