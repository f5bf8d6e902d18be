"""An office that is locked, brought back, given a new key, passed to somebody and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from amends.services.copies import choose_place, copy_office
from amends.services.make_recovery_sheet import make_recovery_sheet
from amends.ui.access.sheet_dialog import SheetDialog
from amends.ui.copies.bring_back import BringBackView
from amends.ui.cover.pass_dialog import PassDialog
from amends.ui.cover.seal_dialog import GiveBackDialog, SaveAgainDialog, SealDialog
from amends.ui.cover.take_back import TakeBackView
from amends.ui.cover.take_over import TakeOverView
from amends.ui.first_run.new_key import NewKeyView
from amends.ui.first_run.recover import RecoverView
from amends.ui.first_run.unlock import UnlockView
from tests.covers import quiet
from tests.desks import MOMENT, PASSPHRASE, log, make_desk
from tests.windows.hands import Hands
from tests.windows.planting import (
    Words,
    choose,
    days_in,
    fill_all,
    form_on_show,
    mend_days,
    on_show,
    plant_all,
    plant_in,
    press,
    type_in,
    type_secret,
    unlock,
)


class Disk(NamedTuple):
    """Where the office is, and where else it goes: encrypted everywhere."""

    root: Path

    @property
    def office(self) -> Path:
        return self.root / "office"

    @property
    def brought_back(self) -> Path:
        return self.root / "brought back"

    @property
    def stick(self) -> Path:
        return self.root / "stick"

    @property
    def hers(self) -> Path:
        return self.root / "hers"

    def sealed(self, name: str) -> Path:
        return self.root / f"{name}.amends-office"


def plant(hands: Hands, disk: Path, outside: Path, words: Words) -> dict[Path, str]:
    """Go through every door of an office, and make a slip at most of them."""
    at = Disk(disk)
    stream, code = make_office(at)
    expect_code(code, words)
    secret = recover(hands, at.office, code, words)
    change_key(hands, secret, words, outside)
    bring_back(hands, at, words)
    unlock(hands, at.office, secret)
    hers = pass_on(hands, at, words)
    unlock(hands, at.office, secret)
    save_again(hands, at, words)
    take_over(hands, at, hers, words)
    give_back(hands, at, words)
    unlock(hands, at.office, secret)
    take_back(hands, at, secret, words)
    hands.view.show_case(stream)
    hands.view.page.commands.add_note()
    fill_all(form_on_show(hands), words)
    return {at.office: secret, at.hers: hers, at.brought_back: PASSPHRASE}


def make_office(at: Disk) -> tuple[str, str]:
    """Make an office and a copy of it; return its case, and the code of its recovery sheet."""
    at.stick.mkdir()
    desk = make_desk(at.office)
    stream = log(desk)
    code = make_recovery_sheet(desk, MOMENT).code
    choose_place(at.office, at.stick)
    copy_office(desk, MOMENT, quiet)
    choose_place(at.office, None)  # what the window copies later opens by other passphrases
    desk.store.close()
    return stream, code


def expect_code(code: str, words: Words) -> None:
    """Have the code of a recovery sheet looked for, however it is typed."""
    words.planted += [code, code.replace("-", "")]


def recover(hands: Hands, office: Path, code: str, words: Words) -> str:
    """Forget the passphrase, mistype the code, and choose another passphrase."""
    hands.door.ask_passphrase(office)
    on_show(hands, UnlockView)
    hands.push("I have forgotten my passphrase")
    view = on_show(hands, RecoverView)
    plant_in(view.code, words, "code")
    hands.push("Next")
    hands.wait_for(lambda: view._code_field.error)
    type_in(view.code, code)
    hands.push("Next")
    hands.wait_for(view.passphrase.isVisible)
    secret = type_secret(view.passphrase, words)
    hands.push("Open the office")
    hands.wait_for(lambda: hands.door.office is not None)
    return secret


def change_key(hands: Hands, secret: str, words: Words, outside: Path) -> None:
    """Give the office another key, and save its new sheet outside, instead of printing it."""
    hands.door.change_key()
    view = on_show(hands, NewKeyView)
    plant_in(view.passphrase, words, "key")
    hands.push("Change the key")
    hands.wait_for(lambda: view.field.error)
    type_in(view.passphrase, secret)
    hands.push("Change the key")
    sheet = on_show(hands, SheetDialog)
    press(hands, sheet.save_button)
    choose(hands, outside / "sheet.pdf", words)
    assert sheet._sheet is not None
    expect_code(sheet._sheet.code, words)
    sheet.reject()
    hands.wait_for_main_window()


def bring_back(hands: Hands, at: Disk, words: Words) -> None:
    """Bring a copy back beside the office; it opens by the passphrase of its day."""
    hands.door.lock()
    hands.door.bring_back(at.office)
    view = on_show(hands, BringBackView)
    plant_all(words, view.place, view.passphrase, view.target)
    type_in(view.place, str(at.stick))
    hands.wait_for(view.copies.count)
    press(hands, view.compare)
    hands.wait_for(lambda: view._passphrase_field.error)
    type_in(view.passphrase, PASSPHRASE)
    press(hands, view.compare)
    type_in(view.target, str(at.brought_back))
    hands.wait_for(view.bring.isEnabled)
    press(hands, view.bring)
    hands.wait_for(view.open.isVisible)


def pass_on(hands: Hands, at: Disk, words: Words) -> str:
    """Pass the office to somebody new, and return their first passphrase."""
    assert hands.door.office is not None
    hands.door.office.cover.pass_office()
    dialog = on_show(hands, PassDialog)
    dialog.to.setCurrentIndex(dialog.to.findData(""))
    hands.wait_for(dialog.passphrase.isVisible)
    days = days_in(dialog)
    fill_all(dialog, words)
    mend_days(dialog, days)
    secret = dialog.passphrase.text()
    seal(hands, dialog, at.sealed("out"))
    return secret


def seal(hands: Hands, dialog: SealDialog, file: Path) -> None:
    """Let the dialog write its file, and close it; the office is locked then, or stays so."""
    type_in(dialog.file, str(file))
    press(hands, dialog.submit)
    hands.wait_for(lambda: dialog.is_done)
    dialog.accept()
    hands.wait_for_main_window()


def save_again(hands: Hands, at: Disk, words: Words) -> None:
    assert hands.door.office is not None
    hands.door.office.cover.save_again()
    dialog = on_show(hands, SaveAgainDialog)
    fill_all(dialog, words)
    seal(hands, dialog, at.sealed("again"))
    hands.door.lock()


def take_over(hands: Hands, at: Disk, secret: str, words: Words) -> None:
    hands.door.take_over()
    view = on_show(hands, TakeOverView)
    plant_all(words, view.file, view.folder, view.passphrase)
    for field, text in (
        (view.file, at.sealed("again")),
        (view.folder, at.hers),
        (view.passphrase, secret),
    ):
        type_in(field, str(text))
    hands.push("Take over the office")
    hands.wait_for(lambda: view._desk is not None)
    hands.push("Open the office")
    hands.wait_for(lambda: hands.door.office is not None)


def give_back(hands: Hands, at: Disk, words: Words) -> None:
    assert hands.door.office is not None
    hands.door.office.cover.give_back()
    dialog = on_show(hands, GiveBackDialog)
    fill_all(dialog, words)
    seal(hands, dialog, at.sealed("back"))


def take_back(hands: Hands, at: Disk, secret: str, words: Words) -> None:
    hands.door.take_back()
    view = on_show(hands, TakeBackView)
    plant_all(words, view.passphrase, view.file)
    type_in(view.passphrase, secret)
    type_in(view.file, str(at.sealed("back")))
    press(hands, view.look)
    hands.wait_for(view.take.isEnabled)
    press(hands, view.take)
    hands.wait_for(lambda: hands.door.office is not None)
