"""The window around every page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QListWidget, QPushButton, QVBoxLayout, QWidget

from amends.ui.main_window import MainWindow


@pytest.fixture
def page(qapp, qtbot):
    window, page = MainWindow(), QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(page)
    window.show_page(page)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield page
    window.close()


def add(page, qtbot, *widgets):
    for widget in widgets:
        page.layout().addWidget(widget)
        qtbot.waitUntil(widget.isVisible)


def test_enter_presses_the_button_that_has_the_focus(page, qtbot):
    button, box = QPushButton("Next"), QCheckBox("Agreed")
    add(page, qtbot, button, box)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Enter)
    assert not box.isChecked()  # a box is ticked by Space


def test_enter_presses_no_button_that_it_only_led_to(page, qtbot):
    cases, button = QListWidget(), QPushButton("Back to the list")
    cases.addItem("A case")
    add(page, qtbot, cases, button)
    cases.setCurrentRow(0)
    cases.setFocus()
    cases.activated.connect(button.setFocus)
    with qtbot.assertNotEmitted(button.clicked, wait=50):
        qtbot.keyClick(cases, Qt.Key.Key_Return)
    assert page.window().focusWidget() is button
