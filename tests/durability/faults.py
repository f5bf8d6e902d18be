"""Have each call to a file that one save makes fail, one at a time, and look at the office then.

Run as a program: a folder, how many of all the faults to try (0 for all), a seed. A save is an
entry, a file and a draft; then the office is closed. What was refused is tried once more.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from amends.domain.errors import AmendsError
from tests.durability.looking import look
from tests.durability.straced import Call, Ended, calls_in, run
from tests.durability.working import Child, new_office

TO_FILES = "trace=%file,%desc"
FULL_DISK = frozenset(
    {"fallocate", "fdatasync", "fsync", "ftruncate", "link", "mkdir", "openat", "pwrite64"}
    | {"rename", "write"}
)
DISK_FAILS, NO_ROOM, KILLED = "error=EIO", "error=ENOSPC", "signal=SIGKILL"


class Fault(NamedTuple):
    """What happens at the call of that name and number."""

    name: str
    number: int
    what: str

    def __str__(self) -> str:
        return f"inject={self.name}:{self.what}:when={self.number}"


def save(office: Path, seed: int) -> Callable[[int], Callable[[], None]]:
    """Return what opens the office, and then saves."""

    def prepare(say: int) -> Callable[[], None]:
        child = Child(office, say, random.Random(seed))

        def do() -> None:
            for kind in (child.note, child.file, child.draft):
                _insist(child, kind)
            child.desk.store.close()
            child.say("closed")

        return do

    return prepare


def _insist(child: Child, kind: Callable[[], None]) -> None:
    """Do it, and once more where it was refused in our words; anything else ends the child."""
    try:
        kind()
    except AmendsError as error:
        child.say("refused", type(error).__name__)
        kind()


def faults_of(folder: Path, template: Path, seed: int) -> Iterator[Fault]:
    """Save once, and return every fault that can be put into a call to the office's files."""
    office, counted = _copy(template, folder), Counter[str]()
    ended = run(save(office, seed), folder / "trace", TO_FILES)
    assert ended.code == 0
    assert len(ended.said) == 4
    for call in calls_in(folder / "trace"):
        counted[call.name] += 1
        if _is_of(office, call):
            whats = [DISK_FAILS, KILLED] + [NO_ROOM] * (call.name in FULL_DISK)
            yield from (Fault(call.name, counted[call.name], what) for what in whats)


def _is_of(office: Path, call: Call) -> bool:
    return any(it.startswith(os.fsencode(office)) for it in call.named())


def try_one(folder: Path, template: Path, seed: int, fault: Fault) -> Ended:
    """Save with a fault, and raise where anything is lost, half there, or not said in our words."""
    office = _copy(template, folder)
    ended = run(save(office, seed), folder / "trace", TO_FILES, str(fault))
    kinds = [words[0] for words in ended.said]
    if fault.what == KILLED:
        assert ended.code < 0
    else:
        assert ended.code == 0, "it was not said in our words"
        assert {"event", "file", "draft", "closed"} <= set(kinds)
        assert kinds.count("refused") <= 1
    look(office, ended.said, in_full=True)
    return ended


def _copy(template: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return Path(shutil.copytree(template, folder / "office"))


def main(folder: Path, count: int, seed: int) -> None:
    """Print how many faults there are, were tried, and were said; raise where one did harm."""
    template = new_office(folder / "template")
    faults = list(faults_of(folder / "first", template, seed))
    chosen = random.Random(seed).sample(faults, min(count, len(faults))) if count else faults
    refused, harm = Counter[str](), []
    for fault in chosen:
        try:
            ended = try_one(folder / "tried", template, seed, fault)
        except Exception:  # noqa: BLE001 (all that did harm are told at the end)
            harm.append(f"{fault}\n{traceback.format_exc(limit=-3)}")
        else:
            refused.update(words[1] for words in ended.said if words[0] == "refused")
    print(dict(refused))
    print(len(faults), len(chosen), sum(refused.values()))
    if harm:
        raise SystemExit("\n".join([f"seed {seed}: {len(harm)} did harm", *harm[:10]]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
