"""The commands of the case page by which a case, or a promise in it, goes to somebody else."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from amends.services.case_view import CaseView
from amends.services.give_case import is_shared, takers
from amends.ui.case.commands import CaseCommands
from amends.ui.case.presenter import CasePresenter


class GivingCommands(QObject):
    """Does nothing where nobody else of the office may take it; `resting` says so."""

    def __init__(self, presenter: CasePresenter, commands: CaseCommands, page: QWidget) -> None:
        super().__init__(page)
        self._presenter, self._commands, self._page = presenter, commands, page

    def resting(self) -> dict[str, str]:
        """Return for each command, by its key in the menu, why it rests now, "" where it works."""
        if (view := self._presenter.view) is None:
            return {}
        if view.case.closed_on is not None:
            return {"give-case": self.tr("The case is closed.")}
        is_anybody = bool(takers(self._presenter.session.desk, view, view.handler))
        nobody = self.tr("Nobody else of the office may take this case.")
        return {"give-case": "" if is_anybody else nobody}

    def shown(self) -> dict[str, bool]:
        """Return whether a command is there at all: it makes no sense in an office of one."""
        return {"give-case": is_shared(self._presenter.session.desk)}

    @Slot()
    def give(self) -> None:
        """Ask who handles the case from now on."""
        from amends.ui.case.forms.give import GiveForm

        if (view := self._presenter.view) is None or not view.may_change:
            return
        if found := takers(self._presenter.session.desk, view, view.handler):
            self._commands.open_form(GiveForm(self._presenter, view, found, self._page))

    @Slot(object)
    def give_promise(self, promise: UUID) -> None:
        """Ask who sees to a promise from now on."""
        from amends.ui.case.forms.give import GivePromiseForm

        if (view := self._presenter.view) is None:
            return
        owed = next(it for it in view.case.handling.promises if it.promise.id == promise)
        if found := takers(self._presenter.session.desk, view, owed.owner):
            form = GivePromiseForm(self._presenter, owed, found, self._page)
            self._commands.open_form(form)

    def takers_of_promises(self, view: CaseView) -> list[str]:
        """Return the names of those to whom a promise may go; nobody in an office of one."""
        desk = self._presenter.session.desk
        return [it.name for it in takers(desk, view, "")] if is_shared(desk) else []
