"""The topics of the help: read from `resources/help/`, and found by the words in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from amends.paths import resource

# In the order in which they are listed; each is a file of that name.
KEYS: Final = (
    "inbox",
    "case",
    "course",
    "complaint",
    "letter",
    "promises",
    "hand-over",
    "dates",
    "procedures",
    "office",
    "copies",
    "cover",
    "keyboard",
)

KEYBOARD: Final = "keyboard"


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the help; `text` is Markdown and starts with the title as its heading."""

    key: str
    title: str
    text: str

    def has(self, words: Iterable[str]) -> bool:
        """Return whether all words stand in the topic, whatever their case."""
        text = self.text.casefold()
        return all(word.casefold() in text for word in words)


def read_topics(shortcuts: Sequence[tuple[str, str]], table_head: tuple[str, str]) -> list[Topic]:
    """Return every topic; that of the keyboard lists `shortcuts`, pairs of words and keys."""
    return [_topic(key, shortcuts if key == KEYBOARD else (), table_head) for key in KEYS]


def _topic(key: str, shortcuts: Sequence[tuple[str, str]], table_head: tuple[str, str]) -> Topic:
    text = resource("help", f"{key}.md").read_text("utf-8").strip()
    title = text.partition("\n")[0].removeprefix("#").strip()
    if shortcuts:
        rows = [table_head, ("---", "---"), *shortcuts]
        table = "\n".join(f"| {_cell(words)} | {_cell(keys)} |" for words, keys in rows)
        text = f"{text}\n\n{table}"
    return Topic(key, title, text)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
