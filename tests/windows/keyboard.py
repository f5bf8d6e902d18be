"""Hands that use the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QTabBar

from amends.ui.letters.view import LetterView
from tests.windows.hands import Hands, place_of_tab, plain, read_as

MOST_TABS: Final = 120


class Keyboard(Hands):
    """Reaches everything by keys alone: shortcuts, menus, and Tab from field to field."""

    def push(self, words: str) -> None:
        self.button(words)
        self.tab_to(words)
        self.press(Qt.Key.Key_Space)

    def fill(self, field: str, words: str) -> None:
        self.field(field)
        self.tab_to(field)
        self.write_over(words)

    def choose(self, field: str, choice: str) -> None:
        self.tab_to(field)
        box = self.at_keys()
        assert isinstance(box, QComboBox)
        self.press(Qt.Key.Key_Home)
        for _press in range(box.findText(choice)):
            self.press(Qt.Key.Key_Down)
        assert box.currentText() == choice

    def open_tab(self, title: str) -> None:
        self._tab_until(lambda at: isinstance(at, QTabBar), "the tabs")
        bar = self.at_keys()
        assert isinstance(bar, QTabBar)
        steps = place_of_tab(bar, title) - bar.currentIndex()
        for _press in range(abs(steps)):
            self.press(Qt.Key.Key_Right if steps > 0 else Qt.Key.Key_Left)
        assert bar.tabText(bar.currentIndex()).startswith(title)

    def open_menu(self, menu: str, entry: str) -> None:
        opened = self.menu(menu)
        self.press(_mnemonic(opened.title()), Qt.KeyboardModifier.AltModifier)
        self.wait_for(opened.isVisible)
        action = next(it for it in opened.actions() if plain(it.text()) == entry)
        assert action.isEnabled()
        self.press(_mnemonic(action.text()))

    def go_to(self, place: str) -> None:
        titles = ("Inbox", "All cases", "Office and policy", "Promises")  # Ctrl+1 to Ctrl+4
        self.press_ctrl(Qt.Key(Qt.Key.Key_1 + titles.index(place)))

    def take_email(self, email: Path) -> None:
        self.press_ctrl(Qt.Key.Key_O)
        self.name_file(email, "Open")

    def name_file(self, file: Path, button: str) -> None:
        self.wait_for_name_of_file()
        self.write_over(str(file))
        self.press(Qt.Key.Key_Return)

    def do_next_step(self, button: str) -> None:
        self.button(button)  # it is there, and the keys do what it says
        self.press_ctrl(Qt.Key.Key_Return)

    def confirm_box(self, box: QCheckBox) -> None:
        self.press_ctrl(Qt.Key.Key_Return)  # goes to what is missing
        self.wait_for(box.hasFocus)
        self.press(Qt.Key.Key_Space)

    def finish(self, letter: LetterView) -> None:
        self.press_ctrl(Qt.Key.Key_Return)

    def wait_for_focus(self, words: str) -> None:
        """Wait until what is read as these words has the focus."""
        self.wait_for(lambda: words in read_as(self.front().focusWidget()))

    def tab_to(self, words: str) -> None:
        """Press Tab until what has the focus is read as these words."""
        self._tab_until(lambda at: words in read_as(at), words)

    def _tab_until(self, is_there, words: str) -> None:
        for _press in range(MOST_TABS):
            if is_there(self.front().focusWidget()):
                return
            self.press(Qt.Key.Key_Tab)
        self.see("lost")
        raise AssertionError(f"Tab does not lead to {words!r}")


def _mnemonic(text: str) -> Qt.Key:
    return Qt.Key(ord(text[text.index("&") + 1].upper()))
