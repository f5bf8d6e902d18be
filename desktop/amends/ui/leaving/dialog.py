"""The window in which somebody leaves the office: who, and then step by step."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from amends.domain.access import Member
from amends.services.let_leave import Leaver
from amends.ui.errors import describe
from amends.ui.leaving.choosing import ChoosingPage
from amends.ui.leaving.presenter import LeavingPresenter
from amends.ui.leaving.steps import StepsPage
from amends.ui.screens import room_on_screen
from amends.ui.session import Session
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.quiet_button import QuietButton

_SIZE_PX = QSize(800, 720)
_SHARE_OF_SCREEN = 0.92


class LeavingDialog(QDialog):
    """Goes on with the leaving that was begun and is not done; closed, it can be opened again."""

    help_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget, *, member: Member | None = None) -> None:
        """Begin with `member` where somebody is meant, else with whose leaving was begun."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Somebody leaves the office"))
        self.session = session
        self.presenter = LeavingPresenter(session, self)
        self.choosing = ChoosingPage(self.presenter)
        self.steps = StepsPage(self.presenter)
        self._to_do = 0  # steps when they were last shown
        self._pages = QStackedWidget()
        self._pages.addWidget(self.choosing)
        self._pages.addWidget(self.steps)
        self.error = plain_label("", "error")
        self.error.hide()
        self.begin_button = QPushButton(self.tr("Begin"))
        self.end_button = QuietButton()
        self.close_button = QuietButton(self.tr("Cancel"))
        self._lay_out()
        self._connect()
        self.resize(self._fitting())
        self._open_at(member)

    @Slot()
    def begin(self) -> None:
        """Record who leaves; from now on whoever opens the office is told what is left to do."""
        if self.choosing.can_begin and self.choosing.is_whole():
            self.error.hide()
            self.presenter.begin(self.choosing.chosen(), self.choosing.last_day.day())

    def _open_at(self, member: Member | None) -> None:
        begun = self.presenter.begun()
        meant = [it for it in begun if member is None or it.member.id == member.id]
        if meant:
            self.presenter.take_up(meant[0].member.id)
            return
        if member is not None:
            self.choosing.choose(member)
        self.begin_button.setEnabled(self.choosing.can_begin)
        self.end_button.hide()
        first = self.choosing.person if self.choosing.can_begin else self.close_button
        first.setFocus()

    @Slot(object)
    def _on_shown(self, leaver: Leaver) -> None:
        """Show the steps, from when it was begun."""
        is_first = self._pages.currentWidget() is not self.steps
        is_done, self._to_do = len(leaver.to_do) < self._to_do, len(leaver.to_do)
        self._pages.setCurrentWidget(self.steps)
        self.begin_button.hide()
        withdrawn = leaver.leaving.withdrawn_on is not None
        self.end_button.setText(
            self.tr("Leave the rest at that") if withdrawn else self.tr("Call it off")
        )
        self.end_button.setVisible(bool(leaver.to_do) and not leaver.leaving.is_ended)
        self.close_button.setText(self.tr("Go on later") if leaver.to_do else self.tr("Close"))
        if is_first or is_done or not self._holds_focus():
            self.steps.focus_next()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        notice = describe(error)
        self.error.setText(f"{notice.text} {notice.hint}".strip())
        self.error.show()

    @Slot(bool)
    def _on_busy(self, busy: bool) -> None:
        self.end_button.setEnabled(not busy)
        if busy:
            self.error.hide()

    @Slot()
    def _on_end(self) -> None:
        if self.presenter.end():
            self.accept()

    @Slot()
    def _on_key(self) -> None:
        """The office is locked for it: the act goes on from the status line, once it is open."""
        self.accept()
        self.session.key_change_requested.emit()

    @Slot()
    def _on_sheet(self) -> None:
        from amends.ui.access.sheet_dialog import SheetDialog

        sheet = SheetDialog(self.session, self)
        sheet.help_requested.connect(self.help_requested)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _holds_focus(self) -> bool:
        """Return whether the keys are on something that can still be used."""
        focused = self.focusWidget()
        return focused.isVisible() and focused.isEnabled()

    def reject(self) -> None:
        """Close; while cases are given this stops it first, between two of them."""
        if self.presenter.is_busy:
            self.presenter.stop()
        else:
            super().reject()

    @Slot()
    def _on_help(self) -> None:
        self.help_requested.emit("office")

    def _connect(self) -> None:
        self.presenter.shown.connect(self._on_shown)
        self.presenter.failed.connect(self._on_failed)
        self.presenter.busy_changed.connect(self._on_busy)
        self.begin_button.clicked.connect(self.begin)
        self.end_button.clicked.connect(self._on_end)
        self.close_button.clicked.connect(self.reject)
        self.steps.key_requested.connect(self._on_key)
        self.steps.sheet_requested.connect(self._on_sheet)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._on_help)

    def _fitting(self) -> QSize:
        room = room_on_screen(self) * _SHARE_OF_SCREEN
        return QSize(scaled(_SIZE_PX.width()), scaled(_SIZE_PX.height())).boundedTo(room)

    def _lay_out(self) -> None:
        set_look(self.begin_button, role="primary")
        set_look(self.end_button, role="link")
        rule = QFrame()
        set_look(rule, role="rule")
        row = QHBoxLayout()
        row.setContentsMargins(scaled(24), scaled(12), scaled(24), scaled(14))
        row.setSpacing(scaled(10))
        row.addWidget(self.end_button)
        row.addWidget(self.error, 1)
        row.addStretch()
        row.addWidget(self.close_button)
        row.addWidget(self.begin_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pages, 1)
        layout.addWidget(rule)
        layout.addLayout(row)
        self.begin_button.setDefault(True)  # once it is in here, or Tab would move that on
