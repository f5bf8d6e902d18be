"""Says in a form which dates would move, while it is filled in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from amends.domain.errors import AmendsError
from amends.domain.events.corrections import CaseFact
from amends.services.case_view import CaseView
from amends.services.suppose import moved_if
from amends.ui.case.times_words import moved_words
from amends.ui.errors import describe
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.label import plain_label


class Moves(QFrame):
    """Asks `suppose` what would be recorded, None while too little is filled in, and shows it."""

    def __init__(
        self,
        view: CaseView,
        suppose: Callable[[], CaseFact | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._suppose = view, suppose
        set_look(self, role="banner")
        self.words = plain_label("")
        self.words.setAccessibleName(self.tr("What it does to the dates"))
        layout = QVBoxLayout(self)
        edge = scaled(10)
        layout.setContentsMargins(edge, scaled(6), edge, scaled(6))
        layout.addWidget(self.words)
        self.show_moves()

    @Slot()
    def show_moves(self) -> None:
        """Say what would move by now; what cannot be is said as the form would say it."""
        try:
            fact = self._suppose()
            words = moved_words(moved_if(self._view, fact), self._view.today) if fact else ""
        except AmendsError as error:
            words = describe(error).text
        waiting = self.tr("Fill this in to see which dates move.")
        self.words.setText(words or waiting)
