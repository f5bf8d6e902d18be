"""The JSON Schema of a procedure file, for editors that check TOML while it is written."""

from __future__ import annotations

from typing import Any

import msgspec

from amends.domain.durations import NOT_STATED
from amends.domain.procedure import Procedure


def procedure_schema() -> dict[str, Any]:
    """Return the schema; where the code has None, a file says "not stated"."""
    schema = msgspec.json.schema(Procedure)
    said: dict[str, Any] = _said(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A complaints procedure for Amends",
        **said,
    }


def _said(part: Any) -> Any:
    match part:
        case {"type": "null"}:
            return {"const": NOT_STATED}
        case {"default": None, **rest}:
            return _said(rest)
        case dict():
            return {key: _said(value) for key, value in part.items()}
        case list():
            return [_said(value) for value in part]
    return part
