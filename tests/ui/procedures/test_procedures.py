"""The place of the procedures, driven as a user does, over a real office."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPushButton

from amends.services.adopt_procedure import Adoption, adopt_procedure
from amends.services.change_office import read_office
from amends.services.preview_letter import count_pages
from amends.services.shipped import procedure_bytes
from amends.ui.widgets.day_strip import DayStripDialog
from tests.closures import add_closure
from tests.desks import MOMENT
from tests.ui.hearing import tab_stops, unnamed

NAME = "active-x-backs"
DECEMBER = date(2026, 12, 1)


def shown(widget):
    each = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in each if label.isVisibleTo(widget))


def button(widget, words):
    """Return the visible button whose words or name begin so."""
    return next(
        it
        for it in widget.findChildren(QPushButton)
        if it.isVisibleTo(widget) and (it.accessibleName() or it.text()).startswith(words)
    )


def click(widget, words, qtbot):
    qtbot.mouseClick(button(widget, words), Qt.MouseButton.LeftButton)


def open_policy(view, qtbot):
    click(view.list, "Open: Active X Backs", qtbot)
    assert view.currentWidget() is view.reader
    return view.reader


def shorter(session) -> bytes:
    raw = procedure_bytes(session.desk.resources, NAME)
    return raw.replace(b'within = "20 working days"', b'within = "15 working days"')


def adopt(session, raw, since=DECEMBER):
    adoption = Adoption(raw=raw, readings={}, in_force_from=since)
    session.announce(adopt_procedure(session.desk, adoption, session.moment()))


def test_the_policy_of_the_office_comes_first_and_the_others_behind_a_fold(view, qtbot):
    words = shown(view.list)
    assert words.index("Your policies") < words.index("Come with Amends")
    assert "In force from the beginning" in words
    assert "SPSO" not in words
    qtbot.keyClick(view.list.fold, Qt.Key.Key_Space)
    assert "Scottish public bodies (SPSO)" in shown(view.list)
    assert view.list.fold.text() == "Hide other procedures"


def test_a_new_version_is_listed_with_the_day_from_which_it_holds(view, session, qtbot):
    adopt(session, shorter(session))
    qtbot.waitUntil(lambda: "To come" in shown(view.list))
    words = shown(view.list)
    assert "To come, for complaints received from 1 December 2026 on" in words
    assert words.index("To come") < words.index("In force from the beginning")


def test_a_procedure_is_read_clause_by_clause_with_its_sources(view, qtbot):
    reader = open_policy(view, qtbot)
    words = shown(reader)
    assert "Stage 2 promises a response within 20 working days." in words
    assert "“Where it is not possible to offer a solution within 20 working days" in words
    assert "a reading" in words
    click(reader, "All procedures", qtbot)
    assert view.currentWidget() is view.list
    assert view.reader is None


def test_what_is_left_open_can_be_copied_sentence_by_sentence(view, qtbot):
    reader = open_policy(view, qtbot)
    qtbot.keyClick(reader.tabs.bar, Qt.Key.Key_Right)
    assert reader.silent.isVisible()
    assert "Scottish bank holidays" in shown(reader.silent)
    copy = button(reader.silent, "Copy: The 20 working days")
    qtbot.keyClick(copy, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text().startswith("The 20 working days are counted")
    assert copy.text() == "Copied"


def test_what_is_left_open_is_saved_as_a_page(view, qtbot, tmp_path):
    reader = open_policy(view, qtbot)
    reader.tabs.show_page(1)
    click(reader.silent, "Save as PDF", qtbot)
    dialog = reader.findChild(QFileDialog)
    target = tmp_path / "open questions.pdf"
    with qtbot.waitSignal(view.presenter.saved):
        dialog.fileSelected.emit(str(target))
    dialog.close()
    assert target.read_bytes().startswith(b"%PDF")
    assert "Saved as open questions.pdf" in shown(reader)


def test_what_is_left_open_is_printed_as_it_is_saved(view, qtbot, tmp_path):
    reader = open_policy(view, qtbot)
    reader.tabs.show_page(1)
    with qtbot.waitSignal(view.presenter.printable):
        click(reader.silent, "Print", qtbot)
    assert printed(view, qtbot, tmp_path / "print.pdf") == "active-x-backs, open questions"


def printed(view, qtbot, target):
    """Print the first page to a file, from the dialog that was just opened.

    Return what the queue of the printer would show.
    """
    (dialog,) = view.findChildren(QPrintDialog)
    printer = dialog.printer()
    name = printer.docName()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 1)
    dialog.reject()
    job = view.print_desk.print_now()
    with qtbot.waitSignal(job.ended):
        pass
    assert count_pages(target.read_bytes()) == 1
    return name


def test_the_dates_follow_what_is_typed(view, session, qtbot):
    reader = open_policy(view, qtbot)
    reader.tabs.show_page(2)
    card = reader.try_out
    received = card.days["received"]
    received.selectAll()
    qtbot.keyClicks(received, "17 Nov 2026")
    qtbot.waitUntil(lambda: "Send the response by 16 December 2026" in shown(card))
    assert "Send the receipt by 24 November 2026" in shown(card)
    session.announce(add_closure(session.desk, DECEMBER, DECEMBER, "", MOMENT))
    sent = card.days["acknowledged"]
    qtbot.keyClicks(sent, "18 Nov 2026")
    qtbot.waitUntil(lambda: "Send the response by 17 December 2026" in shown(card))
    assert "kept in time" in shown(card)


def test_a_date_that_was_tried_explains_itself(view, qtbot):
    reader = open_policy(view, qtbot)
    reader.tabs.show_page(2)
    card = reader.try_out
    qtbot.waitUntil(lambda: len(card.buttons) == 2)
    qtbot.keyClick(card.buttons[0], Qt.Key.Key_Space)
    [dialog] = view.findChildren(DayStripDialog)
    assert dialog.windowTitle() == "Why Friday 27 November?"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_day_beyond_the_calendar_is_said_to_be_so(view, qtbot):
    reader = open_policy(view, qtbot)
    reader.tabs.show_page(2)
    received = reader.try_out.days["received"]
    qtbot.waitUntil(lambda: reader.try_out.outcomes != ())
    received.selectAll()
    qtbot.keyClicks(received, "1 Jan 2900")
    qtbot.waitUntil(reader.try_out.error.isVisible)
    received.clear()
    qtbot.waitUntil(lambda: not reader.try_out.error.isVisible())


def test_two_versions_are_compared_and_read_by_keys(view, session, qtbot):
    adopt(session, shorter(session))
    qtbot.waitUntil(lambda: "To come" in shown(view.list))
    reader = open_policy(view, qtbot)
    click(reader, "Compare", qtbot)
    page = view.comparison
    assert page.summary.text().startswith("1 changed, ")
    model = page.table.model()
    assert model.rowCount() == 1
    row = [model.index(0, column).data() for column in range(3)]
    assert row[0] == "Stage 2\nResponse\n(changed)"
    assert "20 working days" in row[1]
    assert "15 working days" in row[2]
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    click(page, "Back", qtbot)
    assert view.currentWidget() is reader


def test_any_two_procedures_can_be_compared_and_saved(view, qtbot, qtmodeltester, tmp_path):
    reader = open_policy(view, qtbot)
    click(reader, "Compare", qtbot)
    page = view.comparison
    page.after.setCurrentIndex(page.after.count() - 1)
    assert page.table.model().rowCount() > 20
    qtmodeltester.check(page.table.model())
    click(page, "Save as PDF", qtbot)
    dialog = page.findChild(QFileDialog)
    with qtbot.waitSignal(view.presenter.saved):
        dialog.fileSelected.emit(str(tmp_path / "both.pdf"))
    dialog.close()
    assert (tmp_path / "both.pdf").read_bytes().startswith(b"%PDF")
    with qtbot.waitSignal(view.presenter.printable):
        click(page, "Print", qtbot)
    assert printed(view, qtbot, tmp_path / "print.pdf") == "Comparison of procedures"


def test_the_same_version_twice_differs_in_nothing(view, qtbot):
    reader = open_policy(view, qtbot)
    click(reader, "Compare", qtbot)
    page = view.comparison
    page.after.setCurrentIndex(page.before.currentIndex())
    assert page.summary.text() == "Both say the same."
    assert not page.pdf_button.isEnabled()
    assert not page.print_button.isEnabled()


def test_a_procedure_is_exported_byte_for_byte(view, session, qtbot, tmp_path):
    reader = open_policy(view, qtbot)
    click(reader, "Export", qtbot)
    dialog = reader.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "out.toml"))
    dialog.close()
    raw = procedure_bytes(session.desk.resources, NAME)
    assert (tmp_path / "out.toml").read_bytes() == raw


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_lost(view, qtbot, tmp_path):
    reader = open_policy(view, qtbot)
    reader._export_to(str(tmp_path / "nowhere" / "out.toml"))
    box = view.findChild(QMessageBox)
    assert "could not be saved" in box.text()
    box.close()


def test_a_policy_is_dropped_for_new_complaints_but_never_the_last(view, session, qtbot):
    reader = open_policy(view, qtbot)
    assert not reader.drop.isVisible()
    adopt(session, procedure_bytes(session.desk.resources, "jivora"))
    assert reader.drop.isVisible()
    qtbot.mouseClick(reader.drop, Qt.MouseButton.LeftButton)
    assert read_office(session.desk).in_use == ("jivora",)
    assert not reader.drop.isVisible()
    view.show_list()
    qtbot.waitUntil(lambda: "not for new complaints" in shown(view.list))


def test_every_control_is_named_and_reached_by_tab(view, qtbot):
    view.list.fold.click()
    assert unnamed(view.list) == []
    reader = open_policy(view, qtbot)
    for part in range(3):
        reader.tabs.show_page(part)
        assert unnamed(reader) == []
    qtbot.waitUntil(lambda: reader.try_out.outcomes != ())
    assert {reader.edit, reader.compare, reader.export} <= set(tab_stops(reader))
    view.compare(reader.held)
    assert unnamed(view.comparison) == []
