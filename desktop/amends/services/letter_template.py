"""A letter's template: what it is called, what it must say, and the text it starts from.

The file is Markdown with Jinja2 merge fields, below a head in TOML. Templates run in a sandbox, a
field that the case does not have is an error, and what people typed is printed as they typed it:
values are escaped when they are merged, and the merged text is never merged again.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import msgspec

from amends.domain.errors import LetterTemplateError
from amends.domain.letter_kinds import LetterKind
from amends.services.letter_text import as_typed

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_FENCE: Final = "+++\n"
_NO_HEAD: Final = "it does not begin with a head between two lines of +++"

# What a field that is empty leaves behind: more than one line between two paragraphs.
_GAPS: Final = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")

# What a template's own text can raise while it is merged, beside Jinja's errors; the messages of
# these may quote the case.
_MISTAKES: Final = (ArithmeticError, LookupError, RecursionError, TypeError, ValueError)


class MustSay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that a letter must say; `when` names a field without which it need not.

    `contains` lists the words that the text must hold, and `each` names a field with more of them,
    each a `Stated`. What `confirm` marks is left to the writer's judgement where the text does not
    hold those words, or where there are none. `words` and `contains` may hold merge fields.
    """

    key: str
    words: str
    contains: tuple[str, ...] = ()
    each: str = ""
    confirm: bool = False
    when: str = ""


class Stated(msgspec.Struct, frozen=True):
    """One of several things that a letter must say, and the words that say it, side by side.

    `name` is what it is called where it is missing. Without words it is still to be decided.
    """

    name: str
    words: tuple[str, ...] = ()


class Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands above the text of a template."""

    kind: LetterKind
    title: str
    subject: str
    must_say: tuple[MustSay, ...]


class LetterTemplate(msgspec.Struct, frozen=True):
    """A template as its file gives it; `file` names it in errors."""

    file: str
    head: Head
    body: str

    def draft(self, facts: Mapping[str, object]) -> str:
        """Return the text of a new letter, in Markdown. Raises `LetterTemplateError`."""
        merged = _merged(self.file, self.body, facts, typed=True)
        return _GAPS.sub("\n\n", merged).strip() + "\n"

    def merged(self, words: str, facts: Mapping[str, object]) -> str:
        """Return a piece of the head with its fields filled in, as plain text."""
        return _merged(self.file, words, facts, typed=False)


@lru_cache(maxsize=32)
def read_template(raw: bytes, file: str) -> LetterTemplate:
    """Return the template that `raw` holds. Raises `LetterTemplateError`."""
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        above, *parts = text.split(_FENCE, 2)
        if above.strip() or len(parts) != 2:
            raise LetterTemplateError(file, _NO_HEAD)
        return LetterTemplate(file, msgspec.convert(tomllib.loads(parts[0]), Head), parts[1])
    except (ValueError, msgspec.ValidationError) as error:
        raise LetterTemplateError(file, str(error)) from error


def _merged(file: str, source: str, facts: Mapping[str, object], *, typed: bool) -> str:
    from jinja2 import TemplateError

    try:
        return _environment(typed=typed).from_string(source).render(facts)
    except TemplateError as error:
        raise LetterTemplateError(file, error.message or type(error).__name__) from error
    except _MISTAKES as error:
        raise LetterTemplateError(file, type(error).__name__) from error


@lru_cache(maxsize=2)
def _environment(*, typed: bool) -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        # A letter is no web page: what HTML needs escaped must stand as it is. Markdown's own
        # marks are escaped by `finalize`.
        autoescape=False,
        finalize=_as_typed if typed else None,
    )


def _as_typed(value: object) -> object:
    return as_typed(value) if isinstance(value, str) else value
