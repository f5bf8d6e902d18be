"""The files of a case: the e-mail itself, what came with it, what was added later."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from amends.domain.dates_in_words import short
from amends.services.case_view import CaseView
from amends.ui.case.lines_tab import LinesTab, line
from amends.ui.case.presenter import CasePresenter
from amends.ui.size_words import size_words
from amends.ui.text_scale import scaled
from amends.ui.widgets.label import name_label, plain_label


class EvidenceTab(LinesTab):
    """A line a file, with a button that saves a copy of it."""

    add_requested = Signal()
    copy_requested = Signal(object)  # EvidenceAdded

    def __init__(self, presenter: CasePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter

    def lines(self, view: CaseView) -> Iterator[QWidget]:
        today = self._presenter.session.clock.today()
        for evidence in view.case.evidence:
            button = QPushButton(self.tr("Save a copy..."))
            button.clicked.connect(partial(self.copy_requested.emit, evidence))
            parts = (
                evidence.origin,
                size_words(evidence.size, decimals=0),
                short(evidence.happened_on, today),
            )
            yield _file(evidence.name, " · ".join(filter(None, parts)), button)
        if not view.may_change:
            return
        add = QPushButton(self.tr("Add a file..."))
        add.clicked.connect(self.add_requested)
        hint = self.tr("Files can also be dropped here. They are kept encrypted, as they came.")
        yield _file("", hint, add)


def _file(name: str, about: str, button: QPushButton) -> QWidget:
    button.setAccessibleName(f"{button.text()} {name}".strip())
    words = QWidget()
    layout = QVBoxLayout(words)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(scaled(2))
    if name:
        layout.addWidget(name_label(name))
    layout.addWidget(plain_label(about, "muted"))
    return line(words, button)
