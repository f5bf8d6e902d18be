"""Asks under which second policy a complaint falls; what that asks for is shown before saving."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from amends.domain.errors import AmendsError
from amends.services.case_view import CaseView
from amends.services.join_policy import (
    Joinable,
    effect_of_joining,
    join_policy,
    policies_to_join,
)
from amends.ui.case.forms.effect import Effect
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.case.version_words import join_sentences
from amends.ui.errors import describe
from amends.ui.text_scale import scaled
from amends.ui.widgets.inputs import ChoiceBox, TextBox
from amends.ui.widgets.label import plain_label

_REASON_LINES, _WIDEST_PX = 3, 620


class SecondPolicyForm(Form):
    """Offers the other policies of the office first, then those that come with Amends."""

    KEY = "second-policy"
    TOPIC = "course"

    def __init__(self, presenter: CasePresenter, view: CaseView, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("Second policy"), self.tr("Add the second policy"))
        self._view = view
        offered = policies_to_join(presenter.session.desk, view)
        self._policies = {it.version.procedure: it for it in offered}
        called = ((name, it.procedure.called) for name, it in self._policies.items())
        self._policy = ChoiceBox(called)
        self._policy.setObjectName("policy")
        self._policy.setMaximumWidth(scaled(_WIDEST_PX))  # however long the name of a policy is
        self.effect = Effect(self.tr("What you would owe as well"))
        self._reason = TextBox(_REASON_LINES)
        self._reason.setObjectName("reason")
        about = self.tr(
            "One letter may be a complaint under two policies, such as one about a course and "
            "about personal data. One receipt and one answer count for both."
        )
        self.fields.addRow(plain_label(about, "muted"))
        self.add(self.tr("It also falls under"), self._policy)
        self.fields.addRow(self.effect)
        self.add(self.tr("Why, for the record of the case"), self._reason)
        self._policy.currentIndexChanged.connect(self._on_chosen)
        self._on_chosen()

    def record(self) -> None:
        policy, reason = self._chosen(), self._reason.toPlainText()
        self.presenter.record(lambda desk, view, now: join_policy(desk, view, policy, reason, now))

    def _chosen(self) -> Joinable:
        return self._policies[str(self._policy.currentData())]

    @Slot()
    def _on_chosen(self) -> None:
        try:
            clocks = effect_of_joining(self._view, self._chosen())
        except AmendsError as error:
            self.effect.show_sentences((describe(error).text,))
        else:
            self.effect.show_sentences(join_sentences(clocks, self._view.today))
        self.fit()
