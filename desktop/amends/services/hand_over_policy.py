"""The policy that a case runs under: its promises for the bundle, and its own file for the bag."""

from __future__ import annotations

from collections.abc import Iterator

from amends.domain.dates_in_words import full
from amends.domain.explanation import quoted
from amends.domain.procedure import ClockRule
from amends.services.case_view import CaseView
from amends.services.desk import Desk
from amends.services.hand_over_contents import archive_name
from amends.services.policy_in_words import Promise, promises
from amends_reports.bundle_content import Section
from amends_reports.content import Block, Heading, Paragraph, Run

_READING = "The policy does not say from when; this is the office's reading."


def policy_path(view: CaseView) -> str:
    """Return where the policy's file lies in a bag."""
    return f"data/procedure/{archive_name(f'{view.case.procedure}.toml')}"


def policy_file(desk: Desk, view: CaseView) -> bytes:
    """Return the policy byte for byte as the office pinned it for this case.

    Raises `OfficeDamagedError` where it is not what was pinned.
    """
    with desk.store.reading() as unit:
        return unit.pins.read(view.case.procedure_digest)


def policy_section(view: CaseView) -> Section:
    """Return what was promised, each promise with the sentence of the policy that makes it.

    The policy is public and the same for everybody, so no name is held back in it: a gap would
    tell whom it hides.
    """
    rules = [rule for stage in view.procedure.stages for rule in stage.clocks if not rule.owed_by]
    body: list[Block] = [Paragraph.of(" ".join(_about(view)))]
    told = promises(view.procedure, view.ground.office.readings)
    for promise, rule in zip(told, rules, strict=True):
        body += _promise(promise, rule)
    return Section("The policy in force", tuple(body))


def _about(view: CaseView) -> Iterator[str]:
    procedure = view.procedure
    yield f"{procedure.source.document}."
    if procedure.source.address:
        yield f"It is published at {procedure.source.address}."
    if procedure.in_force_from:
        yield f"It is in force from {full(procedure.in_force_from)}."
    else:
        yield "It carries no date."
    yield "This is what it promises, with its own words for each promise."


def _promise(promise: Promise, rule: ClockRule) -> Iterator[Block]:
    yield Heading(promise.sentence)
    yield _quoted(promise.source)
    if promise.counted:
        reading = f" {_READING}" if promise.is_reading else ""
        yield Paragraph.of(f"{promise.counted}.{reading}")
    if rule.fallback is not None:
        yield Paragraph.of(f"Where that is not possible: {rule.fallback.title.lower()}.")
        yield _quoted(rule.fallback.source)


def _quoted(words: str) -> Paragraph:
    return Paragraph((Run(quoted(words), italic=True),))
