"""Text that can be written down: half a character, as broken programs leave it, cannot."""

from __future__ import annotations


def whole_text(text: str) -> str:
    """Return `text` with its halves joined where they belong together, else marked as unreadable.

    Python calls such halves surrogates; they come from names of files and from damaged e-mails.
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def with_whole_text(value: object) -> object:
    """Return a plain value, of dicts and lists, with every text in it made whole."""
    match value:
        case str():
            return whole_text(value)
        case dict():
            return {with_whole_text(key): with_whole_text(item) for key, item in value.items()}
        case list() | tuple():
            return [with_whole_text(item) for item in value]
    return value
