"""Redirect what is no complaint under this procedure, until somebody has taken it over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from amends.domain.course import may_redirect, waits_for_takeover
from amends.domain.errors import CaseMovedOnError, DateNotPossibleError
from amends.domain.events.base import required
from amends.domain.events.handling_events import Redirected, TakenOver
from amends.domain.happenings import Kind
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.promising import Dated, all_promised
from amends.services.recording import record

KEEP_SAFE: Final = "Keep safe: "


def redirect_case(
    desk: Desk, view: CaseView, redirect: str, note: str, keep: Iterable[str], moment: Moment
) -> Changed:
    """Record that the matter goes where the redirect of that key says; the letter follows.

    `keep` names evidence that is to be kept at once: each is a promise of today. Raises
    `FieldMissingError` without a redirect, and `CaseMovedOnError` where it is too late for one.
    """
    if not may_redirect(view.case):
        raise CaseMovedOnError(view.stream)
    today = moment.today
    kept = (Dated(f"{KEEP_SAFE}{what.strip()}", today) for what in keep if what.strip())
    redirected = Redirected(
        happened_on=today,
        redirect=required("where it goes", redirect),
        note=note.strip(),
        keep=all_promised(kept, today, view.ground.days),
    )
    return record(desk, view.stream, view.seq, [redirected], moment)


def take_over(desk: Desk, view: CaseView, by: str, on: date, note: str, moment: Moment) -> Changed:
    """Record who has taken on what was redirected, and when.

    Raises `FieldMissingError` without a name, `DateNotPossibleError` for a day after today or
    before the complainant was told, and `CaseMovedOnError` where nobody is waited for.
    """
    if not waits_for_takeover(view.case):
        raise CaseMovedOnError(view.stream)
    told = view.case.happened(Kind.REDIRECT_SENT) or on
    name = required("who took it over", by)
    if not told <= on <= moment.today:
        raise DateNotPossibleError(on, told, moment.today)
    taken = TakenOver(happened_on=on, by=name, note=note.strip())
    return record(desk, view.stream, view.seq, [taken], moment)
