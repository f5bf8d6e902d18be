"""Everything that may go wrong and is nobody's bug: each error carries its facts.

Words for the user are made in one place, `amends.ui.errors`; the text given to `Exception` is for
the command line, and never holds what a person typed into a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


class AmendsError(Exception):
    """Base of every expected failure."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a file that a person wrote: where it is, what stands there, what may."""

    key: str
    found: str
    allowed: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"line {self.line}, " if self.line else ""
        where = f"{self.key}: " if self.key else ""
        return f"{place}{where}found {self.found}; allowed: {self.allowed}"


class ProcedureFileError(AmendsError):
    """A procedure file cannot be used; every mistake that was found is listed."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(f"{file}: {problem}" for problem in problems))
        self.file = file
        self.problems = problems


class ValueNotPlacedError(AmendsError):
    """A form cannot change this key of a procedure file: it has no line of its own."""

    def __init__(self, key: str) -> None:
        super().__init__(f"{key} has no line of its own; change it in the text")
        self.key = key


class LastProcedureError(AmendsError):
    """An office must work to one policy at least, or no complaint could come in."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is the only policy in use")
        self.name = name


class LetterTemplateError(AmendsError):
    """A letter's template cannot be used, or names a fact that the case does not have."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{file}: {problem}")
        self.file = file
        self.problem = problem


class UnknownProcedureError(AmendsError):
    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no procedure named {name}; there are: {', '.join(known)}")
        self.name = name
        self.known = known


class UnknownWordError(AmendsError):
    """A procedure has no such event, fact or clock (`what`)."""

    def __init__(self, what: str, word: str, known: tuple[str, ...]) -> None:
        there_are = f"there are: {', '.join(known)}" if known else "there are none"
        super().__init__(f"the procedure has no {what} named {word!r}; {there_are}")
        self.what = what
        self.word = word
        self.known = known


class UnknownCalendarError(AmendsError):
    def __init__(self, name: str) -> None:
        super().__init__(f"no calendar named {name}; use a country and region, such as GB-SCT")
        self.name = name


class CalendarOfPartsError(UnknownCalendarError):
    """A country has no holidays of its own, only its `parts` do, named like "GB-SCT"."""

    def __init__(self, name: str, parts: tuple[str, ...]) -> None:
        super().__init__(name)
        self.parts = parts

    def __str__(self) -> str:
        each, whole = ", ".join(self.parts), "+".join(self.parts)
        return (
            f"{self.name} has no holidays of its own; take one of {each}, or all of them: {whole}"
        )


class HolidayFileError(AmendsError):
    """A list of holidays cannot be used; what was found wrong is listed, each with its line."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(f"{file}: {problem}" for problem in problems))
        self.file = file
        self.problems = problems


class TooManyHolidaysError(AmendsError):
    """More holidays in a year than any country keeps: it is some other list."""

    def __init__(self, year: int, count: int, most: int) -> None:
        super().__init__(f"{count} holidays in {year}; at most {most} can be")
        self.year = year
        self.count = count
        self.most = most


class CalendarRangeError(AmendsError):
    """A date lies outside the years that the calendar knows; guessing would be worse."""

    def __init__(self, calendar: str, day: date, first: date, last: date) -> None:
        super().__init__(f"the calendar {calendar} knows {first} to {last}, not {day}")
        self.calendar = calendar
        self.day = day
        self.first = first
        self.last = last


class NoWorkingDayError(AmendsError):
    def __init__(self, calendar: str) -> None:
        super().__init__(f"the calendar {calendar} has no working day")
        self.calendar = calendar


class OpeningHoursError(AmendsError):
    """Hours of a weekday ("monday") that cannot be read, or that cross; "" where there are none."""

    def __init__(self, weekday: str, written: str) -> None:
        super().__init__(f"{weekday}: {written!r} are no hours; write them like 09:00-17:00")
        self.weekday = weekday
        self.written = written


class DateNotPossibleError(AmendsError):
    """A date that cannot be when something happened: after today, or before 1990."""

    def __init__(self, day: date, earliest: date, latest: date) -> None:
        super().__init__(f"{day} is not a possible date; allowed: {earliest} to {latest}")
        self.day = day
        self.earliest = earliest
        self.latest = latest


class FieldMissingError(AmendsError):
    def __init__(self, field: str) -> None:
        super().__init__(f"{field} is empty")
        self.field = field


class CaseChangedError(AmendsError):
    """Somebody recorded something in the meantime; the caller's draft is kept."""

    def __init__(self, stream: str) -> None:
        super().__init__(f"{stream} was changed meanwhile")
        self.stream = stream


class CaseMovedOnError(AmendsError):
    """What was to be recorded does not fit the case as it stands by now."""

    def __init__(self, stream: str) -> None:
        super().__init__(f"{stream} has moved on: this does not fit it any more")
        self.stream = stream


class CaseStillOwesError(AmendsError):
    """A case cannot be closed yet: `owed` counts what is left, `things` says what it is."""

    def __init__(self, owed: tuple[str, ...], things: tuple[str, ...]) -> None:
        super().__init__(f"the case cannot be closed: {', '.join(owed)}")
        self.owed = owed
        self.things = things


