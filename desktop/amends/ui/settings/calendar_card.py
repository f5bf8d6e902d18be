"""Whose holidays the office leaves out: where they come from, what was put right, how to change it.

Nothing changes before it was shown: which days differ, and which dates of open cases would move.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amends.domain.calendar_layers import Layer
from amends.services.list_calendars import Place
from amends.services.read_holidays import HolidayList
from amends.services.read_policy import Policy
from amends.ui.settings.calendar_forms import CalendarDayForm, CalendarForm, ImportForm, PlaceForm
from amends.ui.settings.calendar_presenter import CalendarPresenter
from amends.ui.settings.proposal_panel import ProposalPanel
from amends.ui.settings.words import calendar_words, layer_days, layer_words, next_holidays
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.folding import Folding
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.sentences import Sentences


class CalendarCard(Card):
    """Asks the presenter for every change; one form at a time is open."""

    def __init__(self, presenter: CalendarPresenter, parent: QWidget | None = None) -> None:
        super().__init__(
            QCoreApplication.translate("settings", "Bank holidays"),
            parent,
            action=QCoreApplication.translate("settings", "List term dates"),
        )
        self._presenter = presenter
        self._calendar = ""
        self._about = plain_label("")
        self._holidays = Sentences()
        self.newer = QPushButton(self.tr("See what would change"))
        self._newer = QFrame()
        self._put_right = plain_label(self.tr("Put right by your office"), "heading")
        self._layers = Column()
        self._backs: list[QWidget] = []
        self.places = PlaceForm()
        self.importing = ImportForm()
        self.day = CalendarDayForm(presenter.session)
        self._forms: dict[QPushButton, CalendarForm] = {
            QPushButton(self.tr("Choose another calendar")): self.places,
            QPushButton(self.tr("Import from a file")): self.importing,
            QPushButton(self.tr("Put a day right")): self.day,
        }
        self.choose, self.import_file, self.put_right = self._forms
        self.proposal = ProposalPanel(presenter.proposals)
        self._changing = QWidget()
        self._fill()
        self._connect()

    def show_policy(self, policy: Policy) -> None:
        """Show the office's calendar, and what it has put right in it."""
        office, calendar = policy.ground.office, policy.calendar
        today = self._presenter.today()
        if office.calendar != self._calendar:
            self._calendar = office.calendar
            self.places.picker.show_places((), "")
        self._about.setText(calendar_words(calendar))
        self._holidays.show_sentences(next_holidays(calendar, today))
        self._backs = []
        self._put_right.setVisible(bool(office.layers))
        self._layers.replace(self._lines(list(office.layers.items())))
        self._order_tabs()

    def _lines(self, layers: list[tuple[UUID, Layer]]) -> Iterator[QWidget]:
        people, today = self._presenter.people(), self._presenter.today()
        for id_, layer in layers:
            back = QPushButton(self.tr("Take back"))
            set_look(back, role="link")
            days = layer_days(layer, today)
            back.setAccessibleName(self.tr("Take back: {days}").format(days=days))
            back.clicked.connect(partial(self._presenter.propose_withdrawal, id_, layer))
            self._backs.append(back)
            line = QWidget()
            layout = QHBoxLayout(line)
            layout.setContentsMargins(0, scaled(6), 0, scaled(6))
            layout.setSpacing(scaled(12))
            words = QVBoxLayout()
            words.setSpacing(scaled(2))
            words.addWidget(plain_label(days))
            words.addWidget(plain_label(layer_words(layer, people, today), "muted"))
            layout.addLayout(words, 1)
            layout.addWidget(back)
            yield line

    def _order_tabs(self) -> None:
        """Go through the card from top to bottom; rows that are new would else come last."""
        stops = (
            self.action,
            self.newer,
            *self._backs,
            *self._forms,
            *(self.places.picker.search, self.places.picker.list, self.places.see),
            *self.importing.stops,
            *(
                self.day.draft.line.start_again,
                self.day.holiday,
                self.day.working,
                self.day.day,
                self.day.name,
                self.day.see,
            ),
            *self.proposal.stops,
        )
        for earlier, later in pairwise(stops):
            QWidget.setTabOrder(earlier, later)

    @Slot()
    def _on_form_asked_for(self) -> None:
        """Open one form and close the others; the button of an open form closes it."""
        chosen = self.sender()
        for button, form in self._forms.items():
            form.setVisible(button is chosen and form.isHidden())
            if not form.isHidden():
                form.setFocus()
        self._mark_open()
        if not self.places.isHidden() and not self.places.picker.calendar():
            self._presenter.list_places()

    def _mark_open(self) -> None:
        for button, form in self._forms.items():
            button.setChecked(not form.isHidden())

    @Slot(object)
    def _on_places(self, places: tuple[Place, ...]) -> None:
        self.places.picker.show_places(places, self._calendar)

    @Slot(object)
    def _on_lists(self, lists: tuple[HolidayList, ...]) -> None:
        self.importing.show_lists(lists)
        self._order_tabs()

    @Slot()
    def _on_places_asked(self) -> None:
        picker = self.places.picker
        self._presenter.propose_calendar(picker.calendar(), picker.title())

    @Slot()
    def _on_import_asked(self) -> None:
        listed = self.importing.listed
        if listed is not None:
            whole = self.importing.whole.isChecked()
            self._presenter.propose_import(self.importing.path, listed, is_whole=whole)

    @Slot()
    def _on_day_asked(self) -> None:
        form = self.day
        form.show_problems({})
        self._presenter.propose_day(
            form.day.day(), form.name.text(), is_holiday=form.holiday.isChecked()
        )

    @Slot()
    def _on_left(self) -> None:
        opened = next((form for form in self._forms.values() if not form.isHidden()), None)
        (opened or self.choose).setFocus()

    @Slot()
    def _on_recorded(self) -> None:
        for form in self._forms.values():
            form.hide()
        self._mark_open()
        self.day.begin_again()
        self.importing.file.path.clear()
        self.choose.setFocus()

    def _connect(self) -> None:
        for button in self._forms:
            button.setCheckable(True)
            button.clicked.connect(self._on_form_asked_for)
        self.places.asked.connect(self._on_places_asked)
        self.importing.asked.connect(self._on_import_asked)
        self.importing.read_requested.connect(self._presenter.read_file)
        self.day.asked.connect(self._on_day_asked)
        self.newer.clicked.connect(self._presenter.propose_newer)
        self.proposal.left.connect(self._on_left)
        self._presenter.places_listed.connect(self._on_places)
        self._presenter.lists_read.connect(self._on_lists)
        self._presenter.file_refused.connect(self.importing.show_problem)
        self._presenter.day_refused.connect(self.day.show_problems)
        self._presenter.newer_found.connect(self._newer.setVisible)
        changes = self._presenter.proposals
        changes.working.connect(self._changing.setDisabled)
        changes.recorded.connect(self._on_recorded)

    def _fill(self) -> None:
        set_look(self._newer, role="banner", tone=Tone.CALM)
        newer = QHBoxLayout(self._newer)
        newer.setContentsMargins(scaled(14), scaled(8), scaled(8), scaled(8))
        newer.addWidget(plain_label(self.tr("Newer dates are available.")), 1)
        newer.addWidget(self.newer)
        self.newer.setAccessibleName(self.tr("See what the newer dates would change"))
        self._newer.hide()
        self._put_right.hide()
        for form in self._forms.values():
            form.hide()
        changing = QVBoxLayout(self._changing)
        changing.setContentsMargins(0, 0, 0, 0)
        changing.setSpacing(scaled(10))
        changing.addWidget(self._newer)
        changing.addWidget(self._put_right)
        changing.addLayout(self._layers)
        buttons = Folding(_row(self.choose, self.import_file), _row(self.put_right), spacing_px=10)
        changing.addWidget(buttons, 0, Qt.AlignmentFlag.AlignLeft)
        for form in self._forms.values():
            changing.addWidget(form)
        for part in (self._about, self._holidays, self._changing, self.proposal):
            self.body.addWidget(part)


def _row(*buttons: QPushButton) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(scaled(10))
    for button in buttons:
        layout.addWidget(button)
    layout.addStretch()
    return row
