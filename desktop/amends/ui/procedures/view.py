"""The place of the procedures: the list, and in its place whatever was opened from it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from amends.services.procedure_book import Held
from amends.services.procedure_drafts import ProcedureDraft
from amends.ui.errors import show_error
from amends.ui.letters.print_desk import PrintDesk
from amends.ui.procedures.comparison_page import ComparisonPage
from amends.ui.procedures.editor_page import EditorPage
from amends.ui.procedures.editor_presenter import draft_of_file, first_draft
from amends.ui.procedures.files import dialog_to_open
from amends.ui.procedures.list_page import ListPage
from amends.ui.procedures.presenter import ProceduresPresenter
from amends.ui.procedures.reader_page import ReaderPage
from amends.ui.session import Session


class ProceduresView(QStackedWidget):
    """Goes from one page to another; one that is left is thrown away."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.presenter = ProceduresPresenter(session, self.window, self)
        self.print_desk = PrintDesk(session, self)
        self.list = ListPage(self.presenter)
        self.reader: ReaderPage | None = None
        self.comparison: ComparisonPage | None = None
        self.editor: EditorPage | None = None
        self.addWidget(self.list)
        self.list.opened.connect(self.open)
        self.list.draft_opened.connect(self._on_draft)
        self.list.import_requested.connect(self.ask_for_file)
        self.presenter.file_read.connect(self._on_file)
        self.presenter.failed.connect(self._on_failed)
        self.presenter.printable.connect(self._on_printable)

    @Slot(object)
    def open(self, held: Held) -> None:
        """Show one procedure."""
        self._close_reader()
        self.reader = ReaderPage(self.presenter, held)
        self.reader.left.connect(self.show_list)
        self.reader.edit_requested.connect(self.edit)
        self.reader.compare_requested.connect(self.compare)
        self._show(self.reader)
        self.reader.setFocus()

    @Slot(object)
    def compare(self, held: Held) -> None:
        """Show a procedure beside another."""
        self._close_comparison()
        self.comparison = ComparisonPage(self.presenter, held)
        self.comparison.left.connect(self._back_to_reader)
        self._show(self.comparison)
        self.comparison.setFocus()

    @Slot(object)
    def edit(self, held: Held) -> None:
        """Begin a new version, or go on with the one that was begun."""
        draft, was_left = first_draft(self._session, held)
        self._write(draft, was_left=was_left)

    @Slot()
    def ask_for_file(self) -> None:
        """Ask which file is to be imported."""
        dialog = dialog_to_open(self)
        dialog.fileSelected.connect(self.import_file)
        dialog.open()

    @Slot(str)
    def import_file(self, path: str) -> None:
        """Read a file, to be looked at, mended and put to use."""
        self.presenter.import_file(Path(path))

    @Slot()
    def show_list(self) -> None:
        """Go back to the list."""
        self._close_comparison()
        self._close_reader()
        self.leave_editor()
        self.list.refresh()
        self._show(self.list)
        if self.list.first is not None:
            self.list.first.setFocus()

    def come_back(self) -> None:
        """Put the focus on what was left here; from the list, on its first entry."""
        page = self.currentWidget()
        if page is None or page is self.list:
            self.show_list()
        else:
            page.setFocus()

    def leave(self) -> None:
        """Keep what is being written, and stop all that would ask the office again."""
        self.leave_editor()
        self._close_comparison()
        self._close_reader()

    def leave_editor(self) -> None:
        """A text keeps its draft by itself, so leaving it costs nothing."""
        if self.editor is not None:
            self.editor.leave()
            self.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None

    def _write(self, draft: ProcedureDraft, *, was_left: bool) -> None:
        self.leave_editor()
        self.editor = EditorPage(self._session, draft, was_left=was_left)
        self.editor.left.connect(self.show_list)
        self.editor.adopted.connect(self._on_adopted)
        self.editor.failed.connect(self._on_failed)
        self._show(self.editor)
        self.editor.setFocus()

    @Slot(object)
    def _on_draft(self, draft: ProcedureDraft) -> None:
        self._write(draft, was_left=True)

    @Slot(str, bytes)
    def _on_file(self, name: str, raw: bytes) -> None:
        draft, was_left = draft_of_file(self._session, name, raw)
        self._write(draft, was_left=was_left)

    @Slot(str)
    def _on_adopted(self, name: str) -> None:
        """Show what is in use now."""
        self.leave_editor()
        policies = self.presenter.book().policies
        self.open(next(it for it in policies if it.name == name).versions[0])

    @Slot(bytes, str)
    def _on_printable(self, pdf: bytes, name: str) -> None:
        self.print_desk.ask(pdf, name)

    @Slot()
    def _back_to_reader(self) -> None:
        self._close_comparison()
        if self.reader is not None:
            self._show(self.reader)
            self.reader.compare.setFocus()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        show_error(error, self.window())

    def _show(self, page: QWidget) -> None:
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)

    def _close_reader(self) -> None:
        if self.reader is not None:
            self.removeWidget(self.reader)
            self.reader.deleteLater()
            self.reader = None

    def _close_comparison(self) -> None:
        if self.comparison is not None:
            self.removeWidget(self.comparison)
            self.comparison.deleteLater()
            self.comparison = None
