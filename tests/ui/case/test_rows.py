"""Rows of a form: added, removed, kept and put back, with the keyboard alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from amends.services.promising import Dated
from amends.ui.case.forms.choices import Choices
from amends.ui.case.forms.fields import KeptField
from amends.ui.case.forms.file_field import FileField
from amends.ui.case.forms.rows import Rows, RowWords
from amends.ui.widgets.day_edit import NO_DAY
from tests.desks import TODAY

WORDS = RowWords("Step", "such as: hear the tutor", "Add another step")
SOON = date(2026, 12, 4)


@pytest.fixture
def window(qtbot):
    window = QWidget()
    QVBoxLayout(window)
    qtbot.addWidget(window)
    window.show()
    return window


def shown(window, *, dated=True, words=WORDS):
    rows = Rows(words, TODAY, dated=dated)
    window.layout().addWidget(rows)
    return rows


def field(rows, name):
    return next(it for it in rows.findChildren(QLineEdit) if it.accessibleName() == name)


def buttons(rows, words):
    return [
        it for it in rows.findChildren(QPushButton) if it.text() == words and it.isVisibleTo(rows)
    ]


def test_there_is_always_a_row_and_an_empty_one_does_not_count(window):
    rows = shown(window)
    assert rows.dated() == ()
    assert rows.kept_text() == ""
    assert buttons(rows, "Remove") == []


def test_rows_are_added_and_removed_by_the_keyboard(window, qtbot):
    rows = shown(window)
    field(rows, "Step 1").setText("Hear the tutor")
    rows.add_button.setFocus()
    qtbot.keyClick(rows.add_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.focusWidget() is field(rows, "Step 2"))
    qtbot.keyClicks(window.focusWidget(), "Mark it again")
    qtbot.keyClick(buttons(rows, "Remove")[0], Qt.Key.Key_Space)
    assert rows.texts() == ("Mark it again",)
    assert window.focusWidget() is field(rows, "Step 1")
    assert buttons(rows, "Remove") == []


def test_each_field_says_which_row_it_is_in(window):
    rows = shown(window)
    rows.add_button.click()
    names = [it.accessibleName() for it in rows.findChildren(QLineEdit)]
    assert names == ["Step 1", "Step 1, by when", "Step 2", "Step 2, by when"]
    assert [it.accessibleName() for it in buttons(rows, "Remove")] == [
        "Remove Step 1",
        "Remove Step 2",
    ]


def test_a_day_is_chosen_by_somebody_or_is_none(window):
    rows = shown(window)
    field(rows, "Step 1").setText("Hear the tutor")
    assert rows.dated() == (Dated("Hear the tutor", NO_DAY),)
    field(rows, "Step 1, by when").setText("4 Dec 2026")
    assert rows.dated() == (Dated("Hear the tutor", SOON),)


def test_a_day_without_words_is_not_lost(window):
    rows = shown(window)
    field(rows, "Step 1, by when").setText("4 Dec 2026")
    assert rows.dated() == (Dated("", SOON),)


def test_what_stood_in_the_rows_is_put_back(window):
    rows = shown(window)
    rows.show_dated([Dated("شكوى 😀", SOON), Dated('"; {x} \\', SOON)])
    field(rows, "Step 2, by when").setText("next week")
    kept = rows.kept_text()
    other = shown(window)
    other.restore_text(kept)
    assert other.kept_text() == kept
    assert other.dated() == (Dated("شكوى 😀", SOON), Dated('"; {x} \\', NO_DAY))
    other.restore_text("")
    assert other.dated() == ()


@pytest.mark.parametrize("kept", ["{", "[1]", '{"a": 1}', '[["one"]]', "x" * 100_000])
def test_what_another_version_kept_leaves_the_rows_empty(window, kept):
    rows = shown(window)
    rows.restore_text(kept)
    assert rows.kept_text() == ""


def test_all_are_fields_whose_text_can_be_kept(window):
    assert all(isinstance(it, KeptField) for it in (shown(window), Choices(()), FileField("It")))


def test_a_change_is_said(window, qtbot):
    rows = shown(window)
    with qtbot.waitSignal(rows.edited):
        field(rows, "Step 1").setText("Hear the tutor")
    with qtbot.waitSignal(rows.edited):
        field(rows, "Step 1, by when").setText("4 Dec")


def test_rows_without_a_day_ask_for_words_alone(window):
    rows = shown(window, dated=False)
    assert len(rows.findChildren(QLineEdit)) == 1
    field(rows, "Step 1").setText("the recording")
    assert rows.texts() == ("the recording",)


def test_where_one_is_enough_none_can_be_added(window):
    rows = shown(window, words=RowWords("Answer", "such as: send it"))
    assert not rows.add_button.isVisibleTo(rows)


def test_a_choice_is_nobodys_before_it_is_made(window, qtbot):
    choices = Choices((("a", "One", "When it rains."), ("b", "Two", "")))
    window.layout().addWidget(choices)
    assert choices.chosen() == ""
    with qtbot.waitSignal(choices.edited):
        choices.restore_text("b")
    assert choices.chosen() == "b"
    choices.restore_text("no longer offered")
    assert choices.chosen() == ""
