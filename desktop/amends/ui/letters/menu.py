"""The rows of the menu that write letters: which make sense in the case on show, and why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup

from amends.domain.letter_kinds import LetterKind
from amends.services.case_view import CaseView
from amends.services.letter_fit import unfit
from amends.ui.actions import Actions

_PREFIX: Final = "write-"  # of the key of such a row; the kind of its letter follows


class LetterMenu(QObject):
    """Opens a letter of the kind that was chosen, by `write`; it lives as long as an office."""

    def __init__(
        self, actions: Actions, write: Callable[[LetterKind], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._actions, self._write = actions, write
        # A group of this office's own: the actions belong to the window, and outlive it.
        self._group = QActionGroup(self)
        self._group.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
        for kind in LetterKind:
            self._group.addAction(actions[f"{_PREFIX}{kind}"])
        self._group.triggered.connect(self._on_triggered)

    def offer(self, view: CaseView) -> None:
        """Let the rows work whose letters make sense in the case; the others say why they rest."""
        for kind in LetterKind:
            why = unfit(view, kind)
            words = self.tr("Not now: {why}").format(why=why.value) if why else ""
            self._actions.rest(f"{_PREFIX}{kind}", words)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self._write(LetterKind(action.objectName().removeprefix(_PREFIX)))
