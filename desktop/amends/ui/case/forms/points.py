"""Asks what the complaint is about."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from amends.services.define_points import define_points
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter


class PointsForm(Form):
    """Asks for the points of the complaint, one a line."""

    KEY = "points"

    def __init__(self, presenter: CasePresenter, points: Iterable[str], parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("What the complaint is about"), self.tr("Save points"))
        self._text = QPlainTextEdit("\n".join(points), tabChangesFocus=True)
        self.add(self.tr("Points of the complaint, one a line"), self._text)

    def record(self) -> None:
        lines = self._text.toPlainText().splitlines()
        points = tuple(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))
        self.presenter.record(lambda desk, view, now: define_points(desk, view, points, now))
