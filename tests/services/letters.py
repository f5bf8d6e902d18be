"""Letters in every state, for tests: drafted, changed, finished."""

from __future__ import annotations

import msgspec

from amends.domain.letter_kinds import LetterKind
from amends.services.check_letter import check_letter
from amends.services.finish_letter import finish_letter
from amends.services.letter_drafts import keep_draft, open_draft
from amends.services.read_case import read_case
from tests.desks import MOMENT, NOW, TODAY

RECEIPT = LetterKind.RECEIPT
ALL_CONFIRMED = frozenset({"understanding"})


def opened(desk, stream, today=TODAY):
    return open_draft(desk, stream, RECEIPT, today)


def write(desk, stream, **changes):
    """Keep the draft with `changes`, and return it in hand."""
    draft = msgspec.structs.replace(opened(desk, stream).draft, **changes)
    keep_draft(desk, stream, RECEIPT, draft, NOW)
    return opened(desk, stream)


def checked(desk, stream, **changes):
    """Return the checklist of the draft with `changes`, by key."""
    return {item.key: item for item in check_letter(write(desk, stream, **changes), desk.resources)}


def finish(desk, stream, moment=MOMENT, **changes):
    """Finish the receipt, all confirmed, and return the letter and the case after it."""
    seq = write(desk, stream, **({"confirmed": ALL_CONFIRMED} | changes)).view.seq
    letter, _changed = finish_letter(desk, stream, RECEIPT, seq, moment)
    view = read_case(desk, stream, moment.today)
    return next(it for it in view.case.letters if it.letter == letter), view
