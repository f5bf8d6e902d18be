"""What the tests of an absence ask of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton

WITHIN_MS = 30_000  # everything is really encrypted, and the machine may be busy


def page(window, kind, qtbot):
    """Return the page of that kind, once it is on show."""
    qtbot.waitUntil(lambda: isinstance(window._pages.currentWidget(), kind), timeout=WITHIN_MS)
    return window._pages.currentWidget()


def said(widget):
    """Return all that a widget says."""
    labels = (it.text() for it in widget.findChildren(QLabel) if it.isVisibleTo(widget))
    return " ".join(labels)


def hear(widget, words, qtbot):
    """Wait until a widget says these words: Qt shows what is new in a layout a moment later."""
    qtbot.waitUntil(lambda: words in said(widget), timeout=WITHIN_MS)


def banner_of(door, qtbot):
    """Return the banner of the office that is open, once it is seen."""
    banner = door.office.cover.banner
    qtbot.waitUntil(banner.words.isVisible, timeout=WITHIN_MS)
    return banner


def offered(widget):
    """Return the words of the buttons that can be pressed."""
    buttons = widget.findChildren(QPushButton)
    return {it.text() for it in buttons if it.isVisibleTo(widget) and it.isEnabled()}


def menu_of(window):
    """Return the commands about an absence that the menu offers."""
    keys = ("pass-office", "give-back", "take-back", "save-sealed")
    return {key for key in keys if window.actions_[key].isVisible()}
