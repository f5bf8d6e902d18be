"""What a procedure says, clause by clause: every key of a file is told, by its own sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import pytest
from msgspec import inspect
from msgspec.structs import replace

from amends.domain.clauses import clauses
from amends.domain.procedure import Procedure
from tests.domain.shipped import FOLDER, shipped

# Names by which the parts of a file speak of one another: what they name is told instead.
UNTOLD: Final = {"key", "pauses"}
NAMES: Final = [it.relative_to(FOLDER).with_suffix("").as_posix() for it in FOLDER.rglob("*.toml")]

PATTERNED: Final = (
    ("3 days", "4 days"),
    ("2 working days", "3 working days"),
    ("16:30", "17:30"),
    ("09:00-17:00", "10:00-16:00"),
)


def value_at(place: inspect.Type, *, other: bool) -> Any:
    """Return a value that may stand there, or another one."""
    match place:
        case inspect.UnionType():
            return value_at(without_none(place), other=other)
        case inspect.StructType():
            return place.cls(**{it.name: value_at(it.type, other=False) for it in place.fields})
        case inspect.VarTupleType():
            return (value_at(place.item_type, other=other),)
        case inspect.EnumType():
            return list(place.cls)[other]
        case inspect.BoolType():
            return other
        case inspect.DateType():
            return date(2026, 8, 2 if other else 1)
        case inspect.DictType():
            return {"one": "other" if other else "another"}
        case inspect.StrType(pattern=str() as pattern):
            return next(it for it in PATTERNED if re.match(pattern, it[0]))[other]
        case _:
            return "something else" if other else "something"


def without_none(place: inspect.UnionType) -> inspect.Type:
    return next(it for it in place.types if not isinstance(it, inspect.NoneType))


def variants(whole: Any, place: inspect.Type, path: str = "") -> Iterator[tuple[str, Any]]:
    """Return the whole with one key changed, for each key, with the name of that key."""
    match place:
        case inspect.UnionType() if whole is not None:
            yield from variants(whole, without_none(place), path)
        case inspect.StructType():
            for field in place.fields:
                value, inner = getattr(whole, field.name), f"{path}.{field.encode_name}"
                if field.name not in UNTOLD:
                    for name, changed in variants(value, field.type, inner):
                        yield name, replace(whole, **{field.name: changed})
        case inspect.VarTupleType() if whole:
            for name, changed in variants(whole[0], place.item_type, path):
                yield name, (changed, *whole[1:])
        case _:
            yield path, value_at(place, other=True)


def silent(procedure: Procedure) -> Procedure:
    """Return the procedure where its first promise has no time of its own, but a reading."""
    stage = procedure.stages[0]
    rule = stage.clocks[0]
    assert rule.reading is not None
    reading = replace(rule.reading, choices=("something", "received"), times=("3 days", "5 days"))
    rule = replace(rule, within=None, from_=None, reading=reading, instead=())
    return replace(procedure, stages=(replace(stage, clocks=(rule,)),))


PLACE: Final = inspect.type_info(Procedure)
WHOLE: Final[Procedure] = value_at(PLACE, other=False)
CHANGED: Final = dict(variants(WHOLE, PLACE))
CHANGED_SILENT: Final = dict(variants(silent(WHOLE), PLACE))


def told(procedure: Procedure) -> list[tuple[str, str, str]]:
    return [(it.title, it.words, it.source) for it in clauses(procedure, {})]


@pytest.mark.parametrize("key", CHANGED)
def test_a_change_of_any_key_is_told(key):
    stated = told(CHANGED[key]) != told(WHOLE)
    left_open = key in CHANGED_SILENT and told(CHANGED_SILENT[key]) != told(silent(WHOLE))
    assert stated or left_open


def test_the_keys_of_every_table_are_looked_at():
    assert {".stage.clock.also.within", ".pause.when", ".outside_body.name"} <= CHANGED.keys()


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_of_a_shipped_procedure_has_words_and_a_key_of_its_own(name):
    each = clauses(shipped(name), {})
    assert len({it.key for it in each}) == len(each)
    assert all(it.words.strip() and it.title.strip() and it.part.strip() for it in each)


def test_a_reading_is_marked_as_one_and_the_policys_word_is_not():
    each = {it.key: it for it in clauses(shipped(), {"stage-2.response": "acknowledged"})}
    assert each["clock.stage-2.response.from"].is_reading
    assert each["clock.stage-2.response.from"].words.endswith("the receipt was sent.")
    assert not each["clock.stage-2.response"].is_reading
