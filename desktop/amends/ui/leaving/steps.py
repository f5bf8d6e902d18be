"""The second page: the steps of a leaving, what of them is done, and what comes next."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from amends.domain.cover import Whereabouts
from amends.domain.dates_in_words import short
from amends.domain.leaving import LeavingStep
from amends.services.let_leave import Leaver
from amends.ui.leaving.choosing import WIDTH_PX
from amends.ui.leaving.give_card import GiveCard
from amends.ui.leaving.presenter import LeavingPresenter
from amends.ui.leaving.step_card import ANY_LENGTH, StepCard
from amends.ui.widgets.field import Field
from amends.ui.widgets.inputs import ChoiceBox
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.page import Page


class StepsPage(Page):
    """Any step may come first but for the key, which comes after the passphrase is taken away."""

    key_requested = Signal()
    sheet_requested = Signal()

    def __init__(self, presenter: LeavingPresenter, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH_PX, parent)
        self._presenter = presenter
        self._today = presenter.session.clock.today()
        self.state = plain_label("", "lead")
        self.give = GiveCard(presenter)
        self.sign = StepCard(LeavingStep.SIGNATURE, self.tr("Change who signs"))
        self.signatory = ChoiceBox()
        self.signatory.setSizeAdjustPolicy(ANY_LENGTH)
        self.sign.content.insertWidget(0, Field(self.tr("Who signs from now on"), self.signatory))
        self.withdraw = StepCard(LeavingStep.WITHDRAW, self.tr("Withdraw"))
        self.key = StepCard(LeavingStep.KEY, self.tr("Change the key..."))
        self.sheet = StepCard(LeavingStep.SHEET, self.tr("Recovery sheet..."))
        self._signed = False
        self._leaver: Leaver | None = None
        self.body.addWidget(self.state)
        for card in self._cards():
            self.body.addWidget(card)
        self.body.addStretch()
        self.sign.asked.connect(self._on_sign)
        self.withdraw.asked.connect(presenter.withdraw)
        self.key.asked.connect(self.key_requested)
        self.sheet.asked.connect(self.sheet_requested)
        presenter.shown.connect(self.show_leaver)
        presenter.busy_changed.connect(self._on_busy)

    def controls(self) -> list[QWidget]:
        """Return what can be reached by Tab, in reading order."""
        after = (self.signatory, *(card.button for card in self._cards()[1:]))
        return [*self.give.controls(), *after]

    def focus_next(self) -> None:
        """Put the keys on what comes next."""
        for control in self.controls():
            if control.isEnabled() and control.isVisibleTo(self):
                control.setFocus()
                return

    @Slot(object)
    def show_leaver(self, leaver: Leaver) -> None:
        """Show how far it has come."""
        self._leaver = leaver
        self._signed |= leaver.signs
        self.state.setText(self._state_words(leaver))
        self.sign.setVisible(self._signed)
        for card in (self.key, self.sheet):
            card.setVisible(not leaver.is_sample)
        there = [card for card in self._cards() if not card.isHidden()]
        numbers = {card.step: number for number, card in enumerate(there, 1)}
        self.give.show_leaver(numbers[LeavingStep.GIVE], leaver)
        self._show_signature(numbers.get(LeavingStep.SIGNATURE, 0), leaver)
        self._show_withdrawal(numbers[LeavingStep.WITHDRAW], leaver)
        self._show_key(numbers.get(LeavingStep.KEY, 0), leaver)
        self._show_sheet(numbers.get(LeavingStep.SHEET, 0), leaver)
        first = next(iter(leaver.to_do), None)
        for card in there:
            card.put_first(card.step is first)
        stops = self.controls()
        for earlier, later in pairwise(stops):
            QWidget.setTabOrder(earlier, later)

    def _cards(self) -> tuple[StepCard, ...]:
        return self.give, self.sign, self.withdraw, self.key, self.sheet

    def _state_words(self, leaver: Leaver) -> str:
        name, day = leaver.member.name, short(leaver.leaving.last_day, self._today)
        if not leaver.to_do:
            return self.tr("{name} has left. All of it is done.").format(name=name)
        if leaver.leaving.last_day < self._today:
            words = self.tr("{name} has left. Their last day was {day}.")
        else:
            words = self.tr("{name} leaves. Their last day is {day}.")
        return words.format(name=name, day=day)

    def _show_signature(self, number: int, leaver: Leaver) -> None:
        about = self.tr(
            "Their name stands under your letters, and a case that names no handler is handled by "
            "whoever signs. Finished letters stay as they are."
        )
        done = "" if leaver.signs else self.tr("Done")
        before = self.signatory.currentData()
        self.signatory.clear()
        for member in leaver.takers:
            self.signatory.addItem(member.name, str(member.id))
        self.signatory.choose(before)
        self.sign.show_step(number, about, done=done, rests=not leaver.takers)

    def _show_withdrawal(self, number: int, leaver: Leaver) -> None:
        name, leaving = leaver.member.name, leaver.leaving
        about = self.tr(
            "Their passphrase opens the office no more, from this moment. What they recorded stays."
        )
        if leaving.last_day > self._today:
            early = self.tr("Until {day}, their last day, they may still need it.")
            about = f"{about} {early.format(day=short(leaving.last_day, self._today))}"
        done = ""
        if leaving.withdrawn_on is not None:
            words = self.tr("Done on {day}")
            done = words.format(day=short(leaving.withdrawn_on, self._today))
        self.withdraw.button.setAccessibleName(self.tr("Withdraw {name}").format(name=name))
        self.withdraw.show_step(number, about, done=done)

    def _show_key(self, number: int, leaver: Leaver) -> None:
        about = self.tr(
            "A copy of the folder that they have kept, or that Amends has made until now, still "
            "opens by their passphrase, and shows what stood in it. Under a new key they can read "
            "nothing that is written later. Everybody else keeps their passphrase. It takes a "
            "moment; the office is locked meanwhile, and you can stop it."
        )
        is_here = self._presenter.session.cover.where is Whereabouts.HERE
        if not is_here:
            about = self.tr("The key is changed where the office came from, once it is back.")
        done = self.tr("Done") if leaver.leaving.has_new_key else ""
        rests = leaver.leaving.withdrawn_on is None or not is_here
        self.key.show_step(number, about, done=done, rests=rests)

    def _show_sheet(self, number: int, leaver: Leaver) -> None:
        about = self.tr(
            "The new key makes every earlier recovery sheet worthless. Print or save a new one, "
            "once the key is changed."
        )
        done = self.tr("Done") if leaver.leaving.has_new_sheet else ""
        self.sheet.show_step(number, about, done=done, rests=not leaver.leaving.has_new_key)

    @Slot()
    def _on_sign(self) -> None:
        assert self._leaver is not None
        chosen = self.signatory.currentData()
        self._presenter.sign_by(next(it for it in self._leaver.takers if str(it.id) == chosen))

    @Slot(bool)
    def _on_busy(self, busy: bool) -> None:
        """Let the other steps wait while one is done; how they stand is shown after it."""
        if busy:
            for card in self._cards():
                card.button.setEnabled(False)
