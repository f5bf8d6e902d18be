"""An e-mail becomes the beginning of a complaint, with the e-mail itself as evidence."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from amends.domain.errors import NotAnEmailError
from amends.services.attachments import File
from amends.services.read_email import CAME_WITH_EMAIL, THE_EMAIL_ITSELF, read_complaint_email


def an_email():
    message = EmailMessage()
    message["From"] = "Maria Ferreira <maria@example.org>"
    message["Subject"] = "Late feedback"
    message["Date"] = "Tue, 17 Nov 2026 09:41:00 +0000"
    message.set_content("It was promised in ten days.")
    message.add_attachment(b"%PDF", "application", "pdf", filename="../assessment.pdf")
    return message.as_bytes()


def test_the_form_gets_what_the_email_says():
    found = read_complaint_email(an_email(), "mail.eml")
    assert found.title == "Late feedback"
    assert found.complaint == "It was promised in ten days."
    assert (found.complainant, found.email) == ("Maria Ferreira", "maria@example.org")
    assert found.sent_at == datetime(2026, 11, 17, 9, 41, tzinfo=UTC)
    assert not found.is_cut


def test_the_email_itself_comes_first_and_then_what_came_with_it():
    raw = an_email()
    assert read_complaint_email(raw, "mail.eml").files == (
        File("mail.eml", "message/rfc822", raw, THE_EMAIL_ITSELF),
        File("assessment.pdf", "application/pdf", b"%PDF", CAME_WITH_EMAIL),
    )


@pytest.mark.parametrize(("given", "kept"), [("", "complaint.eml"), ("../a/con.eml", "_con.eml")])
def test_the_name_of_the_email_is_made_harmless(given, kept):
    assert read_complaint_email(an_email(), given).files[0].name == kept


def test_what_is_no_email_is_refused_by_its_name():
    with pytest.raises(NotAnEmailError) as refused:
        read_complaint_email(b"%PDF-1.7", "scan.eml")
    assert refused.value.file == "scan.eml"
