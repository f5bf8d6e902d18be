"""Two versions of a policy, or two policies, clause by clause: what was added, removed, changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec

from amends.domain.clauses import clauses
from amends.domain.procedure import Procedure
from amends.domain.promise_clauses import Clause

_NOBODYS: Mapping[str, str] = {}


class Difference(StrEnum):
    """How a clause of one version stands to that of the other."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A clause that is not the same in both; one of the two may be missing."""

    before: Clause | None
    after: Clause | None

    @property
    def clause(self) -> Clause:
        """The clause as it is now, or as it was where it is no more."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def difference(self) -> Difference:
        if self.before is None:
            return Difference.ADDED
        return Difference.REMOVED if self.after is None else Difference.CHANGED

    @property
    def is_of_words_alone(self) -> bool:
        """Whether the policy's own words changed, and not what they are taken to mean."""
        if self.before is None or self.after is None:
            return False
        return self.before.words == self.after.words and self.before.title == self.after.title


class Comparison(msgspec.Struct, frozen=True):
    """What differs, in the order of the later one, and how many clauses are the same."""

    changes: tuple[Change, ...]
    same: int

    def __str__(self) -> str:
        """Return "2 changed, 1 added, 40 the same"."""
        if not self.changes:
            return "Both say the same"
        counts = dict.fromkeys((Difference.CHANGED, Difference.ADDED, Difference.REMOVED), 0)
        for change in self.changes:
            counts[change.difference] += 1
        told = [f"{count} {it.value}" for it, count in counts.items() if count]
        return ", ".join([*told, f"{self.same} the same"])


def compare(
    before: Procedure,
    after: Procedure,
    readings_before: Mapping[str, str] = _NOBODYS,
    readings_after: Mapping[str, str] = _NOBODYS,
) -> Comparison:
    """Return where two procedures differ, each as read by its readings."""
    old, new = clauses(before, readings_before), clauses(after, readings_after)
    changes = tuple(_changes(old, new))
    kept = {clause.key for clause in old} & {clause.key for clause in new}
    changed = sum(1 for it in changes if it.difference is Difference.CHANGED)
    return Comparison(changes, len(kept) - changed)


def _changes(old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[Change]:
    """Return the changes in the order of the later version; what it lost stands where it was."""
    later = {clause.key: clause for clause in new}
    earlier = {clause.key: clause for clause in old}
    lost = _lost_after(old, later)
    yield from lost.get("", ())
    for clause in new:
        before = earlier.get(clause.key)
        if before is None or not _is_same(before, clause):
            yield Change(before=before, after=clause)
        yield from lost.get(clause.key, ())


def _is_same(before: Clause, after: Clause) -> bool:
    """Return whether two clauses say the same; a new heading is told once, by its first clause."""
    if before.source and before.title != after.title:
        return False
    said = (before.words, before.source, before.is_reading)
    return said == (after.words, after.source, after.is_reading)


def _lost_after(old: Sequence[Clause], later: Mapping[str, Clause]) -> dict[str, list[Change]]:
    """Return what is no more, by the clause that stays and stood before it; "" at the head."""
    lost: dict[str, list[Change]] = {}
    stays = ""
    for clause in old:
        if clause.key in later:
            stays = clause.key
        else:
            lost.setdefault(stays, []).append(Change(before=clause, after=None))
    return lost
