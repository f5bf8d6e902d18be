"""Small dialogs by the keyboard: what Enter does, and where the keys are after a slip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from amends.domain.errors import WrongPassphraseError
from amends.ui.access.admit_dialog import AdmitDialog
from amends.ui.access.passphrase_dialog import PassphraseDialog
from amends.ui.access.sheet_dialog import SheetDialog
from amends.ui.access.trust_dialog import TrustDialog
from amends.ui.cover.pass_dialog import PassDialog
from amends.ui.cover.seal_dialog import GiveBackDialog, SaveAgainDialog
from amends.ui.first_run.patience import Patience
from amends.ui.leaving.dialog import LeavingDialog

DIALOGS = {
    AdmitDialog: lambda cards, session: AdmitDialog((), cards),
    PassphraseDialog: lambda cards, session: PassphraseDialog((), cards, Patience(cards)),
    TrustDialog: lambda cards, session: TrustDialog(cards, Patience(cards)),
    PassDialog: lambda cards, session: PassDialog(session, cards),
    GiveBackDialog: lambda cards, session: GiveBackDialog(session, "Gavin Example", cards),
    SaveAgainDialog: lambda cards, session: SaveAgainDialog(session, cards),
    SheetDialog: lambda cards, session: SheetDialog(session, cards),
    LeavingDialog: lambda cards, session: LeavingDialog(session, cards),
}


@pytest.fixture(params=DIALOGS.values(), ids=[it.__name__ for it in DIALOGS])
def dialog(request, cards, session, qtbot):
    return opened(request.param(cards, session), qtbot)


def opened(dialog, qtbot):
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.focusWidget() is not None)
    return dialog


def default_of(dialog):
    """Return the buttons that Enter presses in a field."""
    return [it.text() for it in dialog.findChildren(QPushButton) if it.isDefault()]


def test_enter_in_a_field_means_the_same_after_tab_went_over_the_buttons(dialog, qtbot):
    (before,) = default_of(dialog)
    start = dialog.focusWidget()
    for _press in range(40):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        if dialog.focusWidget() is start:
            break
    assert dialog.focusWidget() is start
    assert default_of(dialog) == [before]


@pytest.mark.parametrize("kind", [GiveBackDialog, SaveAgainDialog])
def test_what_seals_a_file_opens_on_where_the_file_goes(kind, cards, session, qtbot):
    dialog = opened(DIALOGS[kind](cards, session), qtbot)
    assert dialog.focusWidget() is dialog.file


@pytest.mark.parametrize("kind", [PassphraseDialog, TrustDialog])
def test_after_a_wrong_passphrase_the_keys_are_on_it_and_the_button_says_to_wait(
    kind, cards, session, qtbot
):
    dialog = opened(DIALOGS[kind](cards, session), qtbot)
    asked, words = dialog.secret, dialog.submit.text()
    assert isinstance(asked, QLineEdit)
    asked.setText("a slip")
    dialog.submit.setFocus()
    for _slip in range(2):  # the first one costs nothing
        assert dialog.submit.text() == words
        dialog.set_busy(True)
        dialog.show_error(WrongPassphraseError())
    assert asked.hasFocus()
    assert asked.selectedText()
    assert dialog.submit.text() == "Please wait..."
    assert not dialog.submit.isEnabled()
    qtbot.waitUntil(dialog.submit.isEnabled)
    assert dialog.submit.text() == words
