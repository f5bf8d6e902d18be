"""When the office works, for policies that count in working hours."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from amends.domain.opening_hours import USUAL_HOURS
from amends.domain.streams import OFFICE
from amends.services.form_drafts import form_draft_key
from amends.services.plan_times import WEEKDAYS
from amends.services.read_policy import Policy
from amends.ui.case.forms.draft_note import DraftNote
from amends.ui.settings.proposal_panel import ProposalPanel
from amends.ui.settings.times_presenter import TimesPresenter
from amends.ui.settings.words import weekday_words
from amends.ui.text_scale import scaled
from amends.ui.widgets.card import Card
from amends.ui.widgets.field import Field, show_problems
from amends.ui.widgets.label import plain_label

_ROWS: Final = 4


class HoursCard(Card):
    """The hours of each weekday; what is typed stays until it is recorded."""

    def __init__(self, presenter: TimesPresenter, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("When your office works"))
        self._presenter = presenter
        self._is_edited = False
        self.days = {day: QLineEdit() for day in WEEKDAYS}
        self._fields = {day: Field(weekday_words(day), edit) for day, edit in self.days.items()}
        self.draft = DraftNote(presenter.session, form_draft_key(OFFICE, "hours"))
        self.draft.add(**self.days)
        self.save = QPushButton(self.tr("Save the hours"))
        self.form = QWidget()
        self.proposal = ProposalPanel(presenter.hours)
        self._fill()
        self._connect()

    def show_policy(self, policy: Policy) -> None:
        """Show the hours, unless somebody is changing them; the usual ones until they are set."""
        if self._is_edited:
            return
        hours = policy.ground.office.opening_hours or USUAL_HOURS
        for day, edit in self.days.items():
            edit.setText(getattr(hours, day))
        self._is_edited = self.draft.take_up()

    @Slot()
    def _on_edited(self) -> None:
        self._is_edited = True

    @Slot()
    def _on_save(self) -> None:
        self._show_problems({})
        self._presenter.propose_hours({day: edit.text() for day, edit in self.days.items()})

    @Slot(object)
    def _show_problems(self, problems: dict[str, str]) -> None:
        show_problems(self._fields, problems)

    @Slot()
    def _on_not_edited(self) -> None:
        self._is_edited = False

    @Slot()
    def _on_recorded(self) -> None:
        self._is_edited = False
        self.draft.forget()

    def _connect(self) -> None:
        for edit in self.days.values():
            edit.textEdited.connect(self._on_edited)
            edit.returnPressed.connect(self._on_save)
        self.save.clicked.connect(self._on_save)
        self.draft.started_again.connect(self._on_not_edited)
        self._presenter.hours_refused.connect(self._show_problems)
        changes = self._presenter.hours
        changes.working.connect(self.form.setDisabled)
        changes.recorded.connect(self._on_recorded)

    def _fill(self) -> None:
        about = self.tr(
            "Such as 09:00-17:00, or 09:00-12:30, 13:30-17:00; empty where nobody works. A policy "
            "that counts in working hours counts these."
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(16))
        grid.setVerticalSpacing(scaled(8))
        for number, field in enumerate(self._fields.values()):
            grid.addWidget(field, number % _ROWS, number // _ROWS)
        form = QVBoxLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(scaled(12))
        form.addWidget(self.draft)
        form.addLayout(grid)
        form.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (plain_label(about, "muted"), self.form, self.proposal):
            self.body.addWidget(part)
