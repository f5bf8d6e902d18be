"""How a case was handled, for the bundle: what was promised and considered, and who wrote what.

A note that somebody wrote for the office's own record is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from amends.domain.dates_in_words import full
from amends.domain.events.handling_events import OutsideBodyWrote
from amends.domain.handling import Owed
from amends.domain.remedies import Consideration, Considered, considerations
from amends.services.case_view import CaseView
from amends.services.letter_text import as_sentence
from amends.services.withheld_names import WithheldNames
from amends_reports.bundle_content import Section
from amends_reports.content import Block, Heading, Items, Paragraph, Run

_OPEN: Final = "This is still open."


def handling_sections(view: CaseView, names: WithheldNames) -> Iterator[Section]:
    """Return the parts of which there is anything to say; nothing in them tells a withheld name."""
    handling = view.case.handling
    origins = {clock.key: clock.stage_title for clock in view.clocks if clock.is_promise}
    stand = considerations(view.case, view.procedure)
    parts = {
        "What was promised, and what became of it": _promises(handling.promises, origins, names),
        "What was considered": _considered(stand, origins, names),
        "How it was handled": _turns(view, names),
        "What the outside body wrote": _written(handling.outside, names),
    }
    for title, blocks in parts.items():
        if body := tuple(blocks):
            yield Section(title, body)


def _promises(
    promises: Iterable[Owed], origins: Mapping[str, str], names: WithheldNames
) -> Iterator[Block]:
    """`origins` says what each promise comes from, by its id."""
    told = (_owed(owed, origins[str(owed.promise.id)], names) for owed in promises)
    if items := tuple((Run(words),) for words in told):
        yield Items(items, numbered=True)


def _owed(owed: Owed, origin: str, names: WithheldNames) -> str:
    what, due = names.shown(owed.promise.what.rstrip(" .")), full(owed.promise.due)
    promised = f"{origin}: {what}, by {due}."
    return " ".join(filter(None, (promised, _end(owed), names.shown(as_sentence(owed.note)))))


def _end(owed: Owed) -> str:
    if owed.kept_on is not None:
        return f"Done on {full(owed.kept_on)}."
    if owed.let_go_on is not None:
        return f"Owed no more since {full(owed.let_go_on)}."
    return _OPEN


def _considered(
    stand: Iterable[Consideration], origins: Mapping[str, str], names: WithheldNames
) -> Iterator[Block]:
    for it in stand:
        yield Heading(it.follow_up.title)
        if it.state is Considered.NOT_NEEDED:
            because = names.shown(as_sentence(it.because))
            yield Paragraph.of(f"Considered, and not needed. {because}")
        elif it.actions:
            yield from _promises(it.actions, origins, names)
        else:
            yield Paragraph.of(_OPEN)


def _turns(view: CaseView, names: WithheldNames) -> Iterator[Block]:
    handling, procedure = view.case.handling, view.procedure
    for plan in handling.plans:
        sent = f"sent on {full(plan.sent_on)}" if plan.sent_on else "not sent"
        yield Heading(f"Action plan, {sent}")
        yield Paragraph.of(names.shown(as_sentence(plan.made.reason)))
    if (found := handling.not_possible) is not None:
        stage = procedure.stage(found.stage).title
        yield Paragraph.of(f"{stage} was found not to be possible on {full(found.happened_on)}.")
    if (redirected := handling.redirected) is not None:
        to = procedure.redirect(redirected.redirect)
        yield Paragraph.of(f"{to.when} It goes to the {to.goes_to}.")
    if (taken := handling.taken_over) is not None:
        by = names.shown(taken.by)
        yield Paragraph.of(f"It was taken over on {full(taken.happened_on)} by: {by}")


def _written(letters: Iterable[OutsideBodyWrote], names: WithheldNames) -> Iterator[Block]:
    for letter in letters:
        final = ", its final word" if letter.is_final else ""
        yield Heading(f"{letter.body}, {full(letter.happened_on)}{final}")
        for line in names.shown(letter.summary).splitlines():
            if line.strip():
                yield Paragraph.of(line)
