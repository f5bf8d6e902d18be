"""The people of a case, and whether they may be named."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

import msgspec


class Role(StrEnum):
    """The part that somebody has in a case."""

    COMPLAINANT = "complainant"
    REPRESENTATIVE = "representative"
    SUBJECT = "subject"
    HANDLER = "handler"


class Identity(StrEnum):
    """Whether a complainant may be named."""

    OPEN = "open"
    WITHHELD = "withheld"
    ANONYMOUS = "anonymous"


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody, as far as the office knows them. `relation` says who they are to the office."""

    id: UUID
    name: str = ""
    relation: str = ""
    email: str = ""
    phone: str = ""
    address: tuple[str, ...] = ()

    @property
    def can_be_reached(self) -> bool:
        """Whether there is any way to write to them or to ring them."""
        return bool(self.email or self.phone or self.address)


def identity_words(identity: Identity) -> str:
    """Return what stands where a name would; "" where the name may stand itself."""
    return {
        Identity.OPEN: "",
        Identity.WITHHELD: "Identity withheld",
        Identity.ANONYMOUS: "Anonymous",
    }[identity]


def same_name(one: str, other: str) -> bool:
    """Return whether two names are the same, whatever their capitals and spaces."""
    return bool(one.split()) and one.casefold().split() == other.casefold().split()
