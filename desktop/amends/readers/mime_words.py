"""The words of e-mail headers and bodies: charsets known and unknown, encoded words, raw bytes.

Nothing here raises: what cannot be decoded is read as far as it goes.
"""

from __future__ import annotations

import codecs
import quopri
import re
from base64 import b64decode
from binascii import Error as Base64Error
from email.message import Message
from typing import Final

_ENCODED_WORD: Final = re.compile(r"=\?([^?*\s]{1,40})(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS: Final = re.compile(r"(\?=)\s+(?==\?)")

# What mail calls so is written in the Windows charset more often than not, and reads the same else.
_WESTERN: Final = frozenset({"ascii", "iso8859-1"})
_WINDOWS: Final = "cp1252"

# Codecs of Python that are no charset of any e-mail; some take very long over hostile input.
_NO_CHARSETS: Final = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)
_CONTROLS: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))


def header_text(message: Message, name: str) -> str:
    """Return a header as one line of text, "" where it is missing."""
    return " ".join(words_of(raw_header(message, name), decode=True).split())


def raw_header(message: Message, name: str) -> str:
    """Return a header as it stands in the file, still encoded."""
    wanted = name.lower()
    return next((str(value) for key, value in message.raw_items() if key.lower() == wanted), "")


def words_of(raw: str, *, decode: bool = False) -> str:
    """Return text of a header without stray bytes; `decode` resolves its encoded words too."""
    text = decoded(raw.encode("utf-8", "surrogateescape"), "utf-8")
    return _without_encoded_words(text) if decode else text


def decoded(data: bytes, charset: str) -> str:
    """Return bytes as text: by their charset, else as UTF-8, else as Windows wrote it.

    Line ends are those of Python; control characters are left out.
    """
    for attempt in (_charset(charset), "utf-8"):
        try:
            return _clean(data.decode(attempt))
        except (LookupError, ValueError):
            continue
    return _clean(data.decode(_WINDOWS, errors="replace"))


def _charset(named: str) -> str:
    """Return the codec for a charset's name. Raises nothing; "utf-8" stands for what is unknown."""
    try:
        name = codecs.lookup(named).name
    except (LookupError, ValueError):
        return "utf-8"
    if name in _WESTERN:
        return _WINDOWS
    return "utf-8" if name in _NO_CHARSETS else name


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    # A charset such as UTF-7 can spell half of a pair, which nothing else could store or print.
    return text.encode("utf-8", "replace").decode("utf-8")


def _without_encoded_words(text: str) -> str:
    """Return the text with runs of encoded words decoded together, since programs split them
    anywhere, even within a character.
    """
    text = _BETWEEN_WORDS.sub(r"\1", text)
    done: list[str] = []
    end, run, run_charset = 0, b"", ""
    for word in _ENCODED_WORD.finditer(text):
        charset, data = word[1].lower(), _word_bytes(word[2], word[3])
        if run and (word.start() > end or charset != run_charset):
            done.append(decoded(run, run_charset))
            run = b""
        done.append(text[end : word.start()])
        end, run, run_charset = word.end(), run + data, charset
    if run:
        done.append(decoded(run, run_charset))
    return "".join(done) + text[end:]


def _word_bytes(encoding: str, payload: str) -> bytes:
    """Return what an encoded word holds; one that is broken stands as it was written."""
    if encoding in "qQ":
        return quopri.decodestring(payload.encode("utf-8"), header=True)
    try:
        return b64decode(payload.encode("utf-8") + b"===")
    except Base64Error:
        return payload.encode("utf-8")
