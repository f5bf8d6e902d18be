"""Setting up an office: two short steps, and a way back that forgets nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from amends.domain.errors import FileNotWrittenError, OfficeExistsError
from amends.paths import resource
from amends.ui.clock import Clock
from amends.ui.errors import describe
from amends.ui.first_run.office_step import WIDTH_PX, OfficeStep
from amends.ui.first_run.policy_step import PolicyStep
from amends.ui.first_run.set_up_presenter import FOLDER, SetUpPresenter
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look


class SetUpView(QWidget):
    """Emits the new office, open; or that somebody would rather not."""

    office_made = Signal(object)  # Desk
    cancelled = Signal()

    def __init__(
        self, clock: Clock, parent: QWidget | None = None, *, documents: Path | None = None
    ) -> None:
        """Suggest a folder within `documents`, the user's own where none is given."""
        super().__init__(parent)
        place = QStandardPaths.StandardLocation.DocumentsLocation
        own = Path(QStandardPaths.writableLocation(place))
        self._presenter = SetUpPresenter(clock, resource(), documents or own, self)
        self.office = OfficeStep(self._presenter)
        self.policy = PolicyStep(self._presenter)
        self._title = QLabel()
        self._step = QLabel()
        self._problem = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.back = QPushButton()
        self.forward = QPushButton()
        self._steps = QStackedWidget()
        self._lay_out()
        self._show_step(self.office)
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.office.letterhead.name_control.setFocus()

    @Slot()
    def go_forward(self) -> None:
        """Go on where the step is whole; the last step makes the office."""
        if not self.forward.isEnabled():
            return
        if self._steps.currentWidget() is self.office:
            if self.office.check():
                head = self.office.answers().letterhead
                self.policy.known = (head.name, head.signatory)
                self._show_step(self.policy)
                self.policy.go_to_start()
        elif self.office.check() and self.policy.check():
            self._make()

    @Slot()
    def go_back(self) -> None:
        """Go back a step; what was typed stays."""
        if self._steps.currentWidget() is self.office:
            self.cancelled.emit()
        elif self.back.isEnabled():
            self._show_step(self.office)
            self.office.letterhead.name_control.setFocus()

    def _make(self) -> None:
        self._let_change(False)
        self._presenter.make(
            self.office.answers(),
            self.policy.procedure(),
            self.policy.readings(),
            self.policy.calendar(),
            self.policy.passphrase.text(),
            self.window(),
        )

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        """Say what was wrong: by the folder where it was that, else beside the button."""
        self._let_change(True)
        notice = describe(error)
        words = f"{notice.text} {notice.hint}"
        if isinstance(error, OfficeExistsError | FileNotWrittenError):
            self._show_step(self.office)
            self.office.show_problems({FOLDER: words})
        else:
            self._problem.setText(words)
            self._problem.show()

    def _show_step(self, step: QWidget) -> None:
        is_first = step is self.office
        self._steps.setCurrentWidget(step)
        self._step.setText(self.tr("Step 1 of 2") if is_first else self.tr("Step 2 of 2"))
        self._title.setText(
            self.tr("Your office") if is_first else self.tr("Your policy and your passphrase")
        )
        self.back.setText(self.tr("Cancel") if is_first else self.tr("Back"))
        self.forward.setText(self.tr("Next") if is_first else self.tr("Set up the office"))
        self._problem.hide()

    def _let_change(self, may: bool) -> None:
        for part in (self._steps, self.back, self.forward):
            part.setEnabled(may)
        self.forward.setText(
            self.tr("Set up the office") if may else self.tr("Making your office...")
        )

    def _connect(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.forward.clicked.connect(self.go_forward)
        self.policy.submitted.connect(self.go_forward)
        self._presenter.made.connect(self.office_made)
        self._presenter.failed.connect(self._on_failed)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.go_forward)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.go_back)

    def _lay_out(self) -> None:
        set_look(self._title, role="title")
        set_look(self._step, role="section")
        set_look(self._problem, role="error")
        set_look(self.forward, role="primary")
        for step in (self.office, self.policy):
            self._steps.addWidget(step)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, scaled(20), 0, 0)
        layout.setSpacing(0)
        layout.addLayout(_in_column(self._heading()))
        layout.addWidget(self._steps, 1)
        layout.addWidget(self._foot())

    def _heading(self) -> QWidget:
        heading = QWidget()
        words = QVBoxLayout(heading)
        words.setContentsMargins(0, 0, 0, scaled(8))
        words.setSpacing(scaled(2))
        words.addWidget(self._step)
        words.addWidget(self._title)
        return heading

    def _foot(self) -> QFrame:
        foot, row = QFrame(), QWidget()
        buttons = QHBoxLayout(row)
        buttons.setContentsMargins(0, scaled(12), 0, scaled(12))
        buttons.setSpacing(scaled(12))
        buttons.addWidget(self.back)
        buttons.addWidget(self._problem, 1)
        buttons.addStretch()
        buttons.addWidget(self.forward)
        rule = QFrame()
        set_look(rule, role="rule")
        layout = QVBoxLayout(foot)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(rule)
        layout.addLayout(_in_column(row))
        return foot


def _in_column(widget: QWidget) -> QHBoxLayout:
    """Return a layout that keeps a widget in the middle, as wide as a step."""
    widget.setMaximumWidth(scaled(WIDTH_PX))
    around = QHBoxLayout()
    around.setContentsMargins(scaled(24), 0, scaled(24), 0)
    around.addStretch(0)
    around.addWidget(widget, 1)
    around.addStretch(0)
    return around
