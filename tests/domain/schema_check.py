"""What an editor makes of a file by a JSON Schema: just the words that ours uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

TYPES: dict[str, type | tuple[type, ...]] = {
    "string": (str, date),  # a date of TOML is written without quotation marks
    "boolean": bool,
    "integer": int,
    "array": list,
    "object": dict,
}
KNOWN = {
    *("$ref", "anyOf", "type", "enum", "const", "pattern", "format", "properties", "required"),
    *("additionalProperties", "items", "default", "title", "description", "$defs", "$schema"),
    *("minItems", "maxItems"),
}


def faults(
    value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "$"
) -> Iterator[str]:
    """Return what is wrong with a value by its schema, a line each; `whole` has the definitions."""
    assert schema.keys() <= KNOWN, (
        f"the schema says {schema.keys() - KNOWN}, which is not known here"
    )
    if "$ref" in schema:
        part = whole["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        yield from faults(value, part, whole, at)
        return
    if "anyOf" in schema:
        if all(any(faults(value, it, whole, at)) for it in schema["anyOf"]):
            yield f"{at}: none of what is allowed"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{at}: not {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: not one of {schema['enum']}"
    kind = schema.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or (kind == "integer" and value is True)):
        yield f"{at}: no {kind}"
        return
    if schema.get("format") == "date" and (
        not isinstance(value, date) or isinstance(value, datetime)
    ):
        yield f"{at}: no date"
    if "pattern" in schema and not (isinstance(value, str) and re.search(schema["pattern"], value)):
        yield f"{at}: not of the pattern"
    if isinstance(value, dict):
        yield from _table_faults(value, schema, whole, at)
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from faults(item, schema["items"], whole, f"{at}[{number}]")


def _table_faults(
    table: dict[str, Any], schema: dict[str, Any], whole: dict[str, Any], at: str
) -> Iterator[str]:
    known = schema.get("properties", {})
    for key in schema.get("required", ()):
        if key not in table:
            yield f"{at}.{key}: missing"
    for key, value in table.items():
        if key in known:
            yield from faults(value, known[key], whole, f"{at}.{key}")
        elif schema.get("additionalProperties") is False:
            yield f"{at}.{key}: not a key of it"
