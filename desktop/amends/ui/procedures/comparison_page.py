"""Two procedures side by side: which two, and in how many clauses they differ."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from amends.domain.comparison import Comparison
from amends.services.procedure_book import Book, Held
from amends.ui.procedures.comparison_table import ComparisonTable
from amends.ui.procedures.files import dialog_to_save, saved_words
from amends.ui.procedures.presenter import ProceduresPresenter
from amends.ui.procedures.words import name_of, since_words
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.field import Field
from amends.ui.widgets.inputs import ChoiceBox
from amends.ui.widgets.label import plain_label


class ComparisonPage(QWidget):
    """Chooses two procedures, and shows in what they differ."""

    left = Signal()

    def __init__(
        self, presenter: ProceduresPresenter, held: Held, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._each = _all_of(presenter.book())
        self.back = QPushButton(self.tr("Back"))
        set_look(self.back, role="link")
        self.before, self.after = ChoiceBox(self._choices()), ChoiceBox(self._choices())
        self.print_button = QPushButton(self.tr("Print..."))
        self.pdf_button = QPushButton(self.tr("Save as PDF..."))
        self.summary = plain_label("", "heading")
        self.note = plain_label("", "muted")
        self.note.hide()
        self.table = ComparisonTable()
        self._choose(held)
        self.setFocusProxy(self.before)
        self._lay_out()
        self._connect()
        self._show()

    def chosen(self) -> tuple[Held, Held]:
        """Return the two that are compared."""
        return self._each[self.before.currentData()], self._each[self.after.currentData()]

    @Slot()
    def _show(self) -> None:
        before, after = self.chosen()
        comparison = self._presenter.compare(before, after)
        self._tell(comparison)
        self.table.show_changes(comparison.changes)

    def _tell(self, comparison: Comparison) -> None:
        self.summary.setText(f"{comparison}.")
        self.table.setVisible(bool(comparison.changes))
        for button in (self.print_button, self.pdf_button):
            button.setEnabled(bool(comparison.changes))

    def _choose(self, held: Held) -> None:
        """Put the procedure at the right, beside the version before it or else the office's own."""
        place = next((n for n, it in enumerate(self._each) if _is_same(it, held)), 0)
        name = held.procedure.name
        earlier = [n for n, it in enumerate(self._each) if n > place and _is_of(it, name)]
        later = [n for n, it in enumerate(self._each) if n < place and _is_of(it, name)]
        if held.version is None:
            self.before.choose(0 if place else place)
            self.after.choose(place)
        elif earlier:
            self.before.choose(earlier[0])
            self.after.choose(place)
        elif later:
            self.before.choose(place)
            self.after.choose(later[-1])
        else:
            self.before.choose(place)
            self.after.choose(min(place + 1, len(self._each) - 1))

    def _choices(self) -> list[tuple[object, str]]:
        return [(number, _named(held)) for number, held in enumerate(self._each)]

    @Slot()
    def _on_print(self) -> None:
        self._presenter.print_comparison(*self.chosen(), self.tr("Comparison of procedures"))

    @Slot()
    def _on_pdf(self) -> None:
        name = self.tr("Comparison of procedures")
        dialog = dialog_to_save(self, self.tr("Save the comparison"), name, "pdf")
        dialog.fileSelected.connect(self._save_to)
        dialog.open()

    @Slot(str)
    def _save_to(self, file: str) -> None:
        self._presenter.save_comparison(*self.chosen(), Path(file))

    @Slot(object)
    def _on_saved(self, file: Path) -> None:
        self.note.setText(saved_words(file))
        self.note.show()

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.before.currentIndexChanged.connect(self._show)
        self.after.currentIndexChanged.connect(self._show)
        self.print_button.clicked.connect(self._on_print)
        self.pdf_button.clicked.connect(self._on_pdf)
        self._presenter.saved.connect(self._on_saved)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Compare two procedures"))
        set_look(title, role="title")
        chosen = QHBoxLayout()
        chosen.setSpacing(scaled(16))
        chosen.addWidget(Field(self.tr("Before"), self.before), 1)
        chosen.addWidget(Field(self.tr("After"), self.after), 1)
        told = QHBoxLayout()
        told.addWidget(self.summary, 1)
        told.setSpacing(scaled(8))
        told.addWidget(self.print_button)
        told.addWidget(self.pdf_button)
        layout = QVBoxLayout(self)
        edge = scaled(24)
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.setSpacing(scaled(10))
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(title)
        layout.addLayout(chosen)
        layout.addLayout(told)
        layout.addWidget(self.note)
        layout.addWidget(self.table, 1)
        layout.addStretch()


def _all_of(book: Book) -> tuple[Held, ...]:
    """Return all there is, the office's own first, each policy's latest version first."""
    own = tuple(held for policy in book.policies for held in policy.versions)
    return (*own, *book.shipped, *book.others)


def _named(held: Held) -> str:
    return f"{name_of(held)}, {since_words(held)}"


def _is_same(one: Held, other: Held) -> bool:
    return one.version == other.version and one.raw == other.raw


def _is_of(held: Held, name: str) -> bool:
    return held.version is not None and held.version.procedure == name
