"""What the page of a case decides: which case is shown, and how its commands record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from amends.domain.access_errors import CaseConcernsYouError, OfficeReadOnlyError
from amends.domain.errors import AmendsError, CaseChangedError
from amends.domain.streams import OFFICE
from amends.services.case_view import CaseView
from amends.services.desk import Changed, Desk, Moment
from amends.services.put_right import last_action, undo
from amends.services.read_case import read_case
from amends.services.read_people import read_people
from amends.ui.session import Session


class CasePresenter(QObject):
    """Holds the case on show; every change goes to a service, and comes back as a new view.

    What a service refuses is emitted as `refused`, and the case stays as it is. `accepted` follows
    what a dialog asked for, so that the dialog can close.
    """

    shown = Signal(object)  # CaseView
    left = Signal()
    letter_requested = Signal(str, str)  # stream, letter kind
    finished_letter_requested = Signal(str, object)  # stream, letter id
    accepted = Signal()
    refused = Signal(Exception)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: CaseView | None = None
        session.seat_changed.connect(self.refresh)
        session.changed.connect(self._on_changed)
        session.day_changed.connect(self.refresh)

    @property
    def session(self) -> Session:
        return self._session

    @property
    def view(self) -> CaseView | None:
        """The case on show, as it was last read."""
        return self._view

    def show_case(self, stream: str) -> None:
        """Show another case; one that concerns whoever has opened the office is refused."""
        try:
            view = read_case(self._session.desk, stream, self._session.clock.today())
        except CaseConcernsYouError as error:
            self.leave()
            self.refused.emit(error)
            return
        self._view = view
        self.shown.emit(view)

    @Slot()
    def leave(self) -> None:
        """Show no case."""
        self._view = None
        self.left.emit()

    @Slot()
    def refresh(self) -> None:
        """Read the case on show again."""
        if self._view is not None:
            self.show_case(self._view.stream)

    def people(self) -> Mapping[UUID, str]:
        """Return who of the office has recorded, by id."""
        return read_people(self._session.desk)

    @Slot(str)
    def write_letter(self, kind: str) -> None:
        """Ask for the letter of that kind to be opened."""
        if (why := self._session.read_only) is not None:
            self.refused.emit(OfficeReadOnlyError(why))
        elif self._view is not None:
            self.letter_requested.emit(self._view.stream, kind)

    @Slot(object)
    def open_letter(self, letter: UUID) -> None:
        """Ask for a finished letter to be opened."""
        if self._view is not None:
            self.finished_letter_requested.emit(self._view.stream, letter)

    def record(self, service: Callable[[Desk, CaseView, Moment], Changed]) -> bool:
        """Have a service record something in the case, and return whether it did."""
        if self._view is None:
            return False
        try:
            changed = service(self._session.desk, self._view, self._session.moment())
        except AmendsError as error:
            self.refused.emit(error)
            if isinstance(error, CaseChangedError):  # show the change, so that it can be seen
                self._session.announce(Changed(frozenset({self._view.stream})))
            return False
        self.accepted.emit()
        self._session.announce(changed)
        return True

    @Slot()
    def undo(self) -> None:
        """Take back what was recorded last."""
        if self._view is not None and last_action(self._view):
            self.record(undo)

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        """Show anew what this case is now; a change of the office may move its dates."""
        if self._view is not None and changed.streams & {self._view.stream, OFFICE}:
            self.refresh()
