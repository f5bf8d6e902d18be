"""Nothing of a letter is cut off, however small the window, and texts are shown whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QWidget

from amends.ui.letters.editor import GrowingEditor
from amends.ui.letters.flow import flow_of
from amends.ui.letters.head import Crumb
from tests.ui.letters.conftest import type_text

SIZES = [(1264, 840), (1104, 740), (760, 500), (540, 420), (460, 330)]


def cut_off(view):
    """Return the words that are shown in less room than they need."""
    found = []
    for kind in (QLabel, QAbstractButton):
        for widget in view.findChildren(kind):
            wraps = isinstance(widget, QLabel) and widget.wordWrap()
            if isinstance(widget, Crumb) or not widget.isVisible() or not widget.text():
                continue
            if isinstance(widget.parent(), QLineEdit):  # a sign at its end; the text is for hearing
                continue
            needed = widget.heightForWidth(widget.width()) if wraps else widget.sizeHint().width()
            there = widget.height() if wraps else widget.width()
            if needed > there:
                found.append(widget.text())
    return found


def spread(view):
    """Return what of the left half lies outside the column's width."""
    column = view.draft_pane._scroll.column
    room = QRect(0, 0, view.draft_pane._scroll.viewport().width(), column.height())
    return [
        widget
        for widget in column.findChildren(QWidget)
        if widget.isVisible()
        and not room.contains(QRect(widget.mapTo(column, widget.rect().topLeft()), widget.size()))
    ]


@pytest.mark.usefixtures("themed")
@pytest.mark.parametrize("size", SIZES)
def test_a_draft_fits(letters, size):
    view = letters.open(size)
    view.draft_pane.subject.clear()
    type_text(view.draft_pane.text, "😀")
    letters.settle(view)
    assert (view.width(), view.height()) == size
    letters.qtbot.waitUntil(lambda: cut_off(view) == [] == spread(view))


@pytest.mark.usefixtures("themed")
@pytest.mark.parametrize("size", SIZES)
def test_a_finished_letter_fits(letters, size, tmp_path):
    view = letters.open(size)
    letters.finish(view)
    view.finishing.save_pdf(tmp_path / "letter.pdf")
    view.finished_pane.day.show_day(view.finished_pane.day.day() + timedelta(days=1))
    view.finished_pane.sent_button.click()
    letters.settle(view)
    assert (view.width(), view.height()) == size
    letters.qtbot.waitUntil(lambda: cut_off(view) == [])
    letters.qtbot.waitUntil(lambda: not view.finished_pane.error.visibleRegion().isEmpty())


@pytest.mark.usefixtures("themed")
def test_a_long_title_is_shortened_and_told_whole(letters):
    view = letters.open((460, 330))
    crumb = view._heads[0].crumb
    crumb.show_words("2026-001 · Fish & chips " + "and more " * 20)
    letters.qtbot.waitUntil(lambda: crumb.text().endswith("…"))
    assert "&&" in crumb.text()
    assert crumb.toolTip().endswith("more ")
    assert crumb.accessibleName().startswith("Back to the case 2026-001 · Fish & chips")


@pytest.mark.parametrize("text", ["", "a\n" * 40, "word " * 300, "😀 日本\n" * 20])
def test_an_editor_is_as_high_as_its_text(qtbot, text):
    editor = GrowingEditor(3)
    qtbot.addWidget(editor)
    editor.resize(300, 50)
    editor.show()
    editor.replace_text(text)
    editor.resize(300, editor.sizeHint().height())
    assert editor.verticalScrollBar().maximum() == 0
    assert editor.height() >= 3 * editor.fontMetrics().lineSpacing()


@pytest.mark.parametrize("trailing", [True, False])
def test_buttons_go_on_in_the_next_line(qtbot, trailing):
    row = QWidget()
    qtbot.addWidget(row)
    buttons = [QPushButton(f"Button {n}") for n in range(4)]
    flow = flow_of(*buttons, trailing=trailing)
    row.setLayout(flow)
    buttons[3].hide()
    row.resize(2000, 50)
    row.show()
    assert len({button.y() for button in buttons[:3]}) == 1
    edge = max(button.geometry().right() for button in buttons)
    assert (edge == row.width() - 1) == trailing
    row.resize(buttons[0].sizeHint().width() + 5, 400)
    flow.activate()
    assert [button.y() for button in buttons[:3]] == sorted({b.y() for b in buttons[:3]})
    assert row.heightForWidth(row.width()) > 2 * buttons[0].height()
