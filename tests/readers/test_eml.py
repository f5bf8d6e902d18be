"""E-mails as real programs and hostile people write them, read into plain values."""

from __future__ import annotations

from base64 import encodebytes
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest

from amends.domain.errors import NotAnEmailError
from amends.readers.eml import LONGEST_TEXT, read_email

WHOLE = b"""\
From: Maria Ferreira <maria@example.org>
To: info@example.org
Subject: Assessment feedback never arrived
Date: Tue, 17 Nov 2026 09:41:00 +0100
Content-Type: text/plain; charset=utf-8

Feedback was promised in ten days.
"""


def read(raw):
    return read_email(raw, "complaint.eml")


def email(headers, body=b"Words."):
    return headers.encode("utf-8") + b"\n\n" + body


def with_attachment(name, data=b"%PDF-1.7", kind="application/pdf"):
    parts = f'Content-Type: {kind}\nContent-Disposition: attachment; filename="{name}"\n'
    return (
        b"From: a@example.org\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=edge\n\n"
        b"--edge\nContent-Type: text/plain\n\nSee the file.\n--edge\n"
        + parts.encode("utf-8")
        + b"Content-Transfer-Encoding: base64\n\n"
        + encodebytes(data)
        + b"--edge--\n"
    )


def names(raw):
    return [attachment.name for attachment in read(raw).attachments]


def test_an_email_gives_its_subject_sender_date_and_text():
    found = read(WHOLE)
    assert found.subject == "Assessment feedback never arrived"
    assert (found.sender_name, found.sender_address) == ("Maria Ferreira", "maria@example.org")
    assert found.sent_at == datetime(2026, 11, 17, 9, 41, tzinfo=timezone(timedelta(hours=1)))
    assert found.text == "Feedback was promised in ten days."
    assert found.attachments == ()
    assert not found.is_cut


def test_windows_line_ends_read_the_same():
    assert read(WHOLE.replace(b"\n", b"\r\n")) == read(WHOLE)


def test_a_byte_order_mark_and_empty_lines_before_the_headers_are_passed_over():
    assert read(b"\xef\xbb\xbf\r\n\n" + WHOLE) == read(WHOLE)


@pytest.mark.parametrize("missing", ["Subject", "Date", "From"])
def test_what_an_email_lacks_stays_empty(missing):
    lines = [line for line in WHOLE.splitlines(True) if not line.startswith(missing.encode())]
    found = read(b"".join(lines))
    empty = {
        "Subject": found.subject,
        "Date": found.sent_at or "",
        "From": found.sender_name + found.sender_address,
    }
    assert empty[missing] == ""
    assert found.text == "Feedback was promised in ten days."


@pytest.mark.parametrize(
    "date",
    [
        "yesterday",
        "17/11/2026",
        "Tue, 31 Feb 2026 10:00:00 +0000",
        "1 " * 1000,
        "=?utf-8?b?!?=",
        "Tue, 17 Nov 1969 10:00:00 +0000",
        "Tue, 17 Nov 9999 23:59:00 -2300",
    ],
)
def test_a_date_that_cannot_be_read_is_none(date):
    assert read(email(f"From: a@example.org\nDate: {date}")).sent_at is None


