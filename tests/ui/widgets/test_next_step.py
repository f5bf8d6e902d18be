"""The banner says the one thing due next, and does it."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import Qt

from amends.domain.happenings import Kind
from amends.domain.kind_words import KIND_WORDS
from amends.domain.readings import Trigger
from amends.ui.theme import DARK, Tone, apply_theme, load_theme
from amends.ui.widgets.next_step import NextStepBanner
from amends.ui.widgets.next_step_words import step_words
from tests.ui.conftest import TODAY


@pytest.fixture
def receipt(shown):
    return shown.clock("receipt")


@pytest.fixture
def banner(themed, receipt, qtbot):
    banner = NextStepBanner()
    qtbot.addWidget(banner)
    banner.show_step(step_words(receipt, TODAY), "Write the receipt...")
    banner.resize(780, 90)
    with qtbot.waitExposed(banner):
        banner.show()
    banner.activateWindow()
    return banner


def test_the_words_of_the_design(receipt):
    words = step_words(receipt, TODAY)
    assert words.heading == "Send the receipt by Tuesday 24 November"
    assert words.sentences == (
        "Stage 2 promises an emailed receipt within 5 working days. "
        "Counted from the complaint: your office's reading."
    )
    assert words.countdown.text == "2 working days left"
    assert words.explained == "stage-2.receipt"


def test_what_is_due_today_says_so(receipt):
    assert step_words(receipt, date(2026, 11, 24)).heading == "Send the receipt today"


def test_what_is_late_says_since_when(case):
    today = date(2026, 11, 26)
    late = case((Kind.RECEIVED, date(2026, 11, 17)), today=today)
    words = step_words(late.clock("receipt"), today)
    assert words.heading == "Send the receipt: it was due Tuesday 24 November"
    assert words.countdown.tone is Tone.LATE


def test_a_day_of_another_year_is_given_in_full(case):
    today = date(2026, 12, 29)
    winter = case((Kind.RECEIVED, date(2026, 12, 29)), today=today)
    assert "5 January 2027" not in step_words(winter.clock("receipt"), today).heading
    assert step_words(winter.clock("receipt"), today).heading.endswith("by 7 January 2027")


def test_what_the_policy_itself_says_is_not_called_a_reading(receipt):
    stated = msgspec.structs.replace(
        receipt, trigger=Trigger(Kind.RECEIVED, KIND_WORDS[Kind.RECEIVED], is_reading=False)
    )
    assert step_words(stated, TODAY).sentences.endswith("Counted from the complaint.")


@pytest.mark.parametrize("kind", list(Kind))
def test_every_start_of_a_count_has_words(receipt, kind):
    clock = msgspec.structs.replace(
        receipt, trigger=Trigger(kind, KIND_WORDS[kind], is_reading=True)
    )
    assert "Counted from the " in step_words(clock, TODAY).sentences


def test_a_promise_without_a_time_says_so(shown):
    words = step_words(shown.clock("first-answer"), TODAY)
    assert words.heading == "Try to sort it out"
    assert words.sentences.endswith("without a time.")


def test_the_button_does_the_step(banner, qtbot):
    with qtbot.waitSignal(banner.step_requested):
        qtbot.mouseClick(banner.button, Qt.MouseButton.LeftButton)


def test_the_link_asks_why_by_keyboard(banner, qtbot):
    banner.button.setFocus()
    qtbot.keyClick(banner.button, Qt.Key.Key_Backtab)
    assert banner.sentences.hasFocus()
    with qtbot.waitSignal(banner.explain_requested) as asked:
        qtbot.keyClick(banner.sentences, Qt.Key.Key_Return)
    assert asked.args == ["stage-2.receipt"]


def test_what_cannot_be_done_here_has_no_button(banner, receipt):
    banner.show_step(step_words(receipt, TODAY), "")
    assert banner.button.isHidden()


def test_markup_in_a_procedure_is_text(banner, receipt):
    odd = msgspec.structs.replace(receipt, promise="<b>all</b> & more", step="<i>Send</i>")
    banner.show_step(step_words(odd, TODAY), "Write")
    assert "&lt;b&gt;all&lt;/b&gt; &amp; more" in banner.sentences.text()
    assert banner.heading.textFormat() is Qt.TextFormat.PlainText


def test_the_ground_has_the_tone_and_follows_the_theme(banner, themed):
    def ground():
        return banner.grab().toImage().pixelColor(banner.width() // 2, 4)

    assert ground() == load_theme("light").soon_soft
    apply_theme(themed, load_theme(DARK))
    assert ground() == load_theme(DARK).soon_soft
    assert load_theme(DARK).soon.name() in banner.sentences.text()


def test_the_countdown_is_named_for_screen_readers(banner):
    assert banner.countdown.accessibleName() == "2 working days left"
