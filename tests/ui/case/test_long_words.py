"""What people type may hold words of any length; the page of a case is as wide as its window."""

from __future__ import annotations

import pytest

from amends.services.add_note import add_note
from amends.services.read_case import read_case
from tests.desks import MOMENT, TODAY, log
from tests.services.letter_cases import action, found, happen, kept
from tests.ui.case.test_course import Page

WORD = "unbroken" * 60


@pytest.fixture
def at(session, qtbot):
    return Page(session, qtbot)


@pytest.mark.parametrize("tab", range(6))
def test_a_word_of_any_length_widens_no_page(at, tab, qtbot):
    desk = at.session.desk
    stream = log(desk, title=WORD, complaint=WORD, wanted=WORD, complainant=WORD, relation=WORD)
    planned = action(WORD)
    happen(desk, stream, *found(WORD, reasons=WORD), planned, kept(planned), action(WORD))
    add_note(desk, read_case(desk, stream, TODAY), WORD, MOMENT)
    at.show(stream).page.tabs.show_page(tab)
    at.page.resize(560, 900)
    qtbot.waitUntil(lambda: at.page.width() == 560)
    qtbot.waitUntil(lambda: at.page.widget().width() <= at.page.viewport().width())
