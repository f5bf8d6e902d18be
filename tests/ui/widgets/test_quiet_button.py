"""A quiet button of a dialog is pressed by Enter where it has the keys, and never from a field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout

from amends.ui.widgets.quiet_button import QuietButton


class Asking(QDialog):
    """A dialog with a field, and a button that belongs to something else."""

    def __init__(self):
        super().__init__()
        self.field, self.button = QLineEdit(), QuietButton("Add files...")
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.button)


@pytest.fixture
def dialog(qtbot):
    dialog = Asking()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_it_is_pressed_by_a_key_where_it_has_the_keys(dialog, qtbot, key):
    dialog.button.setFocus()
    with qtbot.waitSignal(dialog.button.clicked):
        qtbot.keyClick(dialog.button, key)


def test_enter_in_a_field_does_not_press_it(dialog, qtbot):
    dialog.field.setFocus()
    with qtbot.assertNotEmitted(dialog.button.clicked):
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)


def test_enter_with_another_key_is_left_to_the_dialog(dialog, qtbot):
    dialog.button.setFocus()
    with qtbot.assertNotEmitted(dialog.button.clicked):
        qtbot.keyClick(dialog.button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
