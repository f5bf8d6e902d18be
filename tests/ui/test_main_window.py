"""The window around every page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from amends.ui.main_window import MainWindow


def test_enter_presses_the_button_that_has_the_focus(qapp, qtbot):
    window, page = MainWindow(), QWidget()
    qtbot.addWidget(window)
    button, box = QPushButton("Next"), QCheckBox("Agreed")
    layout = QVBoxLayout(page)
    layout.addWidget(button)
    layout.addWidget(box)
    window.show_page(page)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Enter)
    assert not box.isChecked()  # a box is ticked by Space
