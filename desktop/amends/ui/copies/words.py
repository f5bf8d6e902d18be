"""What the window says of copies, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from amends.domain.dates_in_words import short
from amends.services.bring_back import Loss, Restored
from amends.services.copies import Plan
from amends.storage.rows import Copy
from amends.ui.copies.keeper import Round
from amends.ui.errors import describe

translate = QCoreApplication.translate

CASES_NAMED = 8


def status_words(plan: Plan, today: date) -> str:
    """Return when a copy last left this computer, as the status line says it."""
    if plan.left_at is None:
        return translate("copies", "No copy off this computer yet")
    day = short(_day(plan.left_at), today)
    return translate("copies", "Last copy off this computer {day}").format(day=day)


def round_words(made: Round, today: date) -> str:
    """Return what is to be said once of a round of copying, "" where all went as ever."""
    if made.plan.rehearsal_problem and made.has_rehearsed:
        return translate("copies", "The newest copy is not whole: {problem}").format(
            problem=made.plan.rehearsal_problem
        )
    if made.copied.failed is not None:
        return describe(made.copied.failed).text
    if made.copied.left_out:
        return translate("copies", "Damaged files are missing from the copy: {count}").format(
            count=made.copied.left_out
        )
    if made.copied.is_away_missing:
        return translate("copies", "The folder for copies is not there today; a copy is kept here")
    if made.has_rehearsed and made.plan.rehearsed_copy is not None:
        return rehearsal_words(made.plan, today)
    return ""


def rehearsal_words(plan: Plan, today: date) -> str:
    """Return when a copy was last opened in full, and what came of it."""
    if plan.rehearsed_at is None or plan.rehearsed_copy is None:
        return translate("copies", "No copy has been brought back and checked yet.")
    if plan.rehearsal_problem:
        return translate("copies", "On {day} the newest copy was not whole: {problem}").format(
            day=short(_day(plan.rehearsed_at), today), problem=plan.rehearsal_problem
        )
    return translate(
        "copies", "The copy of {day} was brought back and checked: it is whole"
    ).format(day=short(_day(plan.rehearsed_copy), today))


def copy_words(copy: Copy, today: date) -> str:
    """Return "Sat 21 Nov, 12:00 · 412 entries"."""
    return translate("copies", "{day}, {time} · {count} entries").format(
        day=short(_day(copy.made_at), today),
        time=f"{copy.made_at.astimezone():%H:%M}",
        count=copy.entries,
    )


def loss_words(loss: Loss) -> Iterator[str]:
    """Return what the present office has and the copy has not, a sentence each."""
    if not loss.is_present_readable:
        yield translate("copies", "The present office cannot be read, so cases cannot be named.")
    if not loss.is_of_this_record:
        yield translate("copies", "The copy and the present office went different ways.")
    if loss.entries is None:
        yield translate("copies", "How many entries are newer than the copy cannot be told.")
    elif loss.entries == 0:
        yield translate("copies", "Nothing: the copy has every entry of the present office.")
    elif loss.entries == 1:
        yield translate("copies", "One entry is newer than the copy.")
    else:
        words = translate("copies", "{count} entries are newer than the copy.")
        yield words.format(count=loss.entries)
    yield from _cases(translate("copies", "Not in the copy: {case}"), loss.new_cases)
    yield from _cases(translate("copies", "Older in the copy: {case}"), loss.older_cases)
    if loss.held_by:
        words = translate(
            "copies",
            "The office is with {name}. What is recorded in this copy, once it is brought back, "
            "cannot be joined with what comes back from there.",
        )
        yield words.format(name=loss.held_by)


def restored_words(restored: Restored, damaged: str) -> Iterator[str]:
    """Return what was brought back, and what it lacks."""
    folder = restored.folder
    yield translate("copies", "The office was brought back into {folder}.").format(folder=folder)
    if damaged:
        yield translate("copies", "The office in {folder} was kept as it is.").format(
            folder=damaged
        )
    if restored.missing_files:
        yield translate("copies", "Files that are not in the copy: {count}").format(
            count=restored.missing_files
        )
    if restored.verdict is not None:
        yield from restored.verdict.problems or (
            translate("copies", "It was checked to the last file: everything is as recorded."),
        )


def _cases(words: str, cases: tuple[str, ...]) -> Iterator[str]:
    for case in cases[:CASES_NAMED]:
        yield words.format(case=case)
    if len(cases) > CASES_NAMED:
        yield translate("copies", "and {count} more").format(count=len(cases) - CASES_NAMED)


def _day(moment: datetime) -> date:
    return moment.astimezone().date()
