"""The welcome: set an office up, look around in a sample, or open an office that is there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from amends.domain.errors import NotAnOfficeError
from amends.ui.errors import describe
from amends.ui.first_run.office_folder import looks_like_office
from amends.ui.icons import application_icon
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.column import Column
from amends.ui.widgets.file_chooser import FileChooser

_WIDTH_PX: Final = 680
_ICON_PX: Final = 44


class WelcomeView(QWidget):
    """Emits what a newcomer chose; nothing is made or opened here."""

    set_up_requested = Signal()
    sample_requested = Signal()
    open_requested = Signal(object)  # Path of an office
    copy_requested = Signal()
    sealed_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_up = QPushButton(self.tr("Set up my office"))
        self.sample = QPushButton(self.tr("Look around with a sample office"))
        self.open = QPushButton(self.tr("Open an office..."))
        self.copy = QPushButton(self.tr("Bring back a copy..."))
        self.sealed = QPushButton(self.tr("Take over an office..."))
        set_look(self.set_up, role="primary")
        self._problem = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._problem.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._problem.hide()
        set_look(self._problem, role="error")
        self._lay_out()
        self.setFocusProxy(self.set_up)
        self.set_up.clicked.connect(self.set_up_requested)
        self.sample.clicked.connect(self.sample_requested)
        self.open.clicked.connect(self._choose_folder)
        self.copy.clicked.connect(self.copy_requested)
        self.sealed.clicked.connect(self.sealed_requested)

    @property
    def problem(self) -> str:
        """Why the folder that was chosen cannot be opened; "" where none was."""
        return self._problem.text()

    @Slot()
    def _choose_folder(self) -> None:
        dialog = FileChooser(self, self.tr("Choose the folder of the office"))
        dialog.setFileMode(FileChooser.FileMode.Directory)
        dialog.fileSelected.connect(self._on_folder_chosen)
        dialog.open()

    @Slot(str)
    def _on_folder_chosen(self, chosen: str) -> None:
        folder = Path(chosen)
        if looks_like_office(folder):
            self.open_requested.emit(folder)
            return
        notice = describe(NotAnOfficeError(folder))
        self._problem.setText(f"{notice.text} {notice.hint}")
        self._problem.show()

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(scaled(_WIDTH_PX))
        words = QVBoxLayout(column)
        words.setSpacing(scaled(6))
        words.addWidget(_picture())
        words.addSpacing(scaled(8))
        words.addWidget(_said(self.tr("Amends"), "title"))
        words.addWidget(
            _said(
                self.tr("Every complaint: what you promised, what is due next, and why."),
                "lead",
            )
        )
        words.addWidget(
            _said(
                self.tr("Everything stays on this computer, encrypted. Amends is never online."),
                "muted",
            )
        )
        words.addSpacing(scaled(14))
        words.addWidget(self._ways())
        words.addWidget(self._problem)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(0)
        middle.addWidget(column, 1)
        middle.addStretch(0)
        layout.addLayout(middle)
        layout.addStretch(3)

    def _ways(self) -> QFrame:
        buttons = (self.set_up, self.sample, self.open, self.sealed, self.copy)
        widest = max(button.sizeHint().width() for button in buttons)
        for button in buttons:
            button.setFixedWidth(widest)
        card = QFrame()
        set_look(card, role="card")
        column = Column(card)
        column.setContentsMargins(scaled(18), scaled(4), scaled(18), scaled(4))
        column.replace(
            [
                _way(
                    self.set_up,
                    self.tr("Begin"),
                    self.tr("Two short steps, about two minutes."),
                ),
                _way(
                    self.sample,
                    self.tr("Have a look first"),
                    self.tr("Made-up complaints, marked as such. Nothing to set up."),
                ),
                _way(
                    self.open,
                    self.tr("Come back"),
                    self.tr("An office that is on this computer, or on a stick."),
                ),
                _way(
                    self.sealed,
                    self.tr("For a colleague"),
                    self.tr("While they are away: an office that came as one sealed file."),
                ),
                _way(
                    self.copy,
                    self.tr("After a loss"),
                    self.tr("When the computer was lost, or an office is damaged."),
                ),
            ]
        )
        return card


def _way(button: QPushButton, heading: str, about: str) -> QWidget:
    """Return a way in: what it is for, and the button that takes it."""
    button.setAccessibleDescription(about)
    button.setAutoDefault(True)  # so that Enter presses it, as in a dialog
    words = QVBoxLayout()
    words.setSpacing(scaled(2))
    words.addWidget(_said(heading, "heading"))
    words.addWidget(_said(about, "muted"))
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, scaled(14), 0, scaled(14))
    layout.setSpacing(scaled(16))
    layout.addLayout(words, 1)
    layout.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


def _said(words: str, role: str) -> QLabel:
    label = QLabel(words, wordWrap=True)
    set_look(label, role=role)
    return label


def _picture() -> QLabel:
    picture = QLabel()
    picture.setPixmap(application_icon().pixmap(scaled(_ICON_PX)))
    return picture
