"""What a child does in an office: everything that a handler's day brings, one thing after another.

It says of each thing that it is saved, once it is. What was said is looked for by `looking.py`.
"""

from __future__ import annotations

import os
import random
import time
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Final

from amends.domain.events.case_events import Channel, NoteAdded
from amends.domain.streams import CASES
from amends.paths import resource
from amends.services.attachments import File, stored
from amends.services.bring_back import bring_back
from amends.services.change_key import change_key, renew_evidence
from amends.services.copies import copy_to
from amends.services.log_complaint import Complaint, log_complaint
from amends.services.read_email import read_complaint_email
from amends.services.recording import record
from amends.services.set_up_office import open_office
from amends.storage.backup import copies_in
from tests.desks import MOMENT, PASSPHRASE, TODAY, log, make_desk
from tests.services.letters import finish

DRAFT: Final = "letter/being written"
RARE: Final = 0.08  # how much of the work is what takes long


def quiet(_done, _total):
    """Take note of no progress."""


class Child:
    """Works without a pause. `say` is where it says what is saved."""

    def __init__(self, office: Path, say: int, chance: random.Random) -> None:
        self.desk = open_office(office, PASSPHRASE, resource())
        self._say, self._chance = say, chance
        with self.desk.store.reading() as unit:
            self._case = next(iter(unit.events.streams(CASES)))
        self._number = 0

    def work(self, times: int = 10**9) -> None:
        kinds = (self.note, self.note, self.file, self.draft, self.draft, self.complaint)
        rare = (self.letter, self.copy, self.email, self.key)
        for _time in range(times):
            self._chance.choice(rare if self._chance.random() < RARE else kinds)()

    def say(self, *words: object) -> None:
        os.write(self._say, ("\t".join(map(str, words)) + "\n").encode())

    def note(self) -> None:
        text = f"{self._chance.getrandbits(64):x} " * self._chance.choice((1, 1, 2000))
        self._record(NoteAdded(happened_on=TODAY, text=text))
        self.say("event", self._case, text)

    def file(self) -> None:
        data = self._chance.randbytes(self._chance.choice((0, 100, 600_000)))
        event = stored(self.desk, File("scan", "application/pdf", data), TODAY)
        self._record(event)
        self.say("file", self._case, event.blob)

    def draft(self) -> None:
        self._number += 1
        raw = b"%f %d" % (time.time(), self._number)
        with self.desk.store.transaction() as unit:
            unit.drafts.put(DRAFT, raw, MOMENT.now)
        self.say("draft", raw.decode())

    def complaint(self) -> None:
        self.say("case", log(self.desk))
        with self.desk.store.reading() as unit:
            self._case = self._chance.choice(list(unit.events.streams(CASES))[-20:])

    def email(self) -> None:
        """Log a complaint from an e-mail that brings a file along."""
        told = read_complaint_email(_email(self._chance), "complaint.eml")
        complaint = Complaint(
            title=told.title,
            complaint=told.complaint,
            channel=Channel.EMAIL,
            received_on=TODAY,
            files=told.files,
        )
        stream = log_complaint(self.desk, complaint, MOMENT).stream
        self.say("files", stream, len(told.files))

    def letter(self) -> None:
        stream = log(self.desk)
        letter, _view = finish(self.desk, stream)
        self.say("file", stream, letter.blob)

    def copy(self) -> None:
        place = self.desk.store.folder.parent / "copies"
        copy, _left_out = copy_to(self.desk.store, place, MOMENT, quiet)
        self.say("copy", copy.folder.name)

    def bring_back(self) -> None:
        """Make another office of the newest copy."""
        self.copy()
        here = self.desk.store.folder.parent
        copy, back = copies_in(here / "copies")[0], here / f"back {self._chance.getrandbits(32)}"
        bring_back(copy.folder, back, TODAY, quiet)
        self.say("office", back.name)

    def set_up(self) -> None:
        """Set up another office beside this one."""
        new = self.desk.store.folder.parent / f"new {self._chance.getrandbits(32)}"
        make_desk(new).store.close()
        self.say("office", new.name)

    def key(self) -> None:
        """Give the office a new key, and encrypt all that lies under the old one anew."""
        self.desk.store.close()
        self.desk = change_key(self.desk.store.folder, PASSPHRASE, resource(), MOMENT, quiet)
        self.say("key", self.desk.store.key.number)
        renew_evidence(self.desk, quiet)

    def _record(self, event) -> None:
        with self.desk.store.reading() as unit:
            seq = unit.events.last_seq(self._case)
        record(self.desk, self._case, seq, [event], MOMENT)


def _email(chance: random.Random) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Maria Ferreira <maria@example.org>"
    message["Subject"] = f"Feedback never arrived {chance.getrandbits(64):x}"
    message.set_content("I have heard nothing.\n")
    film = chance.randbytes(chance.choice((10, 200_000)))
    message.add_attachment(film, maintype="video", subtype="mp4", filename="film.mp4")
    return message.as_bytes()


def new_office(folder: Path) -> Path:
    """Make an office with one case in a new folder, closed."""
    folder.mkdir(parents=True)
    desk = make_desk(folder / "office")
    log(desk)
    desk.store.close()
    return folder / "office"
