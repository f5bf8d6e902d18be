"""Choosing a file leaves no trace of it outside the office."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

import amends.ui
from amends.ui.widgets.file_chooser import FileChooser

WAIT_MS = 20_000


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "Maria Ferreira"
    folder.mkdir()
    (folder / "Her letter.txt").write_text("Dear all")
    return folder


@pytest.fixture
def parent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


def open_chooser(parent):
    chooser = FileChooser(parent, "Choose a file")
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    chooser.open()
    return chooser


@pytest.mark.parametrize("end", ["chosen", "cancelled"])
def test_neither_the_folder_nor_the_file_is_remembered_on_the_disk(
    parent, folder, home, qtbot, end
):
    chooser = open_chooser(parent)
    chooser.setDirectory(str(folder))
    with qtbot.waitSignal(chooser.destroyed, timeout=WAIT_MS):
        if end == "chosen":
            with qtbot.waitSignal(chooser.fileSelected) as chosen:
                chooser.selectFile("Her letter.txt")
                chooser.accept()
            assert Path(chosen.args[0]) == folder / "Her letter.txt"
        else:
            chooser.reject()
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    assert kept.value("FileDialog/qtVersion")  # what Qt keeps of a dialog is looked for here
    told = [f"{key}={kept.value(key)}" for key in kept.allKeys()]
    assert [it for it in told if "Maria" in it or "letter" in it] == []
    left = [it.read_text("utf-8", "replace") for it in home.rglob("*") if it.is_file()]
    assert not any("Maria" in it for it in left)


def test_the_next_one_begins_where_the_last_one_ended(parent, folder, qtbot):
    chooser = open_chooser(parent)
    chooser.setDirectory(str(folder))
    with qtbot.waitSignal(chooser.destroyed, timeout=WAIT_MS):
        chooser.reject()
    again = open_chooser(parent)
    assert Path(again.directory().absolutePath()) == folder
    with qtbot.waitSignal(again.destroyed, timeout=WAIT_MS):
        again.reject()


@pytest.mark.skipif(sys.platform != "linux", reason="GTK is the dialog of Linux desktops")
def test_the_desktop_is_not_asked_since_gtk_would_list_the_file_as_recent(parent):
    chooser = FileChooser(parent, "Choose a file")
    assert chooser.testOption(QFileDialog.Option.DontUseNativeDialog)
    chooser.deleteLater()


def test_nothing_is_chosen_in_another_way():
    ui = Path(amends.ui.__file__).parent
    using = {
        it.relative_to(ui).as_posix()
        for it in ui.rglob("*.py")
        if "QFileDialog" in it.read_text("utf-8")
    }
    assert using == {"widgets/file_chooser.py"}
