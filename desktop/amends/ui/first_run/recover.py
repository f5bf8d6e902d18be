"""A forgotten passphrase: the code of the recovery sheet, then a new one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from amends.domain.access import Member
from amends.domain.access_errors import PassphraseTakenError, RecoveryCodeMistypedError
from amends.domain.errors import PassphraseTooShortError
from amends.services.change_passphrase import open_by_code, people_to_recover, recover
from amends.services.desk import Desk, Moment
from amends.services.progress import Progress
from amends.ui.errors import describe, show_error
from amends.ui.first_run.front_card import FrontCard
from amends.ui.first_run.patience import Patience, Rest
from amends.ui.tasks import run
from amends.ui.theme import set_look
from amends.ui.widgets.field import Field
from amends.ui.widgets.inputs import ChoiceBox
from amends.ui.widgets.new_passphrase import NewPassphrase

if TYPE_CHECKING:
    from collections.abc import Sequence


class RecoverView(QWidget):
    """Emits the office, open; or that somebody would rather go back."""

    recovered = Signal(object)  # Desk
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
        self._desk: Desk | None = None
        self.code = QLineEdit()
        self.person = ChoiceBox()
        self.passphrase = NewPassphrase(self.tr("New passphrase"), [folder.name])
        self.back = QPushButton(self.tr("Back"))
        self.back.setShortcut(Qt.Key.Key_Escape)
        self.forward = QPushButton(self.tr("Next"))
        set_look(self.forward, role="primary")
        self._lay_out()
        self.code.returnPressed.connect(self.go_forward)
        self.code.textEdited.connect(self._on_typed)
        self.passphrase.submitted.connect(self.go_forward)
        self.forward.clicked.connect(self.go_forward)
        self.back.clicked.connect(self._on_back)
        patience.over.connect(self._on_patience_over)
        Rest(patience, self.forward)

    @Slot()
    def go_forward(self) -> None:
        """Try the code; then choose the new passphrase."""
        if not self.forward.isEnabled():
            return
        if self._desk is None:
            self._try_code()
        elif self.passphrase.check():
            self._choose(self._desk)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.code.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave()
        super().closeEvent(event)

    @Slot()
    def leave(self) -> None:
        """Lock the office again that the code has opened."""
        if self._desk is not None:
            self._desk.store.close()
            self._desk = None

    def _try_code(self) -> None:
        if not self.code.text().strip():
            self.code.setFocus()
            return
        self._let_type(False)
        work = partial(_opened, self._folder, self.code.text(), self._resources)
        task = run(work, self.window())
        task.succeeded.connect(self._on_opened)
        task.failed.connect(self._on_code_refused)

    def _choose(self, desk: Desk) -> None:
        self._let_type(False)
        person = self.person.currentData()
        work = partial(_recovered, desk, person, self.passphrase.text(), self._moment())
        task = run(work, self.window())
        task.succeeded.connect(self._on_recovered)
        task.failed.connect(self._on_passphrase_refused)

    @Slot(object)
    def _on_opened(self, opened: tuple[Desk, Sequence[Member]]) -> None:
        self._desk, people = opened
        self._patience.forget()
        for member in people:
            self.person.addItem(member.name, member.id)
        self.passphrase.expect(member.name for member in people)
        self._person_field.setVisible(len(people) > 1)
        self._code_field.hide()
        self._new.show()
        self._card.about.setText(
            self.tr("The code is right. From now on the office opens by the passphrase you choose.")
        )
        self.forward.setText(self.tr("Open the office"))
        self._let_type(True)
        (self.person if len(people) > 1 else self.passphrase).setFocus()

    @Slot(object)
    def _on_recovered(self, desk: Desk) -> None:
        self._desk = None  # it is somebody else's to lock now
        self.recovered.emit(desk)

    @Slot(Exception)
    def _on_code_refused(self, error: Exception) -> None:
        if not isinstance(error, RecoveryCodeMistypedError):  # a slip is no guess
            self._patience.fail()
        notice = describe(error)
        self._code_field.show_error(f"{notice.text} {notice.hint}")
        self._let_type(True)
        self.code.setFocus()

    @Slot(Exception)
    def _on_passphrase_refused(self, error: Exception) -> None:
        self._let_type(True)
        if isinstance(error, PassphraseTakenError | PassphraseTooShortError):
            self.passphrase.show_error(error)
        else:
            show_error(error, self)

    @Slot()
    def _on_typed(self) -> None:
        self._code_field.show_error("")

    @Slot()
    def _on_patience_over(self) -> None:
        self.forward.setEnabled(self.back.isEnabled())

    @Slot()
    def _on_back(self) -> None:
        self.leave()
        self.cancelled.emit()

    def _let_type(self, may: bool) -> None:
        for control in (self.code, self.person, self.passphrase, self.back):
            control.setEnabled(may)
        self.forward.setEnabled(may and not self._patience.is_waiting)

    def _lay_out(self) -> None:
        self._code_field = Field(
            self.tr("Recovery code"),
            self.code,
            self.tr("Capital letters, dashes and spaces make no difference."),
        )
        self._person_field = Field(self.tr("Who are you?"), self.person)
        self._new = QWidget()
        column = QVBoxLayout(self._new)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._person_field)
        column.addWidget(self.passphrase)
        self._new.hide()
        about = self.tr(
            "Type the code from the recovery sheet of {office}. Without the sheet nobody can open "
            "the office: we cannot either."
        ).format(office=self._folder.name)
        self._card = FrontCard(self.tr("I have forgotten my passphrase"), about)
        self._card.body.addWidget(self._code_field)
        self._card.body.addWidget(self._new)
        self._card.end_with(self.back, self.forward)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._card)


def _opened(
    folder: Path, typed: str, resources: Path, _progress: Progress
) -> tuple[Desk, Sequence[Member]]:
    desk = open_by_code(folder, typed, resources)
    return desk, people_to_recover(desk)


def _recovered(
    desk: Desk, person: UUID, passphrase: str, moment: Moment, _progress: Progress
) -> Desk:
    return recover(desk, person, passphrase, moment)
