"""Words of any length: they wrap in the window, and are copied as they were typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from amends.ui.widgets.label import LONGEST_WORD, breakable, plain_label

LONG = "https://example.org/" + "complaints-and-more/" * 20
EMOJI = "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 40


@pytest.fixture
def label(qtbot):
    label = plain_label(LONG)
    qtbot.addWidget(label)
    label.resize(200, 400)
    with qtbot.waitExposed(label):
        label.show()
    return label


def test_a_long_word_takes_no_more_width_than_a_short_one(label):
    assert label.minimumSizeHint().width() < 200
    assert label.heightForWidth(200) > 10 * label.fontMetrics().height()


def test_its_text_is_as_it_was_typed(label):
    assert label.text() == LONG
    assert label.accessibleName() == LONG
    label.setText("short")
    assert (label.text(), label.accessibleName()) == ("short", "")


def test_what_is_copied_is_as_it_was_typed(label, qtbot):
    label.setSelection(0, len(breakable(LONG)))
    qtbot.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == LONG


def test_usual_words_are_left_alone():
    assert breakable("maria.ferreira@example.org, 12 Long Street " * 3) == (
        "maria.ferreira@example.org, 12 Long Street " * 3
    )
    assert breakable("x" * LONGEST_WORD) == "x" * LONGEST_WORD


@pytest.mark.parametrize(
    "typed", [EMOJI, "e\u0301" * 100, "x" * 5000, "\ud800" * 40, "شكوى" * 20, "a\u200bb" * 40]
)
def test_nothing_is_lost_and_no_character_is_torn(typed):
    shown = breakable(f"before {typed} after")
    assert shown.replace("\u200b", "") == f"before {typed} after".replace("\u200b", "")
    assert "\u200b\u0301" not in shown
    assert "\u200d\u200b" not in shown
    assert "\u200b\u200d" not in shown
