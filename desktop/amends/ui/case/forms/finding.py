"""Asks what was found on a point."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amends.domain.events.case_events import Point
from amends.services.case_view import CaseView
from amends.services.make_finding import make_finding
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.inputs import ChoiceBox, TextBox
from amends.ui.widgets.label import plain_label


class FindingForm(Form):
    """Asks what was found on one point, in the procedure's words, and why."""

    KEY = "finding"

    def __init__(
        self, presenter: CasePresenter, view: CaseView, point: Point, parent: QWidget
    ) -> None:
        super().__init__(presenter, parent, about=point.id)
        self._point = point.id
        found = view.case.findings.get(point.id)
        self.name(self.tr("Finding"), self.tr("Save finding"))
        self._finding = ChoiceBox((word, word) for word in view.procedure.outcomes.words)
        self._reasons = TextBox(6)
        if found is not None:
            self._finding.choose(found.finding)
            self._reasons.setPlainText(found.reasons)
        self.fields.addRow(plain_label(point.text, "heading"))
        self.add(self.tr("What you found"), self._finding)
        self.add(self.tr("Your reasons, as the complainant will read them"), self._reasons)

    def record(self) -> None:
        finding, reasons = self._finding.currentText(), self._reasons.toPlainText()
        point = self._point
        self.presenter.record(
            lambda desk, view, now: make_finding(desk, view, point, finding, reasons, now)
        )
