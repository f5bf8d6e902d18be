"""Work really done in an office by a child that is killed; then look at what it said was saved.

Run as a program: a folder for new offices, how many times to kill, a seed. Each child is forked
from this process, so that the time is spent at work and not at the start of Python.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from contextlib import closing
from pathlib import Path

from amends.domain.events.case_events import NoteAdded
from amends.domain.streams import CASES
from amends.paths import resource
from amends.services.attachments import File, stored
from amends.services.check_office import check_office
from amends.services.copies import copy_to
from amends.services.desk import Desk
from amends.services.recording import record
from amends.storage.backup import copies_in
from amends.storage.office import OpenOffice, unlock
from tests.desks import MOMENT, PASSPHRASE, TODAY, log, make_desk
from tests.services.letters import finish

LONGEST_WORK_S = 0.15
CHECKED_IN_FULL_EVERY = 25
KILLS_OF_ONE_OFFICE = 200  # a larger one takes longer to look through, and shows nothing new
DRAFT = "letter/being written"


def quiet(_done, _total):
    pass


class Child:
    """Works without a pause, and says of each thing that it is saved only when it is."""

    def __init__(self, desk: Desk, say: int, chance: random.Random) -> None:
        self._desk, self._say, self._chance = desk, say, chance
        with desk.store.reading() as unit:
            self._case = next(iter(unit.events.streams(CASES)))
        self._number = 0

    def work(self) -> None:
        while True:
            self._number += 1
            kinds = (self._note, self._note, self._file, self._draft, self._draft, self._complaint)
            rare = (self._letter, self._copy)
            self._chance.choice(rare if self._chance.random() < 0.06 else kinds)()

    def say(self, *words: object) -> None:
        os.write(self._say, ("\t".join(map(str, words)) + "\n").encode())

    def _record(self, event) -> None:
        with self._desk.store.reading() as unit:
            seq = unit.events.last_seq(self._case)
        record(self._desk, self._case, seq, [event], MOMENT)

    def _note(self) -> None:
        text = f"{self._chance.getrandbits(64):x} " * self._chance.choice((1, 1, 2000))
        self._record(NoteAdded(happened_on=TODAY, text=text))
        self.say("event", self._case, text)

    def _file(self) -> None:
        data = self._chance.randbytes(self._chance.choice((0, 100, 600_000)))
        event = stored(self._desk, File("scan", "application/pdf", data), TODAY)
        self._record(event)
        self.say("file", self._case, event.blob)

    def _draft(self) -> None:
        raw = b"%f %d" % (time.time(), self._number)
        with self._desk.store.transaction() as unit:
            unit.drafts.put(DRAFT, raw, MOMENT.now)
        self.say("draft", raw.decode())

    def _complaint(self) -> None:
        self.say("case", log(self._desk))
        with self._desk.store.reading() as unit:
            self._case = self._chance.choice(list(unit.events.streams(CASES))[-20:])

    def _letter(self) -> None:
        stream = log(self._desk)
        letter, _view = finish(self._desk, stream)
        self.say("file", stream, letter.blob)

    def _copy(self) -> None:
        place = self._desk.store.folder.parent / "copies"
        copy, _left_out = copy_to(self._desk.store, place, MOMENT, quiet)
        self.say("copy", copy.folder.name)


def kill_once(office: Path, chance: random.Random) -> list[list[str]]:
    """Let a child work for a moment and kill it; return what it said was saved."""
    hear, say = os.pipe()
    seed, work_s = chance.getrandbits(32), chance.uniform(0, LONGEST_WORK_S)
    if not (pid := os.fork()):
        os.close(hear)
        desk = Desk(unlock(office, PASSPHRASE), resource())
        os.write(say, b"ready\n")
        Child(desk, say, random.Random(seed)).work()
    os.close(say)
    with open(hear, "rb") as told:  # noqa: PTH123 (a pipe)
        assert told.readline() == b"ready\n"
        time.sleep(work_s)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return [line.decode().rstrip("\n").split("\t") for line in told if line.endswith(b"\n")]


def look(office: Path, said: list[list[str]], *, in_full: bool) -> None:
    """Find everything that was said to be saved, and nothing half done."""
    with closing(unlock(office, PASSPHRASE)) as store:
        assert store.warning is None, store.warning
        with store.reading() as unit:
            assert unit.checks.damaged_pages() == 0
            assert unit.checks.loose_rows() == 0
            assert unit.checks.broken_places() == []
            assert unit.checks.silent_entries() == []
            find(store, unit, said)
        if in_full:
            assert check_office(store, TODAY, quiet).problems == ()
            for copy in copies_in(office.parent / "copies")[:1]:
                with store.looking_into(copy.folder) as copied, copied.reading() as unit:
                    assert unit.checks.broken_places() == []


def find(store: OpenOffice, unit, said: list[list[str]]) -> None:
    logs = {}
    for kind, *words in said:
        if kind in {"event", "file", "case"} and words[0] not in logs:
            logs[words[0]] = [entry.event for entry in unit.events.read(words[0])]
        match kind, *words:
            case "event", stream, text:
                assert any(getattr(event, "text", "") == text for event in logs[stream])
            case "file", stream, blob:
                assert any(getattr(event, "blob", "") == blob for event in logs[stream])
                assert all(True for _chunk in store.evidence.chunks(blob))
            case "case", stream:
                assert logs[stream]
                assert unit.inbox.row(stream) is not None
            case "copy", name:
                place = store.folder.parent / "copies"
                assert copies_in(place)[0].folder.name >= name
    drafts = [words[0] for kind, *words in said if kind == "draft"]
    if drafts:
        kept = (unit.drafts.get(DRAFT) or b"").decode()
        written, last = (float(it.split()[0]) for it in (kept, drafts[-1]))
        assert written >= last
        assert last - written < 1


def main(folder: Path, kills: int, seed: int) -> None:
    chance, counted = random.Random(seed), 0
    for number in range(kills):
        office = folder / f"{number // KILLS_OF_ONE_OFFICE}" / "office"
        if not office.exists():
            office.parent.mkdir(parents=True)
            desk = make_desk(office)
            log(desk)
            desk.store.close()
        said = kill_once(office, chance)
        in_full = number % CHECKED_IN_FULL_EVERY == CHECKED_IN_FULL_EVERY - 1
        look(office, said, in_full=in_full or number == kills - 1)
        counted += len(said)
    print(counted)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
