"""A leaving to its end: locked for the new key, the office opens again and it goes on there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog

from amends.domain.errors import WrongPassphraseError
from amends.domain.events.access_events import OfficeRole
from amends.paths import resource
from amends.services.admit_person import admit_person, read_people_of_office
from amends.services.let_leave import read_leavers_on_hand
from amends.services.set_up_office import open_office
from amends.ui.access.sheet_dialog import SheetDialog
from amends.ui.first_run.new_key import NewKeyView
from amends.ui.leaving.dialog import LeavingDialog
from tests.desks import MOMENT, PASSPHRASE, make_desk

BOS = "nine blue lanterns"


@pytest.fixture
def desk(tmp_path):
    desk = make_desk(tmp_path / "office")
    admit_person(desk, "Bo Lind", OfficeRole.HANDLER, BOS, MOMENT)
    return desk


def shown(window, kind):
    return next(it for it in window.findChildren(kind) if it.isVisible())


def test_from_the_page_of_the_office_to_a_sheet_on_paper(desk, door, window, tmp_path, qtbot):
    folder = desk.store.folder
    door.open(desk)
    assert door.office is not None
    bo = next(it for it in read_people_of_office(desk) if it.name == "Bo Lind")
    door.office.session.leaving_requested.emit(bo)
    dialog = shown(window, LeavingDialog)
    dialog.begin()
    dialog.steps.withdraw.button.click()
    qtbot.waitUntil(dialog.steps.key.button.isEnabled, timeout=20_000)
    dialog.steps.key.button.click()
    qtbot.waitUntil(lambda: isinstance(window._pages.currentWidget(), NewKeyView), timeout=20_000)
    view = window._pages.currentWidget()
    view.passphrase.setText(PASSPHRASE)
    view.change.click()
    qtbot.waitUntil(lambda: door.office is not None, timeout=20_000)
    office = door.office
    assert office is not None
    assert office.access.unfinished.text() == "Bo Lind leaves: 1 step left"
    sheet = shown(window, SheetDialog)
    sheet.reject()  # interrupted here, and taken up again from the foot of the window
    office.access.unfinished.click()
    again = shown(window, LeavingDialog)
    again.steps.sheet.button.click()
    sheet = next(it for it in again.findChildren(SheetDialog) if it.isVisible())
    sheet.save_button.click()
    qtbot.waitUntil(lambda: sheet._sheet is not None, timeout=20_000)
    for chooser in sheet.findChildren(QDialog):
        chooser.close()
    sheet.save_to(str(tmp_path / "sheet.pdf"))
    assert not office.access.unfinished.isVisible()
    assert again.steps.state.text() == "Bo Lind has left. All of it is done."
    assert read_leavers_on_hand(office.session.desk) == []
    door.lock()
    with pytest.raises(WrongPassphraseError):
        open_office(folder, BOS, resource())
