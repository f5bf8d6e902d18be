"""The window of a hand-over: how ready the case is, to whom it goes and why, and the file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from amends.services.form_drafts import form_draft_key
from amends.services.hand_over import HandedOverFile, HandOver
from amends.services.hand_over_steps import FileKind
from amends.ui.case.forms.draft_note import DraftNote
from amends.ui.errors import describe
from amends.ui.hand_over.foot import Foot
from amends.ui.hand_over.presenter import HandOverPresenter
from amends.ui.hand_over.ready_card import ReadyCard
from amends.ui.hand_over.request import Request
from amends.ui.hand_over.result import ResultCard
from amends.ui.screens import room_in_frame
from amends.ui.session import Session
from amends.ui.text_scale import scaled
from amends.ui.widgets.file_chooser import FileChooser
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.page import Page

_WIDTH_PX: Final = 660
_SIZE_PX: Final = (720, 740)


class HandOverDialog(QDialog):
    """Hands one case over. Closed while it runs, it stops that first; nothing is half done.

    What was typed is kept as a draft until the file is written.
    """

    help_requested = Signal()

    def __init__(self, session: Session, stream: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.presenter = HandOverPresenter(session, stream, self)
        self._closes = self._has_warned = False
        self._file: HandedOverFile | None = None
        self._title = plain_label("", "title")
        self._about = plain_label(self.presenter.view.case.reference, "muted")
        self.ready = ReadyCard()
        self.draft = DraftNote(session, form_draft_key(stream, "hand-over"))
        self.request = Request(self.presenter.body, self.draft)
        self.written = ResultCard()
        self.foot = Foot()
        self._page = Page(_WIDTH_PX)
        self._name()
        self._lay_out()
        self._connect()
        self.ready.show_readiness(self.presenter.readiness())
        self.draft.take_up()
        self.request.to.setFocus()

    def leave(self) -> None:
        """Go at once, whatever runs: the office is about to be locked."""
        self.presenter.leave()
        self._keep()
        super().done(QDialog.DialogCode.Rejected)

    @Slot()
    def choose(self) -> None:
        """Ask where the file goes, once it is clear to whom and why."""
        if self.presenter.is_running or self._file is not None:
            return
        if self.request.show_missing():
            return
        proposed = self.presenter.proposed_file(self.request.kind)
        titles = {
            FileKind.PDF: self.tr("PDF files (*.pdf)"),
            FileKind.ARCHIVE: self.tr("ZIP files (*.zip)"),
        }
        dialog = FileChooser(
            self, self.tr("Where the file goes"), str(proposed.parent), titles[self.request.kind]
        )
        dialog.setAcceptMode(FileChooser.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(self.request.kind.removeprefix("."))
        dialog.selectFile(proposed.name)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def done(self, result: int) -> None:
        """Close; what runs is stopped first, and the window goes once it has."""
        if self.presenter.is_running:
            self._closes = True
            self._cancel()
        elif self._keep() or self._has_warned:
            super().done(result)
        else:
            self._has_warned = True
            words = self.tr("Closing the window once more throws away what is not kept.")
            self.foot.rest(words, "error")

    def _keep(self) -> bool:
        return self._file is not None or self.draft.keep()

    @Slot(str)
    def _on_file(self, file: str) -> None:
        kind, target = self.request.kind, Path(file)
        if target.suffix.lower() != kind:
            target = target.with_name(f"{target.name}{kind}")
            if target.exists():  # nobody was asked whether that may go
                words = self.tr("{file} is there already. Choose another name.")
                self.foot.rest(words.format(file=target.name), "error")
                return
        filled_in = self.request.filled_in()
        self.presenter.start(HandOver(filled_in["to"], filled_in["why"], target, kind))

    @Slot()
    def _on_started(self) -> None:
        self.foot.run()
        self._page.setEnabled(False)

    @Slot()
    def _cancel(self) -> None:
        self.foot.stop()
        self.presenter.cancel()

    @Slot(object)
    def _on_handed_over(self, file: HandedOverFile) -> None:
        """Show the file, even where it was too late to stop it."""
        self._file = file
        self._closes = False
        self.draft.forget()
        self._page.setEnabled(True)
        self._title.setText(self.tr("The file is ready, checked and recorded"))
        self.ready.hide()
        self.request.hide()
        self.written.show_file(file, self.request.to.text().strip())
        self.written.show()
        self.foot.end()

    @Slot()
    def _on_stopped(self) -> None:
        if self._closes:
            self._keep()
            super().done(QDialog.DialogCode.Rejected)
        else:
            self._take_up(self.tr("Stopped. No file was written, and nothing was recorded."))

    @Slot(Exception)
    def _on_failure(self, error: Exception) -> None:
        self._closes = False
        notice = describe(error)
        kept = self.tr("Nothing was recorded, and what you typed is still here.")
        self.ready.show_readiness(self.presenter.readiness())
        self._take_up(f"{notice.text} {notice.hint}\n{kept}", "error")

    def _take_up(self, words: str, role: str = "muted") -> None:
        """Let somebody change what they typed, and begin again."""
        self._page.setEnabled(True)
        self.foot.rest(words, role)
        self.foot.choose_button.setAccessibleDescription(words)
        self.foot.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_folder(self) -> None:
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.path.parent)))

    def _name(self) -> None:
        words = self.tr("Hand the case over")
        if self.presenter.body:
            words = self.tr("Hand over to {body}").format(body=self.presenter.body)
        self.setWindowTitle(words)
        self._title.setText(words)

    def _connect(self) -> None:
        presenter, foot = self.presenter, self.foot
        presenter.started.connect(self._on_started)
        presenter.progressed.connect(foot.show_progress)
        presenter.handed_over.connect(self._on_handed_over)
        presenter.stopped.connect(self._on_stopped)
        presenter.failed.connect(self._on_failure)
        foot.choose_button.clicked.connect(self.choose)
        foot.cancel_button.clicked.connect(self._cancel)
        foot.folder_button.clicked.connect(self._show_folder)
        foot.close_button.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.choose)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.help_requested)

    def _lay_out(self) -> None:
        heading = QVBoxLayout()
        heading.setSpacing(scaled(2))
        heading.addWidget(self._title)
        heading.addWidget(self._about)
        self._page.body.addLayout(heading)
        for card in (self.ready, self.request, self.written):
            self._page.body.addWidget(card)
        self._page.body.addStretch()
        self.written.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._page, 1)
        layout.addWidget(self.foot)
        self.resize(QSize(*map(scaled, _SIZE_PX)).boundedTo(room_in_frame(self)))
