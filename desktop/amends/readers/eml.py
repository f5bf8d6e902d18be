"""An e-mail saved as a file (.eml), read into plain values.

Whatever the e-mail lacks or garbles, something is returned: a missing subject or date stays empty,
an unknown charset is read as far as it goes. Only a file that is no e-mail at all is refused. HTML
is reduced to its text, so that nothing in it can run or be fetched.

The parser of the standard library's older policy is used, since the newer one raises on headers
that real mail programs write.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from amends.domain.errors import NotAnEmailError
from amends.readers.mime_parts import Attachment, attachments_of, text_of
from amends.readers.mime_words import header_text, raw_header, words_of

LONGEST_TEXT: Final = 1_000_000
LONGEST_ADDRESSES: Final = 2_000

_TELLING_HEADERS: Final = ("From", "Subject", "Date", "Message-ID", "To", "Received")
_BEFORE_HEADERS: Final = b"\xef\xbb\xbf\r\n"
_SENSIBLE_YEARS: Final = range(1971, 9000)  # others cannot be brought to the office's own time


@dataclass(frozen=True, slots=True)
class IncomingEmail:
    """What an e-mail says. `sent_at` is None where the date is missing or cannot be read.

    `is_cut` where the text was longer than `LONGEST_TEXT`, and only its beginning is here.
    """

    subject: str
    sender_name: str
    sender_address: str
    sent_at: datetime | None
    text: str
    attachments: tuple[Attachment, ...]
    is_cut: bool = False


def read_email(raw: bytes, file: str) -> IncomingEmail:
    """Return what the e-mail in `raw` says. Raises `NotAnEmailError`, naming `file`."""
    message = _parsed(raw.lstrip(_BEFORE_HEADERS))
    if not any(raw_header(message, name).strip() for name in _TELLING_HEADERS):
        raise NotAnEmailError(file)
    name, address = _sender(message)
    text = text_of(message)
    return IncomingEmail(
        subject=header_text(message, "Subject"),
        sender_name=name,
        sender_address=address,
        sent_at=_sent_at(message),
        text=text[:LONGEST_TEXT],
        attachments=tuple(attachments_of(message)),
        is_cut=len(text) > LONGEST_TEXT,
    )


def _parsed(raw: bytes) -> Message:
    """Return the message; of one whose parts are nested without end, the headers alone."""
    try:
        return message_from_bytes(raw)
    except RecursionError:
        return BytesHeaderParser().parsebytes(raw.partition(b"\n\n")[0])


def _sender(message: Message) -> tuple[str, str]:
    """Return the name and the address to answer to; a form on a web site puts them in Reply-To."""
    reply_name, reply_address = _first_address(message, "Reply-To")
    name, address = _first_address(message, "From")
    if reply_address:
        return reply_name or name, reply_address
    return name or ("" if address else header_text(message, "From")), address


def _first_address(message: Message, header: str) -> tuple[str, str]:
    """Return a name and an address; the addresses are told apart before their names are decoded,
    since a decoded name may hold a comma.
    """
    line = " ".join(words_of(raw_header(message, header)[:LONGEST_ADDRESSES]).split())
    try:
        found = getaddresses([line])
    except (RecursionError, IndexError, AttributeError):
        return "", ""
    for name, address in found:
        if "@" in address:
            return " ".join(words_of(name, decode=True).split()), address.strip()
    return "", ""


def _sent_at(message: Message) -> datetime | None:
    """Return when the e-mail was sent; a date without a zone is taken as UTC."""
    try:
        sent = parsedate_to_datetime(header_text(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if sent.year not in _SENSIBLE_YEARS:
        return None
    return sent.replace(tzinfo=UTC) if sent.tzinfo is None else sent
