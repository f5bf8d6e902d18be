"""Hands that use the mouse, and the keys only to write."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QScrollArea,
    QWidget,
)

from amends.ui.letters.view import LetterView
from tests.windows.hands import NO_MODIFIER, Hands, place_of_tab, plain

_LEFT: Final = Qt.MouseButton.LeftButton


class Mouse(Hands):
    """Clicks at a place of the window, as a hand does: what lies on top takes the click."""

    def push(self, words: str) -> None:
        self.click(self.button(words))

    def fill(self, field: str, words: str) -> None:
        self.click(self.field(field))
        self.write_over(words)

    def choose(self, field: str, choice: str) -> None:
        box = self.field(field)
        assert isinstance(box, QComboBox)
        self.click(box)
        choices = box.view()
        self.wait_for(choices.isVisible)
        place = choices.visualRect(box.model().index(box.findText(choice), box.modelColumn()))
        self._click_at(choices.viewport(), place.center())
        self.wait_for(lambda: box.currentText() == choice and not choices.isVisible())

    def open_tab(self, title: str) -> None:
        bar = self.tabs()
        self._reveal(bar)
        self._click_at(bar, bar.tabRect(place_of_tab(bar, title)).center())
        assert bar.tabText(bar.currentIndex()).startswith(title)

    def open_menu(self, menu: str, entry: str) -> None:
        bar, opened = self.window.menuBar(), self.menu(menu)
        self._click_at(bar, bar.actionGeometry(opened.menuAction()).center())
        self.wait_for(opened.isVisible)
        action = next(it for it in opened.actions() if plain(it.text()) == entry)
        assert action.isEnabled()
        self._click_at(opened, opened.actionGeometry(action).center())

    def go_to(self, place: str) -> None:
        entries = self.view.rail.findChildren(QAbstractButton)
        self.click(next(it for it in entries if it.text() == place))

    def take_email(self, email: Path) -> None:
        self.drop(email, self.view, QPoint(60, 300))

    def name_file(self, file: Path, button: str) -> None:
        self.wait_for_name_of_file()
        self.write_over(str(file))
        if (proposed := QApplication.activePopupWidget()) is not None:
            proposed.close()  # the names that the dialog proposes lie on its buttons
        self.push(button)

    def do_next_step(self, button: str) -> None:
        self.push(button)

    def confirm_box(self, box: QCheckBox) -> None:
        self.click(box)

    def finish(self, letter: LetterView) -> None:
        self.push("Finish letter")

    def click(self, widget: QWidget) -> None:
        """Scroll to a widget and click on what of it can be seen."""
        self._reveal(widget)
        self._click_at(widget, widget.visibleRegion().boundingRect().center())

    def drop(self, file: Path, target: QWidget, place: QPoint) -> None:
        """Drop a file on a widget."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        for event in (
            QDragEnterEvent(place, Qt.DropAction.CopyAction, data, _LEFT, NO_MODIFIER),
            QDropEvent(place, Qt.DropAction.CopyAction, data, _LEFT, NO_MODIFIER),
        ):
            QApplication.sendEvent(target, event)
            assert event.isAccepted()

    def _reveal(self, widget: QWidget) -> None:
        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(widget)
            around = around.parentWidget()
        self.wait_for(lambda: _is_on_top(widget))

    def _click_at(self, widget: QWidget, place: QPoint) -> None:
        window = widget.window()
        QTest.mouseClick(window.windowHandle(), _LEFT, NO_MODIFIER, widget.mapTo(window, place))


def _is_on_top(widget: QWidget) -> bool:
    if (seen := widget.visibleRegion().boundingRect()).isEmpty():
        return False
    window = widget.window()
    on_top = window.childAt(widget.mapTo(window, seen.center()))
    return on_top is widget or (on_top is not None and widget.isAncestorOf(on_top))
