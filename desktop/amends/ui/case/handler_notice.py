"""Says openly where the person who handles a complaint is the person it is about."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from amends.domain.course import stages_to_rule_out
from amends.services.case_view import CaseView
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.label import plain_label


class HandlerNotice(QFrame):
    """Offers to find the stage not possible; hidden where somebody else handles the case."""

    ruling_out_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="banner", tone=Tone.SOON)
        self.words = plain_label("")
        set_look(self.words, tone=Tone.SOON)
        self.rule_out = QPushButton()
        set_look(self.rule_out, role="link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(18), scaled(9), scaled(16), scaled(9))
        layout.setSpacing(scaled(20))
        layout.addWidget(self.words, 1)
        layout.addWidget(self.rule_out)
        self.rule_out.clicked.connect(self.ruling_out_requested)
        self.hide()

    def show_case(self, view: CaseView) -> None:
        """Show what is to be said of the case, if anything is."""
        self.setVisible(view.is_handled_by_subject)
        words = self.tr("{name} handles this complaint and is the person it is about.")
        self.words.setText(words.format(name=view.handler))
        stages = stages_to_rule_out(view.case, view.procedure, view.clocks)
        if stages:
            offer = self.tr("{stage} is not possible...")
            self.rule_out.setText(offer.format(stage=stages[0].title))
        self.rule_out.setVisible(bool(stages) and view.may_change)
