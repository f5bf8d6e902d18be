"""How a procedure counts days, a sentence for each rule: also for what it takes for granted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from amends.domain.counting import AfterHours, ClosedDay, Counting, FirstDay, LastDay

_FIRST: Final = {
    FirstDay.DAY_AFTER: "The day after is day 1.",
    FirstDay.SAME_DAY: "The day itself is day 1.",
}
_RECEIVED: Final = {
    ClosedDay.STANDS: "What comes on a day that is not worked counts as received on that day.",
    ClosedDay.NEXT_WORKING_DAY: (
        "What comes on a day that is not worked counts as received on the next working day."
    ),
}
_AFTER: Final = {
    AfterHours.NEXT_DAY: "the next day",
    AfterHours.NEXT_WORKING_DAY: "the next working day",
}
_LAST: Final = {
    LastDay.AS_IT_FALLS: "A last day that is not worked stays where it falls.",
    LastDay.NEXT_WORKING_DAY: "A last day that is not worked moves to the next working day.",
    LastDay.WORKING_DAY_BEFORE: "A last day that is not worked moves to the working day before.",
}


def counting_sentences(how: Counting) -> Iterator[str]:
    """Return how days are counted; there is always a first day, a receipt and a last day."""
    yield _FIRST[how.first_day]
    yield _RECEIVED[how.received_when_closed]
    yield _LAST[how.last_day]
    if how.received_until:
        day = _AFTER[how.received_after]
        yield f"What comes after {how.received_until} counts as received on {day}."
    if how.posted:
        yield f"What the office sent by post counts as received {how.posted} after posting."
    if how.because:
        yield f"To count so is a reading, and not the policy's own word: {how.because}"
