"""Whoever comes into a page by Tab sees where the keys are, wherever the page was scrolled to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from amends.ui.main_window import MainWindow
from amends.ui.widgets.page import Page


@pytest.fixture
def page(qtbot):
    window, page = MainWindow(), Page(400)
    qtbot.addWidget(window)
    for number in range(60):
        page.body.addWidget(QPushButton(f"Button {number}"))
    window.statusBar().addWidget(QPushButton("Below the page"))
    window.show_page(page)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield page
    window.close()


def button(page, words) -> QPushButton:
    buttons = page.window().findChildren(QPushButton)
    return next(it for it in buttons if it.text() == words)


def is_seen(page, widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect().height() == widget.height()


def test_tab_from_outside_scrolls_to_what_it_reaches(page, qtbot):
    last, outside = button(page, "Button 59"), button(page, "Below the page")
    outside.setFocus()
    qtbot.waitUntil(outside.hasFocus)
    assert not is_seen(page, last)
    qtbot.keyClick(outside, Qt.Key.Key_Backtab)
    assert last.hasFocus()
    qtbot.waitUntil(lambda: is_seen(page, last))


def test_what_is_seen_already_is_not_moved(page, qtbot):
    first, outside = button(page, "Button 1"), button(page, "Below the page")
    outside.setFocus()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.verticalScrollBar().value() == 0


def test_a_dialog_that_is_made_in_a_page_scrolls_nothing(page, qtbot):
    button(page, "Below the page").setFocus()
    dialog, field = QDialog(page.widget()), QLineEdit()
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(field.hasFocus)
    assert page.verticalScrollBar().value() == 0
