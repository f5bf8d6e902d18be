"""Key stores of computers, for tests: one that works, and others that do not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from keyring.errors import KeyringLocked, PasswordDeleteError

from amends.storage import key_store


class Working:
    """Does what the store of a computer does; what it holds is the same for all of its kind."""

    viable = True
    held: dict[tuple[str, str], str] = {}  # noqa: RUF012 (that of the computer)

    def get_password(self, service, entry):
        return self.held.get((service, entry))

    def set_password(self, service, entry, secret):
        self.held[service, entry] = secret

    def delete_password(self, service, entry):
        if self.held.pop((service, entry), None) is None:
            raise PasswordDeleteError(entry)


class Locked(Working):
    def get_password(self, service, entry):
        raise KeyringLocked(service)

    def set_password(self, service, entry, secret):
        raise KeyringLocked(service)

    delete_password = get_password


class Forgetful(Working):
    """Takes everything, and holds nothing."""

    def set_password(self, service, entry, secret):
        pass


class NotRunning(Working):
    viable = False

    def __init__(self):
        raise AssertionError("nobody makes a store that is not running")


@contextmanager
def computer_with(*stores: type[Working]) -> Iterator[dict[tuple[str, str], str]]:
    """Let this computer have such stores, and return what they hold; afterwards it is as before."""
    before = dict(Working.held)
    named = tuple((__name__, it.__name__) for it in stores)
    with patch.object(key_store, "_STORES", dict.fromkeys(key_store._STORES, named)):
        yield Working.held
    Working.held.clear()
    Working.held.update(before)
