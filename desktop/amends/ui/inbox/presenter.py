"""What the inbox decides: which cases are listed, and which of them is shown."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from amends.services.desk import Changed
from amends.services.inbox_rows import refresh_stale
from amends.services.read_inbox import read_page, read_totals
from amends.ui.inbox.model import InboxModel
from amends.ui.inbox.words import InboxWords
from amends.ui.session import Session

TYPING_PAUSE_MS: Final = 120


class InboxPresenter(QObject):
    """Lists open cases, or all of them, narrowed by the words that were typed."""

    case_chosen = Signal(str)
    totals_changed = Signal(object)  # InboxTotals
    listed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = InboxModel(self)
        self._session = session
        self._query = ""
        self._all_cases = False
        self._typing = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._typing.timeout.connect(self.refresh)
        session.ending.connect(self._typing.stop)
        session.changed.connect(self._on_changed)
        session.seat_changed.connect(self.refresh)
        session.day_changed.connect(self._on_day_changed)

    @property
    def shows_all_cases(self) -> bool:
        return self._all_cases

    @property
    def query(self) -> str:
        return self._query

    @property
    def may_record(self) -> bool:
        """Whether whoever has opened the office may log a complaint in it."""
        return self._session.read_only is None

    @Slot(str)
    def search(self, text: str) -> None:
        """Narrow the list, as soon as the typing pauses."""
        self._query = text.strip()
        self._typing.start()

    def show_cases(self, *, all_cases: bool) -> None:
        """List every case, or only those that are open."""
        self._all_cases = all_cases
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the list again from its top."""
        self._typing.stop()
        desk, today = self._session.desk, self._session.clock.today()
        totals = read_totals(desk, today)
        counts = totals.by_urgency if not self._query else None
        words = InboxWords(today, totals.days, counts)
        fetch = partial(read_page, desk, self._query, with_closed=self._all_cases)
        self.model.show_query(fetch, words)
        self.totals_changed.emit(totals)
        self.listed.emit()

    @Slot(str)
    def choose(self, stream: str) -> None:
        self.case_chosen.emit(stream)

    @Slot(object)
    def _on_changed(self, _changed: Changed) -> None:
        self.refresh()

    @Slot()
    def _on_day_changed(self) -> None:
        """A new day changes rows though nothing was recorded."""
        refresh_stale(self._session.desk, self._session.clock.today())
        self.refresh()
