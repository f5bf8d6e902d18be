"""Passes an office on, works in it, and takes it back, again and again, until it is killed.

Run as a program: the folder of the two computers. It says of each note that it is saved only when
it is. Wherever it was killed, it goes on from there.
"""

from __future__ import annotations

import sys
from contextlib import closing
from itertools import count
from pathlib import Path

from amends.domain.cover import Whereabouts
from amends.services.desk import Desk
from amends.services.pass_office import Colleague, save_again, who_can_hold
from amends.services.read_cover import read_cover
from tests.covers import SOFIA, Computers, first_case, note_in, quiet


def where(desk: Desk) -> Whereabouts:
    with closing(desk.store):
        return read_cover(desk).where


def go_on(computers: Computers, text: str) -> str:
    """Do the next thing there is to do; return what was recorded on the way, "" for nothing."""
    if where(computers.open_home()) is Whereabouts.HERE:
        return _pass_on(computers, text)
    if not computers.hers.exists():
        if not computers.out.exists():  # it was killed before the file got its name
            _save_again(computers.open_home(), computers.out)
        computers.take_over().desk.store.close()
        return ""
    if where(computers.open_hers()) is Whereabouts.HELD:
        desk = computers.open_hers()
        with closing(desk.store):
            note_in(desk, first_case(desk), text)
        computers.give_back()
        return text
    if not computers.back.exists():
        _save_again(computers.open_hers(), computers.back)
    computers.take_back(computers.look()).store.close()
    return ""


def _pass_on(computers: Computers, text: str) -> str:
    computers.clear_away()
    desk = computers.open_home()
    with closing(desk.store):
        note_in(desk, first_case(desk), text)
        known = [it for it in who_can_hold(desk) if it.name == SOFIA.name]
    computers.pass_out(Colleague(person=known[0].id) if known else SOFIA)
    return text


def _save_again(desk: Desk, target: Path) -> None:
    with closing(desk.store):
        save_again(desk, target, quiet)


def main(folder: Path, name: str) -> None:
    computers = Computers(folder)
    for number in count():
        print(go_on(computers, f"{name}-{number}"), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
