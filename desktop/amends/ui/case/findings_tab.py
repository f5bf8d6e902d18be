"""The findings: for each point a word of the procedure with its reasons, and the whole of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from amends.domain.events.case_events import FindingMade, Point
from amends.domain.points import overall_outcome, points_found
from amends.services.case_view import CaseView
from amends.ui.case.lines_tab import LinesTab, line
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill


class FindingsTab(LinesTab):
    """A line a point; below them, what the findings make of the complaint."""

    finding_requested = Signal(object)  # id of the point
    points_requested = Signal()

    def lines(self, view: CaseView) -> Iterator[QWidget]:
        if not view.case.points:
            if not view.may_change:
                yield line(plain_label(self.tr("No points were set out."), "muted"))
                return
            words = self.tr("A finding answers a point. Set out the points of the complaint first.")
            button = QPushButton(self.tr("Edit points"))
            button.clicked.connect(self.points_requested)
            yield line(plain_label(words, "muted"), button)
            return
        for number, point in enumerate(view.case.points, 1):
            yield self._point(number, point, view)
        yield self._whole(view)

    def _point(self, number: int, point: Point, view: CaseView) -> QWidget:
        found = view.case.findings.get(point.id)
        words = QWidget()
        layout = QVBoxLayout(words)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(3))
        layout.addWidget(plain_label(f"{number}. {point.text}"))
        if found is not None:
            layout.addWidget(plain_label(found.reasons, "muted"))
        if not view.may_change:
            return line(words, self._pill(found))
        button = QPushButton(self.tr("Change") if found else self.tr("Find..."))
        button.setAccessibleName(
            self.tr("{button} the finding on point {number}").format(
                button=button.text(), number=number
            )
        )
        button.clicked.connect(partial(self.finding_requested.emit, point.id))
        return line(words, self._pill(found), button)

    def _pill(self, found: FindingMade | None) -> Pill:
        return Pill(found.finding, Tone.CALM) if found else Pill(self.tr("No finding yet"))

    def _whole(self, view: CaseView) -> QWidget:
        outcome = overall_outcome(points_found(view.case), view.procedure.outcomes)
        label = plain_label(self.tr("The complaint as a whole"), "heading")
        waiting = Pill(self.tr("Waits for the findings"))
        return line(label, Pill(outcome, Tone.CALM) if outcome else waiting)
