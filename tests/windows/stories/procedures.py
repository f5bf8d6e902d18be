"""Whatever else is typed: procedures, what is looked for, a hand-over, somebody who leaves."""

from __future__ import annotations

from pathlib import Path

from amends.domain.events.access_events import OfficeRole
from amends.services.admit_person import admit_person
from amends.ui.hand_over.dialog import HandOverDialog
from amends.ui.help.dialog import HelpDialog
from amends.ui.inbox.view import InboxView
from amends.ui.leaving.choosing import ChoosingPage
from amends.ui.leaving.dialog import LeavingDialog
from amends.ui.procedures.adopt_page import AdoptPage
from amends.ui.procedures.editor_page import EditorPage
from amends.ui.procedures.reader_page import ReaderPage
from amends.ui.procedures.try_out_card import TryOutCard
from tests.desks import MOMENT, PASSPHRASE, log, make_desk
from tests.services.versions import shorter
from tests.windows.casework import case_on_show
from tests.windows.hands import Hands
from tests.windows.planting import Words, choose, fill_all, on_show, plant_in, press, unlock


def plant(hands: Hands, disk: Path, outside: Path, words: Words) -> dict[Path, str]:
    """Look around an office of two, hand a case over, and change its policy."""
    office = disk / "office"
    desk = make_desk(office)
    admit_person(desk, "Bo Lind", OfficeRole.HANDLER, "nine blue lanterns", MOMENT)
    stream = log(desk)
    desk.store.close()
    unlock(hands, office, PASSPHRASE)
    look_for(hands, words)
    hands.view.show_case(stream)
    add_file(hands, words, outside)
    hand_over(hands, words, outside)
    let_leave(hands, words)
    read_procedure(hands, words)
    import_procedure(hands, words, outside)
    change_procedure(hands, words)
    return {office: PASSPHRASE}


def look_for(hands: Hands, words: Words) -> None:
    """Look for a case and for help."""
    fill_all(on_show(hands, InboxView), words)
    hands.view.list.search_box.clear()
    hands.door.help()
    dialog = on_show(hands, HelpDialog)
    fill_all(dialog, words)
    dialog.reject()
    hands.wait_for_main_window()


def add_file(hands: Hands, words: Words, outside: Path) -> None:
    """Choose a file whose folder is named after somebody."""
    folder = outside / words("folder")
    folder.mkdir()
    file = folder / f"{words('chosen')}.txt"
    file.write_text(words("content"), "utf-8")
    hands.view.page.commands.add_file()
    choose(hands, file, words)
    hands.wait_for(lambda: case_on_show(hands).case.evidence)


def hand_over(hands: Hands, words: Words, outside: Path) -> None:
    """Hand the case over as an archive; the file is the body's, and no file of the app."""
    assert hands.door.office is not None
    hands.door.office.hand_over()
    dialog = on_show(hands, HandOverDialog)
    fill_all(dialog.request, words)
    press(hands, dialog.request.archive)
    dialog.choose()
    away = outside / words("away")
    away.mkdir()
    choose(hands, away / "case.zip", words)
    hands.wait_for(dialog.written.isVisible)
    dialog.reject()
    hands.wait_for_main_window()


def let_leave(hands: Hands, words: Words) -> None:
    """Say who leaves, and go no further."""
    assert hands.door.office is not None
    hands.door.office.access.show_leaving()
    fill_all(on_show(hands, ChoosingPage), words)
    on_show(hands, LeavingDialog).reject()
    hands.wait_for_main_window()


def read_procedure(hands: Hands, words: Words) -> None:
    """Try out what the office has promised."""
    hands.view.show_procedures()
    places = hands.view.procedures()
    places.open(places.presenter.book().policies[0].versions[0])
    on_show(hands, ReaderPage).tabs.show_page(2)
    fill_all(on_show(hands, TryOutCard), words)


def import_procedure(hands: Hands, words: Words, outside: Path) -> None:
    """Read a procedure from a file, and ask for a day on which it is put to use."""
    file = outside / f"{words('policy')}.toml"
    file.write_bytes(shorter() + f"\n# {words('remark')}\n".encode())
    hands.view.procedures().import_file(str(file))
    page = on_show(hands, EditorPage)
    hands.wait_for(page.adopt.isEnabled)
    press(hands, page.adopt)
    adopting = on_show(hands, AdoptPage)
    plant_in(adopting.since, words, "since")
    press(hands, adopting.use)
    press(hands, adopting.go_back)
    hands.view.procedures().show_list()


def change_procedure(hands: Hands, words: Words) -> None:
    """Write another version, by the form and as text, and leave it as a draft."""
    places = hands.view.procedures()
    places.edit(places.presenter.book().policies[0].versions[0])
    page = on_show(hands, EditorPage)
    hands.wait_for(lambda: page.form.fields)
    fill_all(page.form, words)
    page.show_text()
    hands.wait_for(page.text.box.isVisible)
    page.text.box.appendPlainText(f"# {words('text')}")
    words.note(page.text.box)
