"""Asks how the times run in a case that is opened again, and why it is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amends.domain.events.course_events import CaseBegunAnew, CaseReopened
from amends.services.case_view import CaseView
from amends.services.desk import Moment
from amends.services.reopen_case import Again, reopen_case, reopening
from amends.ui.case.forms.choices import Choices
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.moves import Moves
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.inputs import TextBox

_REASON_LINES = 3


class ReopenForm(Form):
    """How the complaint was answered before, and whether in time, stays on record either way."""

    KEY = "reopen"
    TOPIC = "course"

    def __init__(self, presenter: CasePresenter, view: CaseView, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self._moment = Moment(view.today, presenter.session.clock.now())
        self.name(self.tr("Reopen the case"), self.tr("Reopen"))
        self._how = Choices(
            (
                (
                    Again.GO_ON,
                    self.tr("Go on as if it had not been closed"),
                    self.tr(
                        "Such as a case that was closed by mistake: each time counts as it did."
                    ),
                ),
                (
                    Again.ANEW,
                    self.tr("Begin the policy's times anew"),
                    self.tr("Every time of the policy runs from today, as for a new complaint."),
                ),
            )
        )
        self._reason = TextBox(_REASON_LINES)
        self._moves = Moves(view, self._supposed)
        self.add(self.tr("How the times run"), self._how)
        self.fields.addRow(self._moves)
        self.add(self.tr("Why it is opened again"), self._reason)
        self._how.edited.connect(self._moves.show_moves)

    def record(self) -> None:
        how, reason = self._how.chosen(), self._reason.toPlainText()
        self.presenter.record(lambda desk, view, now: reopen_case(desk, view, how, reason, now))

    def _supposed(self) -> CaseReopened | CaseBegunAnew | None:
        chosen = self._how.chosen()
        return reopening(Again(chosen), "", self._moment) if chosen else None
