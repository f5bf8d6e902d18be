"""The e-mail of a learner's complaint, as a mail program saves it."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path


def save_complaint(folder: Path, **planted: str) -> Path:
    """Write the e-mail into `folder`; `planted` replaces subject, sender, text or attachment."""
    facts = {
        "subject": "Assessment feedback never arrived",
        "sender": "Maria Ferreira <maria@example.org>",
        "text": "I handed in my unit 3 assessment six weeks ago and have heard nothing.\n",
        "attachment": "receipt-for-unit-3.txt",
    } | planted
    message = EmailMessage(policy=SMTP)
    message["From"] = facts["sender"]
    message["To"] = "info@example.org"
    message["Subject"] = facts["subject"]
    message["Date"] = "Tue, 17 Nov 2026 10:12:00 +0000"
    message.set_content(facts["text"])
    message.add_attachment("Paid: 95 pounds.\n", filename=facts["attachment"])
    file = folder / "complaint.eml"
    file.write_bytes(message.as_bytes())
    return file
