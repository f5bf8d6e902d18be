"""The first page: five ways in, each by mouse or keys, and a folder that is no office refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from amends.ui.first_run import office_folder
from amends.ui.first_run.office_folder import looks_like_office
from amends.ui.first_run.welcome import WelcomeView
from tests.desks import make_desk
from tests.ui.hearing import name_of, tab_stops, unnamed


@pytest.fixture
def view(qtbot):
    view = WelcomeView()
    qtbot.addWidget(view)
    view.show()
    return view


def choose_folder(view, folder, qtbot):
    qtbot.mouseClick(view.open, Qt.MouseButton.LeftButton)
    dialog = view.findChild(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.reject()


def test_each_button_says_what_was_chosen(view, qtbot):
    for button, signal in (
        (view.set_up, view.set_up_requested),
        (view.sample, view.sample_requested),
        (view.copy, view.copy_requested),
    ):
        with qtbot.waitSignal(signal):
            qtbot.keyClick(button, Qt.Key.Key_Space)


def test_tab_goes_through_the_five_ways_and_each_is_named(view):
    assert [name_of(widget) for widget in tab_stops(view)] == [
        "Set up my office",
        "Look around with a sample office",
        "Open an office...",
        "Take over an office...",
        "Bring back a copy...",
    ]
    assert unnamed(view) == []


def test_a_folder_with_an_office_is_opened(view, tmp_path, qtbot):
    make_desk(tmp_path / "office").store.close()
    with qtbot.waitSignal(view.open_requested) as requested:
        choose_folder(view, tmp_path / "office", qtbot)
    assert requested.args == [tmp_path / "office"]
    assert view.problem == ""


def test_a_folder_without_an_office_is_refused_in_words(view, tmp_path, qtbot):
    with qtbot.assertNotEmitted(view.open_requested):
        choose_folder(view, tmp_path, qtbot)
    assert "no Amends office" in view.problem


def test_the_parts_of_an_office_are_those_that_storage_writes(tmp_path):
    make_desk(tmp_path / "office").store.close()
    assert all((tmp_path / "office" / part).is_file() for part in office_folder.PARTS)
    assert looks_like_office(tmp_path / "office")


def test_a_damaged_office_still_looks_like_one_so_that_opening_it_says_what_is_wrong(tmp_path):
    make_desk(tmp_path / "office").store.close()
    (tmp_path / "office" / "keys.json").unlink()
    assert looks_like_office(tmp_path / "office")
    assert not looks_like_office(Path("/nowhere"))
