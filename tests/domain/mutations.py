"""Procedure files spoiled at random: in their bytes, their values, their structure, their keys.

The last three change what the file says and write it anew, so that they stay TOML and reach the
rules behind it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, datetime, time
from random import Random
from typing import Any

WORDS = [
    b"not stated",
    b'"not stated"',
    b"true",
    b"[]",
    b"[[",
    b"{}",
    b"=",
    b"\n",
    b'"',
    b'"""',
    b"'''",
    b"\\",
    b"#",
    b".",
    b"`",
    b"$",
    b" - at `$.stage[1].clock[0]`",
    b"0",
    b"-1",
    b"9" * 400,
    b"1e999",
    b"nan",
    b"2026-02-30",
    b"2026-11-17T10:00:00Z",
    b"1 working day",
    b"999 months",
    b"received",
    b"[stage.clock.reading]\n",
    b"[[stage]]\n",
    b"[[stage.clock]]\n",
    b'key = "stage-2"\n',
    b"\x00",
    b"\xff",
    b"\xed\xa0\x80",
    "\u202e".encode(),
    b"\r",
    b"[" * 50,
    b"a." * 50,
]

# Values of every kind that TOML has, and those that a file of ours may hold somewhere.
VALUES: list[Any] = [
    *("", " ", "not stated", "received", "outcome-sent", "closed", "paused", "stage-1", "promise"),
    *(
        "1 working day",
        "999 years",
        "999 working days",
        "0 days",
        "7 clear days before",
        "24 hours",
    ),
    *("the same day", "the next working day", "the working day before", "the later", "GB-ENG"),
    *(
        "complaint \U0001f600",
        "شكوى",
        "\u202egnihtemos",
        "x" * 5_000,
        "a\nb",
        "\x7f",
        "{}",
        "`$.a`",
    ),
    *(True, False, 0, -1, 2**63, 10**300, 0.5, float("inf"), float("nan")),
    *(date(1, 1, 1), date(9999, 12, 31), datetime(2026, 11, 17, 10), time(16, 30)),
    *([], {}, [[]], [{}], ["received"], [1, "a"], {"key": "a"}, {"from": "received"}),
]
KEYS = [
    "",
    "key",
    "within",
    "from",
    "until",
    "also",
    "instead",
    "stage",
    "clock",
    "Key",
    "ключ",
    "a.b",
]
MOST = 3  # of a file, so that some remain procedures

Place = tuple[Any, Any]  # a table or list, and a key or index in it


def in_bytes(raw: bytes, chance: Random) -> bytes:
    """Return the file with a few things cut, doubled, moved or put in."""
    for _ in range(chance.randint(1, 4)):
        lines = raw.split(b"\n")
        here, there = (chance.randrange(len(lines)) for _ in range(2))
        at, length = chance.randrange(len(raw) + 1), chance.randint(1, 30)
        match chance.randrange(8):
            case 0:
                raw = raw[:at] + raw[at + length :]
            case 1:
                raw = raw[:at] + chance.choice(WORDS) + raw[at:]
            case 2:
                raw = raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]
            case 3:
                lines[here], lines[there] = lines[there], lines[here]
                raw = b"\n".join(lines)
            case 4:
                raw = b"\n".join([*lines[:here], *lines[there:]])
            case 5:
                key, equals, _value = lines[here].partition(b" = ")
                lines[here] = key + equals + chance.choice(WORDS)
                raw = b"\n".join(lines)
            case 6:
                key, equals, value = lines[here].partition(b" = ")
                lines[here] = lines[there].partition(b" = ")[0] + equals + value
                raw = b"\n".join(lines)
            case _:
                raw = raw[:at]
    return raw


def in_values(raw: bytes, chance: Random) -> bytes:
    """Return the file with other values: of any kind, or what stands elsewhere in it."""

    def spoil(tree: Any) -> None:
        places = [it for it in places_of(tree) if not isinstance(it[0][it[1]], dict)]
        holder, place = chance.choice(places)
        other, elsewhere = chance.choice(places)
        own = chance.random() < 0.5
        holder[place] = deepcopy(other[elsewhere] if own else chance.choice(VALUES))

    return _spoilt(raw, chance, spoil)


def in_structure(raw: bytes, chance: Random) -> bytes:
    """Return the file with parts left out, doubled, swapped, or put into others."""

    def spoil(tree: Any) -> None:
        places = list(places_of(tree))
        holder, place = chance.choice(places)
        other, elsewhere = chance.choice(places)
        value = deepcopy(holder[place])
        match chance.randrange(5):
            case 0:
                del holder[place]
            case 1 if isinstance(holder, list):
                holder.insert(place, value)
            case 2 if isinstance(holder, list):
                chance.shuffle(holder)
            case 3:
                other[elsewhere] = value
            case _:
                holder[place] = chance.choice(([value], {"key": value}, [value, value]))

    return _spoilt(raw, chance, spoil)


def in_keys(raw: bytes, chance: Random) -> bytes:
    """Return the file with keys that were renamed, misspelt, or are those of other tables."""

    def spoil(tree: Any) -> None:
        places = [it for it in places_of(tree) if isinstance(it[0], dict)]
        holder, key = chance.choice(places)
        other, another = chance.choice(places)
        cut = chance.randrange(len(key) + 1)
        new = chance.choice((another, chance.choice(KEYS), key[:cut] + key[cut + 1 :], key.upper()))
        if chance.random() < 0.5:
            holder[new] = holder.pop(key)
        else:
            holder.setdefault(new, deepcopy(other[another]))

    return _spoilt(raw, chance, spoil)


MUTATIONS: dict[str, Callable[[bytes, Random], bytes]] = {
    "bytes": in_bytes,
    "values": in_values,
    "structure": in_structure,
    "keys": in_keys,
}


def _spoilt(raw: bytes, chance: Random, spoil: Callable[[Any], None]) -> bytes:
    tree = tomllib.loads(raw.decode())
    for _ in range(chance.randint(1, MOST)):
        spoil(tree)
        if not tree:
            break
    return as_toml(tree).encode("utf-8", "surrogatepass")


def places_of(part: Any) -> Iterator[Place]:
    """Return every place of a file at which something stands, at any depth."""
    keys = part.keys() if isinstance(part, dict) else range(len(part))
    for key in list(keys):
        yield part, key
        if isinstance(part[key], dict | list):
            yield from places_of(part[key])


def as_toml(tree: dict[str, Any]) -> str:
    """Return a file that says this, each of its first keys on a line."""
    return "".join(f"{_quoted(key)} = {_value(value)}\n" for key, value in tree.items())


def _value(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return _quoted(value)
        case date() | time():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            return (
                f"{{ {', '.join(f'{_quoted(key)} = {_value(it)}' for key, it in value.items())} }}"
            )
    return str(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
