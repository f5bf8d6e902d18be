"""What the list of promises decides: what is listed, as of which day."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from amends.services.desk import Changed
from amends.services.read_promises import read_promise_page, read_promise_totals
from amends.ui.promises.words import PromiseWords
from amends.ui.session import Session
from amends.ui.widgets.grouped_list import GroupedModel


class PromisesPresenter(QObject):
    """Lists all that is owed in open cases, the earliest first."""

    listed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = GroupedModel(self)
        self._session = session
        session.changed.connect(self._on_changed)
        session.seat_changed.connect(self.refresh)
        session.day_changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Read the list again from its top."""
        desk, today = self._session.desk, self._session.clock.today()
        totals = read_promise_totals(desk, today)
        may_act = self._session.read_only is None
        words = PromiseWords(today, totals.days, totals.by_urgency, may_act=may_act)
        self.model.show_query(partial(read_promise_page, desk), words)
        self.listed.emit()

    @Slot(object)
    def _on_changed(self, _changed: Changed) -> None:
        self.refresh()
