"""A letter on screen: on the left what it will say, on the right the page as it will be printed."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from amends.domain.errors import AmendsError
from amends.domain.letter_kinds import LetterKind
from amends.services.letter_drafts import LetterInHand
from amends.services.preview_letter import Proof
from amends.ui.errors import show_error
from amends.ui.letters.draft_pane import DraftPane
from amends.ui.letters.finished_pane import FinishedPane
from amends.ui.letters.finished_presenter import EMAIL, PDF, FinishedPresenter, Shown
from amends.ui.letters.halves import Halves
from amends.ui.letters.head import LetterHead
from amends.ui.letters.presenter import DraftPresenter, Kept
from amends.ui.letters.preview import PagePreview
from amends.ui.letters.print_desk import PrintDesk
from amends.ui.session import Session
from amends.ui.widgets.file_chooser import FileChooser

_KEY: Final = QKeySequence.StandardKey


class LetterView(QWidget):
    """One letter of one case, as a draft or finished. Leaving it loses nothing.

    Work in the background has the session as its parent, which outlives this view.
    """

    closed = Signal()  # go back to the case
    finished = Signal(object)  # the letter's id
    sent = Signal()
    state_changed = Signal(str)  # for the status line: whether all is saved
    page_changed = Signal(str)  # for the status line: which page is on show

    def __init__(
        self, session: Session, stream: str, kind: LetterKind, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._kind = session, kind
        self.drafting = DraftPresenter(session, stream, kind, self)
        self.finishing = FinishedPresenter(session, stream, self)
        self._heads = LetterHead(), LetterHead()
        self.draft_pane = DraftPane(self._heads[0])
        self.finished_pane = FinishedPane(self._heads[1])
        self.preview = PagePreview(session)
        self.print_desk = PrintDesk(session, self)
        self._pdf: bytes | None = None
        self._panes = QStackedWidget()
        self._panes.addWidget(self.draft_pane)
        self._panes.addWidget(self.finished_pane)
        self.halves = Halves(self._panes, self.preview, (self.tr("Write"), self.tr("Page")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.halves)
        self._connect_draft()
        self._connect_finished()
        self._add_keys()

    def show_draft(self) -> None:
        """Open the letter to be written; one that is finished and only waits is shown instead."""
        try:
            waiting = self.finishing.waiting(self._kind)
        except AmendsError as error:
            self._give_up(error)
            return
        if waiting is None:
            self._write()
        else:
            self.show_finished(waiting)

    def show_finished(self, letter: UUID) -> None:
        """Open a finished letter."""
        self.drafting.close()
        self._panes.setCurrentWidget(self.finished_pane)
        if not self.finishing.show(letter):
            self.closed.emit()
            return
        today = self._session.clock.today()
        self.finished_pane.propose(today, self.finishing.proposed_channel())
        self.finished_pane.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> bool:
        """Keep what was typed now, and return whether that was possible."""
        self.drafting.keep()
        return self.drafting.is_kept

    @Slot()
    def go_back(self) -> None:
        """Go back to the case; where the draft cannot be kept, stay with it."""
        if self.keep():
            self.closed.emit()

    @Slot()
    def do_next_step(self) -> None:
        """Finish the letter, go to what it still lacks, or to where it is marked as sent."""
        self.halves.show_left()
        if self._panes.currentWidget() is self.finished_pane:
            self.finished_pane.focus_sending()
        elif self.draft_pane.finish_button.isEnabled():
            self.drafting.finish()
        else:
            self.draft_pane.go_to_missing()

    @Slot()
    def print_letter(self) -> None:
        """Print the page that is on show; a draft says so on every page."""
        if self._pdf is not None:
            self.print_desk.ask(self._pdf, self._file_name())

    def hideEvent(self, event: QHideEvent) -> None:
        self.drafting.keep()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another program comes to the front: who knows for how long."""
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.drafting.keep()
        super().changeEvent(event)

    def _write(self) -> None:
        """Take the draft up where it was left."""
        self.finishing.close()
        self.draft_pane.clear()
        self.preview.clear()
        self._pdf = None
        self._panes.setCurrentWidget(self.draft_pane)
        if not self.drafting.open():
            self.closed.emit()
            return
        self._on_kept(Kept.ALL)
        self.draft_pane.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_up(self, error: AmendsError) -> None:
        show_error(error, self.window())
        self.closed.emit()

    def _file_name(self) -> str:
        """Return what a printer's queue may show: it names nobody."""
        in_hand, shown = self.drafting.in_hand, self.finishing.letter
        view = in_hand.view if in_hand else shown.view if shown else None
        return f"{view.case.reference} {self._kind}" if view else self._kind.value

    @Slot(object)
    def _on_refreshed(self, in_hand: LetterInHand) -> None:
        title = in_hand.template.head.title
        self._heads[0].show_letter(in_hand.view, self._kind, title)

    @Slot(object)
    def _on_proofed(self, proof: Proof) -> None:
        """Show what the newest text makes; one that cannot be printed leaves the last page."""
        self.draft_pane.show_checklist(proof.checklist)
        self.draft_pane.print_button.setEnabled(proof.pdf is not None)
        self._pdf = proof.pdf
        if proof.pdf is not None:
            self.preview.show_pdf(proof.pdf)

    @Slot(object)
    def _on_kept(self, kept: Kept) -> None:
        self.state_changed.emit(
            {
                Kept.ALL: self.tr("All changes saved · Encrypted"),
                Kept.NOT_YET: self.tr("Saving..."),
                Kept.FAILED: self.tr("Not saved yet: your text is still here, and is tried again"),
            }[kept]
        )

    @Slot(object)
    def _on_finished(self, letter: UUID) -> None:
        self.finished.emit(letter)
        self.show_finished(letter)

    @Slot(str, bool)
    def _on_confirmed(self, key: str, confirmed: bool) -> None:
        self.drafting.confirm(key, confirmed=confirmed)

    @Slot()
    def _ask_to_start_again(self) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Start again from the template?"))
        box.setInformativeText(
            self.tr(
                "What you typed in this letter is thrown away. "
                "Until you leave the letter you can bring it back."
            )
        )
        again = box.addButton(self.tr("Start again"), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(self.tr("Keep my text"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        again.clicked.connect(self._start_again)
        box.open()

    @Slot()
    def _start_again(self) -> None:
        if self.drafting.start_again():
            self.draft_pane.offer_undo(offered=True)

    @Slot()
    def _bring_back(self) -> None:
        self.drafting.bring_back()
        self.draft_pane.offer_undo(offered=False)
        self.draft_pane.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_shown(self, shown: Shown) -> None:
        self._heads[1].show_letter(shown.view, self._kind, shown.title, sent=shown.sent)
        self.finished_pane.show_letter(shown)

    @Slot(bytes)
    def _on_pdf_read(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.preview.show_pdf(pdf)

    @Slot()
    def _on_sent(self) -> None:
        self.sent.emit()
        self.closed.emit()

    @Slot()
    def _ask_for_pdf(self) -> None:
        filter_ = self.tr("PDF files (*.pdf)")
        dialog = self._save_dialog(self.tr("Save the letter as PDF"), PDF, filter_)
        dialog.fileSelected.connect(self._on_pdf_file)
        dialog.open()

    @Slot()
    def _ask_for_email(self) -> None:
        filter_ = self.tr("E-mails (*.eml)")
        dialog = self._save_dialog(self.tr("Save the letter as e-mail"), EMAIL, filter_)
        dialog.fileSelected.connect(self._on_email_file)
        dialog.open()

    def _save_dialog(self, title: str, suffix: str, filter_: str) -> FileChooser:
        proposed = self.finishing.proposed_file(suffix)
        dialog = FileChooser(self, title, str(proposed.parent), filter_)
        dialog.setAcceptMode(FileChooser.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(proposed.name)
        return dialog

    @Slot(str)
    def _on_pdf_file(self, file: str) -> None:
        self.finishing.save_pdf(Path(file))

    @Slot(str)
    def _on_email_file(self, file: str) -> None:
        self.finishing.save_email(Path(file))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.finishing.text())
        self.finished_pane.say(self.tr("The text of the letter is copied."))

    @Slot(Exception)
    def _on_refused(self, error: Exception) -> None:
        show_error(error, self.window())

    @Slot(int, int)
    def _on_page_shown(self, page: int, count: int) -> None:
        words = self.tr("Page {page} of {count} · accessible PDF")
        self.page_changed.emit(words.format(page=page, count=count) if count else "")

    def _connect_draft(self) -> None:
        pane, presenter = self.draft_pane, self.drafting
        self._heads[0].back_requested.connect(self.go_back)
        pane.edited.connect(presenter.edit)
        pane.confirmed.connect(self._on_confirmed)
        pane.restart_requested.connect(self._ask_to_start_again)
        pane.undo_requested.connect(self._bring_back)
        pane.print_requested.connect(self.print_letter)
        pane.finish_requested.connect(presenter.finish)
        presenter.refreshed.connect(self._on_refreshed)
        presenter.opened.connect(pane.show_draft)
        presenter.proofed.connect(self._on_proofed)
        presenter.kept.connect(self._on_kept)
        presenter.finished.connect(self._on_finished)
        presenter.refused.connect(self._on_refused)

    def _connect_finished(self) -> None:
        pane, presenter = self.finished_pane, self.finishing
        self._heads[1].back_requested.connect(self.go_back)
        pane.print_requested.connect(self.print_letter)
        pane.pdf_requested.connect(self._ask_for_pdf)
        pane.email_requested.connect(self._ask_for_email)
        pane.copy_requested.connect(self._copy)
        pane.sent_requested.connect(presenter.mark_as_sent)
        pane.take_back_requested.connect(presenter.take_back)
        presenter.shown.connect(self._on_shown)
        presenter.pdf_read.connect(self._on_pdf_read)
        presenter.saved.connect(pane.on_saved)
        presenter.sent.connect(self._on_sent)
        presenter.taken_back.connect(self._write)
        presenter.refused.connect(self._on_refused)
        presenter.day_refused.connect(pane.refuse_day)
        self.preview.page_shown.connect(self._on_page_shown)

    def _add_keys(self) -> None:
        """Let the keys work wherever the focus is in this view, and nowhere else."""
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, slot in (
            (QKeySequence(Qt.Key.Key_Escape), self.go_back),
            (QKeySequence("Ctrl+Return"), self.do_next_step),
            (QKeySequence("Ctrl+Enter"), self.do_next_step),
            (_KEY.Print, self.print_letter),
            (_KEY.ZoomIn, self.preview.zoom_in),
            (_KEY.ZoomOut, self.preview.zoom_out),
            (QKeySequence("Ctrl+0"), self.preview.fit_width),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(within)
            shortcut.activated.connect(slot)
