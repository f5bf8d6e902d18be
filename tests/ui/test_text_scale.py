"""The size of text: the design's, or larger where the system asks for it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from amends.ui.text_scale import body_font, font, px_to_points, scale, scaled


def system_font(monkeypatch, family, points):
    given = QFont(family)
    given.setPointSizeF(points)
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _kind: given)


@pytest.mark.parametrize("family", ["", "Sans Serif", "DejaVu Sans", "Bitstream Vera Sans"])
def test_where_the_system_has_no_font_of_its_own_ours_is_used(qapp, monkeypatch, family):
    system_font(monkeypatch, family, 9)
    assert QFontInfo(body_font()).family() == "Noto Sans"


def test_a_proper_font_of_the_system_is_kept(qapp, monkeypatch):
    system_font(monkeypatch, "Segoe UI", 9)
    assert body_font().family() == "Segoe UI"


def test_body_text_is_never_smaller_than_the_design(qapp, monkeypatch):
    system_font(monkeypatch, "Segoe UI", 5)
    assert body_font().pointSizeF() == pytest.approx(px_to_points(13))


def test_large_text_of_the_system_stays_large(qapp, monkeypatch):
    system_font(monkeypatch, "Segoe UI", 20)
    assert body_font().pointSizeF() == pytest.approx(20)


def test_at_the_size_of_the_design_a_pixel_is_a_pixel(themed):
    assert scale() == pytest.approx(1)
    assert scaled(46) == 46
    assert font(21, QFont.Weight.Bold).pointSizeF() == pytest.approx(px_to_points(21))


def test_figures_have_equal_width(themed):
    assert font().isFeatureSet(QFont.Tag("tnum"))
