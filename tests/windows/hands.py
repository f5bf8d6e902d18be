"""A person's hands on the window: what can be done with it, and what is seen of it."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as WaitedTooLongError

from amends.ui.desk_view import DeskView
from amends.ui.front_door import FrontDoor
from amends.ui.letters.view import LetterView
from amends.ui.main_window import MainWindow

WAIT_MS: Final = 10_000
# Where to keep pictures of what is seen on the way, for whoever wants to look at them.
PICTURES = Path(os.environ["AMENDS_PICTURES"]) if os.environ.get("AMENDS_PICTURES") else None

NO_MODIFIER: Final = Qt.KeyboardModifier.NoModifier


class Hands(ABC):
    """What a person can do, in the words that stand on the screen or are read aloud."""

    def __init__(self, door: FrontDoor, window: MainWindow, qtbot, story: str) -> None:
        self.door, self.window, self.qtbot = door, window, qtbot
        self._story, self._pictures = story, 0

    @property
    def view(self) -> DeskView:
        """The office that is open."""
        assert self.door.office is not None
        return self.door.office.view

    def wait_for(self, condition) -> None:
        try:
            self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)
        except WaitedTooLongError:
            self.see("stuck")
            raise

    def front(self) -> QWidget:
        """Return the window that would take the keys: a dialog, or the main window."""
        return QApplication.activeModalWidget() or QApplication.activeWindow() or self.window

    def wait_for_window(self, title: str) -> QDialog:
        """Wait until a window of that title takes the keys, and return it.

        A bare X server gives the keys to a window only if it is asked to.
        """
        self.wait_for(lambda: self.front().windowTitle() == title)
        window = self.front()
        assert isinstance(window, QDialog)
        window.activateWindow()
        self.wait_for(lambda: window.isActiveWindow() and window.focusWidget())
        return window

    def wait_for_main_window(self) -> None:
        """Return to the main window after a dialog."""
        self.wait_for(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()
        self.wait_for(self.window.isActiveWindow)

    def button(self, words: str) -> QAbstractButton:
        """Return the button with these words in the window at the front, once it can be pressed."""
        self.wait_for(lambda: self._buttons(words))
        return self._buttons(words)[0]

    def field(self, words: str) -> QWidget:
        """Return the field that is read as these words."""
        self.wait_for(lambda: self._named(words))
        return self._named(words)[0]

    def said(self) -> str:
        """Return all the words that stand in the window at the front, but for its fields."""
        shown = [it.text() for it in self.front().findChildren(QLabel) if it.isVisible()]
        shown += [it.text() for it in self.front().findChildren(QAbstractButton) if it.isVisible()]
        return "\n".join(shown)

    def see(self, name: str) -> None:
        """Keep a picture of what is on show, where somebody wants to look at it."""
        if PICTURES is not None:
            QApplication.processEvents()  # until all is laid out
            self._pictures += 1
            picture = f"{self._story}-{self._pictures:02}-{name}.png"
            assert self.front().grab().save(str(PICTURES / picture))

    @abstractmethod
    def push(self, words: str) -> None:
        """Push the button with these words."""

    @abstractmethod
    def fill(self, field: str, words: str) -> None:
        """Replace what stands in the field that is read as `field`."""

    @abstractmethod
    def choose(self, field: str, choice: str) -> None:
        """Choose one of what a field offers."""

    @abstractmethod
    def open_tab(self, title: str) -> None:
        """Bring a tab of the case to the front."""

    @abstractmethod
    def open_menu(self, menu: str, entry: str) -> None:
        """Choose an entry of a menu."""

    @abstractmethod
    def go_to(self, place: str) -> None:
        """Go to another page of the office, by what the rail calls it."""

    @abstractmethod
    def take_email(self, email: Path) -> None:
        """Bring an e-mail into the office."""

    @abstractmethod
    def name_file(self, file: Path, button: str) -> None:
        """Say to the dialog that asks for it which file is meant."""

    @abstractmethod
    def do_next_step(self, button: str) -> None:
        """Do what the banner of the case proposes."""

    def confirm(self, letter: LetterView) -> None:
        """Confirm all that only the writer of a letter can judge, one after the other."""
        while left := _open_rows(letter):
            self.wait_for(left[0].box.isVisible)
            self.confirm_box(left[0].box)
            self.wait_for(partial(_fewer_open, letter, len(left)))

    @abstractmethod
    def confirm_box(self, box: QCheckBox) -> None:
        """Check the box that is the first one not checked yet."""

    @abstractmethod
    def finish(self, letter: LetterView) -> None:
        """Finish a letter for which nothing is missing."""

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(self.at_keys(), key, modifier)

    def press_ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def write(self, words: str) -> None:
        """Type wherever the focus is."""
        for number, line in enumerate(words.split("\n")):
            if number:
                self.press(Qt.Key.Key_Return)
            QTest.keyClicks(self.at_keys(), line)

    def write_over(self, words: str) -> None:
        self.press_ctrl(Qt.Key.Key_A)
        self.write(words)

    def at_keys(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        return popup or QApplication.focusWidget() or self.front()

    def wait_for_name_of_file(self) -> None:
        self.wait_for(lambda: isinstance(self.front(), QFileDialog))
        self.wait_for(lambda: isinstance(self.front().focusWidget(), QLineEdit))
        self.wait_for(self.front().isActiveWindow)

    def _named(self, words: str) -> list[QWidget]:
        widgets = self.front().findChildren(QWidget)
        return [it for it in widgets if it.accessibleName() == words and it.isVisible()]

    def _buttons(self, words: str) -> list[QAbstractButton]:
        return [
            button
            for button in self.front().findChildren(QAbstractButton)
            if words in read_as(button) and button.isVisible() and button.isEnabled()
        ]

    def menu(self, title: str) -> QMenu:
        bar = self.window.menuBar()
        return next(it for it in bar.findChildren(QMenu) if plain(it.title()) == title)

    def tabs(self) -> QTabBar:
        """Return the tabs of the case."""
        bar = self.window.findChild(QTabBar)
        assert bar is not None
        return bar


def read_as(widget: QWidget | None) -> tuple[str, str]:
    """Return the names of a widget: what a screen reader says, and what stands on it."""
    if widget is None:
        return "", ""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName(), plain(text)


def plain(text: str) -> str:
    return text.replace("&", "")


def place_of_tab(bar: QTabBar, title: str) -> int:
    places = range(bar.count())
    return next(place for place in places if bar.tabText(place).startswith(title))


def _open_rows(letter: LetterView) -> list:
    return [row for row in letter.draft_pane.checklist.rows.values() if row.stands_open]


def _fewer_open(letter: LetterView, before: int) -> bool:
    return len(_open_rows(letter)) < before
