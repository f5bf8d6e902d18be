"""An open office for the views, on the day of the design's pictures."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from amends.ui.clock import Clock
from amends.ui.session import Session
from tests.desks import NOW, make_desk


@contextmanager
def open_session(folder: Path) -> Iterator[Session]:
    """Return the session of a new office in `folder`."""
    session = Session(make_desk(folder), Clock(read=Ticking()))
    try:
        yield session
    finally:
        session.end()


class Ticking:
    """A time that goes on by a second whenever it is read, from a minute after the office began."""

    def __init__(self) -> None:
        self._seconds = itertools.count(60)

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=next(self._seconds))
