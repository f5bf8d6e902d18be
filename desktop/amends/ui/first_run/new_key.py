"""A new key for the office: asked for once more by passphrase, then watched, or stopped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from amends.domain.errors import WrongPassphraseError
from amends.services.change_key import change_key
from amends.services.desk import Desk, Moment
from amends.services.progress import Progress
from amends.ui.errors import describe
from amends.ui.first_run.front_card import FrontCard
from amends.ui.first_run.patience import Patience, Rest
from amends.ui.tasks import Task, run
from amends.ui.theme import set_look
from amends.ui.widgets.field import Field


class NewKeyView(QWidget):
    """Emits the office, open under its new key; or that it stays as it was."""

    changed = Signal(object)  # Desk
    cancelled = Signal()

    def __init__(
        self,
        folder: Path,
        resources: Path,
        moment: Callable[[], Moment],
        patience: Patience,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder, self._resources, self._moment = folder, resources, moment
        self._patience = patience
        self._task: Task | None = None
        self.passphrase = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.field = Field(self.tr("Your passphrase"), self.passphrase)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("How far the new key has come"))
        self.bar.hide()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setShortcut(Qt.Key.Key_Escape)
        self.change = QPushButton(self.tr("Change the key"))
        set_look(self.change, role="primary")
        about = self.tr(
            "{office} is encrypted anew. Whoever may no longer open it can read nothing that is "
            "written from now on; everybody else keeps their passphrase. The recovery sheet "
            "becomes worthless; a new one is offered afterwards. Stopping changes nothing."
        ).format(office=folder.name)
        card = FrontCard(self.tr("A new key for the office"), about)
        card.body.addWidget(self.field)
        card.body.addWidget(self.bar)
        card.end_with(self.cancel, self.change)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        self.passphrase.returnPressed.connect(self.start)
        self.change.clicked.connect(self.start)
        self.cancel.clicked.connect(self._on_cancel)
        patience.over.connect(self._on_patience_over)
        Rest(patience, self.change)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.passphrase.setFocus()

    @Slot()
    def start(self) -> None:
        """Change the key; `changed` follows, or what was wrong stands by the field."""
        if not self.passphrase.text() or not self.change.isEnabled():
            return
        self._let_type(False)
        self.field.show_error("")
        typed = self.passphrase.text()
        work = partial(_changed, self._folder, typed, self._resources, self._moment())
        self._task = run(work, self.window())
        self._task.progressed.connect(self._on_progress)
        self._task.succeeded.connect(self.changed)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self.cancelled)

    @Slot()
    def _on_cancel(self) -> None:
        if self._task is None:
            self.cancelled.emit()
        else:
            self.cancel.setEnabled(False)
            self._task.cancel()

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._task = None
        if isinstance(error, WrongPassphraseError):
            self._patience.fail()
        notice = describe(error)
        self.field.show_error(f"{notice.text} {notice.hint}")
        self._let_type(True)
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    @Slot()
    def _on_patience_over(self) -> None:
        self.change.setEnabled(self.passphrase.isEnabled())

    def _let_type(self, may: bool) -> None:
        self.passphrase.setEnabled(may)
        self.cancel.setEnabled(True)
        self.change.setEnabled(may and not self._patience.is_waiting)
        self.bar.setRange(0, 0)
        self.bar.setVisible(not may)


def _changed(
    folder: Path, passphrase: str, resources: Path, moment: Moment, progress: Progress
) -> Desk:
    return change_key(folder, passphrase, resources, moment, progress)
