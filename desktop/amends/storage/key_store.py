"""The key store of the computer itself, which gives a secret to whoever is logged in to it.

Only the stores of the systems count, each by its name. Whatever else `keyring` knows is never
asked: files, stores behind other stores, none at all, or what its settings and plug-ins name.
Nothing of it is loaded before somebody wants it. The tests run the way to a Secret Service, as
Linux desktops have one, against one of their own; the other stores were never run.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from amends.domain.access_errors import KeyStoreMissingError, KeyStoreRefusedError

SERVICE: Final = "Amends"

_WINDOWS: Final = "keyring.backends.Windows"
_STORES: Final = {
    "darwin": (("keyring.backends.macOS", "Keyring"),),
    "win32": ((_WINDOWS, "WinVaultKeyring"),),
    "linux": (
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.kwallet", "DBusKeyring"),
    ),
}
# What the libraries below `keyring` raise past it; the first two are loaded on Linux alone.
_ERRORS: Final = (
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("dbus", "DBusException"),
    ("pywintypes", "error"),
    ("win32ctypes.pywin32.pywintypes", "error"),
)


class KeyStore:
    """Keeps one secret for each entry. May wait for whoever is asked to unlock the store."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def read(self, entry: str) -> str | None:
        """Return a secret, None where there is none. Raises `KeyStoreRefusedError`."""
        with _refusals():
            secret: str | None = self._backend.get_password(SERVICE, entry)
        return secret

    def write(self, entry: str, secret: str) -> None:
        """Keep a secret, and make sure of it. Raises `KeyStoreRefusedError`."""
        with _refusals():
            self._backend.set_password(SERVICE, entry, secret)
            is_kept = self._backend.get_password(SERVICE, entry) == secret
        if not is_kept:
            raise KeyStoreRefusedError

    def remove(self, entry: str) -> None:
        """Forget a secret. Raises `KeyStoreRefusedError`, also where there was none."""
        with _refusals():
            self._backend.delete_password(SERVICE, entry)


def system_store(platform: str = sys.platform) -> KeyStore:
    """Return the store of this computer. Raises `KeyStoreMissingError`."""
    for module, name in _STORES.get(platform, ()):
        try:
            kind = getattr(importlib.import_module(module), name)
        except ImportError:
            continue
        if not kind.viable:
            continue
        backend = kind()
        if module == _WINDOWS:
            backend.persist = "local machine"  # or it would follow the account to other computers
        return KeyStore(backend)
    raise KeyStoreMissingError


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what a store may raise into `KeyStoreRefusedError`."""
    from keyring.errors import KeyringError

    loaded = ((sys.modules.get(module), name) for module, name in _ERRORS)
    theirs = [getattr(module, name) for module, name in loaded if module is not None]
    try:
        yield
    except (KeyringError, OSError, *theirs) as error:
        raise KeyStoreRefusedError from error
