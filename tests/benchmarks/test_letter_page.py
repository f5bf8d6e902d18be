"""While somebody writes a letter: what a key costs, and how soon the page follows a pause.

A key is set against one in a bare text field that holds the same letter, the page against the bare
work of it: the letter checked, set and drawn, with no window and nobody waiting.
"""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from amends.services.preview_letter import picture_pages, proof_letter
from amends.ui.letters.presenter import LOOKED_AT_AFTER_MS
from tests.benchmarks.ratios import Comparison, seconds
from tests.ui.conftest import OFFSCREEN
from tests.ui.letters.conftest import (  # noqa: F401 - fixtures
    desk,
    letters,
    session,
    stream,
    type_text,
    view,
)

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.qt_log_ignore(OFFSCREEN, extend=True),
]

PAUSES = 20
KEYS_BEFORE_A_PAUSE = 5
# What was measured lies well below; more than this would be felt while writing.
MOST_TIMES_A_BARE_KEY = 10
MOST_TIMES_THE_BARE_WORK = 3


def type_a_key(field) -> None:
    QTest.keyClick(field, Qt.Key.Key_X)


@pytest.fixture
def bare(qtbot):
    """Return a text field that nobody listens to."""
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    field.resize(500, 600)
    field.show()
    return field


@pytest.fixture
def timed(letters, view, bare):  # noqa: F811
    """Return what times a key beside a bare key, and a page beside its bare work, by turns."""
    text = view.draft_pane.text

    def bare_work() -> None:
        pdf = proof_letter(view.drafting.in_hand, letters.session.desk.resources).pdf
        assert pdf is not None
        picture_pages(pdf, view.preview._dots_per_inch(), view.preview._visible(), silent)

    def page_after_a_pause() -> None:
        before = view.preview.image(0)
        type_a_key(text)
        letters.qtbot.waitUntil(lambda: view.preview.image(0) is not before)

    def way() -> tuple[Comparison, Comparison]:
        bare.setPlainText(text.toPlainText())
        bare.moveCursor(QTextCursor.MoveOperation.End)
        keys, pages = [], []
        for _pause in range(PAUSES):
            keys += [
                (seconds(partial(type_a_key, text)), seconds(partial(type_a_key, bare)))
                for _key in range(KEYS_BEFORE_A_PAUSE)
            ]
            followed = seconds(page_after_a_pause) - LOOKED_AT_AFTER_MS / 1_000
            pages.append((followed, seconds(bare_work)))
            letters.settle(view)
        return Comparison(*zip(*keys, strict=True)), Comparison(*zip(*pages, strict=True))

    return way


def silent(done: int, total: int) -> None:
    """Report to nobody."""


@pytest.mark.parametrize("paragraphs", [0, 60])
def test_the_page_follows_the_typing_and_never_delays_it(letters, view, timed, capsys, paragraphs):  # noqa: F811
    type_text(view.draft_pane.text, "\n\nA paragraph that says something of use. " * paragraphs)
    letters.settle(view)
    keys, pages = timed()
    with capsys.disabled():
        print(f"\n{view.preview.pages} pages, a key, and one in a bare field: {keys}")
        print(f"the page, {LOOKED_AT_AFTER_MS} ms after a pause, and its bare work: {pages}")
    assert keys.ratio > 1 / MOST_TIMES_A_BARE_KEY
    assert pages.ratio > 1 / MOST_TIMES_THE_BARE_WORK
