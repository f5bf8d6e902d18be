"""The day strip: read, walked through by keys, copied, and printed."""

from __future__ import annotations

import msgspec
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QLabel

from amends.domain.explanation import CountedDay, explain
from amends.ui.theme import load_theme
from amends.ui.widgets.day_grid import CELL_ROLE, DayGrid, DayGridModel
from amends.ui.widgets.day_strip import DayStrip, DayStripDialog
from amends.ui.widgets.day_strip_paper import print_explanation

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def explanation(shown):
    return explain(shown.clock("response"), shown.procedure, shown.days)


@pytest.fixture
def strip(themed, explanation, qtbot):
    strip = DayStrip(explanation)
    qtbot.addWidget(strip)
    strip.resize(850, 620)
    with qtbot.waitExposed(strip):
        strip.show()
    return strip


@pytest.fixture
def printer(tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "strip.pdf"))
    return printer


def words_of(strip):
    return [label.text() for label in strip.findChildren(QLabel)]


def long_one(explanation, count):
    last = explanation.days[-1]
    more = tuple(
        CountedDay(last.date.fromordinal(last.date.toordinal() + n), 20 + n, "")
        for n in range(1, count)
    )
    return msgspec.structs.replace(explanation, days=explanation.days + more)


def text_of(printer):
    document = pypdfium2.PdfDocument(printer.outputFileName())
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    pages = len(document)
    document.close()
    return " ".join(text.split()), pages


def test_the_model_obeys_qt(explanation, qtmodeltester):
    model = DayGridModel()
    model.show_days(explanation.days)
    qtmodeltester.check(model)


def test_it_says_the_rule_the_basis_and_the_policy(strip, explanation):
    said = words_of(strip)
    assert said[:2] == [explanation.title, explanation.rule]
    assert explanation.basis in said
    assert f"Policy: “{explanation.source}”" in said


def test_columns_are_equally_wide(strip):
    widths = [strip.grid.columnWidth(column) for column in range(7)]
    assert max(widths) - min(widths) <= 1


def test_each_cell_is_read_out_with_its_day(strip):
    model = strip.grid.model()
    assert model.index(0, 2).data(ACCESSIBLE) == "Wednesday 18 November, day 1"
    assert model.index(2, 0).data(ACCESSIBLE) == "Monday 30 November, St Andrew's Day"


def test_arrow_keys_walk_through_the_days(strip, qtbot):
    grid = strip.grid
    grid.setFocus()
    assert grid.currentIndex().data(CELL_ROLE).words == "received"
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.currentIndex().data(ACCESSIBLE) == "Wednesday 25 November, day 6"


def test_tab_leaves_the_grid(strip, qtbot):
    strip.activateWindow()
    strip.grid.setFocus()
    qtbot.waitUntil(strip.grid.hasFocus)
    qtbot.keyClick(strip.grid, Qt.Key.Key_Tab)
    assert strip.copy_button.hasFocus()


def test_the_due_day_stands_out(strip):
    grid = strip.grid
    box = grid.visualRect(grid.model().index(4, 2))
    corner = grid.viewport().grab().toImage().pixelColor(box.center().x(), box.bottom() - 8)
    assert corner == load_theme("light").soon_soft


def test_copying_gives_the_whole_text(strip, explanation, qtbot):
    with qtbot.waitSignal(strip.copied):
        qtbot.mouseClick(strip.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == explanation.as_text()
    assert strip.copy_button.text() == "Copied"


def test_a_short_strip_needs_no_scrolling(strip):
    assert not strip.grid.verticalScrollBar().isVisible()


def test_a_long_strip_scrolls(themed, explanation, qtbot):
    grid = DayGrid()
    qtbot.addWidget(grid)
    grid.show_days(explanation.days)
    short = grid.sizeHint().height()
    grid.show_days(long_one(explanation, 200).days)
    assert grid.days.rowCount() > 30
    assert grid.sizeHint().height() < 2 * short


def test_a_clock_without_a_date_shows_words_alone(themed, shown, qtbot):
    explanation = explain(shown.clock("first-answer"), shown.procedure, shown.days)
    strip = DayStrip(explanation)
    qtbot.addWidget(strip)
    assert explanation.rule in words_of(strip)
    assert strip.grid.isHidden()


def test_words_of_a_policy_are_never_taken_for_markup(themed, explanation, qtbot):
    odd = msgspec.structs.replace(explanation, source="within <b>20</b> days & nights")
    strip = DayStrip(odd)
    qtbot.addWidget(strip)
    label = next(each for each in strip.findChildren(QLabel) if "nights" in each.text())
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_the_dialog_opens_beside_its_window_and_esc_closes_it(themed, explanation, qtbot):
    dialog = DayStripDialog(explanation)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    assert not dialog.isModal()
    assert dialog.windowTitle() == explanation.title
    assert dialog.height() >= dialog.strip.heightForWidth(dialog.width())
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_what_is_printed_says_the_same(qapp, explanation, printer):
    print_explanation(explanation, printer)
    text, pages = text_of(printer)
    assert pages == 1
    for part in (explanation.title, "20 · due", "St Andrew's Day", "weekend", "Mon", "18 Nov"):
        assert part in text
    assert "Promise: Active X Backs complaints procedure, Stage 2." in text


def test_a_long_strip_is_printed_on_several_pages(qapp, explanation, printer):
    print_explanation(long_one(explanation, 300), printer)
    text, pages = text_of(printer)
    assert pages > 2
    assert text.count("Mon Tue Wed") == pages
    assert "319" in text


def test_printing_asks_for_a_printer_first(strip, qtbot):
    qtbot.mouseClick(strip.print_button, Qt.MouseButton.LeftButton)
    dialog = strip.findChild(QPrintDialog)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_what_was_asked_for_is_printed_when_a_printer_is_chosen(strip, qtbot, printer, monkeypatch):
    chosen = []
    monkeypatch.setattr(
        "amends.ui.widgets.day_strip_paper.print_explanation",
        lambda explanation, _printer: chosen.append(explanation),
    )
    qtbot.mouseClick(strip.print_button, Qt.MouseButton.LeftButton)
    dialog = strip.findChild(QPrintDialog)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.done(QPrintDialog.DialogCode.Accepted)
    assert chosen == [strip.explanation]
