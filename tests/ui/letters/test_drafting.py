"""Writing a letter: what is typed is kept, checked, shown, and finished once nothing is missing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QMessageBox,
)

from amends.domain.errors import FileNotWrittenError, LetterTemplateError
from amends.services.add_note import add_note
from amends.services.check_letter import Verdict
from amends.ui import keep_timer
from amends.ui.letters import presenter as presenting
from tests.desks import MOMENT
from tests.ui.letters.conftest import type_text


def to_the_end(view):
    view.draft_pane.text.moveCursor(QTextCursor.MoveOperation.End)
    return view.draft_pane.text


def box_on_top(view):
    """Return the message that was just opened."""
    return view.window().findChildren(QMessageBox)[-1]


def test_the_view_shows_the_case_the_letter_and_the_time_that_is_left(view):
    head = view._heads[0]
    assert head.crumb.toolTip() == "2026-001 · Assessment feedback never arrived"
    assert head.title.text() == "Receipt"
    assert head.pill.text() == "2 working days left"
    assert view.draft_pane.recipient.toPlainText() == "Maria Ferreira\nmaria@example.org"
    assert view.preview.pages == 1


def test_what_is_typed_is_kept_and_offered_back(letters, view):
    letters.qtbot.keyClicks(to_the_end(view), "We rang you.")
    assert not view.drafting.is_kept
    letters.settle(view)
    assert letters.kept().text.endswith("We rang you.")
    view.close()
    assert letters.open().draft_pane.text.toPlainText().endswith("We rang you.")


def test_somebody_who_types_without_a_pause_is_kept_too(letters, view, monkeypatch):
    letters.qtbot.keyClicks(to_the_end(view), "on and on")
    letters.qtbot.waitUntil(lambda: view.drafting.is_kept)


def test_leaving_keeps_the_last_key(letters, view):
    letters.qtbot.keyClicks(view.draft_pane.subject, "!")
    with letters.qtbot.waitSignal(view.closed):
        view._heads[0].crumb.click()
    assert letters.kept().subject.endswith("!")


def test_a_view_that_is_merely_hidden_keeps_the_last_key(letters, view):
    letters.qtbot.keyClicks(view.draft_pane.salutation, "!")
    view.hide()
    assert letters.kept().salutation.endswith("!")


def test_escape_goes_back(letters, view):
    with letters.qtbot.waitSignal(view.closed):
        letters.qtbot.keyClick(view.draft_pane.text, Qt.Key.Key_Escape)


def test_the_status_line_hears_what_is_saved(letters, view):
    said: list[str] = []
    view.state_changed.connect(said.append)
    letters.qtbot.keyClicks(to_the_end(view), "x")
    letters.settle(view)
    assert said == ["Saving...", "All changes saved · Encrypted"]


def test_a_draft_that_cannot_be_kept_is_said_once_and_tried_again(letters, view, monkeypatch):
    def full(*_):
        raise FileNotWrittenError(letters.session.desk.store.folder / "office.db", "disk full")

    said: list[str] = []
    closed: list[bool] = []
    view.state_changed.connect(said.append)
    view.closed.connect(lambda: closed.append(True))
    with monkeypatch.context() as broken:
        broken.setattr(presenting, "keep_draft", full)
        broken.setattr(keep_timer, "KEPT_AGAIN_AFTER_MS", 1)
        letters.qtbot.keyClicks(to_the_end(view), "x")
        letters.qtbot.waitUntil(lambda: len(said) == 2)
        view.go_back()
        assert not closed
    assert "Not saved yet" in said[-1]
    assert len(view.window().findChildren(QMessageBox)) == 1
    letters.settle(view)
    assert letters.kept().text.endswith("x")


@pytest.mark.parametrize(
    "typed", ["<b>bold</b> & <img src=x>", "{{ 7 * 7 }} {% raw %}", "\\*_[x](y) `z`", "éßł – “x”"]
)
def test_markup_and_fields_are_only_text(letters, view, typed):
    type_text(to_the_end(view), typed)
    letters.settle(view)
    assert letters.kept().text.endswith(typed)
    assert view._pdf is not None


@pytest.mark.parametrize("typed", ["😀", "شكرا لك"])
def test_what_cannot_be_printed_is_said_and_the_last_page_stays(letters, view, typed):
    before = view.preview.image(0)
    type_text(to_the_end(view), typed)
    letters.settle(view)
    pane = view.draft_pane
    assert letters.kept().text.endswith(typed)
    assert any(typed[0] in row.words.text() for row in pane.checklist.rows.values())
    assert not pane.print_button.isEnabled()
    assert view.preview.image(0) == before
    letters.qtbot.keyClick(pane.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    letters.settle(view)
    assert pane.print_button.isEnabled()


def test_a_missing_item_blocks_finishing_and_says_what(letters, view):
    pane = view.draft_pane
    pane.salutation.clear()
    letters.settle(view)
    assert not pane.finish_button.isEnabled()
    assert pane.finish_button.text() == "Finish letter (2 things missing)"
    assert "Dear Maria Ferreira" in pane.finish_button.toolTip()
    assert "Dear Maria Ferreira" in pane.finish_button.accessibleDescription()
    assert pane.checklist.state.text() == "2 to go"
    view.drafting.finish()
    assert "Dear Maria Ferreira" in box_on_top(view).informativeText()
    assert letters.case().case.letters == ()


def test_pressing_a_missing_item_leads_to_where_it_can_be_mended(letters, view):
    pane = view.draft_pane
    pane.subject.clear()
    letters.settle(view)
    pane.checklist.rows["subject"].mend.click()
    assert QApplication.focusWidget() is pane.subject


def test_the_words_of_a_line_can_be_pressed_too(letters, view):
    row = view.draft_pane.checklist.rows["understanding"]
    letters.qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.words.geometry().center())
    assert row.box.isChecked()
    letters.settle(view)
    assert letters.kept().confirmed == {"understanding"}


def test_the_checklist_can_be_heard(letters, view):
    rows = view.draft_pane.checklist.rows
    assert (
        rows["received"].words.accessibleName() == "done: that the complaint was received, and when"
    )
    assert rows["understanding"].box.accessibleName().endswith("what is wanted: you confirm")
    view.draft_pane.subject.clear()
    letters.settle(view)
    assert rows is not view.draft_pane.checklist.rows
    subject = view.draft_pane.checklist.rows["subject"]
    assert subject.mend.accessibleName() == "missing: what the letter is about. Go to the subject"


def test_a_line_keeps_the_focus_while_others_come_and_go(letters, view):
    pane = view.draft_pane
    pane.checklist.rows["understanding"].box.setFocus()
    pane.subject.clear()
    letters.settle(view)
    assert QApplication.focusWidget() is pane.checklist.rows["understanding"].box


def test_starting_again_asks_first_and_can_be_undone(letters, view):
    pane = view.draft_pane
    template = pane.text.toPlainText()
    letters.qtbot.keyClicks(to_the_end(view), "All mine.")
    pane._message.action.click()
    assert "thrown away" in box_on_top(view).informativeText()
    assert pane.text.toPlainText().endswith("All mine.")
    next(b for b in box_on_top(view).buttons() if b.text() == "Start again").click()
    letters.settle(view)
    assert pane.text.toPlainText() == template
    pane.notice.button.click()
    letters.settle(view)
    assert letters.kept().text.endswith("All mine.")
    assert pane.text.toPlainText().endswith("All mine.")
    assert pane.notice.isHidden()


def test_undo_never_empties_a_letter_that_was_just_opened(letters, view):
    letters.qtbot.keyClick(view.draft_pane.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.draft_pane.text.toPlainText()


def test_a_case_that_changed_meanwhile_keeps_the_draft_and_says_so(letters, view):
    letters.qtbot.keyClicks(to_the_end(view), "Mine.")
    view.draft_pane.checklist.rows["understanding"].box.click()
    letters.settle(view)
    add_note(letters.session.desk, letters.case(), "Somebody else was here.", MOMENT)
    view.draft_pane.finish_button.click()
    assert "Somebody changed this" in box_on_top(view).text()
    assert view.draft_pane.text.toPlainText().endswith("Mine.")
    assert letters.case().case.letters == ()
    with letters.qtbot.waitSignal(view.finished):  # the writer has seen the change by now
        view.draft_pane.finish_button.click()


def test_control_enter_leads_to_what_is_missing_and_then_finishes(letters, view):
    pane = view.draft_pane
    control = Qt.KeyboardModifier.ControlModifier
    letters.qtbot.keyClick(pane.text, Qt.Key.Key_Return, control)
    assert QApplication.focusWidget() is pane.checklist.rows["understanding"].box
    letters.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    letters.settle(view)
    with letters.qtbot.waitSignal(view.finished):
        letters.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, control)


def test_tab_goes_from_top_to_bottom(letters, view):
    pane = view.draft_pane
    reached = [view._heads[0].crumb]
    reached[0].setFocus()
    for _press in range(8):
        letters.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached[1:] == [
        pane.recipient,
        pane.salutation,
        pane.subject,
        pane._message.action,
        pane.text,
        pane.checklist.rows["understanding"].box,
        pane.missing_button,
        pane.print_button,
    ]


def test_typing_at_the_end_of_a_long_letter_stays_in_view(letters, view):
    pane = view.draft_pane
    for _line in range(60):
        letters.qtbot.keyClick(to_the_end(view), Qt.Key.Key_Return)
        letters.qtbot.keyClick(pane.text, "x")
    cursor = pane.text.mapTo(pane._scroll.viewport(), pane.text.cursorRect().center())
    assert pane._scroll.viewport().rect().contains(cursor)


def test_every_control_has_a_name(view):
    for kind in (QAbstractButton, QLineEdit, QAbstractScrollArea):
        for control in view.findChildren(kind):
            if control.focusPolicy() != Qt.FocusPolicy.NoFocus and control.isVisibleTo(view):
                named = control.accessibleName() or (
                    control.text() if isinstance(control, QAbstractButton) else ""
                )
                assert named, control


def test_a_confirmed_line_can_be_taken_back(letters, view):
    row = view.draft_pane.checklist.rows["understanding"]
    row.box.click()
    letters.settle(view)
    assert view.draft_pane.finish_button.isEnabled()
    row.box.click()
    letters.settle(view)
    assert row._item.verdict is Verdict.TO_CONFIRM
    assert not view.draft_pane.finish_button.isEnabled()


def test_going_to_another_program_keeps_the_last_key(letters, view, monkeypatch):
    letters.qtbot.keyClicks(view.draft_pane.subject, "!")
    monkeypatch.setattr(view, "isActiveWindow", lambda: False)
    QApplication.sendEvent(view, QEvent(QEvent.Type.ActivationChange))
    assert letters.kept().subject.endswith("!")


def test_a_new_day_leaves_what_was_typed(letters, view):
    letters.qtbot.keyClicks(to_the_end(view), "Mine.")
    letters.session.clock.day_changed.emit()
    letters.settle(view)
    assert view.draft_pane.text.toPlainText().endswith("Mine.")
    assert letters.kept().text.endswith("Mine.")


def test_a_template_with_a_mistake_is_said_and_the_case_comes_back(letters, view, monkeypatch):
    def broken(*_):
        raise LetterTemplateError("receipt.md", "tittle is undefined")

    view.close()
    monkeypatch.setattr(presenting, "open_draft", broken)
    with letters.qtbot.waitSignal(view.closed):
        view.show_draft()
    assert "receipt.md" in box_on_top(view).text()
