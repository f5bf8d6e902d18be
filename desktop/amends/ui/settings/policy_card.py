"""The policy as the office adopted it: its promises, the office's readings, and its silences."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from amends.domain.explanation import quoted
from amends.services.policy_in_words import Promise, promises, silences
from amends.services.read_policy import Policy
from amends.ui.text_scale import scaled
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill
from amends.ui.widgets.sentences import Sentences


class PolicyCard(Card):
    """Read only: the place of the procedures, to which its link leads, is where it is changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, action=QCoreApplication.translate("PolicyCard", "Procedures"))
        self.set_title(self.tr("Your policy"))
        self.action.setAccessibleName(self.tr("Go to the procedures"))
        self._name = plain_label("", "muted")
        self._promises = Column()
        self._silences = Sentences()
        self.body.addWidget(self._name)
        self.body.addLayout(self._promises)
        self.body.addSpacing(scaled(6))
        self.body.addWidget(plain_label(self.tr("What it does not say"), "heading"))
        self.body.addWidget(self._silences)

    def show_policy(self, policy: Policy) -> None:
        """Show the policy that a new case would run under."""
        procedure = policy.procedure
        self._name.setText(
            self.tr("{document}. Read it whole, try it out and change it under Procedures.").format(
                document=procedure.source.document
            )
        )
        told = promises(procedure, policy.ground.office.readings)
        self._promises.replace(self._lines(told))
        self._silences.show_sentences(silences(procedure))

    def _lines(self, told: tuple[Promise, ...]) -> Iterator[QWidget]:
        for promise in told:
            line = QWidget()
            layout = QVBoxLayout(line)
            layout.setContentsMargins(0, scaled(8), 0, scaled(8))
            layout.setSpacing(scaled(4))
            layout.addWidget(plain_label(promise.sentence))
            if promise.counted:
                layout.addLayout(self._counted(promise))
            layout.addWidget(plain_label(quoted(promise.source), "small"))
            for term in promise.terms:
                layout.addWidget(plain_label(term.words, "muted"))
            yield line

    def _counted(self, promise: Promise) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(scaled(10))
        row.addWidget(plain_label(promise.counted, "muted"), 1)
        whose = self.tr("your office's reading") if promise.is_reading else self.tr("the policy")
        row.addWidget(Pill(whose), 0, Qt.AlignmentFlag.AlignTop)
        return row
