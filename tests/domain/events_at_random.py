"""Any event of any kind, drawn from what its type allows: a new kind is covered as it stands."""

from __future__ import annotations

from datetime import UTC
from typing import Any, get_args

from hypothesis import strategies as st
from msgspec import inspect

from amends.domain.events import AnyEvent
from amends.domain.events.base import Event

KINDS: dict[str, type[Event]] = {str(cls.__struct_config__.tag): cls for cls in get_args(AnyEvent)}
_PLAIN: dict[type, st.SearchStrategy[Any]] = {
    inspect.BoolType: st.booleans(),
    inspect.DateType: st.dates(),
    inspect.DateTimeType: st.datetimes(timezones=st.just(UTC)),
    inspect.IntType: st.integers(-(2**63), 2**63 - 1),
    inspect.NoneType: st.none(),
    inspect.StrType: st.text(max_size=20),
    inspect.UUIDType: st.uuids(),
}


def events_of(kind: str) -> st.SearchStrategy[Any]:
    """Return events of that kind, each field anything that its type allows."""
    return _values(inspect.type_info(KINDS[kind]))


def _values(kind: inspect.Type) -> st.SearchStrategy[Any]:
    match kind:
        case inspect.UnionType():
            return st.one_of(*map(_values, kind.types))
        case inspect.EnumType():
            return st.sampled_from(list(kind.cls))
        case inspect.VarTupleType():
            return st.lists(_values(kind.item_type), max_size=3).map(tuple)
        case inspect.DictType():
            return st.dictionaries(_values(kind.key_type), _values(kind.value_type), max_size=3)
        case inspect.StructType():
            fields = {field.name: _values(field.type) for field in kind.fields}
            return st.builds(kind.cls, **fields)
    return _PLAIN[type(kind)]
