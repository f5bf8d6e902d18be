"""How bodies written under an older schema are raised to today's.

An upcast is a pure function from the stored mapping to the next schema's mapping. Released bytes
never change; when an event gains a schema, its step is added here and golden bytes of the old one
stay in the tests. A correction holds a whole fact: when kinds of facts gain a schema,
`event-corrected` gains one too, whose step raises the fact inside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

Body = dict[str, Any]
Upcast = Callable[[Body], Body]


def as_it_is(body: Body) -> Body:
    """Return the body of a schema that the next one only adds a field to; its default stands."""
    return body


UPCASTS: Final[Mapping[tuple[str, int], Upcast]] = {
    ("case-opened", 1): as_it_is,
    ("letter-finished", 1): as_it_is,
    ("closed", 1): as_it_is,
    ("procedure-adopted", 1): as_it_is,
    ("calendar-adopted", 1): as_it_is,
    ("event-corrected", 1): as_it_is,  # one step for all the facts that it may hold
}


def raise_schema(
    body: Body, kind: str, schema: int, upcasts: Mapping[tuple[str, int], Upcast] = UPCASTS
) -> Body:
    """Return `body`, stored as `kind` under `schema`, as the newest schema has it."""
    while (step := upcasts.get((kind, schema))) is not None:
        body, schema = step(body), schema + 1
    return body
