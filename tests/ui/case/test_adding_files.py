"""A large file joins a case while the window goes on, and can be stopped."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from amends.services.attachments import File
from amends.services.evidence_files import LARGEST_HELD_BYTES, read_file
from amends.services.read_case import read_case
from amends.ui.case.adding_files import AddingFiles
from tests.desks import TODAY


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def film(tmp_path):
    with (tmp_path / "film.mp4").open("wb") as out:
        out.truncate(2 * LARGEST_HELD_BYTES)
    return read_file(tmp_path / "film.mp4")


def evidence(session, stream):
    return read_case(session.desk, stream, TODAY).case.evidence


def test_it_is_there_when_the_case_is_told_of_it(session, stream, film, window, qtbot):
    view = read_case(session.desk, stream, TODAY)
    with qtbot.waitSignal(session.changed) as changed:
        adding = AddingFiles(session, view, [film], window)
    assert changed.args[0].streams == {stream}
    assert [it.size for it in evidence(session, stream)] == [film.size]
    qtbot.waitSignal(adding.destroyed, raising=False).wait()


def test_several_files_are_counted_and_one_is_named(session, stream, film, window, qtbot):
    view = read_case(session.desk, stream, TODAY)
    note = File("note.txt", "text/plain", b"a note")
    for files, said in (([film], "Adding film.mp4"), ([note, film], "Adding 2 files")):
        adding = AddingFiles(session, view, files, window)
        assert adding.dialog.labelText() == said
        with qtbot.waitSignal(adding.destroyed):
            adding.dialog.canceled.emit()


def test_it_can_be_stopped_and_leaves_nothing(session, stream, film, window, qtbot):
    view = read_case(session.desk, stream, TODAY)
    adding = AddingFiles(session, view, [film], window)
    with qtbot.waitSignal(adding.destroyed):
        adding.dialog.canceled.emit()
    assert evidence(session, stream) == ()
    assert list((session.desk.store.folder / "evidence").iterdir()) == []


def test_a_file_that_is_gone_is_said(session, stream, window, qtbot, tmp_path):
    view = read_case(session.desk, stream, TODAY)
    gone = File("film.mp4", "video/mp4", b"", "", tmp_path / "gone", 7)
    with qtbot.waitSignal(AddingFiles(session, view, [gone], window).destroyed):
        pass
    (box,) = window.findChildren(QMessageBox)
    assert "film" in box.text() or "gone" in box.text()
    box.close()
