"""Days on which the office is closed: listed, added and removed, with what that would move."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from amends.domain.working_days import Closure
from amends.services.read_policy import Policy
from amends.ui.settings.presenter import FIRST, LAST, Proposal, SettingsPresenter
from amends.ui.settings.proposal_panel import ProposalPanel
from amends.ui.settings.words import closure_days
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.day_edit import NO_DAY, DayEdit
from amends.ui.widgets.field import Field
from amends.ui.widgets.label import plain_label


class ClosuresCard(Card):
    """Asks the presenter for every change; what moves dates is shown before it is agreed to."""

    def __init__(self, presenter: SettingsPresenter, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Days on which your office is closed"))
        self._presenter = presenter
        today = presenter.today()
        self.first, self.last, self.name = DayEdit(today), DayEdit(today), QLineEdit()
        self.name.setPlaceholderText(self.tr("such as Christmas"))
        self.add = QPushButton(self.tr("Add closure"))
        self.proposal = ProposalPanel()
        self._fields = {
            FIRST: Field(self.tr("First day"), self.first),
            LAST: Field(self.tr("Last day"), self.last),
        }
        self._rows = Column()
        self._removes: list[QWidget] = []
        self._fill()
        self._connect()

    def show_policy(self, policy: Policy) -> None:
        """List the office's closures, by their days."""
        closures = sorted(policy.ground.office.closures.items(), key=lambda item: item[1])
        self._removes = []
        self._rows.replace(self._lines(closures))
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Go through the rows before what stands below them; new rows would else come last."""
        asked = (self.first, self.last, self.name, self.add)
        answers = (self.proposal.leave, self.proposal.agree)
        for earlier, later in pairwise((*self._removes, *asked, *answers)):
            QWidget.setTabOrder(earlier, later)

    def _lines(self, closures: list[tuple[UUID, Closure]]) -> Iterator[QWidget]:
        for id_, closure in closures:
            yield self._line(id_, closure)
        if not closures:
            yield plain_label(self.tr("None yet, beside weekends and bank holidays."), "muted")

    def _line(self, id_: UUID, closure: Closure) -> QWidget:
        days = closure_days(closure, self._presenter.today())
        remove = QPushButton(self.tr("Remove"))
        set_look(remove, role="link")
        remove.setAccessibleName(self.tr("Remove the closure on {days}").format(days=days))
        remove.clicked.connect(partial(self._remove, id_, closure))
        self._removes.append(remove)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, scaled(6), 0, scaled(6))
        layout.setSpacing(scaled(12))
        layout.addWidget(plain_label(days), 2)
        layout.addWidget(plain_label(closure.name, "muted"), 3)
        layout.addWidget(remove)
        return row

    @Slot()
    def _add(self) -> None:
        self._show_problems({})
        self._let_change(False)
        self._presenter.propose_closure(self.first.day(), self.last.day(), self.name.text())

    @Slot()
    def _remove(self, id_: UUID, closure: Closure) -> None:
        self._let_change(False)
        self._presenter.propose_removal(id_, closure)

    @Slot()
    def _on_first_changed(self) -> None:
        """A closure lasts a day at least."""
        if NO_DAY < self.last.day() < self.first.day():
            self.last.show_day(self.first.day())

    @Slot(object)
    def _on_refused(self, problems: dict[str, str]) -> None:
        self._let_change(True)
        self._show_problems(problems)

    @Slot(object)
    def _on_proposed(self, proposal: Proposal) -> None:
        self._let_change(True)
        self.proposal.show_proposal(proposal, self._presenter.today())

    @Slot(object)
    def _on_accepted(self, proposal: Proposal) -> None:
        self._let_change(False)
        self._presenter.accept(proposal)

    @Slot()
    def _on_changed(self) -> None:
        self._let_change(True)
        self.name.clear()
        self.first.setFocus()

    @Slot()
    def _on_failed(self) -> None:
        self._let_change(True)

    def _show_problems(self, problems: dict[str, str]) -> None:
        for key, field in self._fields.items():
            field.show_error(problems.get(key, ""))
            if key in problems:
                field.control.setFocus()

    def _let_change(self, may: bool) -> None:
        self.proposal.hide()
        self.setEnabled(may)

    def _connect(self) -> None:
        self.first.day_changed.connect(self._on_first_changed)
        self.name.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.proposal.accepted.connect(self._on_accepted)
        self.proposal.left.connect(self.first.setFocus)
        self._presenter.closure_refused.connect(self._on_refused)
        self._presenter.proposed.connect(self._on_proposed)
        self._presenter.closures_changed.connect(self._on_changed)
        self._presenter.failed.connect(self._on_failed)

    def _fill(self) -> None:
        about = self.tr(
            "They do not count as working days, so dates that count them move. Before that "
            "happens you see which."
        )
        self.body.addWidget(plain_label(about, "muted"))
        self.body.addLayout(self._rows)
        self.body.addSpacing(scaled(4))
        top = Qt.AlignmentFlag.AlignTop
        row = QHBoxLayout()
        row.setSpacing(scaled(12))
        row.addWidget(self._fields[FIRST], 2, top)
        row.addWidget(self._fields[LAST], 2, top)
        row.addWidget(Field(self.tr("Why (optional)"), self.name, beside=self.add), 4, top)
        self.body.addLayout(row)
        self.body.addWidget(self.proposal)
