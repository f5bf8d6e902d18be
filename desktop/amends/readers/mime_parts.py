"""The parts of an e-mail: which of them are its text, and which are files that came with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message
from mimetypes import MimeTypes
from typing import Final, cast

from amends.readers.file_names import safe_file_name
from amends.readers.html_text import text_of_html
from amends.readers.mime_words import decoded, header_text, raw_header, words_of

UNNAMED_ATTACHMENT: Final = "attachment"

# Whatever the standard library raises where a part breaks the rules in a way it did not foresee.
_BROKEN: Final = (
    AssertionError,
    AttributeError,
    LookupError,
    MessageError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with an e-mail; `name` has no folder in it."""

    name: str
    media_type: str
    data: bytes


def text_of(message: Message) -> str:
    """Return what the e-mail says, without the files; "" where it says nothing."""
    return "\n\n".join(text for text in _texts(message) if text)


def attachments_of(message: Message) -> Iterator[Attachment]:
    """Return the files: all that is neither text to read nor a wrapping."""
    for part in _leaves(message):
        if not _is_text(part):
            yield Attachment(_name(part), part.get_content_type(), _file_bytes(part))


def _texts(part: Message) -> Iterator[str]:
    """Return the texts to read, in order; of alternatives only one."""
    if _is_wrapping(part):
        children = [list(_texts(child)) for child in _children(part)]
        if part.get_content_subtype() == "alternative":
            children = [next((texts for texts in children if any(texts)), [])]
        for texts in children:
            yield from texts
    elif _is_text(part):
        yield _text(part)


def _leaves(part: Message) -> Iterator[Message]:
    """Return the parts that hold something; an e-mail within the e-mail is one of them."""
    if not _is_wrapping(part):
        yield part
        return
    for child in _children(part):
        yield from _leaves(child)


def _is_wrapping(part: Message) -> bool:
    return part.is_multipart() and part.get_content_maintype() == "multipart"


def _children(part: Message) -> list[Message]:
    return cast("list[Message]", part.get_payload())


def _is_text(part: Message) -> bool:
    """Return whether the part is read in the e-mail itself, rather than opened as a file."""
    if part.get_content_type() not in {"text/plain", "text/html"} or part.is_multipart():
        return False
    return _disposition(part) != "attachment" and not _given_name(part)


def _disposition(part: Message) -> str:
    return header_text(part, "Content-Disposition").partition(";")[0].strip().lower()


def _text(part: Message) -> str:
    text = decoded(_payload(part), _charset(part))
    if part.get_content_type() == "text/html":
        text = text_of_html(text)
    return text.strip()


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or "utf-8"
    except _BROKEN:
        return "utf-8"


def _payload(part: Message) -> bytes:
    """Return the bytes of a part; where its encoding is broken, as they stand in the file."""
    try:
        data = part.get_payload(decode=True)
    except _BROKEN:
        data = None
    if isinstance(data, bytes):
        return data
    return str(part.get_payload()).encode("utf-8", "surrogateescape")


def _file_bytes(part: Message) -> bytes:
    """Return a file's bytes; of an e-mail within the e-mail, the e-mail itself."""
    if not part.is_multipart():
        return _payload(part)
    try:
        return b"\n".join(child.as_bytes() for child in _children(part))
    except _BROKEN:
        return b""


def _name(part: Message) -> str:
    """Return a name under which the file can be saved; one without a name is called by its kind."""
    if name := safe_file_name(_given_name(part)):
        return name
    media_type = part.get_content_type()
    # A fresh table: the one that Python shares reads the computer's own files, which differ.
    suffix = MimeTypes().guess_extension(media_type) or ""
    stem = ""
    if media_type == "message/rfc822" and part.is_multipart():
        stem = header_text(_children(part)[0], "Subject")
    return safe_file_name(f"{stem}{suffix}") if stem else f"{UNNAMED_ATTACHMENT}{suffix}"


def _given_name(part: Message) -> str:
    """Return the name that the sender's program gave, "" if it gave none."""
    headers: Message = Message()  # with stray bytes made text, which `get_filename` would drop
    for header in ("Content-Disposition", "Content-Type"):
        headers[header] = words_of(raw_header(part, header))
    try:
        name = headers.get_filename() or ""
    except _BROKEN:
        return ""
    return words_of(name, decode=True).strip()
