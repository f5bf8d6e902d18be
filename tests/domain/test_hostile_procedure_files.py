"""Files that nobody would write: each is a valid procedure or a clear mistake, and soon so."""

from __future__ import annotations

import gc
import time
import tomllib
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from amends.domain.clockwork import run_clocks
from amends.domain.errors import CalendarRangeError, ProcedureFileError
from amends.domain.explanation import explain
from amends.domain.happenings import Happening
from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure
from amends.domain.procedure_mistakes import MOST_MISTAKES
from amends.domain.procedure_schema import procedure_schema
from amends.domain.terms import Terms
from amends.domain.timeline import draw_timeline
from amends.domain.toml_file import text_of
from amends.domain.working_days import Calendar, WorkingDays
from tests.domain.mutations import MUTATIONS, as_toml
from tests.domain.schema_check import faults
from tests.domain.shipped import FOLDER, changed, file_text

pytestmark = pytest.mark.once

MUTATED_FILES, ALL_MUTATED_FILES = 1_200, 12_000
# What none may take of a processor: neither a spoilt file nor one as large as a file may be.
SECONDS, SECONDS_OF_A_HUGE_FILE = 1, 10
SCHEMA = procedure_schema()
ROWAN = Path(__file__).parent / "data" / "rowan-college.toml"
LONG = WorkingDays(
    Calendar(
        name="long",
        title="Thirty years",
        source="made up",
        first=date(2010, 1, 1),
        last=date(2040, 12, 31),
        confirmed_through=date(2040, 12, 31),
        holidays=(),
    )
)
RECEIPT_LENGTH = 'within = "5 working days"'

TODAY = date(2026, 11, 21)


def read_or_refused(raw: bytes) -> Procedure | None:
    """Return the procedure, if the file is one; what is not must be refused in words, and soon."""
    began = time.process_time()
    read, refused = None, None
    try:
        read = read_procedure(raw, "hostile.toml")
    except ProcedureFileError as error:
        refused = error
    assert time.process_time() - began < SECONDS_OF_A_HUGE_FILE
    if refused is None:
        assert isinstance(read, Procedure)
        return read
    assert refused.problems
    assert all(problem.found and problem.allowed for problem in refused.problems)
    assert len(refused.problems) <= MOST_MISTAKES
    assert all(len(str(problem)) < 4_000 for problem in refused.problems)
    assert str(refused).replace("\n", "").isprintable()
    return None


def run_through(procedure: Procedure, chance: Random) -> None:
    """Let cases run under a procedure, and tell each of its clocks; that may not fail."""
    kinds = [kind for kind in procedure.kinds if kind != "promise-kept"]
    for _ in range(2):
        history = [
            Happening(TODAY - timedelta(days=chance.randrange(200)), chance.choice(kinds))
            for _ in range(chance.randrange(9))
        ]
        terms = Terms(frozenset(fact.key for fact in procedure.facts if chance.random() < 0.5))
        try:
            clocks = run_clocks(procedure, {}, history, LONG, TODAY, terms)
        except CalendarRangeError:  # 999 years: an error with words of its own
            continue
        for clock in clocks:
            assert explain(clock, procedure, LONG).as_text()
        draw_timeline(procedure, history, clocks, LONG, TODAY)


def tried(kind: str, good: bytes, name: str, seed: int) -> tuple[float, bool]:
    """Return how many seconds of a processor a spoilt file took, and whether it is a procedure."""
    chance = Random(seed)
    raw = MUTATIONS[kind](good, chance)
    began = time.process_time()
    if procedure := read_or_refused(raw):
        run_through(procedure, chance)
        assert list(faults(tomllib.loads(text_of(raw, name)), SCHEMA, SCHEMA)) == []
    return time.process_time() - began, procedure is not None


@pytest.mark.parametrize("name", ["active-x-backs", "jivora", "rowan-college"])
@pytest.mark.parametrize("kind", MUTATIONS)
def test_a_spoilt_file_is_a_clear_mistake_or_a_procedure_that_runs(kind, name, whole):
    good = (ROWAN if name == "rowan-college" else FOLDER / f"{name}.toml").read_bytes()
    assert read_or_refused(good)
    count = (ALL_MUTATED_FILES if whole else MUTATED_FILES) // (3 * len(MUTATIONS))
    read = 0
    for seed in range(count):
        try:
            took, is_read = tried(kind, good, name, seed)
            if took >= SECONDS:  # with the garbage of all tests before it, perhaps
                gc.collect()
                took, is_read = tried(kind, good, name, seed)
            assert took < SECONDS
        except Exception as error:
            error.add_note(f"The file is that of mutation “{kind}” of {name}, seed {seed}.")
            raise
        read += is_read
    # Both outcomes must occur, or the mutations are too tame or too wild to show anything.
    assert 0 < read < 0.7 * count


def test_what_is_written_anew_says_the_same():
    tree = tomllib.loads(ROWAN.read_text("utf-8"))
    assert tomllib.loads(as_toml(tree)) == tree


def test_the_schema_has_no_fault_to_find_in_what_comes_along():
    files = [*FOLDER.rglob("*.toml"), *ROWAN.parent.rglob("*.toml")]
    assert len(files) > 10
    for file in files:
        assert list(faults(tomllib.loads(file.read_text("utf-8")), SCHEMA, SCHEMA)) == [], file


def test_the_schema_finds_what_is_wrong():
    tree = tomllib.loads(ROWAN.read_text("utf-8"))
    wrong = tree | {"pauses": "yes", "calender": "GB-SCT"}
    del wrong["organisation"]
    assert list(faults(wrong, SCHEMA, SCHEMA)) == [
        "$.organisation: missing",
        "$.pauses: no boolean",
        "$.calender: not a key of it",
    ]


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
    chance = Random(7)
    for length in (1, 10, 1_000, 100_000):
        assert not read_or_refused(chance.randbytes(length))
