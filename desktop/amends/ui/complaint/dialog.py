"""The window for a new complaint: keeps what is typed, takes what is dropped, and logs it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from amends.domain.errors import AmendsError
from amends.domain.procedure import Procedure
from amends.services.complaint_drafts import ComplaintDraft
from amends.services.evidence_files import read_file
from amends.services.read_email import EmailComplaint
from amends.services.read_policy import Policy
from amends.ui.complaint.form import ComplaintForm
from amends.ui.complaint.notices import DraftBanner, NoteBanner
from amends.ui.complaint.presenter import ComplaintPresenter
from amends.ui.errors import describe
from amends.ui.screens import room_in_frame
from amends.ui.session import Session
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.page import Page
from amends.ui.widgets.quiet_button import QuietButton

EMAIL_SUFFIX: Final = ".eml"

_WIDTH_PX: Final = 980
_SIZE_PX: Final = (1010, 800)


class ComplaintDialog(QDialog):
    """Logs one complaint. Closed with something in it, it keeps that as a draft without asking."""

    logged = Signal(str)  # the stream of the new case
    help_requested = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New complaint"))
        self.setAcceptDrops(True)
        self._is_done = self._has_warned = False
        self._presenter = ComplaintPresenter(session, parent.window(), self)
        self._procedure = self._presenter.policy.procedure
        self.form = ComplaintForm(self._procedure, self._presenter.today())
        self.form.policy.offer(self._presenter.policy.in_use)
        self.draft_banner = DraftBanner()
        self.notes = NoteBanner()
        self._page = Page(_WIDTH_PX)
        self._dates = plain_label("")
        self.close_button = QuietButton(self.tr("Close"))
        self.log_button = QuietButton(self.tr("Log complaint"))
        self._lay_out()
        self._connect()
        self._offer()
        self._show_dates()
        self.form.title.setFocus()

    def fill_from_email(self, raw: bytes, file_name: str) -> None:
        """Fill the form in from an e-mail; what somebody has typed already stays."""
        self._presenter.read_email(raw, file_name)

    @property
    def dates(self) -> str:
        """What would be due by when, as the foot of the form says it."""
        return self._dates.text()

    @Slot()
    def log(self) -> None:
        """Log the complaint; `logged` follows, or what is wrong stands by its field."""
        if self.log_button.isEnabled():
            self._let_change(False)
            self._presenter.log(self.form.draft())

    def done(self, result: int) -> None:
        """Close; what was typed is kept. While the complaint is being logged, stay."""
        if self._is_done or (self.log_button.isEnabled() and self._may_close()):
            super().done(result)

    def leave(self) -> None:
        """Close now, since the office is about to be locked; what can be kept is."""
        self._keep()
        self._is_done = True
        self.reject()

    def _may_close(self) -> bool:
        """Keep what was typed. Where it cannot be kept, only a second wish closes the form."""
        if self._keep() or self._has_warned:
            return True
        self._has_warned = True
        words = self.tr("Closing the form once more throws away what is not kept.")
        self.notes.show_notes((self.notes.text, words))
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(_paths(event))

    def take(self, paths: list[Path]) -> None:
        """Take files from outside: the first e-mail fills the form in, the rest come along."""
        emails = [path for path in paths if path.suffix.lower() == EMAIL_SUFFIX]
        rest = [path for path in paths if path not in emails[:1]]
        if emails:
            self._open_email(emails[0])
        if rest:
            self._presenter.add_files(rest)

    def _open_email(self, path: Path) -> None:
        try:
            file = read_file(path)
            content = file.content()
        except AmendsError as error:
            notice = describe(error)
            self.notes.show_notes((notice.text, notice.hint))
        else:
            self.fill_from_email(content, file.name)

    @Slot()
    def _keep(self) -> bool:
        is_kept = self._presenter.keep(self.form.draft())
        self._has_warned = self._has_warned and not is_kept
        return is_kept

    @Slot(object)
    def _on_email_read(self, email: EmailComplaint) -> None:
        self._presenter.take_email(email, self.form.draft())

    @Slot(object)
    def _on_filled(self, draft: ComplaintDraft) -> None:
        self.form.show_draft(draft)
        self.form.title.setFocus()

    @Slot()
    def _on_continued(self) -> None:
        """What stands in the form now stays a draft of its own."""
        if self._keep():
            self._presenter.continue_draft()
        else:
            self._offer()

    def _offer(self) -> None:
        self.draft_banner.offer(self._presenter.offered, self._presenter.offered_on)

    @Slot()
    def _show_dates(self) -> None:
        days, chosen = self.form.days(), self.form.policy.name
        self._show_procedure(self._presenter.procedure(chosen, days[0]))
        at = self.form.received_time
        self.form.show_problems(self._presenter.day_problems(*days, self.form.typed_time))
        dates = self._presenter.dates(*days, at, is_reachable=self.form.is_reachable, chosen=chosen)
        self._dates.setText(dates)
        self._dates.setVisible(bool(dates))

    def _show_procedure(self, procedure: Procedure) -> None:
        """Ask what this policy asks, where it is another one or another version."""
        if procedure != self._procedure:
            self._procedure = procedure
            self.form.show_procedure(procedure)

    @Slot(object)
    def _on_policy(self, policy: Policy) -> None:
        self.form.policy.offer(policy.in_use)
        self._show_dates()

    @Slot(object)
    def _on_refused(self, problems: dict[str, str]) -> None:
        if not problems:
            return
        self._let_change(True)
        first = self.form.show_problems(problems)
        if first is not None:
            first.control.setFocus()
            self._page.reveal(first)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._let_change(True)
        notice = describe(error)
        self.notes.show_notes((notice.text, notice.hint))
        self._page.reveal(self.notes)

    @Slot(str)
    def _on_logged(self, stream: str) -> None:
        self._is_done = True
        self.logged.emit(stream)
        self.accept()

    def _let_change(self, may: bool) -> None:
        for part in (self._page, self.close_button, self.log_button):
            part.setEnabled(may)
        self.log_button.setText(self.tr("Log complaint") if may else self.tr("Logging..."))

    def _connect(self) -> None:
        presenter, form = self._presenter, self.form
        form.edited.connect(presenter.touch)
        form.days_edited.connect(self._show_dates)
        form.files.files_chosen.connect(presenter.add_files)
        form.files.removal_requested.connect(presenter.remove_file)
        presenter.keep_due.connect(self._keep)
        presenter.email_read.connect(self._on_email_read)
        presenter.filled.connect(self._on_filled)
        presenter.files_changed.connect(form.files.show_files)
        presenter.noted.connect(self.notes.show_notes)
        presenter.policy_changed.connect(self._on_policy)
        presenter.refused.connect(self._on_refused)
        presenter.failed.connect(self._on_failed)
        presenter.logged.connect(self._on_logged)
        presenter.day_changed.connect(self._show_dates)
        self.draft_banner.continued.connect(self._on_continued)
        self.draft_banner.afresh.connect(presenter.start_afresh)
        self.close_button.clicked.connect(self.reject)
        self.log_button.clicked.connect(self.log)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.log)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.help_requested)

    def _lay_out(self) -> None:
        for widget in (self._heading(), self.draft_banner, self.notes, self.form):
            self._page.body.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._page, 1)
        layout.addWidget(self._foot())
        self.resize(QSize(*map(scaled, _SIZE_PX)).boundedTo(room_in_frame(self)))

    def _heading(self) -> QWidget:
        heading = QWidget()
        title = QLabel(self.tr("New complaint"))
        about = QLabel(self.tr("Only a title is needed. The rest can come later."))
        set_look(title, role="title")
        set_look(about, role="muted")
        words = QVBoxLayout(heading)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(scaled(2))
        words.addWidget(title)
        words.addWidget(about)
        words.addWidget(self.form.policy)
        return heading

    def _foot(self) -> QFrame:
        foot, rule = QFrame(), QFrame()
        set_look(rule, role="rule")
        set_look(self.log_button, role="primary")
        keys = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self.log_button.setToolTip(keys)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(scaled(24), scaled(12), scaled(24), scaled(12))
        buttons.setSpacing(scaled(10))
        buttons.addWidget(self._dates, 1, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.log_button)
        layout = QVBoxLayout(foot)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(rule)
        layout.addLayout(buttons)
        return foot


def _paths(event: QDropEvent) -> list[Path]:
    """Return the local files of a drag; nothing is ever fetched from elsewhere."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
