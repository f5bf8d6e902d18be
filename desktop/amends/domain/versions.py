"""Which version of which policy a complaint falls under.

A policy changes from time to time. A complaint is handled by the version that was in force on the
day on which it was received, and stays with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a policy, with the office's answers to what it leaves open.

    `digest` names its pinned file; it holds for complaints received `since` that day. `readings`
    is None in a case from before they were kept.
    """

    procedure: str
    digest: str
    readings: Mapping[str, str] | None = None
    since: date | None = None


def in_force(versions: Iterable[Version], procedure: str, on: date) -> Version:
    """Return the version of a policy that held on a day; before its first one, the first.

    Of two that hold since the same day it is the one that was adopted last. There must be one.
    """
    known = [it for it in versions if it.procedure == procedure]
    held = [it for it in known if it.since is None or it.since <= on]
    if not held:
        return min(known, key=lambda it: it.since or date.min)
    latest = max(it.since or date.min for it in held)
    return next(it for it in reversed(held) if (it.since or date.min) == latest)
