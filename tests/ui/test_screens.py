"""A window asks how much room its screen has, and leaves the screen alone."""

from __future__ import annotations

import gc

import shiboken6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMainWindow

from amends.ui.screens import room_in_frame, room_on_screen


def test_a_window_has_the_room_of_its_screen(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    assert room_on_screen(window) == QGuiApplication.primaryScreen().availableSize()
    assert room_on_screen(QDialog(window)) == room_on_screen(window)


def test_a_window_leaves_room_for_its_title_bar(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    room, within = room_on_screen(window), room_in_frame(window)
    assert within.width() == room.width()
    assert 0 < within.height() < room.height()


def test_a_screen_outlives_every_window_that_asked_for_its_room(qapp):
    for _each in range(3):
        dialog = QDialog()
        room_on_screen(dialog)
        shiboken6.delete(dialog)
        del dialog
        gc.collect()
    assert not QGuiApplication.primaryScreen().availableSize().isEmpty()


def test_a_window_beyond_every_screen_has_the_room_of_the_first(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.move(90_000, 90_000)
    assert room_on_screen(window) == QGuiApplication.primaryScreen().availableSize()
