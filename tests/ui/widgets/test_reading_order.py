"""What is made anew is reached by Tab where it stands, not after everything else."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from amends.ui.widgets.column import Column
from tests.ui.hearing import name_of, tab_stops


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return window


def words(window):
    return [name_of(it) for it in tab_stops(window)]


def lines(*titles):
    for title in titles:
        line = QWidget()
        QHBoxLayout(line).addWidget(QPushButton(title))
        yield line


def test_new_lines_come_between_what_stands_above_and_below(window, qtbot):
    layout, rows = QVBoxLayout(window), Column()
    layout.addWidget(QPushButton("Above"))
    layout.addLayout(rows)
    layout.addWidget(QPushButton("Below"))
    rows.replace(lines("First", "Second"))
    window.show()
    assert words(window) == ["Above", "First", "Second", "Below"]
    rows.replace(lines("Third"))
    qtbot.waitUntil(lambda: words(window) == ["Above", "Third", "Below"])


def test_what_stands_before_is_looked_for_around_the_page_that_scrolls(window):
    layout, area, page = QVBoxLayout(window), QScrollArea(), QWidget()
    layout.addWidget(QPushButton("Above"))
    layout.addWidget(area)
    layout.addWidget(QPushButton("Below"))
    rows = Column(page)
    area.setWidget(page)
    area.setFocusPolicy(area.focusPolicy().NoFocus)
    rows.replace(lines("Inside"))
    window.show()
    for line in page.findChildren(QWidget):
        line.show()
    assert words(window) == ["Above", "Inside", "Below"]


def test_lines_that_nothing_stands_before_stay_where_they_are(window):
    rows = Column(window)
    rows.replace(lines("First", "Second"))
    window.show()
    assert words(window) == ["First", "Second"]
