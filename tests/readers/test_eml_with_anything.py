"""Whatever bytes are dropped on the window, reading them ends in an e-mail or a clear refusal."""

from __future__ import annotations

from contextlib import suppress
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.errors import NotAnEmailError
from amends.readers.eml import IncomingEmail, read_email
from amends.readers.file_names import LONGEST_NAME_BYTES, safe_file_name
from amends.readers.html_text import text_of_html

# What has broken mail readers before, to be strung together at random.
PIECES = [
    *("=?utf-8?b?", "?=", "=?", "?q?", "\r\n", "\n", "\r", "\0", '"', "<", ">", "@", ",", ";"),
    *(":", "(", ")", "[", "]", "\\", " ", "\t", "=", "*", "''", "a", "é", "\udcff", "99", "%00"),
    *("utf-8", "idna", "hex", "punycode", "filename", "filename*0*=", "charset*=utf-8''utf-8"),
    *("boundary=b", "--b", "--b--", "base64", "quoted-printable", "uuencode", "begin 644 x\n"),
    *("Mon, 1 Jan 2026 99:99:99 +9999", "group: a@b;", "attachment", "text/html", "text/plain"),
    *("multipart/mixed", "multipart/alternative", "message/rfc822", "message/delivery-status"),
]
HEADERS = [
    *("From", "Subject", "Date", "To", "Reply-To", "Content-Type", "Content-Disposition"),
    *("Content-Transfer-Encoding", "MIME-Version", "Message-ID"),
]

values = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
headers = st.tuples(st.sampled_from(HEADERS), values).map(": ".join)
blocks = st.lists(headers, min_size=1, max_size=6).map("\n".join)
parts = st.tuples(blocks, values).map("\n\n".join)
emails = st.lists(parts, min_size=1, max_size=4).map("\n--b\n".join)


def read(raw):
    with suppress(NotAnEmailError):
        found = read_email(raw, "x.eml")
        assert isinstance(found, IncomingEmail)
        for text in (found.subject, found.sender_name, found.sender_address, found.text):
            assert "\0" not in text
            text.encode("utf-8")  # a lone surrogate would raise
        for attachment in found.attachments:
            assert attachment.name == safe_file_name(attachment.name) != ""


@given(st.binary(max_size=2000))
def test_random_bytes_are_read_or_refused(raw):
    read(raw)


@given(st.binary(max_size=2000))
def test_random_bytes_after_a_header_are_read(raw):
    read(b"From: a@example.org\n" + raw)


@given(emails)
def test_emails_put_together_from_tricks_are_read_or_refused(text):
    read(text.encode("utf-8", "surrogateescape"))


@given(st.text(max_size=500))
def test_a_safe_name_is_one_harmless_part_of_a_path(given_name):
    name = safe_file_name(given_name)
    assert not set(name) & set('/\\<>:"|?*')
    assert name not in {".", ".."}
    assert len(name.encode()) <= LONGEST_NAME_BYTES
    assert name == name.strip()


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<script>", "<!--", "<![", "</", "&", "&#", "<a href='", "</script ", "<!", "<?"],
)
def test_html_made_to_take_long_is_read_at_once(piece):
    started = perf_counter()
    text_of_html(piece * 300_000)
    assert perf_counter() - started < 5
