"""From the start of the program to an open office, and back out again.

Only what the first paint needs is imported at the top; an open office's modules load on first use.
"""

from __future__ import annotations

import secrets
import sys
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Qt, QTimer, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from amends import crash_log
from amends.domain.access_errors import ComputerNotTrustedError
from amends.paths import resource
from amends.ui.clock import Clock
from amends.ui.errors import show_error
from amends.ui.first_run.patience import Patience
from amends.ui.first_run.unlock import UnlockView
from amends.ui.first_run.welcome import WelcomeView
from amends.ui.idle_lock import IdleLock
from amends.ui.main_window import MainWindow
from amends.ui.sample_folder import SampleFolder
from amends.ui.tasks import run
from amends.ui.theme import Appearance
from amends.ui.trusted import entry_to_offer, forget_entry, note_lock

if TYPE_CHECKING:
    from amends.services.desk import Desk, Moment
    from amends.services.progress import Progress
    from amends.ui.cover.take_back import TakeBackView
    from amends.ui.cover.take_over import TakeOverView
    from amends.ui.office_window import OfficeWindow

LAST_OFFICE: Final = "office/folder"


class FrontDoor(QObject):
    """Shows what comes before an open office, and opens the one that was asked for."""

    def __init__(self, window: MainWindow, clock: Clock) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._office: OfficeWindow | None = None
        self._sample: SampleFolder | None = None
        self._topic = "office"  # of the help, while no office is open
        self._patience = Patience(self)
        self._idle = IdleLock(window)
        self._idle.left_alone.connect(self.lock)
        window.actions_["quit"].triggered.connect(window.close)
        window.actions_["lock"].triggered.connect(self.lock)
        window.actions_["help"].triggered.connect(self.help)
        window.actions_["about"].triggered.connect(self.about)
        window.closing.connect(self._on_closing)

    @property
    def office(self) -> OfficeWindow | None:
        """The office that is open, if one is."""
        return self._office

    @Slot()
    def start(self) -> None:
        """Ask for the passphrase of the office that was open last, or welcome a newcomer."""
        last = _last_office()
        if last is not None and (last / "keys.json").is_file():
            self.ask_passphrase(last)
        else:
            self.welcome()

    @Slot()
    def welcome(self) -> None:
        view = WelcomeView()
        view.set_up_requested.connect(self.set_up)
        view.sample_requested.connect(self.open_sample)
        view.open_requested.connect(self.ask_passphrase)
        view.copy_requested.connect(self.bring_back)
        view.sealed_requested.connect(self.take_over)
        self._show(view)

    @Slot(object)
    def ask_passphrase(self, folder: Path) -> None:
        work = partial(unlock, today=self._clock.today())
        entry = entry_to_offer(folder)
        by_computer = partial(open_by_computer, folder, entry, self._clock.today())
        view = UnlockView(
            folder, work, patience=self._patience, by_computer=by_computer if entry else None
        )
        view.unlocked.connect(partial(self._on_unlocked, folder))
        view.another_requested.connect(self.welcome)
        view.copy_requested.connect(partial(self.bring_back, folder))
        view.forgotten.connect(partial(self.recover, folder))
        self._show(view)

    def recover(self, folder: Path) -> None:
        """Ask for the recovery code of an office whose passphrase is forgotten."""
        from amends.ui.first_run.recover import RecoverView

        view = RecoverView(folder, resource(), self._moment, self._patience)
        view.recovered.connect(partial(self._on_unlocked, folder))
        view.cancelled.connect(partial(self.ask_passphrase, folder))
        self._window.closing.connect(view.leave)
        self._show(view)

    @Slot()
    def change_key(self) -> None:
        """Lock the office, and give it a new key; a recovery sheet is offered afterwards."""
        from amends.ui.first_run.new_key import NewKeyView

        if self._office is None or self._sample is not None:
            return
        folder = self._office.folder
        self._close_office()
        view = NewKeyView(folder, resource(), self._moment, self._patience)
        view.changed.connect(self._on_office_made)
        view.cancelled.connect(partial(self.ask_passphrase, folder))
        self._show(view)

    @Slot()
    def bring_back(self, office: Path | None = None) -> None:
        """Guide somebody to a copy of an office: the damaged one, or the one that was open last."""
        from amends.ui.copies.bring_back import BringBackView

        view = BringBackView(self._clock, office or _last_office(), self._patience)
        view.opened.connect(self.ask_passphrase)
        view.left.connect(self.start)
        self._show(view)
        self._topic = "copies"

    @Slot()
    def take_over(self) -> None:
        """Guide somebody from a sealed file to an office that goes on here."""
        from amends.ui.cover.take_over import TakeOverView

        view = TakeOverView(self._moment, self._patience)
        view.taken.connect(self._on_taken)
        view.left.connect(self.welcome)
        self._show_cover(view)

    @Slot()
    def take_back(self) -> None:
        """Lock the office that is with somebody else, and ask for the file that brings it back."""
        from amends.ui.cover.take_back import TakeBackView

        if self._office is None:
            return
        folder, cover = self._office.folder, self._office.session.cover
        self._close_office()
        view = TakeBackView(folder, cover, self._clock, self._patience)
        view.taken.connect(self._on_taken)
        view.left.connect(partial(self.ask_passphrase, folder))
        self._show_cover(view)

    @Slot()
    def set_up(self) -> None:
        from amends.ui.first_run.set_up import SetUpView

        view = SetUpView(self._clock)
        view.office_made.connect(self._on_office_made)
        view.cancelled.connect(self.welcome)
        self._show(view)

    @Slot()
    def open_sample(self) -> None:
        """Make an office of made-up cases in a folder of its own, which goes when it is closed."""
        self._sample = SampleFolder()
        self._window.show_state(self.tr("Making a sample office..."))
        self._window.set_busy(busy=True)
        task = run(partial(_make_sample, self._sample.path / "office", self._clock), self._window)
        task.succeeded.connect(self.open)
        task.failed.connect(self._on_sample_failed)

    @Slot(object)
    def open(self, desk: Desk) -> None:
        """Show an office that was unlocked."""
        from amends.ui.office_window import OfficeWindow

        self._window.set_busy(busy=False)
        self._office = OfficeWindow(self._window, desk, self._clock)
        session = self._office.session
        session.help_requested.connect(self.help)
        session.lock_setting_changed.connect(self._idle.begin_again)
        later = Qt.ConnectionType.QueuedConnection  # it ends the session that asks for it
        session.key_change_requested.connect(self.change_key, later)
        session.return_requested.connect(self.take_back, later)
        session.lock_requested.connect(self.lock, later)
        self._idle.watch()

    @Slot()
    def lock(self) -> None:
        """Close the office and forget its key; a sample office is gone then."""
        if self._office is None:
            return
        folder, was_sample = self._office.folder, self._sample is not None
        self._close_office()
        if was_sample:
            self.welcome()
        else:
            note_lock(folder, locked=True)
            self.ask_passphrase(folder)
        self._window.repaint()  # now, before a screen that is being locked takes its picture

    @Slot()
    def help(self) -> None:
        from amends.ui.help.dialog import HelpDialog

        topic = self._office.topic if self._office else self._topic
        dialog = HelpDialog(list(self._window.actions_.shortcuts()), self._window)
        dialog.open_topic(topic)

    @Slot()
    def about(self) -> None:
        from amends.ui.help.about import show_about

        show_about(self._window)

    def tell(self, error: Exception) -> None:
        """Say that something went wrong that nobody foresaw."""
        show_error(error, self._window)

    def _on_unlocked(self, folder: Path, desk: Desk) -> None:
        QSettings().setValue(LAST_OFFICE, str(folder))
        note_lock(folder, locked=False)
        self.open(desk)
        from amends.ui.office_place import tell_once

        tell_once(folder, self._window)

    @Slot(object)
    def _on_taken(self, desk: Desk) -> None:
        self._on_unlocked(desk.store.folder, desk)

    def _show_cover(self, view: TakeOverView | TakeBackView) -> None:
        self._window.closing.connect(view.leave)
        self._show(view)
        self._topic = "cover"

    @Slot(object)
    def _on_office_made(self, desk: Desk) -> None:
        """Show a new office, or one with a new key: either has no recovery sheet yet."""
        self._on_unlocked(desk.store.folder, desk)
        if self._office is not None:
            self._office.access.show_sheet()

    @Slot(Exception)
    def _on_sample_failed(self, error: Exception) -> None:
        self._window.set_busy(busy=False)
        self._window.show_state("")
        self._remove_sample()
        show_error(error, self._window)

    @Slot()
    def _on_closing(self) -> None:
        self._close_office()

    def _close_office(self) -> None:
        self._idle.rest()
        if self._office is not None:
            self._office.close()
            self._office = None
            self._close_dialogs()
        self._remove_sample()

    def _close_dialogs(self) -> None:
        """Close what still stands over the window, since it may tell of the office."""
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.done(QDialog.DialogCode.Rejected)

    def _moment(self) -> Moment:
        from amends.services.desk import Moment

        return Moment(self._clock.today(), self._clock.now())

    def _remove_sample(self) -> None:
        if self._sample is not None:
            self._sample.remove()
            self._sample = None

    def _show(self, page: QWidget) -> None:
        self._window.actions_.enable(office=False, case=False)
        self._window.name_office("")
        self._window.show_state("")
        self._window.show_page(page)
        self._topic = "office"


