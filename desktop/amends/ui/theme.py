"""How Amends looks: colours by meaning, and the style sheet made from them.

Colours are asked for by meaning, never by value. A theme is a file in `resources/themes/`; the
sizes in the style sheet grow with the system's text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from PySide6.QtCore import QDir, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from amends.paths import resource
from amends.ui.collecting import nothing_collected
from amends.ui.text_scale import body_font, px_to_points, scale, scaled

FOLLOW_SYSTEM: Final = "system"
LIGHT: Final = "light"
DARK: Final = "dark"

_IN_USE: Final = "amendsTheme"
_PLACEHOLDER: Final = re.compile(r"@(?:(px|text|half)\(([\w.]+)\)|([a-z_]+))")


class Tone(StrEnum):
    """How urgent something is; a tone never stands without words."""

    LATE = "late"
    SOON = "soon"
    CALM = "calm"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme; the file of that name holds exactly these keys."""

    name: str
    background: QColor
    panel: QColor
    rail: QColor
    line: QColor
    ink: QColor
    muted: QColor
    accent: QColor
    accent_soft: QColor
    on_accent: QColor
    late: QColor
    late_soft: QColor
    soon: QColor
    soon_soft: QColor
    calm: QColor
    calm_soft: QColor

    def colour(self, name: str) -> QColor:
        """Return the colour of that name, one of this class's fields."""
        found: QColor = getattr(self, name)
        return found

    def text_of(self, tone: Tone) -> QColor:
        """Return the colour of words in that tone."""
        return {
            Tone.LATE: self.late,
            Tone.SOON: self.soon,
            Tone.CALM: self.calm,
            Tone.NONE: self.muted,
        }[tone]

    def ground_of(self, tone: Tone) -> QColor:
        """Return the colour behind words in that tone."""
        return {
            Tone.LATE: self.late_soft,
            Tone.SOON: self.soon_soft,
            Tone.CALM: self.calm_soft,
            Tone.NONE: self.rail,
        }[tone]


class Appearance(QObject):
    """Keeps the application in the theme that the user chose, or in the system's."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = FOLLOW_SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        app.styleHints().colorSchemeChanged.connect(self.refresh)
        self.refresh()

    def choose(self, choice: str) -> None:
        """Take "system", "light" or "dark"; window frames follow where the system lets them."""
        self._choice = choice
        schemes = {LIGHT: Qt.ColorScheme.Light, DARK: Qt.ColorScheme.Dark}
        scheme = schemes.get(choice, Qt.ColorScheme.Unknown)
        self._app.styleHints().setColorScheme(scheme)
        self.refresh()

    def watch(self, window: QWidget) -> None:
        """Take up a new text size of the system, of which Qt tells windows alone."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ThemeChange:
            self.refresh()
        return super().eventFilter(watched, event)

    @Slot()
    def refresh(self) -> None:
        """Apply the theme once more; colours and text size are read anew."""
        apply_theme(self._app, load_theme(self._name()))
        self.changed.emit()

    def _name(self) -> str:
        if self._choice in {LIGHT, DARK}:
            return self._choice
        is_dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if is_dark else LIGHT


@cache
def load_theme(name: str) -> Theme:
    """Return the theme of `resources/themes/<name>.toml`."""
    colours = tomllib.loads(resource("themes", f"{name}.toml").read_text("utf-8"))
    return Theme(name, **{key: QColor(value) for key, value in colours.items()})


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give every window the theme; widgets repaint by themselves."""
    app.setProperty(_IN_USE, theme)
    QDir.setSearchPaths("themes", [str(resource("themes"))])
    with nothing_collected():  # widgets hear of a new style in Python
        if app.style().name() != "fusion":
            app.setStyle(QStyleFactory.create("fusion"))
        app.setFont(body_font())
        app.setPalette(palette_of(theme))
        app.setStyleSheet(style_sheet(theme))


def theme_in_use() -> Theme:
    """Return the theme that was applied; the light one before any was.

    Read it while painting and keep no copy, and a widget follows a change by itself.
    """
    app = QGuiApplication.instance()
    applied = app.property(_IN_USE) if app else None
    return applied if isinstance(applied, Theme) else load_theme(LIGHT)


def set_look(widget: QWidget, *, role: str | None = None, tone: Tone | None = None) -> None:
    """Say what a widget is, so that the style sheet draws it so; see `amends.qss` for the roles."""
    if role is not None:
        widget.setProperty("role", role)
    if tone is not None:
        widget.setProperty("tone", tone.value)
    # A style sheet looks at properties only once, when it first meets the widget.
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def style_sheet(theme: Theme) -> str:
    """Return the style sheet with the theme's colours and the desktop's sizes filled in."""

    def filled(match: re.Match[str]) -> str:
        unit, argument, name = match.groups()
        match unit:
            case "px":
                return f"{scaled(float(argument))}px"
            case "text":
                return f"{px_to_points(float(argument)) * scale():.2f}pt"
            case "half":
                return theme.colour(argument).name().replace("#", "#80")
        return theme.name if name == "theme" else theme.colour(name).name()

    return _PLACEHOLDER.sub(filled, resource("themes", "amends.qss").read_text("utf-8"))


def palette_of(theme: Theme) -> QPalette:
    """Return the palette, for all that the style sheet leaves to the style."""
    role = QPalette.ColorRole
    palette = QPalette()
    for part, colour in {
        role.Window: theme.background,
        role.WindowText: theme.ink,
        role.Base: theme.panel,
        role.AlternateBase: theme.background,
        role.Text: theme.ink,
        role.Button: theme.panel,
        role.ButtonText: theme.ink,
        role.BrightText: theme.on_accent,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.PlaceholderText: theme.muted,
        role.ToolTipBase: theme.panel,
        role.ToolTipText: theme.ink,
        role.Light: theme.panel,
        role.Midlight: theme.rail,
        role.Mid: theme.line,
        role.Dark: theme.muted,
        role.Shadow: theme.line,
    }.items():
        palette.setColor(part, colour)
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, theme.muted)
    return palette
