"""What every small form of a case does: it asks, keeps what is typed, and has it recorded.

To add a form, derive from `Form`:
- set `KEY`, a word that no other form has; pass `about` where a case has several such forms, such
  as one for each point (its id);
- in `__init__`, after `super().__init__`, call `name(title, button)`, give each field its starting
  value, and `add(title, field)` it. A field that is not there every time has an `objectName`;
- in `record`, make one call of the presenter. What it refuses is said in the form, which stays.
All that stands in the fields that were added is kept by itself. A field of another kind, such as
one with rows to be added, is a `KeptField` (see `fields.py`); what only shows something goes into
`fields` by `addRow`. The form is opened by `CaseCommands`. A form from which a case will follow has
a presenter of its own, which shows no case.
"""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from amends.services.form_drafts import form_draft_key
from amends.ui.case.forms.draft import Draft
from amends.ui.case.forms.draft_line import DraftLine
from amends.ui.case.forms.fields import KeptField
from amends.ui.case.forms.room import Room
from amends.ui.case.presenter import CasePresenter
from amends.ui.errors import describe
from amends.ui.screens import room_in_frame
from amends.ui.theme import set_look


class Form(QDialog):
    """Closes once what it asked for was recorded; closed before that, it is kept as a draft."""

    KEY: ClassVar[str]
    TOPIC: ClassVar[str] = "case"  # the topic of the help that F1 opens

    help_requested = Signal(str)  # the topic

    def __init__(
        self, presenter: CasePresenter, parent: QWidget, *, about: UUID | str = ""
    ) -> None:
        super().__init__(parent)
        stream = presenter.view.stream if presenter.view else ""
        self.presenter = presenter
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._on_help)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):  # where Enter alone begins a new line
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_done)
        key = form_draft_key(stream, self.KEY, about)
        self._draft = Draft(presenter.session, key, self)
        self._is_submitted = self._is_leaving = False
        self._asked: list[QWidget] = []
        self._draft_line = DraftLine()
        self._content = QWidget()
        self.fields = QFormLayout(self._content)
        self.fields.setContentsMargins(0, 0, 0, 0)  # as far out as the words and buttons around it
        self._room = Room(self._content)
        self.fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._unkept, self._error = _error_label(), _error_label()
        self._buttons = QDialogButtonBox()
        self._cancel = self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._submit = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        set_look(self._submit, role="primary")
        self._lay_out()
        self._submit.setDefault(True)  # once it is in here: Tab over Cancel would make that the one
        self._connect()

    def record(self) -> None:
        """Have the presenter record what was filled in."""
        raise NotImplementedError

    def name(self, title: str, button: str) -> None:
        """Say what the form is for, and what its button does."""
        self.setWindowTitle(title)
        self._submit.setText(button)

    def add(self, title: str, field: QWidget) -> None:
        """Add a field below a title that names it; the first has the focus, buttons come last."""
        label = QLabel(title)
        label.setBuddy(field)
        field.setAccessibleName(title)
        self.fields.addRow(label, field)
        self._draft.add(field)
        self._asked.append(field)
        if isinstance(field, KeptField):
            field.edited.connect(self.order_keys)  # it may have another row now
            field.edited.connect(self.fit)
        self.order_keys()
        if len(self._asked) == 1:
            field.setFocus()

    def open(self) -> None:
        """Show the form as it was left, if it was. Raises `AmendsError` where nobody can tell."""
        self._draft_line.take_up(self._draft, self.presenter.session.clock)
        self._grow()  # at once, since Qt gives a window two thirds of the screen at most
        super().open()
        self._grow()  # once more: only now is it known how large the fields are

    @Slot()
    def _on_done(self) -> None:
        self._submit.click()

    @Slot()
    def submit(self) -> None:
        """Have it recorded; the form closes, or says what is missing."""
        self._is_submitted = True
        self.record()

    @Slot(Exception)
    def show_error(self, error: Exception) -> None:
        """Say what was wrong; what was typed stays."""
        self._is_submitted = False
        notice = describe(error)
        self._error.setText(f"{notice.text} {notice.hint}".strip())
        self._error.show()
        self.fit()
        self._error.setFocus()

    @Slot()
    def _on_help(self) -> None:
        self.help_requested.emit(self.TOPIC)

    def leave(self) -> None:
        """Close now, since the office is about to be locked; what can be kept is."""
        self._is_leaving = True
        self.reject()

    def done(self, result: int) -> None:
        """Close; what was not recorded is kept. Where it cannot be, only a second wish closes."""
        if result == QDialog.DialogCode.Accepted:
            self._draft.forget()
        elif not self._draft.keep() and not self._is_leaving:
            self._is_leaving = True
            words = self.tr("Closing the form once more throws away what is not kept.")
            self._unkept.setText(f"{self._unkept.text()} {words}")
            return
        super().done(result)

    @Slot()
    def fit(self) -> None:
        """Make room for fields that have been added; what the screen has no room for scrolls."""
        if self.isVisible():
            self._grow()

    def _grow(self) -> None:
        self.fields.activate()
        self._room.updateGeometry()
        wanted = self.sizeHint()
        height = min(wanted.height(), room_in_frame(self).height())
        self.resize(self.size().expandedTo(QSize(wanted.width(), height)))

    @Slot()
    def order_keys(self) -> None:
        """Let Tab go through the fields as they stand, and through the buttons after them."""
        stops = [stop for field in self._asked for stop in _stops(field)]
        stops = [self._draft_line.start_again, *stops, self._submit, self._cancel]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    @Slot()
    def _on_accepted(self) -> None:
        if self._is_submitted:  # and not something else that was recorded meanwhile
            self.accept()

    @Slot()
    def _on_start_again(self) -> None:
        self._draft.start_again()
        self._draft_line.hide()
        self._error.hide()
        if self._asked:
            self._asked[0].setFocus()

    @Slot(Exception)
    def _on_not_kept(self, error: Exception) -> None:
        still = self.tr("What you typed is still here, but it is not kept yet.")
        self._unkept.setText(f"{describe(error).text} {still}")
        self._unkept.show()

    @Slot()
    def _on_kept(self) -> None:
        self._is_leaving = False
        self._unkept.hide()

    def _connect(self) -> None:
        self._buttons.rejected.connect(self.reject)
        self._buttons.accepted.connect(self.submit)
        self._draft_line.start_again_requested.connect(self._on_start_again)
        self._draft.failed.connect(self._on_not_kept)
        self._draft.kept.connect(self._on_kept)
        self.presenter.accepted.connect(self._on_accepted)
        self.presenter.refused.connect(self.show_error)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 18)
        layout.setSpacing(14)
        layout.addWidget(self._draft_line)
        layout.addWidget(self._room, 1)
        layout.addWidget(self._unkept)
        layout.addWidget(self._error)
        layout.addWidget(self._buttons)


def _error_label() -> QLabel:
    label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    set_look(label, role="error")
    label.hide()
    return label


def _stops(field: QWidget) -> list[QWidget]:
    """Return where Tab stops in a field: at the field, or at the parts of one that has several."""
    if not isinstance(field, KeptField):
        return [field]
    return [
        part
        for part in field.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.focusProxy() is None
        and part.window() is field.window()
    ]
