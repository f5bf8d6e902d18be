"""The words of an HTML page, without its markup, scripts or anything that it would fetch.

The page is read by patterns that look at each character once or twice, whatever it holds: the
parser of the standard library takes hours over some pages, and raises on others.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

LONGEST_PAGE: Final = 4_000_000

# What a reader never sees, up to its end or, where that is missing, to the end of the page.
_UNSEEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|title|template|noscript)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|<[!?/][^<>]*>")
_BREAKING: Final = frozenset(
    {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul"}
)
_CELLS: Final = frozenset({"td", "th"})


def text_of_html(html: str) -> str:
    """Return what a reader of the page would see, a block a line."""
    page = " ".join(_UNSEEN.sub(" ", html[:LONGEST_PAGE]).split())
    lines = (" ".join(line.split()) for line in unescape(_TAG.sub(_space, page)).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _space(tag: re.Match[str]) -> str:
    """Return what stands between the words before a tag and those after it."""
    name = (tag[1] or "").lower()
    if name in _BREAKING:
        return "\n"
    return " " if name in _CELLS else ""
