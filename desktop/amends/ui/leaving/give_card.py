"""The step by which what hangs on somebody goes to others: one choice for all, and one by case."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from amends.domain.access import Member
from amends.domain.leaving import Holding, LeavingStep
from amends.services.let_leave import Leaver
from amends.ui.leaving.presenter import LeavingPresenter
from amends.ui.leaving.step_card import ANY_LENGTH, StepCard
from amends.ui.leaving.words import (
    by_post_words,
    concerned_words,
    hanging_words,
    holding_words,
    stays_words,
)
from amends.ui.text_scale import scaled
from amends.ui.widgets.column import Column
from amends.ui.widgets.field import Field
from amends.ui.widgets.folding import Folding
from amends.ui.widgets.inputs import ChoiceBox
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.quiet_button import QuietButton

_NOBODY = ""
_CHOICE_PX, _SAID_PX = 230, 260


class GiveCard(StepCard):
    """Whom a case concerns is not offered for it, whatever is chosen for all."""

    def __init__(self, presenter: LeavingPresenter, parent: QWidget | None = None) -> None:
        super().__init__(LeavingStep.GIVE, "", parent)
        self._presenter = presenter
        self._today = presenter.session.clock.today()
        self._takers: dict[str, Member] = {}
        self._chosen: dict[str, str] = {}  # by case, also where the list is made anew
        self._held: tuple[Holding, ...] = ()
        self.choices: dict[str, ChoiceBox] = {}
        self.all_to = ChoiceBox()
        self.all_to.setSizeAdjustPolicy(ANY_LENGTH)
        self._all_field = Field(self.tr("All of it goes to"), self.all_to)
        self._rows = Column()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.bar.setTextVisible(False)
        self.stop_button = QuietButton(self.tr("Stop"))
        self._lay_out_more()
        self.set_busy(False)
        self.all_to.currentIndexChanged.connect(self._on_all)
        self.stop_button.clicked.connect(presenter.stop)
        self.asked.connect(self._on_asked)
        presenter.progressed.connect(self._on_progressed)
        presenter.busy_changed.connect(self.set_busy)

    def show_leaver(self, number: int, leaver: Leaver) -> None:
        """Show what still hangs on them; what was chosen for a case stays chosen."""
        is_done = not leaver.holdings
        about = " ".join(filter(None, (hanging_words(leaver), by_post_words(leaver))))
        done = self.tr("Done: they have no open case in hand") if is_done else ""
        self.show_step(number, about, done=done)
        self._show_takers(leaver)
        self._held = leaver.holdings
        self.choices.clear()
        self._rows.replace([self._row(held, leaver) for held in leaver.holdings])
        self._count()

    def controls(self) -> list[QWidget]:
        """Return what can be reached by Tab, in reading order."""
        return [self.all_to, *self.choices.values(), self.button, self.stop_button]

    def given(self) -> dict[str, Member]:
        """Return to whom each case goes that goes to anybody."""
        chosen = {stream: str(box.currentData()) for stream, box in self.choices.items()}
        return {stream: self._takers[to] for stream, to in chosen.items() if to in self._takers}

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """Offer nothing but to stop, while cases are given."""
        self.bar.setVisible(busy)
        self.stop_button.setVisible(busy)
        for control in (self.all_to, *self.choices.values()):
            control.setEnabled(not busy)
        self.button.setEnabled(not busy and bool(self.given()))
        if busy:
            self.bar.setRange(0, 0)

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    @Slot()
    def _on_asked(self) -> None:
        self._presenter.give(self.given())

    @Slot()
    def _on_all(self) -> None:
        """Choose for every case; where they are not offered, the choice stays as it was."""
        for box in self.choices.values():
            box.choose(self.all_to.currentData())

    @Slot()
    def _count(self) -> None:
        """Say on the button how much is given, and keep what was chosen."""
        self._chosen |= {stream: str(box.currentData()) for stream, box in self.choices.items()}
        count = len(self.given())
        words = {0: self.tr("Give to others"), 1: self.tr("Give 1 case")}
        self.button.setText(words.get(count, self.tr("Give {count} cases").format(count=count)))
        self.button.setEnabled(count > 0 and not self._presenter.is_busy)

    def _show_takers(self, leaver: Leaver) -> None:
        before = self.all_to.currentData()
        self._takers = {str(it.id): it for it in leaver.takers}
        self.all_to.blockSignals(True)
        self.all_to.clear()
        self.all_to.addItem(self.tr("Choose by case"), _NOBODY)
        for key, member in self._takers.items():
            self.all_to.addItem(member.name, key)
        self.all_to.choose(before)
        self.all_to.blockSignals(False)
        self._all_field.setVisible(bool(self._takers))

    def _row(self, held: Holding, leaver: Leaver) -> QWidget:
        takers = leaver.takers_of(held)
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, scaled(8), 0, scaled(8))
        words.setSpacing(scaled(2))
        words.addWidget(plain_label(f"{held.reference} {held.title}"))
        words.addWidget(plain_label(holding_words(held, self._today), "muted"))
        for small in (concerned_words(held, leaver), "" if takers else self._nobody_words()):
            if small:
                words.addWidget(plain_label(small, "small"))
        if not takers:
            return said
        return Folding(said, self._choice(held, takers, leaver.member.name), first_px=_SAID_PX)

    def _choice(self, held: Holding, takers: Iterable[Member], leaver: str) -> ChoiceBox:
        names = ((str(it.id), it.name) for it in takers)
        box = ChoiceBox(((_NOBODY, stays_words(leaver)), *names))
        box.setFixedWidth(scaled(_CHOICE_PX))
        box.choose(self._chosen.get(held.stream, self.all_to.currentData()))
        name = self.tr("{case} goes to").format(case=f"{held.reference} {held.title}")
        box.setAccessibleName(name)
        box.currentIndexChanged.connect(self._count)
        self.choices[held.stream] = box
        return box

    def _nobody_words(self) -> str:
        return self.tr(
            "Nobody else of the office may take it. Add a person to the office, or name a handler "
            "from outside on the page of the case."
        )

    def _lay_out_more(self) -> None:
        self.content.insertWidget(0, self._all_field)
        self.content.insertLayout(1, self._rows)
        line = QHBoxLayout()
        line.setSpacing(scaled(10))
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop_button)
        self.content.addLayout(line)