@pytest.mark.parametrize("zone", ["", " -0000"])
def test_a_date_without_a_zone_is_taken_as_utc(zone):
    sent_at = read(email(f"From: a@example.org\nDate: Tue, 17 Nov 2026 09:41:00{zone}")).sent_at
    assert sent_at == datetime(2026, 11, 17, 9, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        ("=?utf-8?B?w4l0w6k=?= late", "Été late"),
        ("=?iso-8859-1?Q?caf=E9_bill?=", "café bill"),
        ("=?utf-8?b?w4k=?= =?utf-8?b?dMOp?=", "Été"),
        ("=?utf-8?B?w6k=?==?utf-8?B?w6k=?=", "éé"),
        ("=?utf-8?B?2YU=?=\n =?utf-8?B?2LHYrQ==?=", "مرح"),
        ("=?utf-8?B?8J+Y?= =?utf-8?B?gA==?=", "😀"),
        ("=?iso-8859-1?Q?it=92s?=", "it’s"),
        ("=?utf-8*en?Q?caf=C3=A9?=", "café"),
        ("=?no-such-charset?Q?caf=C3=A9?=", "café"),
        ("=?utf-8?Q?unfinished", "=?utf-8?Q?unfinished"),
        ("a\tb\n  c", "a b c"),
    ],
)
def test_a_subject_is_decoded_as_its_program_meant_it(header, subject):
    assert read(email(f"From: a@example.org\nSubject: {header}")).subject == subject


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_a_subject_in_bare_bytes_is_read(charset):
    raw = "From: a@example.org\nSubject: Café – Gebühr\n\nx".encode(charset)
    assert read(raw).subject == "Café – Gebühr"


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        ("From: maria@example.org", ("", "maria@example.org")),
        ('From: "Ferreira, Maria" <m@example.org>', ("Ferreira, Maria", "m@example.org")),
        ("From: =?utf-8?Q?Ferreira=2C_Maria?= <m@example.org>",
         ("Ferreira, Maria", "m@example.org")),
        ("From: Zoë Nuñez <z@example.org>", ("Zoë Nuñez", "z@example.org")),
        ("From: A <a@example.org>, B <b@example.org>", ("A", "a@example.org")),
        ("From: nobody at all", ("nobody at all", "")),
        ("From: Web form <noreply@example.org>\nReply-To: Jo Bloggs <jo@example.org>",
         ("Jo Bloggs", "jo@example.org")),
        ("From: Jo Bloggs <noreply@example.org>\nReply-To: jo@example.org",
         ("Jo Bloggs", "jo@example.org")),
    ],
)  # fmt: skip
def test_the_sender_is_who_would_be_answered(headers, sender):
    found = read(email(headers + "\nSubject: x"))
    assert (found.sender_name, found.sender_address) == sender


def test_a_sender_line_made_to_break_readers_gives_no_address():
    assert read(email("From: " + "(" * 100_000)).sender_address == ""


@pytest.mark.parametrize(
    "charset", ["", "no-such-charset", "utf-8", "idna", "punycode", "hex", "undefined", '"a\0b"']
)
def test_text_in_an_unknown_charset_is_read_as_far_as_it_goes(charset):
    raw = email(
        f"From: a@example.org\nContent-Type: text/plain; charset={charset}", "Café".encode()
    )
    assert read(raw).text == "Café"


def test_text_in_the_wrong_charset_is_read_as_windows_would():
    raw = email(
        "From: a@example.org\nContent-Type: text/plain; charset=utf-8", b"Caf\xe9 \x96 bill"
    )
    assert read(raw).text == "Café – bill"


def test_a_charset_in_the_newer_form_is_understood():
    raw = email(
        "From: a@example.org\nContent-Type: text/plain; charset*=utf-8''iso-8859-1", b"Caf\xe9"
    )
    assert read(raw).text == "Café"


def test_control_characters_do_not_reach_the_form():
    assert read(email("From: a@example.org", b"a\0b\x07c\td\r\ne")).text == "abc\td\ne"


def test_of_a_plain_and_an_html_version_the_plain_one_is_read():
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.set_content("Plain words.")
    message.add_alternative("<p>Styled words.</p>", subtype="html")
    assert read(message.as_bytes()).text == "Plain words."
    assert read(message.as_bytes()).attachments == ()


def test_where_the_plain_version_is_empty_the_html_one_is_read():
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.set_content("\n")
    message.add_alternative("<p>Styled words.</p>", subtype="html")
    assert read(message.as_bytes()).text == "Styled words."


def test_an_html_email_gives_its_words_and_drops_what_would_run_or_be_fetched():
    html = (
        "<html><head><title>t</title><style>p{}</style></head><body onload='steal()'>"
        "<script>fetch('https://example.org')</script><!-- hidden -->"
        "<p>My <b>fee</b> of &pound;95 &amp; feedback</p><img src='https://example.org/pixel'>"
        "<table><tr><td>Unit</td><td>3</td></tr></table></body></html>"
    )
    raw = email("From: a@example.org\nContent-Type: text/html; charset=utf-8", html.encode())
    assert read(raw).text == "My fee of £95 & feedback\n\nUnit 3"


