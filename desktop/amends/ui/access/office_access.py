"""What an open office's window does about its ways in: roles, the sheet, and evidence to follow."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QPushButton

from amends.domain.access import Member
from amends.domain.streams import OFFICE
from amends.services.change_key import is_evidence_left, renew_evidence
from amends.services.change_office import read_office
from amends.services.desk import Changed
from amends.services.let_leave import read_leavers_on_hand
from amends.services.make_recovery_sheet import read_recovery_sheet
from amends.ui.desk_view import DeskView
from amends.ui.leaving.words import notice_words
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
        self.unfinished = QPushButton()
        self.unfinished.setToolTip(self.tr("Goes on with what is left to do."))
        for notice in (self.unfinished, self.reminder):
            set_look(notice, role="link")
            window.statusBar().addPermanentWidget(notice)
        self._take_seat()
        self._remind()
        self._renew_evidence()
        self.reminder.clicked.connect(self.show_sheet)
        self.unfinished.clicked.connect(self.show_leaving)
        window.actions_["somebody-leaves"].triggered.connect(self.show_leaving)
        session.leaving_requested.connect(self.let_leave)
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

    @Slot()
    def show_leaving(self) -> None:
        """Go on with a leaving that was begun, or ask who leaves."""
        self.let_leave(None)

    @Slot(object)
    def let_leave(self, member: Member | None) -> None:
        """Let somebody leave, step by step."""
        from amends.ui.leaving.dialog import LeavingDialog

        dialog = LeavingDialog(self._session, self._window, member=member)
        dialog.help_requested.connect(self._session.help_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def leave(self) -> None:
        """Take out of the window what belongs to this office."""
        for notice in (self.unfinished, self.reminder):
            self._window.statusBar().removeWidget(notice)
            notice.deleteLater()
        self._window.actions_.rest("somebody-leaves", "")
        self._window.actions_.let_read_only("")

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if OFFICE in changed.streams:
            self._remind()
        if self._is_leaving or OFFICE in changed.streams:
            self._remind_of_leaving()

    @Slot()
    def _take_seat(self) -> None:
        """Let rest what may not be done by whoever has opened the office."""
        why = self._session.read_only
        words = read_only_words(why) if why is not None else ""
        self._window.actions_.let_read_only(words)
        self._view.let_read_only(words)
        of_office = self._session.office_read_only
        rests = read_only_words(of_office) if of_office is not None else ""
        self._window.actions_.rest("somebody-leaves", rests)
        self._remind_of_leaving()

    def _remind(self) -> None:
        """Show the reminder to who can do something about it, until a sheet is on paper."""
        desk = self._session.desk
        decides = self._session.office_read_only is None
        is_done = not decides or read_office(desk).sample
        self.reminder.setVisible(not is_done and read_recovery_sheet(desk).kept_on is None)

    def _remind_of_leaving(self) -> None:
        """Say whose leaving is not done, to who can go on with it."""
        decides = self._session.office_read_only is None
        begun = read_leavers_on_hand(self._session.desk) if decides else []
        self._is_leaving = bool(begun)
        self.unfinished.setVisible(self._is_leaving)
        if begun:
            self.unfinished.setText(notice_words(begun[0]))

    def _renew_evidence(self) -> None:
        """Go on with what a change of key left to do; what is not done now is done next time."""
        if is_evidence_left(self._session.desk):
            run(partial(renew_evidence, self._session.desk), self._session)
