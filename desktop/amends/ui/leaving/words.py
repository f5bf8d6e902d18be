"""The words for what hangs on somebody who leaves, and for what is left to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from amends.domain.dates_in_words import short
from amends.domain.leaving import Holding, LeavingStep
from amends.services.let_leave import Leaver

translate = QCoreApplication.translate

_LONGEST_NAME: Final = 40


def step_title(step: LeavingStep) -> str:
    """Return what a step is called."""
    return {
        LeavingStep.GIVE: translate("leaving", "What they have in hand goes to others"),
        LeavingStep.SIGNATURE: translate("leaving", "Somebody else signs the letters"),
        LeavingStep.WITHDRAW: translate("leaving", "Their passphrase opens the office no more"),
        LeavingStep.KEY: translate("leaving", "A new key for everybody"),
        LeavingStep.SHEET: translate("leaving", "A new recovery sheet"),
    }[step]


def hanging_words(leaver: Leaver) -> str:
    """Return what hangs on somebody, with a count of each sort."""
    handled = [it for it in leaver.holdings if it.handles]
    decided = sum(it.decides for it in handled)
    owed = sum(len(it.owes) for it in leaver.holdings)
    said = [_handled(len(handled))] if handled else []
    if decided:
        said.append(_decided(decided, len(handled)))
    if owed:
        said.append(_owed(owed))
    if not said:
        said.append(translate("leaving", "They have no open case in hand."))
    if leaver.signs:
        said.append(translate("leaving", "They sign your letters."))
    return " ".join(said)


def by_post_words(leaver: Leaver) -> str:
    """Return which cases of others their post decides, "" where there is none."""
    if not leaver.decided_by_post:
        return ""
    words = translate(
        "leaving",
        "By your policy, “{post}” decides open cases that others handle: {cases}. Whoever takes "
        "that post decides them; nobody has to be named for it.",
    )
    return words.format(post=leaver.member.title, cases=", ".join(leaver.decided_by_post))


def holding_words(held: Holding, today: date) -> str:
    """Return what hangs on them in one case."""
    return " · ".join(_parts(held, today))


def concerned_words(held: Holding, leaver: Leaver) -> str:
    """Return who else cannot take a case, as it concerns them, "" where nobody is."""
    names = [it.name for it in leaver.takers if not held.may_go_to(it.name)]
    if not names:
        return ""
    words = translate("leaving", "It concerns {names}, who cannot take it.")
    return words.format(names=" · ".join(names))


def stays_words(name: str) -> str:
    """Return the choice that gives a case to nobody."""
    return translate("leaving", "Stays with {name} for now").format(name=name)


def notice_words(leaver: Leaver) -> str:
    """Return what the status line says while something is left to do."""
    left, name = len(leaver.to_do), _on_a_button(leaver.member.name)
    if leaver.leaving.is_ended:
        count = len(leaver.holdings)
        words = (
            translate("leaving", "1 case is still with {name}, who has left")
            if count == 1
            else translate("leaving", "{count} cases are still with {name}, who has left")
        )
        return words.format(count=count, name=name)
    words = (
        translate("leaving", "{name} leaves: 1 step left")
        if left == 1
        else translate("leaving", "{name} leaves: {count} steps left")
    )
    return words.format(name=name, count=left)


def _on_a_button(name: str) -> str:
    """Return a name as a button shows it: an ampersand would mark a key there."""
    short_name = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
    return short_name.replace("&", "&&")


def _parts(held: Holding, today: date) -> Iterator[str]:
    if held.handles:
        yield translate("leaving", "handles it")
    if held.decides:
        yield translate("leaving", "not answered yet")
    for owed in held.owes:
        day = short(owed.promise.due, today)
        yield translate("leaving", "{what} by {day}").format(what=owed.promise.what, day=day)


def _handled(count: int) -> str:
    if count == 1:
        return translate("leaving", "They handle 1 open case.")
    return translate("leaving", "They handle {count} open cases.").format(count=count)


def _decided(count: int, of: int) -> str:
    if of == 1:
        return translate("leaving", "The decision in it is still to come.")
    if count == of:
        return translate("leaving", "In all of them the decision is still to come.")
    if count == 1:
        return translate("leaving", "In 1 of them the decision is still to come.")
    words = translate("leaving", "In {count} of them the decision is still to come.")
    return words.format(count=count)


def _owed(count: int) -> str:
    if count == 1:
        return translate("leaving", "They owe 1 action or other promise.")
    return translate("leaving", "They owe {count} actions and other promises.").format(count=count)
