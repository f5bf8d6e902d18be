"""That an office lies where it may be damaged is said in a sentence, and once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from amends.services.office_place import Danger
from amends.ui.office_place import danger_words, tell_once


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def test_it_is_said_once_for_each_folder(window):
    box = tell_once(Path("/home/a/OneDrive/office"), window)
    assert box is not None
    assert "syncs" in box.text()
    assert "/home/a/OneDrive/office" in box.informativeText()
    box.close()
    assert tell_once(Path("/home/a/OneDrive/office"), window) is None
    other = tell_once(Path("/home/a/Dropbox/office"), window)
    assert other is not None
    other.close()


def test_of_a_folder_on_this_computer_nothing_is_said(window, tmp_path):
    assert tell_once(tmp_path, window) is None


@pytest.mark.parametrize("danger", Danger)
def test_each_danger_is_told_in_one_sentence(danger):
    assert danger_words(danger).count(".") == 1
