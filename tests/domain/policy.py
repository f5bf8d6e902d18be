"""The policy as published, and how its sentences are looked up."""

from __future__ import annotations

from pathlib import Path

POLICY = (Path(__file__).parent / "data" / "active-x-backs.txt").read_text("utf-8")


def folded(text: str) -> str:
    """Return text with its white space, quotes and case made alike."""
    for typographic, plain in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        text = text.replace(typographic, plain)
    return " ".join(text.split()).casefold()


def quoted(sentence: str) -> bool:
    """Return whether the policy says this; a full stop may stand where the policy goes on."""
    return folded(sentence).removesuffix(".") in folded(POLICY)
