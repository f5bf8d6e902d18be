"""An open office for the views, on the day of the design's pictures."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from amends.ui.clock import Clock
from amends.ui.session import Session
from tests.desks import NOW, make_desk


@contextmanager
def open_session(folder: Path) -> Iterator[Session]:
    """Return the session of a new office in `folder`."""
    desk = make_desk(folder)
    with closing(desk.store):
        yield Session(desk, Clock(read=Ticking()))


class Ticking:
    """A time that goes on by a second whenever it is read, from a minute after the office began."""

    def __init__(self) -> None:
        self._seconds = itertools.count(60)

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=next(self._seconds))
