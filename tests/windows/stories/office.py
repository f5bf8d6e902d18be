"""Everything that is changed about an office: its letters, days, people and passphrases."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from amends.ui.access.admit_dialog import AdmitDialog
from amends.ui.access.passphrase_dialog import PassphraseDialog
from amends.ui.access.trust_dialog import TrustDialog
from amends.ui.first_run.unlock import UnlockView
from amends.ui.settings.calendar_card import CalendarCard
from amends.ui.settings.proposal_panel import ProposalPanel
from amends.ui.settings.view import SettingsView
from tests.desks import PASSPHRASE, log, make_desk
from tests.windows.hands import Hands
from tests.windows.planting import (
    Words,
    fill_all,
    on_show,
    plant_in,
    press,
    type_in,
    type_secret,
    unlock,
)

CLOSED: Final = "1 Dec 2026"  # which the answer to the complaint waits for
TERM: Final = ("12 Jan 2027", "26 Mar 2027")
HOLIDAY: Final = "23 Dec 2026"


def plant(hands: Hands, disk: Path, outside: Path, words: Words) -> dict[Path, str]:
    """Change everything that the page of the office lets somebody change."""
    office = disk / "office"
    desk = make_desk(office)
    log(desk)
    desk.store.close()
    mistype_passphrase(hands, office, words)
    unlock(hands, office, PASSPHRASE)
    hands.view.show_settings()
    view = on_show(hands, SettingsView)
    change_letterhead(hands, view, words)
    change_days(hands, view, words, outside)
    copy_away(hands, view, disk / "stick")
    admit(hands, view, words)
    secret = change_passphrase(hands, view, words)
    leave_everything(hands, view, words)
    return {office: secret}


def mistype_passphrase(hands: Hands, office: Path, words: Words) -> None:
    hands.door.ask_passphrase(office)
    view = on_show(hands, UnlockView)
    plant_in(view.passphrase, words, "wrong")
    hands.push("Unlock")
    hands.wait_for(lambda: view.field.error)


def change_letterhead(hands: Hands, view: SettingsView, words: Words) -> None:
    fill_all(view.letterhead.fields, words)
    press(hands, view.letterhead.save)


def change_days(hands: Hands, view: SettingsView, words: Words, outside: Path) -> None:
    """Put a day right, import some, look for a place, and add a closure, a term and hours."""
    calendar = view.calendar
    press(hands, calendar.put_right)
    fill_all(calendar.day, words)
    type_in(calendar.day.day, HOLIDAY)
    agree(hands, calendar, calendar.day.see, words)
    import_days(hands, calendar, words, outside)
    press(hands, calendar.choose)
    fill_all(calendar.places, words)
    view.terms.show()
    view.hours.show()
    for card, (first, last) in ((view.closures, (CLOSED, CLOSED)), (view.terms, TERM)):
        fill_all(card.form, words)
        type_in(card.first, first)
        type_in(card.last, last)
        agree(hands, card, card.add, words)
    hands.wait_for(lambda: len(removes(view.closures)) == 1)
    agree(hands, view.closures, removes(view.closures)[0], words)
    before = {day: edit.text() for day, edit in view.hours.days.items()}
    fill_all(view.hours.form, words)
    for day, hours in before.items():
        type_in(view.hours.days[day], hours)
    type_in(view.hours.days["friday"], "09:00-12:30")
    agree(hands, view.hours, view.hours.save, words)


def copy_away(hands: Hands, view: SettingsView, folder: Path) -> None:
    """Let the office be copied into a second folder."""
    folder.mkdir()
    view.copies.take_place(str(folder))
    hands.wait_for(view.copies.now.isEnabled)
    press(hands, view.copies.now)
    hands.wait_for(lambda: view.copies.now.isEnabled() and any(folder.rglob("*.db")))


def import_days(hands: Hands, calendar: CalendarCard, words: Words, outside: Path) -> None:
    file = outside / f"{words('days')}.csv"
    file.write_text(f"date,name\n2026-12-22,{words('imported')}\n", "utf-8")
    press(hands, calendar.import_file)
    fill_all(calendar.importing, words, file)
    press(hands, calendar.importing.read)
    hands.wait_for(calendar.importing.see.isVisible)
    agree(hands, calendar, calendar.importing.see, words)


def removes(card: QWidget) -> list[QPushButton]:
    """Return what removes a line of the card; lines that were there before may not be gone yet."""
    buttons = card.findChildren(QPushButton)
    return [it for it in buttons if it.isVisible() and it.text() == "Remove"]


def agree(hands: Hands, card: QWidget, button: QPushButton, words: Words) -> None:
    """See what a change does, say why where that is asked, and agree to it.

    What moves no date is recorded at once.
    """
    (panel,) = card.findChildren(ProposalPanel)
    recorded: list[bool] = []
    panel._proposals.recorded.connect(partial(recorded.append, True))
    press(hands, button)
    hands.wait_for(lambda: recorded or (panel.isVisible() and panel.agree.isVisible()))
    if not recorded:
        panel.looked.setChecked(True)
        if panel.why.isVisible():
            plant_in(panel.why, words, "why")
        press(hands, panel.agree)
        hands.wait_for(lambda: recorded)


def admit(hands: Hands, view: SettingsView, words: Words) -> None:
    press(hands, view.access.people.add)
    fill_all(on_show(hands, AdmitDialog), words)
    hands.push("Add the person")
    hands.wait_for_main_window()


def change_passphrase(hands: Hands, view: SettingsView, words: Words) -> str:
    """Change the passphrase after a slip, and ask in vain to open the office without it."""
    press(hands, view.access.access.change)
    asking = on_show(hands, PassphraseDialog)
    plant_in(asking.current, words, "slip")
    secret = type_secret(asking.new, words)
    press(hands, asking.submit)
    hands.wait_for(asking.error.isVisible)
    type_in(asking.current, PASSPHRASE)
    press(hands, asking.submit)
    hands.wait_for_main_window()
    press(hands, view.access.access.trust)
    trusting = on_show(hands, TrustDialog)
    plant_in(trusting.name, words, "computer")
    plant_in(trusting.passphrase, words, "trust")
    press(hands, trusting.submit)
    hands.wait_for(trusting.error.isVisible)
    trusting.reject()
    hands.wait_for_main_window()
    return secret


def leave_everything(hands: Hands, view: SettingsView, words: Words) -> None:
    """Type into the whole page once more, and leave it so."""
    calendar = view.calendar
    press(hands, calendar.put_right)
    hands.wait_for(calendar.day.isVisible)
    fill_all(view, words)
