"""E-mails as they are dropped on the form."""

from __future__ import annotations

from email.message import EmailMessage


def email(**headers: str) -> EmailMessage:
    """Return the e-mail of the design's complaint, with headers changed; "" takes one away."""
    message = EmailMessage()
    usual = {
        "From": "Maria Ferreira <maria@example.org>",
        "Subject": "Assessment feedback never arrived",
        "Date": "Tue, 17 Nov 2026 09:41:00 +0000",
    }
    for name, value in (usual | headers).items():
        if value:
            message[name] = value
    message.set_content("Feedback was promised in 10 days.")
    return message


def raw(**headers: str) -> bytes:
    return email(**headers).as_bytes()
