"""The files of a case: the e-mail itself, what came with it, what was added later."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from amends.domain.dates_in_words import short
from amends.domain.events.case_events import EvidenceAdded
from amends.services.case_view import CaseView
from amends.ui.case.lines_tab import LinesTab, line
from amends.ui.case.presenter import CasePresenter
from amends.ui.text_scale import scaled
from amends.ui.widgets.label import plain_label

_LEFT: Final = (
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
)


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
            parts = (evidence.origin, _size(evidence), short(evidence.happened_on, today))
            yield _file(evidence.name, " · ".join(filter(None, parts)), button)
        if not view.may_change:
            return
        add = QPushButton(self.tr("Add a file..."))
        add.clicked.connect(self.add_requested)
        hint = self.tr("Files can also be dropped here. They are kept encrypted, as they came.")
        yield _file("", hint, add)


def _size(evidence: EvidenceAdded) -> str:
    return QLocale(QLocale.Language.English).formattedDataSize(
        evidence.size, 0, QLocale.DataSizeFormat.DataSizeSIFormat
    )


def _file(name: str, about: str, button: QPushButton) -> QWidget:
    button.setAccessibleName(f"{button.text()} {name}".strip())
    words = QWidget()
    layout = QVBoxLayout(words)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(scaled(2))
    if name:
        label = plain_label(name)
        # A name in Arabic begins where the others do, not at the far end of its line.
        label.setAlignment(_LEFT)
        layout.addWidget(label)
    layout.addWidget(plain_label(about, "muted"))
    return line(words, button)
