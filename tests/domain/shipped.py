"""The shipped procedures, as files and as read; and variants of them that a test needs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from amends.domain.procedure import Procedure
from amends.domain.procedure_file import read_procedure

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "procedures"


@cache
def file_text(name: str = "active-x-backs") -> str:
    return (FOLDER / f"{name}.toml").read_text("utf-8")


@cache
def shipped(name: str = "active-x-backs") -> Procedure:
    return read_procedure(file_text(name).encode(), f"{name}.toml")


def changed(*replacements: tuple[str, str]) -> str:
    """Return the shipped file with something else in some places, each there exactly once."""
    text = file_text()
    for old, new in replacements:
        assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
        text = text.replace(old, new)
    return text


def variant(*replacements: tuple[str, str]) -> Procedure:
    """Return the procedure that `changed` gives."""
    return read_procedure(changed(*replacements).encode(), "variant.toml")
