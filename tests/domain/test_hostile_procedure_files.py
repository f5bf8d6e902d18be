"""Files that nobody would write: each is a valid procedure or a clear mistake, and soon so."""

from __future__ import annotations

import random
import time

import pytest

from amends.domain.errors import ProcedureFileError
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.procedure_mistakes import MOST_MISTAKES
from tests.domain.shipped import changed, file_text

MUTATED_FILES = 2_000
SECONDS = 10  # what none of these may take, on the slowest machine
RECEIPT_LENGTH = 'within = "5 working days"'

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


def mutated(raw: bytes, chance: random.Random) -> bytes:
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


def read_or_refused(raw: bytes) -> bool:
    """Return whether the file is a procedure; what is not must be refused in words, and soon."""
    began = time.perf_counter()
    read, refused = None, None
    try:
        read = read_procedure(raw, "hostile.toml")
    except ProcedureFileError as error:
        refused = error
    assert time.perf_counter() - began < SECONDS
    if refused is None:
        return isinstance(read, Procedure)
    assert refused.problems
    assert all(problem.found and problem.allowed for problem in refused.problems)
    assert len(refused.problems) <= MOST_MISTAKES
    assert all(len(str(problem)) < 1_000 for problem in refused.problems)
    assert str(refused).replace("\n", "").isprintable()
    return False


def test_a_mutated_file_is_a_procedure_or_a_clear_mistake(whole):
    good = file_text().encode()
    count = 10 * MUTATED_FILES if whole else MUTATED_FILES
    read = [read_or_refused(mutated(good, random.Random(seed))) for seed in range(count)]
    # Both outcomes must occur, or the mutations are too tame or too wild to show anything.
    assert 0.02 < sum(read) / count < 0.6


NESTED = "a." * 199 + "a"

HOSTILE = {
    "a list in a list": "a = " + "[" * 400_000,
    "a list in a list, closed": changed((RECEIPT_LENGTH, f"within = {'[' * 200}{']' * 200}")),
    "a table in a table": "a = " + "{a = " * 100_000,
    "a key of a thousand parts": f"{'a.' * 1_000}a = 1",
    "a key of all the file": f"{'a.' * 400_000}a = 1",
    "a table of all the file": f"[{'a.' * 400_000}a]",
    "a key with space between its parts": f"{'a . ' * 200_000}a = 1",
    "long keys in long keys": changed(
        (RECEIPT_LENGTH, "within = " + f"{{{NESTED} = [\n" * 50 + "1" + "]}" * 50)
    ),
    "many tables": "\n".join(f"[k{number}]" for number in range(80_000)),
    "many keys": "\n".join(f"k{number} = 1" for number in range(60_000)),
    "many long tables": "\n".join(f"[{'a.' * 190}k{number}]" for number in range(200)),
    "many stages": file_text() + '[[stage]]\nkey = "x"\n' * 20_000,
    "a number of 5,000 digits": changed((RECEIPT_LENGTH, f"within = {'9' * 5_000}")),
    "a number of 90,000 hexadecimal digits": changed(
        (RECEIPT_LENGTH, f"within = 0x{'f' * 90_000}")
    ),
    "a word of a million letters": 'a = "' + "x" * 900_000,
    "nothing but quotes": '"' * 900_000,
    "nothing but comment": "#" * 900_000,
    "nothing but empty lines": "\n" * 900_000,
    "an escape of nothing": 'a = "\\ud800"',
    "a name from msgspec's own messages": changed(
        (RECEIPT_LENGTH, '"within` - at `$.stage[1].clock[0].within" = 1')
    ),
    "a value from msgspec's own messages": changed(
        ('until = "acknowledged"', 'until = "x\' - at `$.stage[9].clock[9].until`"')
    ),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_at_once(text):
    assert not read_or_refused(text.encode())


def test_noise_is_refused_in_words():
    chance = random.Random(7)
    for length in (1, 10, 1_000, 100_000):
        assert not read_or_refused(chance.randbytes(length))
