"""The bundle of a case: what its pages say, as plain values for paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import BinaryIO, Final

from amends.domain.dates_in_words import full
from amends.domain.errors import NotAnEmailError
from amends.domain.events.case_events import EvidenceAdded, LetterFinished
from amends.domain.people import Role, identity_words
from amends.domain.points import overall_outcome, points_found
from amends.readers.eml import read_email
from amends.services.case_view import CaseView
from amends.services.desk import Desk
from amends.services.hand_over_chronology import chronology
from amends.services.hand_over_contents import Contents, Item, Original, is_email
from amends.services.hand_over_handling import handling_sections
from amends.services.hand_over_policy import policy_sections
from amends.services.withheld_names import WithheldNames
from amends_reports.bundle_content import (
    Bundle,
    BundleWording,
    Content,
    Cover,
    Day,
    DayStrip,
    Document,
    Fact,
    FileFacts,
    Happening,
    HeldBack,
    Jpeg,
    Pdf,
    Section,
    SlipSheet,
    Text,
)
from amends_reports.content import Block, Heading, Paragraph

_PARTIES: Final[Mapping[Role, str]] = {
    Role.COMPLAINANT: "Complainant",
    Role.REPRESENTATIVE: "Representative",
    Role.SUBJECT: "About",
    Role.HANDLER: "Handled by",
}
_SECRET: Final = (Role.COMPLAINANT, Role.REPRESENTATIVE)
_NOT_A_PAGE: Final = "It is of a kind that is not shown as pages."
_NO_EMAIL: Final = "It is named as an e-mail, and cannot be read as one."


def bundle_of(desk: Desk, view: CaseView, contents: Contents) -> Bundle:
    """Return the bundle; nothing in it names whom the contents may not name."""
    return Bundle(
        _cover(view, contents),
        tuple(_document(desk, item) for item in contents.items),
        chronology=tuple(_chronology(view, contents)),
        strips=tuple(_strips(view, contents.names)),
        sections=(
            *policy_sections(view),
            *_complaint(view, contents),
            *_findings(view, contents),
            *handling_sections(view, contents.names),
        ),
        held_back=tuple(HeldBack(it.number, it.what, it.reason) for it in contents.held),
        language=view.procedure.language,
        wording=BundleWording(not_shown=_not_shown(view)),
    )


def _not_shown(view: CaseView) -> str:
    """Return what stands in place of a file without pages; the PDF may go without its ZIP."""
    head = view.ground.office.letterhead
    keeper = head.name if head else "The office"
    return (
        f"This file is not shown as pages. {keeper} keeps it, unchanged; where the case was handed "
        "over as a ZIP file, it is in there."
    )


def _cover(view: CaseView, contents: Contents) -> Cover:
    head, procedure = view.ground.office.letterhead, view.procedure
    since = procedure.in_force_from
    in_force = f", in force from {full(since)}" if since else ""
    return Cover(
        title=contents.names.shown(view.case.title) or "Complaint",
        reference=view.case.reference,
        parties=tuple(_parties(view, contents)),
        procedure=f"{procedure.organisation} {procedure.title}{in_force}",
        prepared_by=head.name if head else "",
        date=full(view.today),
        facts=tuple(_facts(view)),
    )


def _parties(view: CaseView, contents: Contents) -> Iterator[Fact]:
    secret = identity_words(view.case.identity)
    named = [(_PARTIES[role], role, person.name) for role, person in view.case.people]
    if secret and not any(role is Role.COMPLAINANT for _label, role, _name in named):
        yield Fact(_PARTIES[Role.COMPLAINANT], secret)
    for label, role, name in named:
        if secret and role in _SECRET:
            yield Fact(label, secret)
        elif name:
            yield Fact(label, contents.names.shown(name))


def _facts(view: CaseView) -> Iterator[Fact]:
    if view.case.received_on:
        yield Fact("Received", full(view.case.received_on))
    if outcome := overall_outcome(points_found(view.case), view.procedure.outcomes):
        yield Fact("Outcome", outcome)


def _chronology(view: CaseView, contents: Contents) -> Iterator[Happening]:
    for line in chronology(view, contents):
        yield Happening(full(line.day), line.what, line.document)


def _strips(view: CaseView, names: WithheldNames) -> Iterator[DayStrip]:
    """The office may have called a closure by anybody's name.

    A promise names its day itself, so that nothing was counted: it stands among the promises.
    """
    for clock in view.clocks:
        if clock.is_promise:
            continue
        why = view.explain(clock.name)
        if why.days:
            days = tuple(
                Day(it.date, it.number, names.shown(it.said), it.is_due) for it in why.days
            )
            title = f"{clock.stage_title}, {clock.title}: {full(why.days[-1].date)}"
            yield DayStrip(title, why.rule, days, names.shown(why.basis))


def _complaint(view: CaseView, contents: Contents) -> Iterator[Section]:
    """Return the complaint in the words in which it was recorded, where it may be told."""
    body: list[Block] = _paragraphs(contents.names.shown(view.case.complaint))
    if view.case.wanted:
        body.append(Heading("What the complainant would like"))
        body += _paragraphs(contents.names.shown(view.case.wanted))
    if body:
        what = "complaint" if view.case.received_on else "notice"
        yield Section(f"The {what} as recorded", tuple(body))


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph.of(line) for line in text.splitlines() if line.strip()]


def _findings(view: CaseView, contents: Contents) -> Iterator[Section]:
    body: list[Block] = []
    for number, point in enumerate(points_found(view.case), 1):
        body.append(Heading(f"{number}. {contents.names.shown(point.text)}"))
        found = f"Found: {point.finding}." if point.finding else "There is no finding yet."
        body.append(Paragraph.of(found))
        if point.reasons:
            body.append(Paragraph.of(contents.names.shown(point.reasons)))
    if body:
        yield Section("The points, and what was found", tuple(body))


def _document(desk: Desk, item: Item) -> Document:
    original, date = item.original, full(item.original.happened_on)
    if isinstance(original, LetterFinished):
        return Document(item.number, item.title, date, "Letter", Pdf(_Opening(desk, original)))
    facts = FileFacts(
        original.name, original.media_type, original.size, original.digest, original.origin
    )
    kind = "E-mail" if is_email(original) else "Evidence"
    return Document(item.number, item.title, date, kind, _content(desk, original), facts)


def _content(desk: Desk, file: EvidenceAdded) -> Content:
    name, opening = file.name.lower(), _Opening(desk, file)
    if is_email(file):
        return _email(desk, file)
    if file.media_type == "application/pdf" or name.endswith(".pdf"):
        return Pdf(opening)
    if file.media_type == "image/jpeg" or name.endswith((".jpg", ".jpeg")):
        return Jpeg(opening)
    return SlipSheet(_NOT_A_PAGE)


class _Opening:
    """Opens one kept file when the bundle comes to it, and not before."""

    def __init__(self, desk: Desk, original: Original) -> None:
        self._desk, self._blob = desk, original.blob

    def __call__(self) -> BinaryIO:
        return BytesIO(self._desk.store.evidence.read(self._blob))


def _email(desk: Desk, file: EvidenceAdded) -> Content:
    try:
        email = read_email(desk.store.evidence.read(file.blob), file.name)
    except NotAnEmailError:
        return SlipSheet(_NO_EMAIL)
    sent = f"{email.sent_at:%Y-%m-%d %H:%M %Z}" if email.sent_at else "not known"
    cut = ("[The text is longer; the original has all of it.]",) if email.is_cut else ()
    head = (
        f"From: {email.sender_name} <{email.sender_address}>",
        f"Sent: {sent}",
        f"Subject: {email.subject}",
        *(f"Attached: {each.name}" for each in email.attachments),
        "",
    )
    return Text((*head, *email.text.splitlines(), *cut))
