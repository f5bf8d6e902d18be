"""The first page: who leaves, their last day, and what would hang on them."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from amends.domain.access import Member
from amends.ui.leaving.presenter import LeavingPresenter
from amends.ui.leaving.step_card import ANY_LENGTH
from amends.ui.leaving.words import by_post_words, hanging_words
from amends.ui.widgets.card import Card
from amends.ui.widgets.day_edit import NO_DAY, DayEdit
from amends.ui.widgets.field import Field
from amends.ui.widgets.inputs import ChoiceBox
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.page import Page

WIDTH_PX = 720


class ChoosingPage(Page):
    """Nothing is recorded here: what hangs on somebody may be looked at before anything is done."""

    def __init__(self, presenter: LeavingPresenter, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH_PX, parent)
        self._presenter = presenter
        people = presenter.may_leave()
        self.person = ChoiceBox((str(it.id), it.name) for it in people)
        self.person.setSizeAdjustPolicy(ANY_LENGTH)
        self.last_day = DayEdit(presenter.session.clock.today())
        self._day_field = Field(self.tr("Their last day"), self.last_day, self._day_words())
        self.hanging = plain_label("")
        self.by_post = plain_label("", "muted")
        self.can_begin = bool(people)
        self._lay_out(people)
        self._show()
        self.person.currentIndexChanged.connect(self._show)
        self.last_day.textEdited.connect(self._on_edited)

    def choose(self, member: Member) -> None:
        """Propose somebody."""
        self.person.choose(str(member.id))

    def chosen(self) -> UUID:
        return UUID(str(self.person.currentData()))

    def is_whole(self) -> bool:
        """Say what is missing, and return whether nothing is."""
        if self.last_day.day() != NO_DAY:
            return True
        self._day_field.show_error(self.tr("This is no day. Such as 27 November 2026."))
        self.last_day.setFocus()
        return False

    @Slot()
    def _show(self) -> None:
        if not self.can_begin:
            return
        leaver = self._presenter.look(self.chosen())
        self.hanging.setText(hanging_words(leaver))
        self.by_post.setText(by_post_words(leaver))
        self.by_post.setVisible(bool(leaver.decided_by_post))

    @Slot()
    def _on_edited(self) -> None:
        self._day_field.show_error("")

    def _day_words(self) -> str:
        return self.tr(
            "If they have gone already, the last day on which they worked. It may also be a "
            "day to come."
        )

    def _own_words(self) -> str:
        if self._presenter.somebody_else_decides():
            return self.tr(
                "If you leave yourself, another decision-maker does this for you, by a passphrase "
                "of their own."
            )
        return self.tr(
            "You are the only one who decides in this office. If you leave yourself, first make "
            "somebody else a decision-maker, under “People”; they do this for you, by a passphrase "
            "of their own."
        )

    def _lay_out(self, people: list[Member]) -> None:
        about = self.tr(
            "What they recorded stays, under their name. What they have in hand goes to others, "
            "their passphrase is taken away, everybody else goes on under a new key, and a new "
            "recovery sheet is made. You can stop after each step: Amends shows what is left to do."
        )
        self.body.addWidget(plain_label(about, "muted"))
        card = Card(self.tr("Who leaves"))
        if people:
            card.body.addWidget(Field(self.tr("Name"), self.person))
            card.body.addWidget(self._day_field)
            card.body.addWidget(self.hanging)
            card.body.addWidget(self.by_post)
        else:
            nobody = self.tr("You are the only one who opens this office.")
            card.body.addWidget(plain_label(nobody))
        self.body.addWidget(card)
        self.body.addWidget(plain_label(self._own_words(), "small"))
        self.body.addStretch()
