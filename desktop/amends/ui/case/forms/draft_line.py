"""What a form says of its draft: that it was kept from before, and may be out of date."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from amends.domain.dates_in_words import short
from amends.ui.case.forms.draft import Draft
from amends.ui.clock import Clock
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.quiet_button import QuietButton


class DraftLine(QWidget):
    """A quiet line above the fields, with the link that starts the form again; hidden at first."""

    start_again_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = plain_label("", "muted")
        self.start_again = QuietButton(self.tr("Start again"))
        self.start_again.setAccessibleName(self.tr("Start again, without what was kept"))
        set_look(self.start_again, role="link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(10))
        layout.addWidget(self.words, 1)
        layout.addWidget(self.start_again)
        self.start_again.clicked.connect(self.start_again_requested)
        self.hide()

    def take_up(self, draft: Draft, clock: Clock) -> bool:
        """Fill in what was left, and say so; return whether anything was. Raises as the draft."""
        kept = draft.take_up()
        if kept is not None:
            day = short(clock.local_date(kept.kept_at), clock.today())
            self._show_kept(day, is_outdated=draft.is_outdated(kept))
        return kept is not None

    def _show_kept(self, day: str, *, is_outdated: bool) -> None:
        words = self.tr("Kept from before, {day}.").format(day=day)
        if is_outdated:
            words = f"{words} {self.tr('Some of it may be out of date: look it over.')}"
        self.words.setText(words)
        self.start_again.setAccessibleDescription(words)
        self.show()
