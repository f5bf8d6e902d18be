"""The text of a letter: a small part of Markdown, and how it becomes blocks on paper.

Headings (#), lists (- and 1.), **bold** and *italic* have a meaning; everything else is printed as
it was typed. A line break in the text is a line break in the letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from amends_reports.content import Block, Heading, Items, Paragraph, Run

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SECTION_LEVEL: Final = 2  # the subject is the letter's first heading; sections stand below it
_MEANT: Final = ("heading", "list", "newline", "escape", "emphasis")
_START_OF_BLOCK: Final = re.compile(r"^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|\d{1,9}(?=[.)](?:\s|$)))")
# A backslash counts before punctuation, and at the end, where a template may go on with some.
_MARKS: Final = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|\*|(?<![^\W_])_|_(?![^\W_])")
_LOOKS_LIKE_FIELD: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<<.*?>>", re.DOTALL)
_LOOKS_LIKE_MARKUP: Final = re.compile(r"</?[A-Za-z][^<>]*>")

# What would make lists within lists, which a letter does not have: deep indents, a line of dashes,
# and a number or dash that begins the words of an item.
_DEEP_INDENT: Final = re.compile(r"^ {6,}", re.MULTILINE)
_LINE_OF_MARKS: Final = re.compile(r"^( *)(?=[-+*](?: +[-+*])+ *$)", re.MULTILINE)
_MARK_IN_ITEM: Final = re.compile(
    r"^( *(?:[-+*]|\d{1,9}[.)]) +)(?:([-+*])|(\d{1,9})([.)]))(?= |$)", re.MULTILINE
)


def as_typed(text: str) -> str:
    """Return one line of Markdown that prints `text` as it was typed, its white space folded."""
    line = _MARKS.sub(r"\\\g<0>", " ".join(text.split()))
    start = _START_OF_BLOCK.match(line)
    if start is None:
        return line
    if start[0][0].isdigit():
        return f"{start[0]}\\{line[start.end() :]}"
    return f"\\{line}"


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the letter's blocks, in order."""
    lines = "\n".join(re.split(r"\r\n|\r|\n", text)).replace("\t", "    ")
    flat = _LINE_OF_MARKS.sub(r"\1\\", _DEEP_INDENT.sub(" " * 6, lines))
    return tuple(_blocks(_parser().parse(_MARK_IN_ITEM.sub(_literal, flat))))


def as_sentence(text: str) -> str:
    """Return what somebody typed on one line as a sentence: with a capital and a full stop."""
    line = " ".join(text.split())
    ends = line.endswith((".", "!", "?", "…", ".”", '."', ".)"))
    return f"{line[:1].upper()}{line[1:]}{'' if ends or not line else '.'}"


def texts_of(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the words of each heading, paragraph and item of a list."""
    return tuple(text for block in blocks for text in _words(block))


def plain(blocks: Sequence[Block]) -> str:
    """Return the words of the blocks, a block a line, for looking things up in them."""
    return "\n".join(texts_of(blocks))


def folded_text(text: str) -> str:
    """Return the text as it is looked through: neither its case nor its white space counts."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def holds(text: str, words: str) -> bool:
    """Return whether folded words stand in a folded text on their own.

    "24 November" holds no "4 November".
    """
    return words in text and bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def as_message(blocks: Sequence[Block]) -> str:
    """Return the blocks as plain text to be read: lists numbered, an empty line between blocks."""
    return "\n\n".join(_shown(block) for block in blocks) + "\n"


def looks_unfilled(text: str) -> tuple[str, ...]:
    """Return what looks like a blank of a template that nobody filled in."""
    return tuple(dict.fromkeys(_LOOKS_LIKE_FIELD.findall(text)))


def looks_like_markup(text: str) -> tuple[str, ...]:
    """Return what looks like HTML, and will be printed as typed."""
    return tuple(dict.fromkeys(_LOOKS_LIKE_MARKUP.findall(text)))


def _literal(match: re.Match[str]) -> str:
    item, mark, number, stop = match.groups()
    return f"{item}\\{mark}" if mark else f"{item}{number}\\{stop}"


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # loads with the first letter, like Jinja2 and reportlab

    # Without "normalize", which prints a sign of its own for a NUL; the checklist names the NUL.
    return MarkdownIt("zero").enable(list(_MEANT)).disable("normalize")


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Turn the parser's flat row of tokens into blocks; a list in a list joins the outer one."""
    depth, opening = 0, tokens[0] if tokens else None
    items: list[tuple[Run, ...]] = []
    for place, token in enumerate(tokens):
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            opening = opening if depth else token
            depth += 1
        elif token.type == "list_item_open":
            items.append(())
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            depth -= 1
            if opening and not depth:
                yield from _list(opening, [item for item in items if item])
                items = []
        elif token.type == "inline" and depth:
            items[-1] = (*items[-1], *([Run("\n")] if items[-1] else ()), *_runs(token))
        elif token.type == "inline" and token.children:
            yield _block(tokens[place - 1], token)


def _list(opening: Token, items: Sequence[tuple[Run, ...]]) -> Iterator[Block]:
    """Return the list. On paper numbers begin at 1; a list that goes on from one stays as typed."""
    first = opening.attrGet("start")
    if first is not None:
        for number, runs in enumerate(items, int(first)):
            yield Paragraph((Run(f"{number}. "), *runs))
    elif items:
        yield Items(tuple(items), numbered=opening.type == "ordered_list_open")


def _block(opening: Token, inline: Token) -> Block:
    runs = _runs(inline)
    if opening.type != "heading_open":
        return Paragraph(runs)
    text = "".join(run.text for run in runs)
    return Heading(text, 3 if int(opening.tag[1]) > _SECTION_LEVEL else 2)


def _runs(inline: Token) -> tuple[Run, ...]:
    """Return the runs of one paragraph."""
    runs: list[Run] = []
    bold = italic = 0
    for token in inline.children or ():
        bold += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        italic += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        text = "\n" if token.type in {"softbreak", "hardbreak"} else token.content
        if text:
            runs.append(Run(text, bold=bold > 0, italic=italic > 0))
    return tuple(runs)


def _shown(block: Block) -> str:
    words = list(_words(block))
    if not isinstance(block, Items):
        return "\n".join(words)
    marks = [f"{number}." if block.numbered else "-" for number in range(1, len(words) + 1)]
    return "\n".join(f"{mark} {item}" for mark, item in zip(marks, words, strict=True))


def _words(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield "".join(run.text for run in block.runs)
        case Items():
            yield from ("".join(run.text for run in runs) for runs in block.items)
        case _:
            return
