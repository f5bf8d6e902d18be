"""What an open office's window does about where the office is: its banner, its commands."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from amends.domain.cover import Whereabouts
from amends.domain.events.access_events import OfficeRole
from amends.services.change_office import read_office
from amends.services.read_cover import held_for, read_cover
from amends.ui.access.asking import Asking
from amends.ui.desk_view import DeskView
from amends.ui.main_window import MainWindow
from amends.ui.session import Session


class OfficeCover(QObject):
    """Offers what makes sense where the office is, to whoever may do it."""

    def __init__(
        self, session: Session, view: DeskView, window: MainWindow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._view, self._window = session, view, window
        self._held_for = held_for(session.desk, session.cover)
        where = session.cover.where
        decides = session.role is OfficeRole.DECISION_MAKER
        reads_only = session.role is OfficeRole.READER
        is_here = where is Whereabouts.HERE and not read_office(session.desk).sample
        self._offered = {
            "pass-office": decides and is_here,
            "give-back": where is Whereabouts.HELD and not reads_only,
            "save-sealed": session.cover.read_only is not None and not reads_only,
            "take-back": where is Whereabouts.AWAY and decides,
        }
        for key, is_offered in self._offered.items():
            window.actions_[key].setVisible(is_offered)
        if where is not Whereabouts.HERE:
            self._put_banner()
        session.passing_requested.connect(self.pass_office)

    def leave(self) -> None:
        """Take out of the window what belongs to this office."""
        for key in self._offered:
            self._window.actions_[key].setVisible(False)

    @Slot()
    def pass_office(self) -> None:
        """Ask to whom the office goes."""
        from amends.ui.cover.pass_dialog import PassDialog

        self._keep_drafts()
        self._open(PassDialog(self._session, self._window))

    @Slot()
    def give_back(self) -> None:
        """Ask where the file that brings the office back is saved."""
        from amends.ui.cover.seal_dialog import GiveBackDialog

        self._keep_drafts()
        self._open(GiveBackDialog(self._session, self._held_for, self._window))

    @Slot()
    def save_again(self) -> None:
        """Ask where the sealed file goes that is written once more."""
        from amends.ui.cover.seal_dialog import SaveAgainDialog

        self._open(SaveAgainDialog(self._session, self._window))

    @Slot()
    def take_back(self) -> None:
        """Ask for the office to be locked, and taken back."""
        self._session.return_requested.emit()

    def _open(self, dialog: Asking) -> None:
        dialog.help_requested.connect(self._session.help_requested)
        dialog.finished.connect(self._on_finished)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _on_finished(self) -> None:
        """Lock the office where it is elsewhere now: what is open still shows it as it was."""
        if self._session.is_open and read_cover(self._session.desk) != self._session.cover:
            self._session.lock_requested.emit()

    def _keep_drafts(self) -> None:
        """Leave what is being written, so that it goes along: later it could not be kept."""
        self._view.show_inbox()
        self._view.leave_procedures()

    def _put_banner(self) -> None:
        from amends.ui.cover.banner import CoverBanner

        banner = CoverBanner(self._session, self._held_for)
        for key, button, slot in (
            ("save-sealed", banner.again, self.save_again),
            ("give-back", banner.give_back, self.give_back),
            ("take-back", banner.take_back, self.take_back),
        ):
            button.setVisible(self._offered[key])
            button.clicked.connect(slot)
        self._view.put_on_top(banner)
        self.banner = banner
