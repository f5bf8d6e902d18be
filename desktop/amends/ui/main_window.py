"""The window: menus, status line, and whatever is shown between them.

It is light enough for the first paint; what an open office needs is joined to it later.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from amends.ui.actions import Actions
from amends.ui.screens import room_in_frame
from amends.ui.tasks import stop_tasks
from amends.ui.theme import set_look
from amends.ui.widgets.focus_in_sight import FocusInSight

_GEOMETRY = "window/geometry"
_USUAL_SIZE = QSize(1440, 900)
_SMALLEST = QSize(720, 560)


class MainWindow(QMainWindow):
    """Shows one page: the welcome, the passphrase, or the open office."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._key_is_for: QWidget | None = None
        FocusInSight(self)
        self.actions_ = Actions(self)
        self.actions_.fill(self.menuBar())
        self.actions_.enable(office=False, case=False)
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self._state = QLabel()
        self._right = QLabel()
        self.undo = QPushButton()
        set_look(self.undo, role="link")
        self.undo.hide()
        self.undo.clicked.connect(self.actions_["undo"].trigger)
        self.statusBar().addWidget(self._state)
        self.statusBar().addWidget(self.undo)
        self.statusBar().addPermanentWidget(self._right)
        self.statusBar().setSizeGripEnabled(False)
        self.setMinimumSize(_SMALLEST)
        self._restore_geometry()
        self.name_office("")

    def show_page(self, page: QWidget) -> None:
        """Show `page` in place of what was there, which is thrown away."""
        before = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()

    @Slot()
    def come_to_front(self) -> None:
        """Be seen, as somebody asked for who started Amends again."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def set_busy(self, *, busy: bool) -> None:
        """Take no input while something is being made ready."""
        self._pages.setEnabled(not busy)

    def name_office(self, name: str) -> None:
        """Put the office's name into the title; an empty one where none is open."""
        self.setWindowTitle(self.tr("{name} — Complaints").format(name=name) if name else "Amends")

    def show_state(self, state: str, calendar: str = "") -> None:
        """Say in the status line what is saved, and by which calendar days are counted."""
        self._state.setText(state)
        self.show_right(calendar)

    def offer_undo(self, what: str) -> None:
        """Offer beside the state to undo what was just recorded; "" offers nothing."""
        words = self.tr("Undo: {what}").format(what=what)
        keys = self.actions_["undo"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.undo.setText(words.replace("&", "&&"))
        self.undo.setAccessibleName(words)
        self.undo.setToolTip(keys)
        self.undo.setVisible(bool(what))

    def show_right(self, words: str) -> None:
        """Say something at the right end of the status line."""
        self._right.setText(words)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:  # comes before the key itself
            self._key_is_for = self.focusWidget()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus; Qt does so in dialogs alone.

        A button that got the focus by this very key, such as from a list, is not pressed by it.
        """
        meant, self._key_is_for = self._key_is_for, None
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and isinstance(meant, QPushButton) and meant is self.focusWidget():
            meant.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        QSettings().setValue(_GEOMETRY, self.saveGeometry())
        self.closing.emit()
        stop_tasks(self)
        super().closeEvent(event)

    def _restore_geometry(self) -> None:
        kept = QSettings().value(_GEOMETRY)
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            self.resize(_USUAL_SIZE.boundedTo(room_in_frame(self)))
