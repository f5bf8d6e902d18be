"""Wherever a passphrase is tried, the second wrong one has to wait, and Enter is no way round."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from amends.domain.errors import WrongPassphraseError
from amends.domain.recovery_code import RANDOM_CHARACTERS, write_code
from amends.paths import resource
from amends.services.copies import copy_office
from amends.services.make_recovery_sheet import make_recovery_sheet
from amends.ui.access.passphrase_dialog import PassphraseDialog
from amends.ui.access.trust_dialog import TrustDialog
from amends.ui.clock import Clock
from amends.ui.copies.bring_back import BringBackView
from amends.ui.first_run.new_key import NewKeyView
from amends.ui.first_run.patience import Patience
from amends.ui.first_run.recover import RecoverView
from amends.ui.first_run.unlock import UnlockView
from amends.ui.front_door import unlock
from tests.desks import MOMENT, make_desk
from tests.ui.sessions import Ticking

WRONG = "nobody's passphrase"
WRONG_CODE = write_code([0] * RANDOM_CHARACTERS)
WITHIN_MS = 30_000  # the machine may be busy


@pytest.fixture
def patience(qapp):
    """Return one that waits so long that no test sees the end of it."""
    patience = Patience(ms_a_second=1_000_000)
    yield patience
    patience.forget()


@pytest.fixture
def folder(tmp_path):
    """A closed office with a copy and a recovery sheet."""
    desk = make_desk(tmp_path / "office")
    copy_office(desk, MOMENT, lambda _done, _total: None)
    make_recovery_sheet(desk, MOMENT)
    desk.store.close()
    return tmp_path / "office"


def moment():
    return MOMENT


def unlocking(folder, patience):
    view = UnlockView(folder, unlock, patience=patience)
    return view, view.passphrase, view.unlock, WRONG


def recovering(folder, patience):
    view = RecoverView(folder, resource(), moment, patience)
    return view, view.code, view.forward, WRONG_CODE


def changing_the_key(folder, patience):
    view = NewKeyView(folder, resource(), moment, patience)
    return view, view.passphrase, view.change, WRONG


def bringing_back(folder, patience):
    view = BringBackView(Clock(read=Ticking()), folder, patience)
    return view, view.passphrase, view.compare, WRONG


@pytest.mark.parametrize("opened", [unlocking, recovering, changing_the_key, bringing_back])
def test_on_every_page_before_an_office_the_second_slip_waits(opened, folder, patience, qtbot):
    view, field, button, wrong = opened(folder, patience)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    for failures in (1, 2):
        assert not patience.is_waiting
        field.clear()
        qtbot.keyClicks(field, wrong)
        button.click()
        qtbot.waitUntil(lambda so_far=failures: patience._failures == so_far, timeout=WITHIN_MS)
        qtbot.waitUntil(field.isEnabled, timeout=WITHIN_MS)
    assert patience.is_waiting
    qtbot.waitUntil(lambda: not button.isEnabled())
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.isEnabled()  # nothing is being tried
    assert patience._failures == 2
    patience._timer.stop()
    patience.over.emit()
    assert button.isEnabled()


def test_a_slip_that_the_code_itself_tells_is_no_guess(folder, patience, qtbot):
    view, field, button, code = recovering(folder, patience)
    qtbot.addWidget(view)
    view.show()
    for _slip in range(3):
        field.setText(code[:-1])
        button.click()
        qtbot.waitUntil(lambda: "group 7" in view._code_field.error, timeout=WITHIN_MS)
        qtbot.waitUntil(field.isEnabled)
        view._on_typed()
    assert not patience.is_waiting
    assert button.isEnabled()


def the_passphrase(parent, patience):
    return PassphraseDialog([], parent, patience)


def the_trust(parent, patience):
    return TrustDialog(parent, patience)


@pytest.mark.parametrize("made", [the_passphrase, the_trust])
def test_in_an_open_office_it_waits_too_also_in_a_dialog_opened_anew(made, patience, qtbot):
    parent = QDialog()
    qtbot.addWidget(parent)
    first = made(parent, patience)
    for _slip in range(2):
        assert first.submit.isEnabled()
        first.set_busy(True)
        first.show_error(WrongPassphraseError())
    assert not first.submit.isEnabled()
    assert first.cancel.isEnabled()
    again = made(parent, patience)
    assert not again.submit.isEnabled()
    patience._timer.stop()
    patience.over.emit()
    assert again.submit.isEnabled()
