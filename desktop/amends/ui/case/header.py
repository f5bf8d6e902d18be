"""The head of a case: its title, and in one line who, what and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amends.domain.case_times import paused_since
from amends.domain.course import recordable
from amends.domain.dates_in_words import full, short
from amends.domain.joined import policies
from amends.domain.people import Role, identity_words
from amends.domain.standing import waits_outside
from amends.services.case_view import CaseView
from amends.ui.case.turn_words import not_possible_words
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.pill import Pill

_ROOMY_PX: Final = 560


class CaseHeader(QWidget):
    """Title and summary, with the commands that a case always offers."""

    back_requested = Signal()
    note_requested = Signal()
    step_requested = Signal()
    hand_over_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = QPushButton(self.tr("Back to the list"))
        set_look(self.back, role="link")
        self.back.hide()
        self._read_only = False
        self._title = plain_label("", "title")
        self._summary = plain_label("", "muted")
        self._badges = QWidget()
        self._badge_row = QHBoxLayout(self._badges)
        self._note = QPushButton(self.tr("Add note"))
        self._step = QPushButton(self.tr("Record a step..."))
        self._hand_over = QPushButton(self.tr("Hand over..."))
        self._lay_out()
        self.back.clicked.connect(self.back_requested)
        self._note.clicked.connect(self.note_requested)
        self._step.clicked.connect(self.step_requested)
        self._hand_over.clicked.connect(self.hand_over_requested)

    def show_case(self, view: CaseView) -> None:
        self._title.setText(" ".join(view.case.title.split()))
        self._summary.setText(" · ".join(filter(None, self._facts(view))))
        self._show_badges(tuple(self._gone_to(view)))
        self._read_only = view.read_only is not None
        steps = recordable(view.case, view.procedure, view.clocks)
        self._note.setVisible(not self._read_only)
        self._step.setVisible(bool(steps) and not self._read_only)
        self._offer_hand_over()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the title its room: where there is little, handing over is in the menu alone."""
        super().resizeEvent(event)
        self._offer_hand_over()

    def _offer_hand_over(self) -> None:
        is_roomy = self.width() >= scaled(_ROOMY_PX)
        self._hand_over.setVisible(is_roomy and not self._read_only)

    def _facts(self, view: CaseView) -> tuple[str, ...]:
        case, today = view.case, view.today
        person = case.person(Role.COMPLAINANT)
        who = ", ".join(filter(None, (person.name, person.relation))) if person else ""
        received = ""
        if case.received_on is not None:
            received = self.tr("received {day} by {channel}").format(
                day=short(case.received_on, today), channel=case.channel
            )
        elif case.handling.notified is not None:
            received = self.tr("notice of {body}, received {day} by {channel}").format(
                body=case.handling.notified.body,
                day=short(case.handling.notified.happened_on, today),
                channel=case.channel,
            )
        force = view.procedure.in_force_from
        policy = self.tr("policy of {day}").format(day=full(force)) if force else ""
        return case.reference, identity_words(case.identity), who, received, policy

    def _gone_to(self, view: CaseView) -> Iterator[str]:
        """Return, in a word or two each, where else the case has gone."""
        case, handling = view.case, view.case.handling
        if (since := paused_since(case, view.procedure)) is not None:
            yield self.tr("Paused since {day}").format(day=short(since, view.today))
        for other in policies(view.procedure)[1:]:
            yield self.tr("Also: {policy}").format(policy=other.title)
        if handling.redirected is not None:
            yield self.tr("Redirected")
        if handling.not_possible is not None:
            yield not_possible_words(view)
        if case.closed_on is None and (body := waits_outside(case, view.procedure)):
            yield self.tr("Waits with {body}").format(body=body)

    def _show_badges(self, words: tuple[str, ...]) -> None:
        while (item := self._badge_row.takeAt(0)) is not None:
            if (before := item.widget()) is not None:
                before.hide()
                before.deleteLater()
        for text in words:
            self._badge_row.addWidget(Pill(text, Tone.SOON))
        self._badge_row.addStretch()
        self._badges.setVisible(bool(words))

    def _lay_out(self) -> None:
        self._badge_row.setContentsMargins(0, scaled(3), 0, 0)
        self._badge_row.setSpacing(scaled(6))
        words = QVBoxLayout()
        words.setSpacing(scaled(3))
        words.addWidget(self._title)
        words.addWidget(self._summary)
        words.addWidget(self._badges)
        top = QHBoxLayout()
        top.setSpacing(scaled(8))
        top.addLayout(words, 1)
        top.addWidget(self._note, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._step, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._hand_over, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(top)
