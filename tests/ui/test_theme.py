"""Colours by meaning: legible in both themes, and followed by every widget."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from amends.paths import resource
from amends.ui import text_scale
from amends.ui.theme import (
    DARK,
    LIGHT,
    Appearance,
    Tone,
    apply_theme,
    load_theme,
    palette_of,
    set_look,
    style_sheet,
    theme_in_use,
)

LEAST_CONTRAST = 4.5

# Every text of the interface, and every ground on which it stands.
GROUNDS = {
    "ink": (
        "background", "panel", "rail", "accent_soft", "late_soft", "soon_soft", "calm_soft",
    ),
    "muted": (
        "background", "panel", "rail", "accent_soft", "late_soft", "soon_soft", "calm_soft",
    ),
    "accent": ("background", "panel", "rail", "accent_soft"),
    "on_accent": ("accent",),
    "panel": ("ink",),
    "late": ("background", "panel", "late_soft"),
    "soon": ("background", "panel", "soon_soft"),
    "calm": ("background", "panel", "calm_soft"),
}  # fmt: skip
PAIRS = [(text, ground) for text, grounds in GROUNDS.items() for ground in grounds]


def luminance(colour: QColor) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""

    def linear(channel):
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_says():
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", [LIGHT, DARK])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_every_ground(name, text, ground):
    theme = load_theme(name)
    assert contrast(theme.colour(text), theme.colour(ground)) >= LEAST_CONTRAST


@pytest.mark.parametrize("name", [LIGHT, DARK])
@pytest.mark.parametrize("tone", list(Tone))
def test_a_tone_can_be_read_on_its_own_ground(name, tone):
    theme = load_theme(name)
    assert contrast(theme.text_of(tone), theme.ground_of(tone)) >= LEAST_CONTRAST


@pytest.mark.parametrize("name", [LIGHT, DARK])
@pytest.mark.parametrize("ground", ["background", "panel", "rail"])
def test_the_ring_of_the_focus_stands_out(name, ground):
    theme = load_theme(name)
    assert contrast(theme.accent, theme.colour(ground)) >= 3


@pytest.mark.parametrize(
    ("role", "ground"),
    [("WindowText", "Window"), ("Text", "Base"), ("ButtonText", "Button"),
     ("HighlightedText", "Highlight"), ("PlaceholderText", "Base"), ("ToolTipText", "ToolTipBase"),
     ("Link", "Base")],
)  # fmt: skip
@pytest.mark.parametrize("group", ["Active", "Inactive", "Disabled"])
@pytest.mark.parametrize("name", [LIGHT, DARK])
def test_the_palette_can_be_read_too(name, group, role, ground):
    palette = palette_of(load_theme(name))
    colours = [
        palette.color(QPalette.ColorGroup[group], QPalette.ColorRole[part])
        for part in (role, ground)
    ]
    assert contrast(*colours) >= LEAST_CONTRAST


@pytest.mark.parametrize("name", [LIGHT, DARK])
def test_every_colour_of_a_theme_is_a_colour(name):
    theme = load_theme(name)
    tokens = [field.name for field in fields(theme) if field.name != "name"]
    assert all(theme.colour(token).isValid() for token in tokens)


@pytest.mark.parametrize("name", [LIGHT, DARK])
def test_the_style_sheet_is_filled_in_to_the_end(qapp, name):
    sheet = style_sheet(load_theme(name))
    assert "@" not in sheet
    for file in re.findall(r"url\(themes:(.+?)\)", sheet):
        assert resource("themes", file).is_file()


def test_a_theme_is_followed_by_widgets_that_are_there_already(themed, qtbot):
    button = QPushButton("Write")
    qtbot.addWidget(button)
    set_look(button, role="primary")
    button.resize(120, 40)
    dark = load_theme(DARK)
    apply_theme(themed, dark)
    corner = button.grab().toImage().pixelColor(60, 6)
    assert corner == dark.accent
    assert theme_in_use() is dark


def test_before_any_theme_was_applied_it_is_light(qapp, monkeypatch):
    monkeypatch.setattr("amends.ui.theme._IN_USE", "nothingYet")
    assert theme_in_use().name == LIGHT


def test_a_tone_that_changes_is_drawn_anew(themed, qtbot):
    label = QLabel("No finding yet")
    qtbot.addWidget(label)
    set_look(label, role="pill", tone=Tone.CALM)
    set_look(label, role="pill", tone=Tone.LATE)
    label.resize(label.sizeHint())
    middle = label.grab().toImage().pixelColor(3, label.height() // 2)
    assert middle == theme_in_use().late_soft


def test_the_system_is_followed_until_the_user_chooses(themed, qtbot, monkeypatch):
    appearance = Appearance(themed)
    scheme = Qt.ColorScheme.Dark
    monkeypatch.setattr(type(themed.styleHints()), "colorScheme", lambda _self: scheme)
    with qtbot.waitSignal(appearance.changed):
        themed.styleHints().colorSchemeChanged.emit(scheme)
    assert theme_in_use().name == DARK
    with qtbot.waitSignal(appearance.changed):
        appearance.choose(LIGHT)
    assert theme_in_use().name == LIGHT
    appearance.choose("system")
    assert theme_in_use().name == DARK
    appearance.deleteLater()


def test_a_new_text_size_of_the_system_is_taken_up(themed, qtbot, monkeypatch):
    appearance = Appearance(themed)
    window = QLabel("Any window")
    qtbot.addWidget(window)
    appearance.watch(window)
    before = text_scale.scaled(100)
    large = QFont("Liberation Sans")
    large.setPointSizeF(2 * text_scale.px_to_points(text_scale.BODY_PX))
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _kind: large)
    with qtbot.waitSignal(appearance.changed):
        QApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
    assert before == 100
    assert text_scale.scaled(100) == 200
    appearance.deleteLater()
