"""The day strip: why a date is what it is, day by day, to be read, copied and printed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from amends.domain.explanation import Explanation, quoted
from amends.ui.screens import room_on_screen
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.day_grid import DayGrid


class DayStrip(QWidget):
    """Shows one explanation."""

    copied = Signal()
    more_time_requested = Signal()

    def __init__(self, explanation: Explanation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.explanation = explanation
        self.title = _text(explanation.title, "lead")
        self.grid = DayGrid()
        self.grid.show_days(explanation.days)
        self.copy_button = QPushButton(self.tr("Copy this explanation"))
        self.print_button = QPushButton(self.tr("Print..."))
        self.more_time = QPushButton(self.tr("More time..."))
        self.more_time.hide()
        for button in (self.copy_button, self.print_button, self.more_time):
            set_look(button, role="link")
        self.copy_button.clicked.connect(self.copy)
        self.print_button.clicked.connect(self.print)
        self.more_time.clicked.connect(self.more_time_requested)
        self._lay_out()

    @Slot()
    def copy(self) -> None:
        """Put the whole explanation on the clipboard, as text."""
        QGuiApplication.clipboard().setText(self.explanation.as_text())
        self.copy_button.setText(self.tr("Copied"))
        self.copied.emit()

    @Slot()
    def print(self) -> None:
        """Ask for a printer, then print what is shown."""
        from amends.ui.widgets.day_strip_paper import open_print_dialog

        open_print_dialog(self.explanation, self)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(scaled(14))
        buttons.setContentsMargins(-scaled(4), 0, 0, 0)  # so that the words, not the boxes, align
        buttons.addWidget(self.copy_button)
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.more_time)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(16))
        layout.setSpacing(scaled(6))
        layout.addWidget(self.title)
        layout.addWidget(_text(self.explanation.rule, "muted"))
        layout.addSpacing(scaled(6))
        layout.addWidget(self.grid, 1)
        layout.addSpacing(scaled(6))
        layout.addWidget(_text(self.explanation.basis, "muted"))
        policy = self.tr("Policy: {source}").format(source=quoted(self.explanation.source))
        layout.addWidget(_text(policy, "muted"))
        layout.addLayout(buttons)


class DayStripDialog(QDialog):
    """A day strip in a window of its own, which leaves the case behind it in use. Esc closes it."""

    more_time_requested = Signal()

    def __init__(self, explanation: Explanation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(explanation.title)
        self.strip = DayStrip(explanation)
        set_look(self, role="panel")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.strip)
        self.setMinimumWidth(scaled(540))
        self.strip.grid.setFocus()

    def offer_more_time(self) -> None:
        """Offer more time beside the date, where the policy gives any; asked for, it closes."""
        self.strip.more_time.show()
        self.strip.more_time_requested.connect(self._on_more_time)

    @Slot()
    def _on_more_time(self) -> None:
        self.close()
        self.more_time_requested.emit()

    def open(self) -> None:
        """Show the dialog and return at once; it does not block the window behind it."""
        width = max(self.sizeHint().width(), self.minimumWidth())
        self.resize(width, self._fitting_height(width))
        self.show()
        self.activateWindow()

    def _fitting_height(self, width: int) -> int:
        """Return the height that all words need at that width, within the screen."""
        needed = self._layout.totalHeightForWidth(width)
        return min(needed, room_on_screen(self).height() - scaled(60))


def _text(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    set_look(label, role=role)
    return label
