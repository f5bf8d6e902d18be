"""Cards, chips, pills, entries of the rail, the search field, and the view with nothing in it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QLabel

from amends.ui.text_scale import font
from amends.ui.theme import Tone, load_theme, theme_in_use
from amends.ui.widgets.card import Card
from amends.ui.widgets.chips import Chip, ChipRow
from amends.ui.widgets.countdown import block_size, paint_countdown
from amends.ui.widgets.countdown_words import countdown_words
from amends.ui.widgets.pill import Pill
from amends.ui.widgets.rail_entry import RailEntry
from amends.ui.widgets.search_field import SearchField

pytestmark = pytest.mark.usefixtures("themed")
LEFT = Qt.MouseButton.LeftButton


def test_a_card_offers_what_can_be_done_with_it(qtbot):
    card = Card("People", action="Add")
    qtbot.addWidget(card)
    card.body.addWidget(QLabel("Maria Ferreira"))
    assert card.action.accessibleName() == "Add: People"
    with qtbot.waitSignal(card.action_requested):
        qtbot.mouseClick(card.action, LEFT)


def test_a_card_without_an_action_has_no_link(qtbot):
    card = Card("Findings")
    qtbot.addWidget(card)
    assert card.action.isHidden()


def test_choosing_a_chip_leaves_the_others(qtbot):
    row = ChipRow((("deadline", "By deadline"), ("stage", "By stage")))
    qtbot.addWidget(row)
    assert row.key() == "deadline"
    with qtbot.waitSignal(row.chosen) as chosen:
        qtbot.mouseClick(row.findChild(Chip, "stage"), LEFT)
    assert chosen.args == ["stage"]
    assert [chip.isChecked() for chip in row.findChildren(Chip)] == [False, True]


def test_choosing_the_chosen_chip_says_nothing(qtbot):
    row = ChipRow((("deadline", "By deadline"), ("stage", "By stage")))
    qtbot.addWidget(row)
    with qtbot.assertNotEmitted(row.chosen):
        row.choose("deadline")
    with qtbot.waitSignal(row.chosen):
        row.choose("stage")


def test_a_chip_has_room_for_its_words_when_it_is_bold(qtbot):
    chip = Chip("Any procedure")
    qtbot.addWidget(chip)
    bold = QFontMetrics(font(12, font().Weight.DemiBold)).horizontalAdvance("Any procedure")
    assert chip.sizeHint().width() >= bold + 24


def test_a_row_of_no_chips_has_no_key(qtbot):
    row = ChipRow(())
    qtbot.addWidget(row)
    assert row.key() == ""


def test_a_pill_changes_its_tone_with_its_words(qtbot):
    pill = Pill("No finding yet")
    qtbot.addWidget(pill)
    pill.show_text("Upheld", Tone.CALM)
    pill.resize(pill.sizeHint())
    edge = pill.grab().toImage().pixelColor(4, pill.height() // 2)
    assert (pill.text(), edge) == ("Upheld", theme_in_use().calm_soft)


def test_an_entry_of_the_rail_says_its_count(qtbot):
    entry = RailEntry("&Inbox")
    qtbot.addWidget(entry)
    entry.show_count(7)
    assert entry.accessibleName() == "Inbox, 7"
    entry.show_count(None)
    assert entry.accessibleName() == "Inbox"


def test_the_keys_in_the_search_field_give_way_to_what_is_typed(qtbot):
    field = SearchField("Search cases", "Ctrl+K")
    qtbot.addWidget(field)
    field.resize(300, 36)
    field.show()
    (hint,) = field.findChildren(QLabel)
    assert hint.isVisible()
    qtbot.keyClicks(field, "refund")
    assert hint.isHidden()
    field.clear()
    assert hint.isVisible()
    assert field.accessibleName() == "Search cases"


@pytest.mark.parametrize(
    ("due", "left", "ground"),
    [
        (date(2026, 11, 19), -1, "late_soft"),
        (date(2026, 11, 24), 2, "soon_soft"),
        (date(2026, 12, 11), 14, "calm_soft"),
        (None, None, "rail"),
    ],
)
def test_a_row_is_painted_with_its_block(due, left, ground):
    size = block_size()
    image = QImage(size, QImage.Format.Format_ARGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    rect = QRect(0, 0, size.width(), size.height())
    paint_countdown(painter, rect, countdown_words(due, left, date(2026, 11, 21), None))
    painter.end()
    assert image.pixelColor(size.width() // 2, 2) == load_theme("light").colour(ground)
