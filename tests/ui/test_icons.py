"""Icons by meaning: each is there, in the colour asked for, and sharp on every screen."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from amends.paths import resource
from amends.ui.icons import Meaning, application_icon, icon
from amends.ui.theme import DARK, LIGHT, load_theme

MEANINGS = get_args(Meaning)


def colours_of(image):
    """Return the colours of all pixels that are painted fully."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_each_drawing_has_a_meaning_and_each_meaning_a_drawing():
    drawn = {path.stem for path in resource("icons").glob("*.svg")}
    assert drawn == {*MEANINGS, "amends"}


@pytest.mark.parametrize("meaning", MEANINGS)
def test_every_icon_is_drawn_on_one_grid_with_one_stroke(meaning):
    svg = resource("icons", f"{meaning}.svg").read_text("utf-8")
    assert 'viewBox="0 0 24 24"' in svg
    assert 'stroke="currentColor" stroke-width="1.6"' in svg


@pytest.mark.parametrize("meaning", MEANINGS)
def test_every_icon_shows_something(qapp, meaning):
    image = icon(meaning).pixmap(QSize(24, 24)).toImage()
    assert colours_of(image)


@pytest.mark.parametrize("name", [LIGHT, DARK])
@pytest.mark.parametrize("colour", ["ink", "accent", "late"])
def test_an_icon_has_the_colour_that_the_theme_gives(qapp, name, colour):
    theme = load_theme(name)
    image = icon("inbox", colour, theme).pixmap(QSize(48, 48)).toImage()
    assert colours_of(image) == {theme.colour(colour).name()}


def test_a_disabled_icon_is_muted(qapp):
    theme = load_theme(LIGHT)
    image = icon("print", "ink", theme).pixmap(QSize(48, 48), QIcon.Mode.Disabled).toImage()
    assert colours_of(image) == {theme.muted.name()}


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("side", [16, 20, 24, 32])
def test_an_icon_is_drawn_for_the_pixels_of_the_screen(qapp, side, ratio):
    pixmap = icon("calendar").pixmap(QSize(side, side), ratio)
    assert pixmap.width() == side * ratio
    assert pixmap.devicePixelRatio() == ratio


def test_the_application_has_an_icon(qapp):
    assert not application_icon().pixmap(QSize(256, 256)).isNull()
