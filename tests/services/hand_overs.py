"""Cases to be handed over, with evidence of every kind, and what the tests ask of the file."""

from __future__ import annotations

import zipfile
from contextlib import closing

import pypdfium2

from amends.domain.events.case_events import Channel
from amends.domain.people import Identity, Person, Role
from amends.services.add_note import add_note
from amends.services.attachments import File
from amends.services.define_points import define_points
from amends.services.hand_over import HandOver, hand_over
from amends.services.hand_over_steps import FileKind
from amends.services.name_person import name_person
from amends.services.read_case import read_case
from amends.services.send_letter import send_letter
from tests.desks import MOMENT, TODAY, log
from tests.reports.bundles import jpeg, pdf
from tests.services.letters import finish

NAME, MAIL, PHONE = "Zebedee Quillfeather", "zquill@example.org", "07700 900123"
NEEDLES = ("zebedee", "quillfeather", "zquill", "07700 900", "7700900123", "700-900")
EMAIL = (
    f"From: {NAME} <{MAIL}>\nSubject: Feedback\nDate: Tue, 17 Nov 2026 09:30:00 +0000\n\n"
    f"Nothing came.\nRing me on {PHONE}.\n"
).encode()
FILES = (
    File("complaint.eml", "message/rfc822", EMAIL, "the e-mail itself"),
    File("../Rückmeldung?.pdf", "application/pdf", pdf("a page of evidence")),
    File("photo.jpg", "image/jpeg", jpeg()),
    File("talk.mp4", "video/mp4", b"no page can show this"),
)


def quiet(_done, _total):
    pass


def seen(desk, stream):
    return read_case(desk, stream, TODAY)


def whole_case(desk, **changes):
    """Return a case with a sent receipt, points, a note and evidence of every kind."""
    stream = log(desk, complainant=NAME, email=MAIL, files=FILES, **changes)
    define_points(desk, seen(desk, stream), ["No feedback", f"{NAME} was not told"], MOMENT)
    complainant = seen(desk, stream).case.person(Role.COMPLAINANT)
    person = Person(id=complainant.id, name=NAME, email=MAIL, phone=PHONE)
    identity = changes.get("identity", Identity.OPEN)
    name_person(desk, seen(desk, stream), Role.COMPLAINANT, person, identity, MOMENT)
    add_note(desk, seen(desk, stream), "Rang zebedee: no answer.", MOMENT)
    to = {"recipient": ("The complainant",)} if identity is Identity.ANONYMOUS else {}
    letter, view = finish(desk, stream, **to)
    send_letter(desk, view, letter.letter, Channel.EMAIL, TODAY, MOMENT)
    return stream


def handed(desk, stream, target, progress=quiet, kind=FileKind.ARCHIVE):
    asked = HandOver("CIMSPA", "The complaint goes on.", target, kind)
    return hand_over(desk, stream, asked, MOMENT, progress).path


def contents_of(archive):
    with zipfile.ZipFile(archive) as opened:
        return {it.partition("/")[2]: opened.read(it) for it in opened.namelist()}


def text_of(found):
    with closing(pypdfium2.PdfDocument(found)) as opened:
        return "\n".join(page.get_textpage().get_text_bounded() for page in opened)
