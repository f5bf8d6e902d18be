"""Icons by meaning, drawn in the colour that the theme gives to what they stand beside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from amends.paths import resource
from amends.ui.theme import Theme, theme_in_use

Meaning = Literal[
    "add",
    "all-cases",
    "attachment",
    "back",
    "calendar",
    "check",
    "close",
    "copy",
    "edit",
    "email",
    "evidence",
    "folder",
    "hand-over",
    "help",
    "inbox",
    "learning",
    "letter",
    "lock",
    "note",
    "person",
    "print",
    "procedure",
    "promises",
    "save",
    "search",
    "settings",
    "undo",
    "warning",
]
Colour = Literal["ink", "muted", "accent", "on_accent", "late", "soon", "calm"]

# The sizes in which icons are shown, at the scales of usual screens. Others are scaled down.
_SIZES_PX: Final = (16, 20, 24, 32, 40, 48, 64)
_PLACEHOLDER: Final = b"currentColor"


def icon(meaning: Meaning, colour: Colour = "ink", theme: Theme | None = None) -> QIcon:
    """Return the icon for `meaning`, grey where the control is disabled.

    It keeps the colours of the theme that is in use now: ask again when the theme has changed.
    """
    shown = theme or theme_in_use()
    return _tinted(meaning, shown.colour(colour).name(), shown.muted.name())


def application_icon() -> QIcon:
    """Return the icon of Amends itself."""
    return QIcon(str(resource("icons", "amends.svg")))


def _tinted(meaning: str, normal: str, disabled: str) -> QIcon:
    made = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, normal), (QIcon.Mode.Disabled, disabled)):
        for pixmap in _drawn(meaning, colour):
            made.addPixmap(pixmap, mode)
    return made


def _drawn(meaning: str, colour: str) -> Iterator[QPixmap]:
    """Return the drawing in every size in pixels of the screen, so that it is sharp in each."""
    from PySide6.QtSvg import QSvgRenderer

    source = resource("icons", f"{meaning}.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(source.replace(_PLACEHOLDER, colour.encode())))
    for size in _SIZES_PX:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        yield pixmap
