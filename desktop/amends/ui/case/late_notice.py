"""Says that the complaint came after its time, and offers to decide where the policy lets one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from amends.domain.case_times import came_late, late_to_decide
from amends.services.case_view import CaseView
from amends.ui.case.times_words import came_late_words
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.label import plain_label


class LateNotice(QFrame):
    """Hidden where everything came in time, and once a late complaint was taken."""

    deciding_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="banner", tone=Tone.SOON)
        self.words = plain_label("")
        set_look(self.words, tone=Tone.SOON)
        self.decide = QPushButton()
        set_look(self.decide, role="link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(18), scaled(9), scaled(16), scaled(9))
        layout.setSpacing(scaled(20))
        layout.addWidget(self.words, 1)
        layout.addWidget(self.decide)
        self.decide.clicked.connect(self.deciding_requested)
        self.hide()

    def show_case(self, view: CaseView) -> None:
        """Show what is to be said of the case, if anything is."""
        decisions, case = view.case.late_decisions, view.case
        late = [
            clock
            for clock in came_late(view.procedure, view.clocks)
            if (made := decisions.get(clock.name)) is None or not made.accepted
        ]
        self.setVisible(bool(late) and case.closed_on is None)
        self.words.setText(" ".join(came_late_words(clock, view) for clock in late))
        open_ones = late_to_decide(view.procedure, view.clocks)
        self.decide.setVisible(bool(open_ones) and view.may_change)
        is_decided = all(name in decisions for name in open_ones)
        self.decide.setText(self.tr("Change...") if is_decided else self.tr("Decide..."))
        self.decide.setAccessibleName(self.tr("Decide whether to take what came too late"))
