"""The page on the right: sharp, as large as asked for, and never in the way of typing."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from amends.services.preview_letter import Proof, proof_letter
from amends.ui.letters import presenter as presenting
from tests.ui.letters.conftest import type_text

CONTROL = Qt.KeyboardModifier.ControlModifier


def turn_wheel(preview, steps):
    middle = QPointF(preview.viewport().rect().center())
    event = QWheelEvent(
        middle,
        preview.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(preview.viewport(), event)


def long_letter(letters, view):
    type_text(view.draft_pane.text, "word " * 4000)
    letters.settle(view)
    return view.preview


def test_the_page_has_the_pixels_of_the_screen(view):
    image = view.preview.image(0)
    width = view.preview._page_size().width() * view.preview.devicePixelRatioF()
    assert abs(image.width() - width) <= 1
    assert image.devicePixelRatio() == view.preview.devicePixelRatioF()


def test_it_follows_the_text(letters, view):
    before = view.preview.image(0)
    letters.qtbot.keyClicks(view.draft_pane.subject, " indeed")
    letters.settle(view)
    assert view.preview.image(0) != before


def test_the_status_line_hears_which_page_is_on_show(letters, view):
    said: list[str] = []
    view.page_changed.connect(said.append)
    preview = long_letter(letters, view)
    preview.verticalScrollBar().setValue(preview.verticalScrollBar().maximum())
    letters.settle(view)
    pages = preview.pages
    assert pages > 3
    assert said[-1] == f"Page {pages} of {pages} · accessible PDF"
    assert preview.accessibleDescription() == f"Page {pages} of {pages}"


def test_only_the_pages_near_by_are_held(letters, view):
    preview = long_letter(letters, view)
    preview.verticalScrollBar().setValue(preview.verticalScrollBar().maximum())
    letters.settle(view)
    assert preview.image(preview.pages - 1) is not None
    assert preview.image(0) is None


def test_a_shorter_letter_has_fewer_pages(letters, view):
    preview = long_letter(letters, view)
    view.draft_pane.text.setPlainText("Short.")
    letters.settle(view)
    assert preview.pages == 1
    assert preview.image(1) is None


@pytest.mark.parametrize(
    ("zoom", "back"), [(Qt.Key.Key_Plus, Qt.Key.Key_Minus), (Qt.Key.Key_Minus, Qt.Key.Key_Plus)]
)
def test_keys_zoom_and_fit_again(letters, view, zoom, back):
    before = view.preview.image(0).width()
    letters.qtbot.keyClick(view.draft_pane.text, zoom, CONTROL)
    letters.settle(view)
    assert (view.preview.image(0).width() > before) == (zoom == Qt.Key.Key_Plus)
    letters.qtbot.keyClick(view.draft_pane.text, back, CONTROL)
    letters.settle(view)
    assert abs(view.preview.image(0).width() - before) <= 1
    letters.qtbot.keyClick(view.draft_pane.text, zoom, CONTROL)
    letters.qtbot.keyClick(view.draft_pane.text, Qt.Key.Key_0, CONTROL)
    assert view.preview.zoom == 1


def test_the_wheel_zooms_within_limits(letters, view):
    turn_wheel(view.preview, 3)
    assert view.preview.zoom > 1
    turn_wheel(view.preview, 200)
    assert view.preview.zoom == 4
    turn_wheel(view.preview, -400)
    assert view.preview.zoom == 0.5
    letters.settle(view)


def test_home_and_end_lead_through_the_pages(letters, view):
    preview = long_letter(letters, view)
    letters.qtbot.keyClick(preview, Qt.Key.Key_End)
    assert preview.verticalScrollBar().value() == preview.verticalScrollBar().maximum()
    letters.qtbot.keyClick(preview, Qt.Key.Key_Home)
    assert preview.verticalScrollBar().value() == 0
    letters.settle(view)


def test_typing_never_waits_for_the_page(letters, view, monkeypatch):
    begun, let_go = threading.Event(), threading.Event()

    def held(in_hand, resources):
        begun.set()
        let_go.wait(30)
        return proof_letter(in_hand, resources)

    monkeypatch.setattr(presenting, "proof_letter", held)
    text = view.draft_pane.text
    letters.qtbot.keyClicks(text, "a")
    letters.qtbot.waitUntil(begun.is_set)
    letters.qtbot.keyClicks(text, "bc")
    assert text.toPlainText().startswith("abc")
    let_go.set()
    letters.settle(view)


def test_what_was_overtaken_is_never_shown(letters, view, monkeypatch):
    made: list[str] = []
    first = threading.Event()

    def noted(in_hand, resources):
        made.append(in_hand.draft.subject)
        if len(made) == 1:
            first.wait(30)
        return proof_letter(in_hand, resources)

    monkeypatch.setattr(presenting, "proof_letter", noted)
    shown: list[Proof] = []
    view.drafting.proofed.connect(shown.append)
    for subject in ("one", "two", "three"):
        view.draft_pane.subject.setText(subject)
        view.drafting.look()
        letters.qtbot.waitUntil(lambda: bool(made))
    first.set()
    letters.settle(view)
    assert made == ["one", "three"]
    assert len(shown) == 1


def test_a_fault_in_a_page_leaves_the_last_one(letters, view, monkeypatch, caplog):
    from amends.ui.letters import preview as previewing

    def broken(*_):
        raise RuntimeError("no page")

    before = view.preview.image(0)
    with monkeypatch.context() as patched:
        patched.setattr(previewing, "picture_pages", broken)
        view.draft_pane.subject.setText("Other")
        letters.qtbot.waitUntil(lambda: "Background task failed" in caplog.text)
        letters.settle(view)
    assert view.preview.image(0) == before
    view.draft_pane.subject.setText("Another")
    letters.settle(view)
    assert view.preview.image(0) != before


def test_a_narrow_window_shows_one_half_at_a_time(letters):
    view = letters.open((500, 500))
    assert view.halves.switch.isVisible()
    assert not view.preview.isVisible()
    view.halves.switch.choose("right")
    letters.settle(view)
    assert view.preview.isVisible()
    assert not view.draft_pane.isVisible()
    view.resize(1100, 700)
    assert view.draft_pane.isVisible()
    letters.settle(view)
