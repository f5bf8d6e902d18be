"""What each kind of event is called: on a line, in a sentence, and on the day of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from amends.domain.happenings import Kind


class KindWords(msgspec.Struct, frozen=True):
    """A title ("Receipt sent"), what completes "the day after ...", and a short mark."""

    title: str
    when: str
    mark: str


MISSED: Final = "missed "


def kind_of_missed(clock: str) -> str:
    """Return what a file calls it that the last day of "stage.clock" passed."""
    return f"{MISSED}{clock}"


def words_of_missed(title: str) -> KindWords:
    """Return what it is called that the last day of a clock with that title passed."""
    return KindWords(f"{title} missed", f"the last day of “{title}” had passed", "missed")


KIND_WORDS: Final[Mapping[str, KindWords]] = {
    Kind.RAISED: KindWords("Raised", "the concern was raised", "raised"),
    Kind.RECEIVED: KindWords("Received", "the complaint was received", "received"),
    Kind.ACKNOWLEDGED: KindWords("Receipt sent", "the receipt was sent", "receipt sent"),
    Kind.ACTION_PLAN_SENT: KindWords(
        "Action plan sent", "the action plan was sent", "action plan sent"
    ),
    Kind.OUTCOME_SENT: KindWords("Answered", "the outcome was sent", "outcome sent"),
    Kind.STAGE_NOT_POSSIBLE_SENT: KindWords(
        "Stage not possible",
        "the complainant was told that the stage is not possible",
        "stage not possible",
    ),
    Kind.REDIRECT_SENT: KindWords(
        "Redirected", "the complainant was told where the matter goes", "redirected"
    ),
    Kind.TAKEN_OVER: KindWords("Taken over", "the matter was taken over", "taken over"),
    Kind.PROMISE_KEPT: KindWords("Promise kept", "the promise was kept", "promise kept"),
    Kind.REFERRED: KindWords("Referred", "the complaint was referred", "referred"),
    Kind.NOTIFIED: KindWords("Notified", "the outside body's notice was received", "notified"),
    Kind.OUTSIDE_BODY_WROTE: KindWords(
        "Outside body wrote", "the outside body wrote", "outside body wrote"
    ),
    Kind.PAUSED: KindWords("Paused", "the clock was paused", "paused"),
    Kind.RESUMED: KindWords("Resumed", "the clock was resumed", "resumed"),
    Kind.CLOSED: KindWords("Closed", "the case was closed", "closed"),
    Kind.REOPENED: KindWords("Reopened", "the case was reopened", "reopened"),
    Kind.BEGUN_ANEW: KindWords("Begun anew", "the case was begun anew", "begun anew"),
}
