"""A Secret Service on D-Bus, as small as one can be that `keyring` cannot tell from a desktop's.

    python secret_service.py open|shut|refused|leaving

Says "ready" once it can be asked, and holds what it is given until it is killed. It is `open` to
whoever asks; or `shut`, and opens when its prompt is shown; or its prompt is `refused`; or it is
`leaving`, and gone as soon as a secret is asked for. As on a desktop, secrets travel encrypted.

It knows one collection and only the calls that `keyring` makes. What they mean is written down in
the Secret Service API of freedesktop.org.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, NoReturn

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from secretstorage.defines import ALGORITHM_DH, DBUS_NOT_SUPPORTED, DBUS_UNKNOWN_METHOD, SS_PREFIX
from secretstorage.dhcrypto import Session
from secretstorage.util import BUS_NAME, format_secret

NOTHING = "/"
DEFAULT = "/org/freedesktop/secrets/aliases/default"
ITEM = "/org/freedesktop/secrets/item/"
PROMPT = "/org/freedesktop/secrets/prompt"
SESSION = "/org/freedesktop/secrets/session/"
IS_LOCKED = "org.freedesktop.Secret.Error.IsLocked"
NO_SUCH_OBJECT = "org.freedesktop.Secret.Error.NoSuchObject"

Answer = tuple[str, tuple[Any, ...]]


class RefusedError(Exception):
    """What is answered by an error of that name."""


class SecretService:
    """Answers calls; each is a method named after it."""

    def __init__(self, manner: str) -> None:
        self.manner = manner
        self.is_locked = manner in {"shut", "refused"}
        self.items: dict[str, tuple[dict[str, str], bytes]] = {}
        self.sessions: dict[str, Session] = {}
        self.after: list[Message] = []  # what is told once the call is answered
        self.number = 0

    def answer(self, path: str, member: str, body: tuple[Any, ...]) -> Answer:
        call: Callable[..., Answer] | None = getattr(self, member, None)
        if call is None:
            raise RefusedError(DBUS_UNKNOWN_METHOD)
        return call(path, *body)

    def OpenSession(self, _path: str, algorithm: str, theirs: tuple[str, bytes]) -> Answer:
        if algorithm != ALGORITHM_DH:
            raise RefusedError(DBUS_NOT_SUPPORTED)
        session = Session()
        session.set_server_public_key(int.from_bytes(theirs[1], "big"))
        session.object_path = self._next(SESSION)
        self.sessions[session.object_path] = session
        ours = session.my_public_key.to_bytes(128, "big")
        return "vo", (("ay", ours), session.object_path)

    def Unlock(self, _path: str, objects: list[str]) -> Answer:
        return "aoo", ([], PROMPT) if self.is_locked else (objects, NOTHING)

    def Prompt(self, path: str, _window: str) -> Answer:
        self.is_locked = self.manner == "refused"
        opened = [] if self.is_locked else [DEFAULT]
        emitter = DBusAddress(path, interface=f"{SS_PREFIX}Prompt")
        body = (self.is_locked, ("ao", opened))
        self.after.append(new_signal(emitter, "Completed", "bv", body))
        return "", ()

    def SearchItems(self, _path: str, wanted: dict[str, str]) -> Answer:
        found = [path for path, (has, _) in self.items.items() if wanted.items() <= has.items()]
        return "ao", (found,)

    def CreateItem(
        self, _path: str, properties: dict[str, Any], secret: tuple[Any, ...], replace: bool
    ) -> Answer:
        self._must_be_open()
        attributes = dict(properties[f"{SS_PREFIX}Item.Attributes"][1])
        if replace:
            self.items = {path: it for path, it in self.items.items() if it[0] != attributes}
        path = self._next(ITEM)
        self.items[path] = attributes, self._decrypted(*secret[:3])
        return "oo", (path, NOTHING)

    def GetSecret(self, path: str, session: str) -> Answer:
        if self.manner == "leaving":
            sys.exit()
        self._must_be_open()
        secret = self._item(path)[1]
        return "(oayays)", (format_secret(self.sessions[session], secret, "text/plain"),)

    def Delete(self, path: str) -> Answer:
        self._must_be_open()
        self._item(path)
        del self.items[path]
        return "o", (NOTHING,)

    def Get(self, path: str, _interface: str, name: str) -> Answer:
        if path != DEFAULT:
            self._item(path)
        return "v", (("b", self.is_locked) if name == "Locked" else ("s", ""),)

    def _decrypted(self, session: str, vector: bytes, secret: bytes) -> bytes:
        key = self.sessions[session].aes_key
        assert key is not None
        decryptor = Cipher(algorithms.AES(key), modes.CBC(bytes(vector))).decryptor()
        padded = decryptor.update(bytes(secret)) + decryptor.finalize()
        return padded[: -padded[-1]]

    def _item(self, path: str) -> tuple[dict[str, str], bytes]:
        if path not in self.items:
            raise RefusedError(NO_SUCH_OBJECT)
        return self.items[path]

    def _must_be_open(self) -> None:
        if self.is_locked:
            raise RefusedError(IS_LOCKED)

    def _next(self, kind: str) -> str:
        self.number += 1
        return f"{kind}{self.number}"


def serve(service: SecretService) -> NoReturn:
    bus = open_dbus_connection(bus="SESSION")
    bus.send_and_get_reply(message_bus.RequestName(BUS_NAME))
    print("ready", flush=True)
    while True:
        asked = bus.receive()
        if asked.header.message_type is not MessageType.method_call:
            continue
        told = asked.header.fields
        path, member = told[HeaderFields.path], told[HeaderFields.member]
        try:
            signature, body = service.answer(path, member, asked.body)
        except RefusedError as refused:
            bus.send(new_error(asked, str(refused)))
            continue
        bus.send(new_method_return(asked, signature or None, body))
        while service.after:
            bus.send(service.after.pop())


if __name__ == "__main__":
    serve(SecretService(sys.argv[1]))
