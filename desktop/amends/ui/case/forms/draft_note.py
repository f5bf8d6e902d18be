"""The draft of fields on a page or in a window that is no small form, and what is said of it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from amends.ui.case.forms.draft import Draft
from amends.ui.case.forms.draft_line import DraftLine
from amends.ui.errors import describe
from amends.ui.session import Session
from amends.ui.widgets.label import plain_label


class DraftNote(QWidget):
    """Stands above the fields; `add` them once they have their starting values."""

    started_again = Signal()

    def __init__(self, session: Session, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._draft = Draft(session, key, self)
        self.line = DraftLine()
        self._unkept = plain_label("", "error")
        self._unkept.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        layout.addWidget(self._unkept)
        self.line.start_again_requested.connect(self.start_again)
        self._draft.failed.connect(self._on_not_kept)
        self._draft.kept.connect(self._unkept.hide)
        self.hide()

    def add(self, **fields: QWidget) -> None:
        """Keep these fields, each under its name."""
        for name, field in fields.items():
            self._draft.add(field, name)

    def take_up(self) -> bool:
        """Take the fields as they stand for the beginning, put back what was left in them, and
        return whether anything was.
        """
        found = self.line.take_up(self._draft, self._session.clock)
        self.setVisible(found)
        return found

    @Slot()
    def keep(self) -> bool:
        """Keep what stands in the fields now, and return whether that was possible."""
        return self._draft.keep()

    @Slot()
    def forget(self) -> None:
        """Keep nothing any more: it was recorded, or is not wanted."""
        self._draft.forget()
        self.line.hide()
        self.hide()

    @Slot()
    def start_again(self) -> None:
        """Put back what the fields began with."""
        self._draft.start_again()
        self.line.hide()
        self.hide()
        self.started_again.emit()

    @Slot(Exception)
    def _on_not_kept(self, error: Exception) -> None:
        still = self.tr("What you typed is still here, but it is not kept yet.")
        self._unkept.setText(f"{describe(error).text} {still}")
        self._unkept.show()
        self.show()
