"""While somebody writes a letter: how long a key takes, and how soon the page follows a pause."""

from __future__ import annotations

import time
from statistics import median

import pytest

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
# A key must not be felt; the page may take what the design allows after a pause.
LONGEST_KEY_MS = 50
LONGEST_WAIT_MS = 300


def milliseconds_since(start):
    return 1000 * (time.perf_counter() - start)


@pytest.mark.parametrize("paragraphs", [0, 60])
def test_the_page_follows_the_typing_and_never_delays_it(letters, view, capsys, paragraphs):  # noqa: F811
    text = view.draft_pane.text
    type_text(text, "\n\nA paragraph that says something of use. " * paragraphs)
    letters.settle(view)
    keys, waits = [], []
    for _pause in range(PAUSES):
        for _key in range(KEYS_BEFORE_A_PAUSE):
            start = time.perf_counter()
            letters.qtbot.keyClick(text, "x")
            keys.append(milliseconds_since(start))
        start = time.perf_counter()
        letters.qtbot.waitUntil(lambda: view.drafting.is_looked_at and view.preview.is_current)
        waits.append(milliseconds_since(start))
    with capsys.disabled():
        print(f"\n{view.preview.pages} pages: a key {median(keys):.1f} ms, ", end="")
        print(f"the page {median(waits):.0f} ms after a pause, {max(waits):.0f} at most")
    assert median(keys) < LONGEST_KEY_MS
    assert median(waits) < LONGEST_WAIT_MS
