"""How large text is, and everything measured by it: the design's pixels, grown with the system's.

The design is drawn for body text of 13 px. Where the system asks for larger text, every size here
grows by the same factor, so a window keeps its proportions.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from amends.paths import resource

BODY_PX: Final = 13.0
TITLE_PX: Final = 21.0
SMALL_PX: Final = 11.5

_POINTS_PER_INCH: Final = 72.0
_BUNDLED: Final = "Noto Sans"
_FACES: Final = ("Regular", "Bold", "Italic", "BoldItalic")

# What fontconfig and bare X answer when nobody has set up an interface font.
_NOT_FOR_INTERFACES: Final = frozenset(
    {"", "sans", "sans serif", "sans-serif", "helvetica", "fixed", "monospace"}
)


def body_font() -> QFont:
    """Return the system's interface font at the size of body text, or Noto Sans if it has none."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font = QFont(system)
    if _is_makeshift(system.family()):
        _load_bundled()
        font.setFamilies([_BUNDLED])
    font.setPointSizeF(max(_points(system), px_to_points(BODY_PX)))
    return font


def font(px: float = BODY_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the interface font at a size of the design, with figures of equal width."""
    sized = QFont(QGuiApplication.font())
    sized.setPointSizeF(px_to_points(px) * scale())
    sized.setWeight(weight)
    sized.setFeature(QFont.Tag("tnum"), 1)
    return sized


def scaled(px: float) -> int:
    """Return a length of the design in the pixels of this desktop."""
    return round(px * scale())


def scale() -> float:
    """Return how much larger text is than the design draws it; 1.0 at the design's own size."""
    return _points(QGuiApplication.font()) / px_to_points(BODY_PX)


def px_to_points(px: float) -> float:
    """Return a size in points, since Qt takes fractions of points, but not of pixels."""
    return px * _POINTS_PER_INCH / _dots_per_inch()


def _points(font: QFont) -> float:
    if font.pointSizeF() > 0:
        return font.pointSizeF()
    return px_to_points(font.pixelSize())


def _dots_per_inch() -> float:
    return QGuiApplication.primaryScreen().logicalDotsPerInchY()


def _is_makeshift(family: str) -> bool:
    name = family.lower()
    return name in _NOT_FOR_INTERFACES or name.startswith(("dejavu", "bitstream"))


def _load_bundled() -> None:
    """Qt keeps a font that it was given while it runs, and takes it twice if asked twice."""
    if QFontDatabase.hasFamily(_BUNDLED):
        return
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(resource("fonts", f"NotoSans-{face}.ttf")))
