"""The commands by which a case comes under another version of its policy, or a second policy."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from amends.services.join_policy import may_join
from amends.services.move_case import other_versions
from amends.ui.case.commands import CaseCommands
from amends.ui.case.presenter import CasePresenter


class VersionCommands(QObject):
    """Does nothing where the case does not allow it; `resting` says why not."""

    def __init__(self, presenter: CasePresenter, commands: CaseCommands, page: QWidget) -> None:
        super().__init__(page)
        self._presenter, self._commands, self._page = presenter, commands, page

    def resting(self) -> dict[str, str]:
        """Return for each command, by its key in the menu, why it rests now, "" where it works."""
        if (view := self._presenter.view) is None:
            return {}
        closed = self.tr("The case is closed.") if view.case.closed_on else ""
        one = "" if other_versions(view) else self.tr("Your office has no other version.")
        joined = "" if may_join(view) else self.tr("The case has a second policy already.")
        return {"move-version": closed or one, "second-policy": closed or joined}

    def shown(self) -> dict[str, bool]:
        """Return whether a command is there at all: most offices have one version of one policy."""
        if (view := self._presenter.view) is None:
            return {}
        return {"move-version": len(view.ground.office.versions) > 1}

    @Slot()
    def move(self) -> None:
        """Ask to which version the case moves."""
        from amends.ui.case.forms.move import MoveForm

        view = self._presenter.view
        if view is not None and other_versions(view):
            self._commands.open_form(MoveForm(self._presenter, view, self._page))

    @Slot()
    def join(self) -> None:
        """Ask under which second policy the complaint falls."""
        from amends.ui.case.forms.second_policy import SecondPolicyForm

        view = self._presenter.view
        if view is not None and may_join(view):
            self._commands.open_form(SecondPolicyForm(self._presenter, view, self._page))
