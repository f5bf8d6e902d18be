"""A window that has just been started, and a person's hands on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from amends.ui.clock import Clock
from amends.ui.collecting import nothing_collected
from amends.ui.front_door import FrontDoor
from amends.ui.main_window import MainWindow
from amends.ui.theme import LIGHT, apply_theme, load_theme
from tests.ui.sessions import Ticking

WAIT_MS = 10_000
# Where to keep pictures of what is seen on the way, for whoever wants to look at them.
PICTURES = Path(os.environ["AMENDS_PICTURES"]) if os.environ.get("AMENDS_PICTURES") else None


class Hands:
    """What a person can do: look for words, click, type, press keys, drop files."""

    def __init__(self, door: FrontDoor, window: MainWindow, qtbot) -> None:
        self.door = door
        self.window = window
        self.qtbot = qtbot

    def wait_for(self, condition) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)

    def front(self) -> QWidget:
        """Return the window that would take the keys: a dialog, or the main window."""
        return QApplication.activeModalWidget() or QApplication.activeWindow() or self.window

    def come_back(self) -> None:
        """Return to the main window after a dialog; a bare X server leaves that to nobody."""
        self.window.activateWindow()
        self.wait_for(self.window.isActiveWindow)

    def button(self, words: str) -> QAbstractButton:
        """Return the button with these words in the window at the front, once it can be pressed."""
        self.wait_for(lambda: self._buttons(words))
        return self._buttons(words)[0]

    def click(self, words: str) -> None:
        self.qtbot.mouseClick(self.button(words), Qt.MouseButton.LeftButton)

    def field(self, words: str) -> QWidget:
        """Return the field that is read as these words."""
        self.wait_for(lambda: self._named(words))
        return self._named(words)[0]

    def wait_for_focus(self, words: str) -> None:
        """Wait until what is read as these words has the focus."""
        self.wait_for(lambda: words in _read_as(self.front().focusWidget()))

    def tab_to(self, words: str) -> None:
        """Press Tab until what has the focus is read as these words."""
        for _press in range(60):
            if words in _read_as(self.front().focusWidget()):
                return
            self.press(Qt.Key.Key_Tab)
        self.see("lost")
        raise AssertionError(f"Tab does not lead to {words!r}")

    def type_into(self, field: QWidget, words: str) -> None:
        self.qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        QTest.keyClicks(field, words)

    def press(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        target = QApplication.focusWidget() or self.front()
        QTest.keyClick(target, key, modifier)

    def press_ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def write(self, words: str) -> None:
        """Type wherever the focus is."""
        QTest.keyClicks(QApplication.focusWidget() or self.front(), words)

    def drop(self, file: Path, target: QWidget, place: QPoint | None = None) -> None:
        """Drop a file on a widget."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        at = place or target.rect().center()
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for event in (
            QDragEnterEvent(at, Qt.DropAction.CopyAction, data, left, none),
            QDropEvent(at, Qt.DropAction.CopyAction, data, left, none),
        ):
            QApplication.sendEvent(target, event)
            assert event.isAccepted()

    def see(self, name: str) -> None:
        """Keep a picture of what is on show, where somebody wants to look at it."""
        if PICTURES is not None:
            self.front().grab().save(str(PICTURES / f"{name}.png"))

    def _named(self, words: str) -> list[QWidget]:
        widgets = self.front().findChildren(QWidget)
        return [it for it in widgets if it.accessibleName() == words and it.isVisible()]

    def _buttons(self, words: str) -> list[QAbstractButton]:
        return [
            button
            for button in self.front().findChildren(QAbstractButton)
            if words in (button.text(), button.accessibleName())
            and button.isVisible()
            and button.isEnabled()
        ]


def _read_as(widget: QWidget | None) -> tuple[str, str]:
    if widget is None:
        return "", ""
    return widget.accessibleName(), widget.text() if isinstance(widget, QAbstractButton) else ""


@pytest.fixture
def hands(qapp, qtbot) -> Iterator[Hands]:
    """Return the hands on a window as a newcomer finds it, at 1280 by 800."""
    qapp.setOrganizationName("Amends")
    qapp.setApplicationName("Amends")
    QSettings().clear()
    apply_theme(qapp, load_theme(LIGHT))
    window = MainWindow()
    window.resize(1280, 800)
    door = FrontDoor(window, Clock(read=Ticking()))
    door.start()
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield Hands(door, window, qtbot)
    window.close()
    window.deleteLater()
    with nothing_collected():
        qapp.setStyleSheet("")
