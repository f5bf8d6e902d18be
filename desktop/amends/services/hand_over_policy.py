"""The policy that a case runs under: its promises for the bundle, and its own file for the bag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from amends.domain.dates_in_words import full
from amends.domain.explanation import quoted
from amends.domain.joined import policies
from amends.domain.procedure import Procedure
from amends.services.case_view import CaseView
from amends.services.desk import Desk
from amends.services.hand_over_contents import archive_name
from amends.services.policy_in_words import Promise, promises
from amends_reports.bundle_content import Section
from amends_reports.content import Block, Heading, Paragraph, Run

_READING = "The policy does not say from when; this is the office's reading."


def policy_path(name: str) -> str:
    """Return where the file of a policy of that name lies in a bag."""
    return f"data/procedure/{archive_name(f'{name}.toml')}"


def policy_files(desk: Desk, view: CaseView) -> tuple[tuple[str, bytes], ...]:
    """Return the case's policies byte for byte as the office pinned them, each with its place.

    Raises `OfficeDamagedError` where one is not what was pinned.
    """
    pinned = [(view.case.procedure, view.case.procedure_digest)]
    pinned += [(other.procedure, other.digest) for other in view.case.joined]
    with desk.store.reading() as unit:
        return tuple((policy_path(name), unit.pins.read(digest)) for name, digest in pinned)


def policy_sections(view: CaseView) -> Iterator[Section]:
    """Return what each policy of the case promises."""
    for place, policy in enumerate(policies(view.procedure)):
        title = f"The second policy: {policy.title}" if place else "The policy in force"
        yield _section(title, policy, view.readings)


def _section(title: str, procedure: Procedure, readings: Mapping[str, str]) -> Section:
    """Return what was promised, each promise with the sentence of the policy that makes it.

    The policy is public and the same for everybody, so no name is held back in it: a gap would
    tell whom it hides.
    """
    body: list[Block] = [Paragraph.of(" ".join(_about(procedure)))]
    for promise in promises(procedure, readings):
        body += _promise(promise)
    return Section(title, tuple(body))


def _about(procedure: Procedure) -> Iterator[str]:
    yield f"{procedure.source.document}."
    if procedure.source.address:
        yield f"It is published at {procedure.source.address}."
    if procedure.in_force_from:
        yield f"It is in force from {full(procedure.in_force_from)}."
    else:
        yield "It carries no date."
    yield "This is what it promises, with its own words for each promise."


def _promise(promise: Promise) -> Iterator[Block]:
    yield Heading(promise.sentence)
    yield _quoted(promise.source)
    if promise.counted:
        reading = f" {_READING}" if promise.is_reading else ""
        yield Paragraph.of(f"{promise.counted}.{reading}")
    for term in promise.terms:
        yield Paragraph.of(term.words)
        if term.source:
            yield _quoted(term.source)


def _quoted(words: str) -> Paragraph:
    return Paragraph((Run(quoted(words), italic=True),))
