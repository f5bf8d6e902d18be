"""The findings: for each point a word of the procedure with its reasons, and the whole of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amends.domain.events.case_events import FindingMade, Point
from amends.domain.points import overall_outcome, points_found
from amends.services.case_view import CaseView
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.column import Column
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill


class FindingsTab(QFrame):
    """A line a point; below them, what the findings make of the complaint."""

    finding_requested = Signal(object)  # id of the point
    points_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="card")
        self._rows = Column(self)
        self._rows.setContentsMargins(scaled(16), scaled(6), scaled(16), scaled(6))

    def show_case(self, view: CaseView) -> None:
        self._rows.replace(self._lines(view))

    def _lines(self, view: CaseView) -> Iterator[QWidget]:
        if not view.case.points:
            words = self.tr("A finding answers a point. Set out the points of the complaint first.")
            button = QPushButton(self.tr("Edit points"))
            button.clicked.connect(self.points_requested)
            yield _line(plain_label(words, "muted"), Pill(), button)
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
        button = QPushButton(self.tr("Change") if found else self.tr("Find..."))
        button.setAccessibleName(
            self.tr("{button} the finding on point {number}").format(
                button=button.text(), number=number
            )
        )
        button.clicked.connect(partial(self.finding_requested.emit, point.id))
        return _line(words, self._pill(found), button)

    def _pill(self, found: FindingMade | None) -> Pill:
        return Pill(found.finding, Tone.CALM) if found else Pill(self.tr("no finding yet"))

    def _whole(self, view: CaseView) -> QWidget:
        outcome = overall_outcome(points_found(view.case), view.procedure.outcomes)
        label = plain_label(self.tr("The complaint as a whole"), "heading")
        waiting = Pill(self.tr("waits for the findings"))
        return _line(label, Pill(outcome, Tone.CALM) if outcome else waiting)


def _line(words: QWidget, pill: Pill, button: QPushButton | None = None) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, scaled(9), 0, scaled(9))
    layout.setSpacing(scaled(12))
    layout.addWidget(words, 1)
    if pill.text():
        layout.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
    if button is not None:
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row
