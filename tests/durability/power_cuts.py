"""Cut the power while a child works: what is left of the disk opens, with all that was said.

Run as a program: a folder, how many times to let a child work, how often to cut the power each
time, a seed. A child works once, under strace; the disk is then put together anew for every cut.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.durability.disk import TRACED, Disk
from tests.durability.looking import look
from tests.durability.straced import Call, calls_in, run
from tests.durability.working import Child, new_office
from tests.storage.offices import set_back

# How much of what was not synced has reached the disk all the same: nothing, some, or all of it.
SHARES = (0, 0, 0.5, 0.9, 1)
CHECKED_IN_FULL_EVERY = 5
WHAT_IS_RARE = ("letter", "copy", "email", "key", "bring_back", "set_up")
_PIPE = "".join(f"\\x{byte:02x}" for byte in b"pipe:")


def work(office: Path, seed: int) -> Callable[[int], Callable[[], None]]:
    """Return what opens the office and does everything once, with other work in between."""

    def prepare(say: int) -> Callable[[], None]:
        chance = random.Random(seed)

        def do() -> None:
            child = Child(office, say, chance)
            for kind in chance.sample(WHAT_IS_RARE, len(WHAT_IS_RARE)):
                child.work(5)
                getattr(child, kind)()
            child.work(5)
            child.desk.store.close()

        return do

    return prepare


def cut(folder: Path, cuts: int, chance: random.Random) -> Counter[str]:
    """Let a child work in a new office, and cut the power that often; count what was said."""
    office = new_office(folder / "disk")
    set_back(office)  # its work begins with an upgrade
    disk, seed = Disk(office.parent), chance.getrandbits(32)
    ended = run(work(office, seed), folder / "trace", TRACED)
    assert ended.code == 0
    calls = list(calls_in(folder / "trace"))
    moments = Counter(chance.choices(range(len(calls)), k=cuts))
    said: list[list[str]] = []
    for number, call in enumerate(calls):
        disk.follow(call)
        said += _said_by(call)
        for _cut in range(moments[number]):
            share = chance.choice(SHARES)
            try:
                _look_after(disk, folder / "left", said, chance, share)
            except Exception as error:
                raise RuntimeError(f"cut at call {number} of {len(calls)}, {share=}") from error
    assert said == ended.said
    return Counter(words[0] for words in said)


def _look_after(
    disk: Disk, folder: Path, said: list[list[str]], chance: random.Random, share: float
) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    disk.left(folder, chance, share)
    look(folder / "office", said, in_full=not chance.randrange(CHECKED_IN_FULL_EVERY))


def _said_by(call: Call) -> list[list[str]]:
    """Return what the child said by a call: it speaks through a pipe, a line at a time."""
    if call.name != "write" or not call.arguments.split("<", 1)[1].startswith(_PIPE):
        return []
    _pipe, line = call.named()
    return [line.decode().rstrip("\n").split("\t")]


def main(folder: Path, times: int, cuts: int, seed: int) -> None:
    """Print how often each kind of work was said to be done."""
    chance, counted = random.Random(seed), Counter[str]()
    for number in range(times):
        counted += cut(folder / str(number), cuts, chance)
        shutil.rmtree(folder / str(number))
    print(*(f"{kind}={count}" for kind, count in sorted(counted.items())))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