class VersionDoesNotFitError(AmendsError):
    """A case was decided by a rule that the version lacks to which it was to be moved."""

    def __init__(self, rule: str) -> None:
        super().__init__(f"this version has no rule “{rule}”, by which the case was decided")
        self.rule = rule


class CaseClosedError(AmendsError):
    """Nothing but a note is recorded in a closed case before it is reopened."""

    def __init__(self, stream: str) -> None:
        super().__init__(f"{stream} is closed")
        self.stream = stream


class NotInPolicyError(AmendsError):
    """The policy of a case has no rule for what was to be done; `rule` is what it lacks."""

    def __init__(self, rule: str) -> None:
        super().__init__(f"the policy has no rule for this: {rule}")
        self.rule = rule


class TimeOverError(AmendsError):
    """More time was asked for after the last day; `instead` is what the policy asks for then, if it
    asks for anything.
    """

    def __init__(self, due: date, instead: str) -> None:
        super().__init__(f"the time was over on {due}; more can be given only before that")
        self.due = due
        self.instead = instead


class TooMuchTimeError(AmendsError):
    """All that was added to a clock comes to more than the policy lets it: `latest` is allowed."""

    def __init__(self, at_most: str, latest: date) -> None:
        super().__init__(f"the policy adds at most {at_most}")
        self.at_most = at_most
        self.latest = latest


class NotMoreTimeError(AmendsError):
    """The day that was to be agreed, or counted, comes no later than the one that stands."""

    def __init__(self, day: date, stands: date) -> None:
        super().__init__(f"{day} is not later than {stands}")
        self.day = day
        self.stands = stands


class ConditionsNotMetError(AmendsError):
    """The policy asks for more than was confirmed; `needs` is what is missing, in its words."""

    def __init__(self, needs: tuple[str, ...]) -> None:
        super().__init__(f"not confirmed: {'; '.join(needs)}")
        self.needs = needs


class UnknownCaseError(AmendsError):
    def __init__(self, reference: str) -> None:
        super().__init__(f"no case {reference}")
        self.reference = reference


class EventStandsError(AmendsError):
    """An entry cannot be taken back, since a letter that was sent relies on it."""

    def __init__(self, stream: str) -> None:
        super().__init__(f"an entry of {stream} cannot be taken back: a sent letter relies on it")
        self.stream = stream


class LetterDoesNotFitError(AmendsError):
    """A letter makes no sense in the case as it stands; `because` says why, in words."""

    def __init__(self, because: str) -> None:
        super().__init__(f"the letter does not fit the case: {because}")
        self.because = because


class LetterNotReadyError(AmendsError):
    """A letter cannot be finished yet; `missing` says what it still needs, in words."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(f"the letter is not ready: {len(missing)} things are missing")
        self.missing = missing


class LetterDiffersError(AmendsError):
    """A finished letter says something else than the record by now; `differences` say what."""

    def __init__(self, differences: tuple[str, ...]) -> None:
        super().__init__(f"the letter differs from the record in {len(differences)} things")
        self.differences = differences


class WrongPassphraseError(AmendsError):
    def __init__(self) -> None:
        super().__init__("this passphrase does not open this office")


class PassphraseTooShortError(AmendsError):
    def __init__(self, shortest: int) -> None:
        super().__init__(f"a passphrase needs at least {shortest} characters")
        self.shortest = shortest


class NotAnOfficeError(AmendsError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not an Amends office: office.db and keys.json are not there")
        self.folder = folder


class OfficeExistsError(AmendsError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not empty; choose an empty or a new folder")
        self.folder = folder


class OfficeDamagedError(AmendsError):
    def __init__(self, folder: Path, part: str) -> None:
        super().__init__(f"{part} in {folder} is damaged")
        self.folder = folder
        self.part = part


class OfficeTooNewError(AmendsError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} was made by a newer version of Amends")
        self.folder = folder


class OfficeInUseError(AmendsError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is open in another window or program")
        self.folder = folder


class FileNotReadableError(AmendsError):
    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(f"{file} cannot be read: {reason}")
        self.file = file
        self.reason = reason


class FileNotWrittenError(AmendsError):
    """A file could not be written; `reason` is the system's own word, such as a full disk."""

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(f"{file} cannot be written: {reason}")
        self.file = file
        self.reason = reason


class NotAnEmailError(AmendsError):
    def __init__(self, file: str) -> None:
        super().__init__(f"{file} is not an e-mail file (.eml)")
        self.file = file


class HandOverRefusedError(AmendsError):
    """What was written does not stand its check, so that nothing of it was kept."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"the hand-over did not stand its check: {problem}")
        self.problem = problem


class EvidenceMissingError(AmendsError):
    def __init__(self, digest: str) -> None:
        super().__init__(f"evidence {digest} is missing or damaged")
        self.digest = digest


class OfficeLockedError(AmendsError):
    """The office was locked while work on it was still to do."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is locked")
        self.folder = folder
