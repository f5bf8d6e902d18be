"""The files of a case: the e-mail itself, what came with it, what was added later."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from amends.domain.dates_in_words import short
from amends.domain.events.case_events import EvidenceAdded
from amends.services.case_view import CaseView
from amends.ui.case.presenter import CasePresenter
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.column import Column
from amends.ui.widgets.label import plain_label


class EvidenceTab(QFrame):
    """A line a file, with a button that saves a copy of it."""

    add_requested = Signal()
    copy_requested = Signal(object)  # EvidenceAdded

    def __init__(self, presenter: CasePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, role="card")
        self._presenter = presenter
        self._rows = Column(self)
        self._rows.setContentsMargins(scaled(16), scaled(6), scaled(16), scaled(6))

    def show_case(self, view: CaseView) -> None:
        self._rows.replace(self._lines(view))

    def _lines(self, view: CaseView) -> Iterator[QWidget]:
        today = self._presenter.session.clock.today()
        for evidence in view.case.evidence:
            button = QPushButton(self.tr("Save a copy..."))
            button.clicked.connect(partial(self.copy_requested.emit, evidence))
            parts = (evidence.origin, _size(evidence), short(evidence.happened_on, today))
            yield _line(evidence.name, " · ".join(filter(None, parts)), button)
        add = QPushButton(self.tr("Add a file..."))
        add.clicked.connect(self.add_requested)
        hint = self.tr("Files can also be dropped here. They are kept encrypted, as they came.")
        yield _line("", hint, add)


def _size(evidence: EvidenceAdded) -> str:
    return QLocale(QLocale.Language.English).formattedDataSize(evidence.size, 0)


def _line(name: str, about: str, button: QPushButton) -> QWidget:
    row = QWidget()
    button.setAccessibleName(f"{button.text()} {name}".strip())
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, scaled(8), 0, scaled(8))
    layout.setSpacing(scaled(12))
    if name:
        layout.addWidget(plain_label(name), 2)
    layout.addWidget(plain_label(about, "muted"), 3)
    layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return row
