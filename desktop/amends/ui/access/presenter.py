"""What is asked for about the ways into the office; what is slow runs beside the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from amends.domain.access import Member, RecoverySheet
from amends.domain.events.access_events import OfficeRole
from amends.domain.streams import OFFICE, PEOPLE
from amends.services.admit_person import admit_person, give_role, read_people_of_office
from amends.services.change_office import read_office
from amends.services.change_passphrase import change_passphrase
from amends.services.desk import Changed, Desk, Moment
from amends.services.list_computers import ComputersOf, list_computers
from amends.services.make_recovery_sheet import read_recovery_sheet
from amends.services.progress import Progress
from amends.services.trust_computer import (
    Trusted,
    distrust_computer,
    trust_computer,
    who_trusts,
)
from amends.ui.first_run.patience import Patience
from amends.ui.session import Session
from amends.ui.tasks import run
from amends.ui.trusted import forget_entry, remember_entry, trusted_entry


class AccessPresenter(QObject):
    """Holds no widget. Each request ends in `done` or in `failed`."""

    shown = Signal()
    done = Signal()
    failed = Signal(Exception)
    trusted = Signal()
    not_trusted = Signal(Exception)
    distrusted = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.patience = Patience(self)
        session.changed.connect(self._on_changed)

    def people(self) -> list[Member]:
        return read_people_of_office(self.session.desk)

    def computers(self, people: Iterable[Member]) -> dict[UUID, ComputersOf]:
        """Return the computers that open the office for these people, or once did."""
        return list_computers(self.session.desk, [it.id for it in people])

    def sheet(self) -> RecoverySheet:
        return read_recovery_sheet(self.session.desk)

    def known(self) -> list[str]:
        """Return the names that somebody would try first as a passphrase."""
        head = read_office(self.session.desk).letterhead
        names = [head.name, head.signatory] if head else []
        return [*names, *(member.name for member in self.people())]

    def change_passphrase(self, current: str, new: str) -> None:
        desk, moment = self.session.desk, self.session.moment()
        self._do(partial(change_passphrase, desk, current, new, moment))

    def admit(self, name: str, role: OfficeRole, passphrase: str) -> None:
        desk, moment = self.session.desk, self.session.moment()
        self._do(partial(admit_person, desk, name, role, passphrase, moment))

    def give_role(self, person: UUID, role: OfficeRole) -> None:
        desk, moment = self.session.desk, self.session.moment()
        self._do(partial(give_role, desk, person, role, moment))

    def is_trusted(self) -> bool:
        """Return whether this computer opens the office without the passphrase.

        It may do so for somebody else who shares it, which is not meant here. What a new
        passphrase or a new key has ended is forgotten.
        """
        desk = self.session.desk
        if not (entry := trusted_entry(desk.store.folder)):
            return False
        whose = who_trusts(desk, entry)
        if whose is None:
            self.distrust()
        return whose == desk.store.person

    def trust(self, passphrase: str, name: str) -> None:
        """Let this computer, of that name, open the office; `trusted` follows, or `not_trusted`."""
        desk, moment = self.session.desk, self.session.moment()
        former = trusted_entry(desk.store.folder)
        work = partial(trust_computer, desk, passphrase, name, moment, former)
        task = run(partial(_trusted, work), self.session)
        task.succeeded.connect(self._on_trusted)
        task.failed.connect(self.not_trusted)

    def distrust(self) -> None:
        """Let this computer open the office no more; `distrusted` follows, or `failed`."""
        desk, moment = self.session.desk, self.session.moment()
        entry = trusted_entry(desk.store.folder)
        task = run(partial(_distrusted, desk, entry, moment), self.session)
        task.succeeded.connect(self._on_distrusted)
        task.failed.connect(self.failed)

    @Slot(object)
    def _on_trusted(self, trusted: Trusted) -> None:
        remember_entry(self.session.desk.store.folder, trusted.entry)
        self.trusted.emit()
        self.session.announce(trusted.changed)

    @Slot(object)
    def _on_distrusted(self, ended: Trusted) -> None:
        folder = self.session.desk.store.folder
        if trusted_entry(folder) == ended.entry:  # and not a newer one
            forget_entry(folder)
        self.distrusted.emit()
        self.session.announce(ended.changed)

    def _do(self, service: Callable[[], Changed]) -> None:
        task = run(partial(_done, service), self.session)
        task.succeeded.connect(self._on_done)
        task.failed.connect(self.failed)

    @Slot(object)
    def _on_done(self, changed: Changed) -> None:
        self.done.emit()
        self.session.announce(changed)

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        if any(it == OFFICE or it.startswith(PEOPLE) for it in changed.streams):
            self.shown.emit()


def _trusted(service: Callable[[], Trusted], _progress: Progress) -> Trusted:
    return service()


def _distrusted(desk: Desk, entry: str, moment: Moment, _progress: Progress) -> Trusted:
    return Trusted(entry, distrust_computer(desk, entry, moment))


def _done(service: Callable[[], Changed], _progress: Progress) -> Changed:
    return service()
