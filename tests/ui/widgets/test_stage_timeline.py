"""The timeline as a widget: read by eye, by keyboard and by screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from amends.domain.happenings import Kind
from amends.ui.theme import DARK, apply_theme, load_theme
from amends.ui.widgets.stage_timeline import StageTimeline
from amends.ui.widgets.timeline_spot import SpotButton
from tests.ui.conftest import RAISED, RECEIVED, TODAY


@pytest.fixture
def line(themed, shown, qtbot):
    line = StageTimeline()
    qtbot.addWidget(line)
    line.show_timeline(shown.timeline, shown.clocks)
    line.resize(720, line.heightForWidth(720))
    with qtbot.waitExposed(line):
        line.show()
    line.activateWindow()
    return line


def spots(line):
    return [spot for spot in line.findChildren(SpotButton) if spot.isVisible()]


def spot_named(line, name):
    return next(spot for spot in spots(line) if spot.accessibleName().startswith(name))


def focused(line):
    return next((spot.accessibleName() for spot in spots(line) if spot.hasFocus()), "")


def test_each_spot_has_a_name_that_says_all(line):
    assert [spot.accessibleName() for spot in spots(line)] == [
        "Raised, Wed 4 Nov, done",
        "Received, Tue 17 Nov, done",
        "Receipt due, Tue 24 Nov, 2 working days left",
        "St Andrew's Day, Mon 30 Nov, not counted",
        "Response due, Wed 16 Dec, 17 working days left",
        "Stage 3 · CIMSPA, if not satisfied",
    ]


def test_pointing_at_a_spot_says_the_same(line):
    assert spot_named(line, "St Andrew's Day").toolTip() == (
        "St Andrew's Day, Mon 30 Nov, not counted"
    )


def test_spots_of_one_day_say_each_other_too(themed, case, qtbot):
    line = StageTimeline()
    qtbot.addWidget(line)
    same = case((Kind.RAISED, TODAY), (Kind.RECEIVED, TODAY))
    line.show_timeline(same.timeline, same.clocks)
    tips = {spot.toolTip() for spot in line.findChildren(SpotButton)[:2]}
    assert tips == {"Raised, Sat 21 Nov, done\nReceived, Sat 21 Nov, done"}


def test_screen_readers_find_the_whole_as_text(line):
    assert line.accessibleName() == "Stage timeline"
    described = line.accessibleDescription().splitlines()
    assert len(described) == len(line.as_rows())
    assert "Tue 24 Nov\tReceipt due\t2 working days left" in described


def test_arrow_keys_go_along_the_line(line, qtbot):
    line.setFocus()
    qtbot.waitUntil(lambda: focused(line).startswith("Raised"))
    for key, name in (
        (Qt.Key.Key_Right, "Received"),
        (Qt.Key.Key_Right, "Receipt due"),
        (Qt.Key.Key_Left, "Received"),
        (Qt.Key.Key_Left, "Raised"),
        (Qt.Key.Key_Left, "Raised"),
    ):
        qtbot.keyClick(line.window().focusWidget(), key)
        assert focused(line).startswith(name)


def test_the_line_is_one_stop_of_the_tab_key(themed, shown, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    before, line, after = QPushButton("Before"), StageTimeline(), QPushButton("After")
    layout = QVBoxLayout(window)
    for widget in (before, line, after):
        layout.addWidget(widget)
    line.show_timeline(shown.timeline, shown.clocks)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    line.show_timeline(shown.timeline, shown.clocks)  # as a refresh does
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert focused(line).startswith("Raised")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert after.hasFocus()
    qtbot.keyClick(after, Qt.Key.Key_Backtab)
    assert focused(line).startswith("Received")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_on_a_deadline_asks_why(line, qtbot, key):
    with qtbot.waitSignal(line.explain_requested) as asked:
        qtbot.keyClick(spot_named(line, "Receipt due"), key)
    assert asked.args == ["stage-2.receipt"]


def test_a_click_on_a_deadline_asks_why(line, qtbot):
    with qtbot.waitSignal(line.explain_requested) as asked:
        qtbot.mouseClick(spot_named(line, "Response due"), Qt.MouseButton.LeftButton)
    assert asked.args == ["stage-2.response"]


def test_a_click_on_its_label_asks_too(line, qtbot):
    spot = spot_named(line, "Receipt due").geometry()
    below = QPoint(spot.center().x() + 12, spot.bottom() + 10)
    with qtbot.waitSignal(line.explain_requested) as asked:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=below)
    assert asked.args == ["stage-2.receipt"]


def test_an_event_has_nothing_to_explain(line, qtbot):
    with qtbot.assertNotEmitted(line.explain_requested):
        qtbot.keyClick(spot_named(line, "Raised"), Qt.Key.Key_Return)


def test_another_case_leaves_the_focus_where_it_was(line, case, qtbot):
    line.setFocus()
    qtbot.keyClick(spots(line)[0], Qt.Key.Key_Right)
    later = case((Kind.RAISED, RAISED), (Kind.RECEIVED, RECEIVED), (Kind.ACKNOWLEDGED, TODAY))
    line.show_timeline(later.timeline, later.clocks)
    assert focused(line).startswith("Received")
    assert "Receipt sent, Sat 21 Nov, done" in [spot.accessibleName() for spot in spots(line)]


def test_a_narrow_line_grows_in_height(line):
    assert line.heightForWidth(320) > line.heightForWidth(900)


def test_spots_follow_the_width(line):
    before = spot_named(line, "Response due").x()
    line.resize(1000, line.heightForWidth(1000))
    assert spot_named(line, "Response due").x() > before


def test_it_is_painted_in_the_theme_that_is_in_use(line, themed):
    def ring_colour():
        spot = spot_named(line, "Receipt due")
        return spot.grab().toImage().pixelColor(spot.width() // 2, spot.height() // 2 - 7)

    assert ring_colour() == load_theme("light").soon
    apply_theme(themed, load_theme(DARK))
    assert ring_colour() == load_theme(DARK).soon


def test_nothing_to_show_is_no_fault(themed, qtbot):
    line = StageTimeline()
    qtbot.addWidget(line)
    line.resize(400, 100)
    assert not line.grab().isNull()
    assert line.as_rows() == []
