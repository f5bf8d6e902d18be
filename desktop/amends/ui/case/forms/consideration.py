"""Asks why a consideration of the policy needs no action."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from amends.domain.procedure import FollowUp
from amends.services.plan_action import settle_follow_up
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.inputs import TextBox
from amends.ui.widgets.label import plain_label

_REASON_LINES = 4


class ConsiderationForm(Form):
    """An action that is planned for it later takes the place of the reason."""

    KEY = "consideration"
    TOPIC = "promises"

    def __init__(self, presenter: CasePresenter, follow_up: FollowUp, parent: QWidget) -> None:
        super().__init__(presenter, parent, about=follow_up.key)
        self._follow_up = follow_up.key
        self.name(self.tr("Considered, not needed"), self.tr("Record"))
        self._because = TextBox(_REASON_LINES)
        self.fields.addRow(plain_label(follow_up.title, "heading"))
        self.fields.addRow(plain_label(f"“{follow_up.source}”", "muted"))
        self.add(self.tr("Why it is not needed"), self._because)

    def record(self) -> None:
        follow_up, because = self._follow_up, self._because.toPlainText()
        self.presenter.record(
            lambda desk, view, now: settle_follow_up(desk, view, follow_up, because, now)
        )
