"""What setting up an office decides: what is still missing, and the plan that is carried out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from amends.domain.errors import OfficeExistsError, PassphraseTooShortError
from amends.domain.events.office_events import Letterhead
from amends.domain.procedure import Procedure
from amends.services.desk import Desk, Moment
from amends.services.list_calendars import list_calendars
from amends.services.office_folder import is_free, suggested_folder
from amends.services.policy_in_words import readings_of
from amends.services.progress import Progress
from amends.services.set_up_office import Plan, check_passphrase, set_up_office
from amends.services.shipped import find_procedure, other_procedures, shipped_procedures
from amends.ui.clock import Clock
from amends.ui.errors import describe
from amends.ui.tasks import run

NAME, SIGNATORY, FOLDER = "name", "signatory", "folder"
PASSPHRASE, AGAIN = "passphrase", "again"


@dataclass(frozen=True, slots=True)
class OfficeAnswers:
    """What the first step asks."""

    letterhead: Letterhead
    folder: str


class SetUpPresenter(QObject):
    """Holds no widget. Problems are told by field, in words; an empty mapping means none."""

    made = Signal(object)  # Desk
    failed = Signal(Exception)
    places_listed = Signal(object)  # tuple[Place, ...]

    def __init__(
        self, clock: Clock, resources: Path, documents: Path, parent: QObject | None = None
    ) -> None:
        """Suggest folders within `documents`, and ship what lies in `resources`."""
        super().__init__(parent)
        self._clock = clock
        self._resources = resources
        self._documents = documents
        self.policies = _read(resources, shipped_procedures(resources))
        self.others = _read(resources, other_procedures(resources))
        self.procedures: Mapping[str, Procedure] = {**self.policies, **self.others}

    def list_places(self, window: QObject) -> None:
        """Read the list of countries and regions, under the window; `places_listed` follows."""
        run(list_calendars, window).succeeded.connect(self.places_listed)

    def folder_for(self, office: str) -> str:
        """Return the folder that is suggested for an office of that name."""
        return str(suggested_folder(self._documents, office))

    def office_problems(self, answers: OfficeAnswers) -> dict[str, str]:
        """Return what keeps the first step from being done."""
        problems = {}
        if not answers.letterhead.name.strip():
            problems[NAME] = self.tr("Your letters carry this name, so it is needed.")
        if not answers.letterhead.signatory.strip():
            problems[SIGNATORY] = self.tr("Say who signs the letters. You can change it later.")
        folder = folder_of(answers.folder)
        if folder is None:
            problems[FOLDER] = self.tr("Choose a folder for the office.")
        elif not is_free(folder):
            problems[FOLDER] = _words(OfficeExistsError(folder))
        return problems

    def passphrase_problems(self, passphrase: str, again: str) -> dict[str, str]:
        """Return what keeps the passphrase from being taken."""
        try:
            check_passphrase(passphrase)
        except PassphraseTooShortError as error:
            return {PASSPHRASE: _words(error)}
        if passphrase != again:
            return {AGAIN: self.tr("The two are not the same. Type it once more.")}
        return {}

    def make(
        self,
        answers: OfficeAnswers,
        procedure: str,
        chosen: Mapping[str, str],
        calendar: str,
        passphrase: str,
        window: QObject,
    ) -> None:
        """Make the office, under the window; `made` follows with it open, or `failed`.

        `calendar` is "" where the holidays are those of the procedure.
        """
        folder = folder_of(answers.folder)
        assert folder is not None
        plan = Plan(
            letterhead=answers.letterhead,
            procedure=procedure,
            readings=readings_of(self.procedures[procedure], chosen),
            calendar=calendar,
        )
        moment = Moment(self._clock.today(), self._clock.now())
        task = run(partial(_made, folder, passphrase, plan, moment, self._resources), window)
        task.succeeded.connect(self.made)
        task.failed.connect(self.failed)


def _read(resources: Path, names: Iterable[str]) -> dict[str, Procedure]:
    return {name: find_procedure(resources, name) for name in names}


def folder_of(typed: str) -> Path | None:
    """Return the folder that somebody typed, None where it does not say a whole path."""
    folder = Path(typed.strip()).expanduser() if typed.strip() else None
    return folder if folder is not None and folder.is_absolute() else None


def _words(error: Exception) -> str:
    notice = describe(error)
    return f"{notice.text} {notice.hint}"


def _made(
    folder: Path,
    passphrase: str,
    plan: Plan,
    moment: Moment,
    resources: Path,
    _progress: Progress,
) -> Desk:
    return set_up_office(folder, passphrase, plan, moment, resources)