def _last_office() -> Path | None:
    last = QSettings().value(LAST_OFFICE, "")
    return Path(last) if isinstance(last, str) and last else None


def open_front_door() -> int:
    """Make the application, show the window, and return when it was closed."""
    app = QApplication(sys.argv[:1])
    app.setOrganizationName("Amends")
    app.setApplicationName("Amends")
    from amends.ui.one_at_a_time import OneAtATime

    one = OneAtATime(_log_folder(), app)
    if not one.is_first and one.knock():
        return 0
    app.setWindowIcon(QIcon(str(resource("icons", "amends.svg"))))
    appearance = Appearance(app)
    window = MainWindow()
    appearance.watch(window)
    door = FrontDoor(window, Clock())
    one.knocked.connect(window.come_to_front)
    crash_log.install(_log_folder(), door.tell)
    door.start()
    window.show()
    QTimer.singleShot(0, door, _load_ahead)
    return app.exec()


def _load_ahead() -> None:
    """Load what an open office needs while the passphrase is being typed."""
    import amends.services.set_up_office  # noqa: F401
    from amends.services.whole_files import remove_broken_off

    if (last := _last_office()) is not None:
        remove_broken_off(last)


def unlock(folder: Path, passphrase: str, today: date | None = None) -> Desk:
    """Return the office in `folder`, open; raises what `open_office` raises.

    What time has changed by `today` is derived again here, where the window does not wait for it:
    in an office that was just brought up to date, that is every open case.
    """
    from amends.services.set_up_office import open_office

    return _brought_up_to(today, open_office(folder, passphrase, resource()))


def open_by_computer(folder: Path, entry: str, today: date) -> Desk:
    """Return the office in `folder`, open by the key store of this computer.

    Raises what the service of that name raises; an entry that opens nothing is offered no more.
    """
    from amends.services import trust_computer

    try:
        desk = trust_computer.open_by_computer(folder, entry, resource())
    except ComputerNotTrustedError:
        forget_entry(folder)
        raise
    return _brought_up_to(today, desk)


def _brought_up_to(today: date | None, desk: Desk) -> Desk:
    from amends.services.inbox_rows import refresh_stale

    if today is not None:
        with ExitStack() as undo:
            undo.callback(desk.store.close)
            refresh_stale(desk, today)
            undo.pop_all()
    return desk


def _make_sample(folder: Path, clock: Clock, progress: Progress) -> Desk:
    from amends.services.desk import Moment
    from amends.services.sample_office import make_sample_office

    moment = Moment(clock.today(), clock.now())
    passphrase = secrets.token_hex()
    return make_sample_office(folder, passphrase, moment, resource(), progress=progress)


def _log_folder() -> Path:
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(place))
