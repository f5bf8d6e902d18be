"""The computers that open the office without a passphrase, as the record has them.

What opens it in truth stands in `keys.json`; the record says whose computer it was, and since when.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec.structs import replace

from amends.domain.events import Recorded
from amends.domain.events.access_events import (
    ComputerDistrusted,
    ComputerTrusted,
    OfficeKeyChanged,
    PassphraseChanged,
    PersonLeft,
)
from amends.domain.events.folding import standing


class Computer(msgspec.Struct, frozen=True, kw_only=True):
    """A computer that somebody trusts, or trusted until a day.

    `entry` is the name under which `keys.json` and its own key store know it, `name` what its user
    calls it. `key` is the number of the office's key that it opened.
    """

    entry: str
    name: str = ""
    key: int = 0
    since: date | None = None
    until: date | None = None


def fold_computers(own: Iterable[Recorded], office: Iterable[Recorded]) -> list[Computer]:
    """Return every computer that somebody ever trusted, in the order in which they did.

    `own` are the events of their stream, `office` those of the office's. What ends the trust is
    their own word, a new passphrase, a new key of the office, and that they leave.
    """
    computers: dict[str, Computer] = {}
    for _entry, fact in standing(own):
        match fact:
            case ComputerTrusted():
                computers[fact.computer] = Computer(
                    entry=fact.computer, name=fact.name, key=fact.key, since=fact.happened_on
                )
            case ComputerDistrusted() if fact.computer in computers:
                computers[fact.computer] = _ended(computers[fact.computer], fact.happened_on)
            case PassphraseChanged() | PersonLeft():
                computers = {of: _ended(it, fact.happened_on) for of, it in computers.items()}
            case _:
                pass
    keys = [fact for _entry, fact in standing(office) if isinstance(fact, OfficeKeyChanged)]
    return [_under(it, keys) for it in computers.values()]


def _ended(computer: Computer, day: date) -> Computer:
    """Return it as it stands once its trust ended, which it does once."""
    return computer if computer.until else replace(computer, until=day)


def _under(computer: Computer, changes: Iterable[OfficeKeyChanged]) -> Computer:
    """Return it with an end where the key that it opened was changed first."""
    days = [change.happened_on for change in changes if change.number > computer.key]
    ends = [day for day in (*days[:1], computer.until) if day is not None]
    return replace(computer, until=min(ends, default=None))
