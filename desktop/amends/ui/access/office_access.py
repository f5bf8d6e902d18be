"""What an open office's window does about its ways in: roles, the sheet, and evidence to follow."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QPushButton

from amends.domain.streams import OFFICE
from amends.services.change_key import is_evidence_left, renew_evidence
from amends.services.change_office import read_office
from amends.services.desk import Changed
from amends.services.make_recovery_sheet import read_recovery_sheet
from amends.ui.desk_view import DeskView
from amends.ui.main_window import MainWindow
from amends.ui.read_only_words import read_only_words
from amends.ui.session import Session
from amends.ui.tasks import run
from amends.ui.theme import set_look


class OfficeAccess(QObject):
    """Reminds calmly of the recovery sheet, and withholds what a role does not include."""

    def __init__(
        self, session: Session, view: DeskView, window: MainWindow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._view, self._window = session, view, window
        self.reminder = QPushButton(self.tr("No recovery sheet yet"))
        self.reminder.setToolTip(self.tr("If every passphrase is forgotten, it opens the office."))
        set_look(self.reminder, role="link")
        window.statusBar().addPermanentWidget(self.reminder)
        self._take_seat()
        self._remind()
        self._renew_evidence()
        self.reminder.clicked.connect(self.show_sheet)
        session.sheet_requested.connect(self.show_sheet)
        session.changed.connect(self._on_changed)
        session.seat_changed.connect(self._take_seat)

    @Slot()
    def show_sheet(self) -> None:
        """Offer to print or save a recovery sheet."""
        from amends.ui.access.sheet_dialog import SheetDialog

        dialog = SheetDialog(self._session, self._window)
        dialog.help_requested.connect(self._session.help_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def leave(self) -> None:
        """Take out of the window what belongs to this office."""
        self._window.statusBar().removeWidget(self.reminder)
        self.reminder.deleteLater()
        self._window.actions_.let_read_only("")

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if OFFICE in changed.streams:
            self._remind()

    @Slot()
    def _take_seat(self) -> None:
        """Let rest what may not be done by whoever has opened the office."""
        why = self._session.read_only
        words = read_only_words(why) if why is not None else ""
        self._window.actions_.let_read_only(words)
        self._view.let_read_only(words)

    def _remind(self) -> None:
        """Show the reminder to who can do something about it, until a sheet is on paper."""
        desk = self._session.desk
        decides = self._session.office_read_only is None
        is_done = not decides or read_office(desk).sample
        self.reminder.setVisible(not is_done and read_recovery_sheet(desk).kept_on is None)

    def _renew_evidence(self) -> None:
        """Go on with what a change of key left to do; what is not done now is done next time."""
        if is_evidence_left(self._session.desk):
            run(partial(renew_evidence, self._session.desk), self._session)
