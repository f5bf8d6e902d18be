"""Read an e-mail into what the form of a new complaint asks for; the e-mail itself comes along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from amends.readers.eml import read_email
from amends.readers.file_names import safe_file_name
from amends.services.attachments import File

# Where a file of a case comes from, in the words of the record.
THE_EMAIL_ITSELF: Final = "the e-mail itself"
CAME_WITH_EMAIL: Final = "came with the e-mail"

_EMAIL_TYPE: Final = "message/rfc822"
_UNNAMED: Final = "complaint.eml"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailComplaint:
    """What an e-mail says that a complaint needs; empty where it says nothing.

    `sent_at` is None where the e-mail has no date that can be read. `is_cut` where the text was
    too long for the form. The first of the files is the e-mail itself.
    """

    title: str
    complaint: str
    complainant: str
    email: str
    sent_at: datetime | None
    is_cut: bool
    files: tuple[File, ...]


def read_complaint_email(raw: bytes, file_name: str) -> EmailComplaint:
    """Return what the e-mail in `raw` says. Raises `NotAnEmailError`, naming the file."""
    email = read_email(raw, file_name)
    itself = File(safe_file_name(file_name) or _UNNAMED, _EMAIL_TYPE, raw, THE_EMAIL_ITSELF)
    came_with = (
        File(each.name, each.media_type, each.data, CAME_WITH_EMAIL) for each in email.attachments
    )
    return EmailComplaint(
        title=email.subject,
        complaint=email.text,
        complainant=email.sender_name,
        email=email.sender_address,
        sent_at=email.sent_at,
        is_cut=email.is_cut,
        files=(itself, *came_with),
    )
