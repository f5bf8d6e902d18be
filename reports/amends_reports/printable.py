"""Text that can always be printed: what the fonts lack stands as its code point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, cast

from amends_reports.fonts import Fonts, as_printed

Value = TypeVar("Value")


def shown(text: str, fonts: Fonts) -> str:
    """Return `text` as it can be printed; "[U+202E]" stands for what would turn words around."""
    missing = set(fonts.missing_characters(text))
    if not missing:
        return text
    return "".join(
        f"[U+{ord(character):04X}]" if character in missing else character
        for character in as_printed(text)
    )


def all_shown(value: Value, fonts: Fonts, but: type) -> Value:
    """Return content with every text in it as `shown`; nothing changes within values of `but`."""
    result: Any = value  # the same type again, piece by piece
    if isinstance(value, str):
        result = shown(value, fonts)
    elif isinstance(value, tuple):
        result = tuple(all_shown(each, fonts, but) for each in value)
    elif isinstance(value, Mapping):
        result = {key: all_shown(each, fonts, but) for key, each in value.items()}
    elif is_dataclass(value) and not isinstance(value, (type, but)):
        was = {each.name: getattr(value, each.name) for each in fields(value)}
        result = type(value)(**{key: all_shown(each, fonts, but) for key, each in was.items()})
    return cast("Value", result)


def in_one_line(text: str, most: int) -> str:
    """Return `text` for a place where it may take one line only."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
