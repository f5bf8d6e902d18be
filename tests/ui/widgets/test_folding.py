"""Two parts that stand side by side while there is room for both."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from amends.ui.widgets.folding import Folding


@pytest.fixture
def window(qtbot):
    window = QWidget()
    QVBoxLayout(window).setContentsMargins(0, 0, 0, 0)
    qtbot.addWidget(window)
    return window


def part(width):
    part, inside = QWidget(), QPushButton("Part")
    inside.setMinimumWidth(width)
    layout = QVBoxLayout(part)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(inside)
    return part


@pytest.mark.parametrize(
    ("width", "first_px", "folds"),
    [(700, 0, False), (420, 0, False), (400, 0, True), (620, 500, True), (720, 500, False)],
)
def test_the_second_part_goes_below_where_the_window_is_narrow(
    window, qtbot, width, first_px, folds
):
    first, second = part(200), part(200)
    folding = Folding(first, second, first_px=first_px)
    window.layout().addWidget(folding)
    window.resize(width, 300)
    window.show()
    qtbot.waitUntil(lambda: folding.width() == width)
    assert folding.is_folded is folds
    qtbot.waitUntil(lambda: (second.y() >= first.y() + first.height()) is folds)


def test_it_needs_no_more_width_than_its_wider_part(window):
    folding = Folding(part(200), part(320))
    assert folding.minimumSizeHint().width() == 320


def test_a_hidden_part_takes_no_room(window, qtbot):
    second = part(300)
    second.hide()
    folding = Folding(part(200), second)
    window.layout().addWidget(folding)
    window.resize(260, 200)
    window.show()
    qtbot.waitUntil(lambda: folding.width() == 260)
    assert not folding.is_folded
