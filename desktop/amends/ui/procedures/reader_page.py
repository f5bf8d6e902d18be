"""One procedure: what it says, what it does not say, and what would fall due when."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from amends.domain.clauses import clauses
from amends.services.procedure_book import Book, Held
from amends.ui.procedures.clause_list import ClauseList
from amends.ui.procedures.files import dialog_to_save, saved_words
from amends.ui.procedures.gap_list import GapList
from amends.ui.procedures.list_page import WIDTH_PX
from amends.ui.procedures.presenter import ProceduresPresenter
from amends.ui.procedures.try_out_card import TryOutCard
from amends.ui.procedures.words import name_of, since_words, version_words
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.page import Page
from amends.ui.widgets.tabs import Tabs

PDF: Final = "pdf"
TOML: Final = "toml"


class ReaderPage(Page):
    """Shows one procedure as it is held; to change it is to write a new version."""

    left = Signal()
    edit_requested = Signal(object)  # Held
    compare_requested = Signal(object)  # Held

    def __init__(
        self, presenter: ProceduresPresenter, held: Held, parent: QWidget | None = None
    ) -> None:
        super().__init__(WIDTH_PX, parent)
        self._presenter, self.held = presenter, held
        self.back = QPushButton(self.tr("All procedures"))
        set_look(self.back, role="link")
        own = held.version is not None
        self.edit = QPushButton(self.tr("Change it...") if own else self.tr("Make it our own..."))
        self.compare = QPushButton(self.tr("Compare..."))
        self.export = QPushButton(self.tr("Export..."))
        self.drop = QPushButton(self.tr("No longer for new complaints"))
        set_look(self.edit, role="primary")
        self.note = plain_label("", "muted")
        self.tabs = Tabs()
        self.says, self.silent = ClauseList(), GapList()
        self.try_out = TryOutCard(presenter.session, held)
        self.setFocusProxy(self.tabs.bar)
        self._lay_out()
        self._connect()
        self._show()

    def _show(self) -> None:
        procedure, book = self.held.procedure, self._presenter.book()
        self.says.show_clauses(clauses(procedure, self.held.readings))
        self.silent.show_gaps(procedure, self._presenter.gaps(self.held))
        self._subtitle.setText(self._standing(book))
        used = [policy.name for policy in book.policies if policy.is_in_use]
        name = self.held.version.procedure if self.held.version else ""
        may_change = self._presenter.session.office_read_only is None
        self.edit.setVisible(may_change)
        self.drop.setVisible(may_change and name in used and len(used) > 1)

    def _standing(self, book: Book) -> str:
        document = self.held.procedure.source.document
        for policy in book.policies:
            for held in policy.versions:
                if held.version is not None and held.version == self.held.version:
                    when = version_words(held, policy, self._presenter.today())
                    return f"{document}. {when}."
        return f"{document}, {since_words(self.held)}."

    @Slot()
    def _on_edit(self) -> None:
        self.edit_requested.emit(self.held)

    @Slot()
    def _on_compare(self) -> None:
        self.compare_requested.emit(self.held)

    @Slot()
    def _on_drop(self) -> None:
        if self.held.version is not None:
            self._presenter.drop(self.held.version.procedure)

    @Slot()
    def _on_export(self) -> None:
        title, name = self.tr("Export the procedure"), self.held.procedure.name
        dialog = dialog_to_save(self, title, name, TOML)
        dialog.fileSelected.connect(self._export_to)
        dialog.open()

    @Slot(str)
    def _export_to(self, file: str) -> None:
        self._presenter.export(self.held, Path(file))

    def _paper_name(self) -> str:
        return self.tr("{name}, open questions").format(name=self.held.procedure.name)

    @Slot()
    def _on_print(self) -> None:
        self._presenter.print_gaps(self.held, self._paper_name())

    @Slot()
    def _on_pdf(self) -> None:
        title = self.tr("Save what it does not say")
        dialog = dialog_to_save(self, title, self._paper_name(), PDF)
        dialog.fileSelected.connect(self._save_pdf_to)
        dialog.open()

    @Slot(str)
    def _save_pdf_to(self, file: str) -> None:
        self._presenter.save_gaps(self.held, Path(file))

    @Slot(object)
    def _on_saved(self, file: Path) -> None:
        self.note.setText(saved_words(file))
        self.note.show()

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.edit.clicked.connect(self._on_edit)
        self.compare.clicked.connect(self._on_compare)
        self.export.clicked.connect(self._on_export)
        self.drop.clicked.connect(self._on_drop)
        self.silent.print_requested.connect(self._on_print)
        self.silent.pdf_requested.connect(self._on_pdf)
        self._presenter.saved.connect(self._on_saved)
        self._presenter.changed.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        self._show()

    def _lay_out(self) -> None:
        title = plain_label(name_of(self.held), "title")
        self._subtitle = plain_label("", "muted")
        self.note.hide()
        head = QVBoxLayout()
        head.setSpacing(scaled(6))
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(title)
        head.addWidget(self._subtitle)
        buttons = QHBoxLayout()
        buttons.setSpacing(scaled(10))
        for button in (self.edit, self.compare, self.export, self.drop):
            buttons.addWidget(button)
        buttons.addStretch()
        self.body.addLayout(head)
        self.body.addLayout(buttons)
        self.body.addWidget(self.note)
        self.tabs.add(self.says, self.tr("What it says"))
        self.tabs.add(self.silent, self.tr("What it does not say"))
        self.tabs.add(self.try_out, self.tr("Try it out"))
        self.tabs.bar.setAccessibleName(self.tr("Parts of the page"))
        self.body.addWidget(self.tabs)
        self.body.addStretch()
