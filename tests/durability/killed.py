"""Kill a child at work, again and again, and look at what it said was saved.

Run as a program: a folder for new offices, how many times to kill, a seed. Each child is forked
from this process, so that the time is spent at work and not at the start of Python.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from tests.durability.looking import Said, look
from tests.durability.working import Child, new_office
from tests.storage.offices import set_back

MOST_SAID = 4  # how much is waited for before the kill is less than this
LONGEST_WAIT_S = 0.05  # from there on, into whatever is being done then
LONGEST_WAIT_IN_WHAT_IS_RARE_S = 0.25
RARE_EVERY = 4  # otherwise it would be left to chance whether it ever comes to that
CHECKED_IN_FULL_EVERY = 25
KILLS_OF_ONE_OFFICE = 200  # a larger one takes longer to look through, and shows nothing new

UPGRADE = "upgrade"
WHAT_IS_RARE = (UPGRADE, "letter", "copy", "email", "key", "bring_back", "set_up")


def kill_once(office: Path, chance: random.Random, first: str, wanted: int) -> Said:
    """Let a child work for a moment and kill it; return what it said was saved.

    It begins with the kind of work that is named; with an upgrade by opening an older office. The
    kill comes a moment after it has said as many things as are wanted.
    """
    hear, say = os.pipe()
    seed = chance.getrandbits(32)
    wait_s = chance.uniform(0, LONGEST_WAIT_IN_WHAT_IS_RARE_S if first else LONGEST_WAIT_S)
    if first == UPGRADE:
        set_back(office)
    if not (pid := os.fork()):
        os.close(hear)
        _work(office, say, random.Random(seed), first)
    os.close(say)
    with open(hear, "rb") as told:  # noqa: PTH123 (a pipe)
        said = [told.readline() for _line in range(1 + wanted)]
        time.sleep(wait_s)
        os.kill(pid, signal.SIGKILL)
        _pid, ended = os.waitpid(pid, 0)
        assert os.waitstatus_to_exitcode(ended) == -signal.SIGKILL  # and nothing before that
        said += told
    assert said[0] == b"ready\n"
    return [line.decode().rstrip("\n").split("\t") for line in said[1:] if line.endswith(b"\n")]


def _work(office: Path, say: int, chance: random.Random, first: str) -> None:
    os.write(say, b"ready\n")
    child = Child(office, say, chance)
    if first == UPGRADE:
        child.say(UPGRADE)
    elif first:
        getattr(child, first)()
    child.work()


def _warm_up(folder: Path) -> None:
    """Do everything once, or a child would spend its life on loading what it needs for it."""
    child = Child(new_office(folder), os.open(os.devnull, os.O_WRONLY), random.Random(0))
    for kind in ("note", "file", "draft", "complaint", *WHAT_IS_RARE[1:]):
        getattr(child, kind)()
    child.desk.store.close()


def main(folder: Path, kills: int, seed: int) -> None:
    """Print how often each kind of work was said to be done."""
    _warm_up(folder / "first")
    chance, counted = random.Random(seed), Counter[str]()
    for number in range(kills):
        office = folder / f"{number // KILLS_OF_ONE_OFFICE}" / "office"
        if not office.exists():
            new_office(office.parent)
        turn, is_common = divmod(number, RARE_EVERY)
        wanted, kind = divmod(turn, len(WHAT_IS_RARE))  # each kind is killed, and is done, in turn
        first = "" if is_common else WHAT_IS_RARE[kind]
        said = kill_once(office, chance, first, wanted % MOST_SAID)
        in_full = number % CHECKED_IN_FULL_EVERY == CHECKED_IN_FULL_EVERY - 1
        look(office, said, in_full=in_full or number == kills - 1)
        counted.update(words[0] for words in said)
    print(*(f"{kind}={count}" for kind, count in sorted(counted.items())))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