@pytest.mark.parametrize(
    "html",
    [
        "<script>never closed",
        "<!-- never closed",
        "<style>",
        "<![CDATA[x]]>",
        "<",
        "<a " * 5,
        "&#x;",
    ],
)
def test_broken_html_never_raises(html):
    raw = email("From: a@example.org\nContent-Type: text/html", b"<p>Words</p>" + html.encode())
    assert read(raw).text.startswith("Words")


def test_html_that_never_closes_its_head_still_shows_its_body():
    raw = email(
        "From: a@example.org\nContent-Type: text/html", b"<head><meta x='y'><body>Words of mine."
    )
    assert read(raw).text == "Words of mine."


def test_an_attachment_keeps_its_name_kind_and_bytes():
    [attachment] = read(with_attachment("receipt.pdf")).attachments
    assert (attachment.name, attachment.media_type) == ("receipt.pdf", "application/pdf")
    assert attachment.data == b"%PDF-1.7"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        (r"..\\..\\windows\\system.ini", "system.ini"),
        ("C:evil.txt", "Cevil.txt"),
        ("con.txt", "_con.txt"),
        ("NUL", "_NUL"),
        ("", "attachment.pdf"),
        ("...", "attachment.pdf"),
        ("/", "attachment.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b\x1f.pdf", "ab.pdf"),
        ("=?utf-8?Q?Geb=C3=BChr.pdf?=", "Gebühr.pdf"),
        ("=?utf-8?B?Li4vLi4veC5wZGY=?=", "x.pdf"),
        (" spaced  out .pdf ", "spaced out .pdf"),
        ("n" * 500 + ".pdf", "n" * 196 + ".pdf"),
        ("é" * 500, "é" * 100),
    ],
)
def test_a_hostile_or_odd_name_is_made_harmless(given, kept):
    assert names(with_attachment(given)) == [kept]


def test_a_name_in_the_newer_form_is_understood():
    raw = with_attachment("x").replace(
        b'filename="x"', b"filename*=utf-8''..%2F..%2FGeb%C3%BChr.pdf"
    )
    assert names(raw) == ["Gebühr.pdf"]


def test_an_email_within_the_email_is_kept_as_an_email():
    inner = EmailMessage()
    inner["Subject"] = "The first complaint"
    inner.set_content("Inner words.")
    outer = EmailMessage()
    outer["From"] = "a@example.org"
    outer.set_content("Outer words.")
    outer.add_attachment(inner)
    found = read(outer.as_bytes())
    assert found.text == "Outer words."
    [attachment] = found.attachments
    assert attachment.name == "The first complaint.eml"
    assert read(attachment.data).text == "Inner words."


def test_pictures_set_into_the_text_are_kept_as_files():
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.set_content("See the screen.")
    message.add_alternative("<p>See the <img src='cid:x'></p>", subtype="html")
    [_plain, styled] = message.iter_parts()
    styled.add_related(b"\x89PNG", "image", "png", cid="<x>")
    assert read(message.as_bytes()).text == "See the screen."
    assert names(message.as_bytes()) == ["attachment.png"]


@pytest.mark.parametrize("body", [b"!!!!", b"YWJj=YWJ", b"\xff\xfe", b""])
def test_base64_that_is_garbage_never_raises(body):
    raw = email("From: a@example.org\nContent-Transfer-Encoding: base64", body)
    assert isinstance(read(raw).text, str)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n\n",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"Just a note: call her back.\n",
        b"\0" * 99,
        b"<html><body>From: me</body></html>",
        b"PK\x03\x04",
        b"{}",
        b"X-Note: y\n\nz",
    ],
)
def test_a_file_that_is_no_email_is_refused_by_name(raw):
    with pytest.raises(NotAnEmailError) as refused:
        read(raw)
    assert refused.value.file == "complaint.eml"


def test_of_a_very_long_text_the_beginning_is_read_and_said_so():
    found = read(email("From: a@example.org", b"hello world\n" * 200_000))
    assert len(found.text) == LONGEST_TEXT
    assert found.is_cut


def test_parts_nested_without_end_leave_the_headers_to_read():
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )
    found = read(b"From: a@example.org\nSubject: Deep\n" + nested + b"\nwords")
    assert found.subject == "Deep"
