"""The commands of the case page about what happens next: actions, considerations, promises.

Their forms load on first use: the first case, which comes with the inbox, needs none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from amends.domain.handling import Owed
from amends.services.case_view import CaseView
from amends.ui.case.presenter import CasePresenter

if TYPE_CHECKING:
    from amends.ui.case.forms.form import Form


class RemedyCommands(QObject):
    """Does nothing while no case is on show; forms are shown by `open_form`."""

    def __init__(
        self, presenter: CasePresenter, page: QWidget, open_form: Callable[[Form], None]
    ) -> None:
        super().__init__(page)
        self._presenter = presenter
        self._page = page
        self._open_form = open_form

    @Slot(str)
    def plan_action(self, follow_up: str) -> None:
        """Ask for an action, and begin with the consideration that it answers, "" for none."""
        from amends.ui.case.forms.action import ActionForm

        if (view := self._presenter.view) is not None:
            self._open_form(ActionForm(self._presenter, view, follow_up, self._page))

    @Slot(str)
    def settle(self, follow_up: str) -> None:
        """Ask why a consideration needs no action."""
        from amends.ui.case.forms.consideration import ConsiderationForm

        if (view := self._presenter.view) is not None:
            asked = next(it for it in view.procedure.follow_ups if it.key == follow_up)
            self._open_form(ConsiderationForm(self._presenter, asked, self._page))

    @Slot(object)
    def keep(self, promise: UUID) -> None:
        """Ask when a promise was kept."""
        from amends.ui.case.forms.kept import KeptForm

        if (view := self._presenter.view) is not None:
            owed = _owed(view, promise)
            self._open_form(KeptForm(self._presenter, view, owed, self._page))

    @Slot(object)
    def let_go(self, promise: UUID) -> None:
        """Ask why a promise will not be kept."""
        from amends.ui.case.forms.kept import LetGoForm

        if (view := self._presenter.view) is not None:
            self._open_form(LetGoForm(self._presenter, _owed(view, promise), self._page))


def _owed(view: CaseView, promise: UUID) -> Owed:
    return next(it for it in view.case.handling.promises if it.promise.id == promise)
