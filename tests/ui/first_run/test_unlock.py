"""The passphrase: tried in the background, refused calmly, as often as it takes."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from amends.domain.errors import OfficeTooNewError, WrongPassphraseError
from amends.ui.first_run.unlock import UnlockView
from amends.ui.front_door import unlock
from tests.desks import PASSPHRASE, TODAY, log, make_desk
from tests.ui.hearing import name_of, tab_stops, unnamed

FOLDER = Path("/home/anne/Documents/Amends Clinic")


class Door:
    """Opens for one passphrase, when it is let."""

    def __init__(self) -> None:
        self.may_answer = Event()
        self.may_answer.set()
        self.tried: list[tuple[Path, str]] = []
        self.refusal: Exception = WrongPassphraseError()

    def __call__(self, folder, passphrase):
        self.tried.append((folder, passphrase))
        self.may_answer.wait()
        if passphrase != "seven grey herons":
            raise self.refusal
        return "the open office"


@pytest.fixture
def door():
    door = Door()
    yield door
    door.may_answer.set()


@pytest.fixture
def view(door, qtbot):
    view = UnlockView(FOLDER, door)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    return view


def try_passphrase(view, passphrase, qtbot):
    qtbot.keyClicks(view.passphrase, passphrase)
    qtbot.keyClick(view.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(view.passphrase.isEnabled)


def test_the_right_passphrase_and_enter_open_the_office(view, door, qtbot):
    qtbot.keyClicks(view.passphrase, "seven grey herons")
    with qtbot.waitSignal(view.unlocked) as unlocked:
        qtbot.keyClick(view.passphrase, Qt.Key.Key_Return)
    assert unlocked.args == ["the open office"]
    assert door.tried == [(FOLDER, "seven grey herons")]


def test_a_wrong_passphrase_is_said_calmly_and_stands_selected_to_be_typed_over(view, qtbot):
    try_passphrase(view, "seven gray herons", qtbot)
    assert "does not open this office" in view.field.error
    assert view.passphrase.text() == view.passphrase.selectedText() == "seven gray herons"


def test_the_message_is_the_same_each_time(view, qtbot):
    try_passphrase(view, "wrong", qtbot)
    first = view.field.error
    try_passphrase(view, "wrong again", qtbot)
    assert view.field.error == first
    assert "recovery" not in first


def test_the_message_goes_with_the_next_key(view, qtbot):
    try_passphrase(view, "wrong", qtbot)
    qtbot.keyClicks(view.passphrase, "s")
    assert view.field.error == ""


def test_after_a_wrong_one_the_right_one_opens(view, qtbot):
    try_passphrase(view, "wrong", qtbot)
    with qtbot.waitSignal(view.unlocked):
        qtbot.keyClicks(view.passphrase, "seven grey herons")
        qtbot.mouseClick(view.unlock, Qt.MouseButton.LeftButton)


def test_while_it_is_tried_nothing_can_be_changed(view, door, qtbot):
    door.may_answer.clear()
    qtbot.keyClicks(view.passphrase, "seven grey herons")
    qtbot.keyClick(view.passphrase, Qt.Key.Key_Return)
    assert not view.passphrase.isEnabled()
    assert not view.another.isEnabled()
    view.open()
    with qtbot.waitSignal(view.unlocked):
        door.may_answer.set()
    assert len(door.tried) == 1


def test_an_empty_passphrase_is_not_tried(view, door, qtbot):
    qtbot.keyClick(view.passphrase, Qt.Key.Key_Return)
    assert door.tried == []
    assert view.passphrase.isEnabled()


def test_another_reason_is_said_in_its_own_words(view, door, qtbot):
    door.refusal = OfficeTooNewError(FOLDER)
    try_passphrase(view, "wrong", qtbot)
    assert "newer version" in view.field.error


def test_what_is_typed_is_shown_only_when_asked(view, qtbot):
    assert view.passphrase.echoMode() == QLineEdit.EchoMode.Password
    qtbot.keyClick(view.show_typed, Qt.Key.Key_Space)
    assert view.passphrase.echoMode() == QLineEdit.EchoMode.Normal


def test_the_focus_is_in_the_field_and_every_control_is_named(view):
    assert view.focusWidget() is view.passphrase
    assert [name_of(widget) for widget in tab_stops(view)] == [
        "Passphrase",
        "Show what I type",
        "I have forgotten my passphrase",
        "Another office...",
        "Unlock",
    ]
    assert unnamed(view) == []


def test_another_office_can_be_asked_for(view, qtbot):
    with qtbot.waitSignal(view.another_requested):
        qtbot.mouseClick(view.another, Qt.MouseButton.LeftButton)


def test_what_time_has_changed_is_derived_again_before_the_office_is_shown(tmp_path):
    with closing((desk := make_desk(tmp_path / "office")).store):
        log(desk)
    later = TODAY + timedelta(days=5)  # when the receipt is late
    with closing(unlock(tmp_path / "office", PASSPHRASE).store) as store, store.reading() as unit:
        assert len(unit.inbox.stale(later)) == 1
    opened = unlock(tmp_path / "office", PASSPHRASE, today=later)
    with closing(opened.store) as store, store.reading() as unit:
        assert unit.inbox.stale(later) == []
