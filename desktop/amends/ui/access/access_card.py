"""How the office is opened and locked: one's own passphrase, the sheet, and when it locks."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from amends.domain.cover import Whereabouts
from amends.ui.access.passphrase_dialog import PassphraseDialog
from amends.ui.access.presenter import AccessPresenter
from amends.ui.access.trust_dialog import TrustDialog
from amends.ui.access.words import sheet_words
from amends.ui.errors import show_error
from amends.ui.lock_setting import CHOICES_MINUTES, NEVER, idle_minutes, set_idle_minutes
from amends.ui.text_scale import scaled
from amends.ui.widgets.card import Card
from amends.ui.widgets.field import Field
from amends.ui.widgets.inputs import ChoiceBox
from amends.ui.widgets.label import plain_label


class AccessCard(Card):
    """Shows what holds, and opens the dialogs that change it."""

    def __init__(self, presenter: AccessPresenter, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Opening and locking the office"))
        self._presenter = presenter
        self._asking: PassphraseDialog | None = None
        self.sheet = plain_label("")
        self.note = plain_label("", "muted")
        self.note.hide()
        self.change = QPushButton(self.tr("Change my passphrase..."))
        self.make_sheet = QPushButton(self.tr("Recovery sheet..."))
        self.new_key = QPushButton(self.tr("Change the key..."))
        minutes = (
            (it, self.tr("after {count} minutes").format(count=it)) for it in CHOICES_MINUTES
        )
        self.idle = ChoiceBox([*minutes, (NEVER, self.tr("never by itself"))])
        self.idle.choose(idle_minutes())
        self.trust = QCheckBox(self.tr("Open this office without the passphrase on this computer"))
        self._trusting: TrustDialog | None = None
        self._fill()
        self.refresh()
        self.change.clicked.connect(self.ask_passphrase)
        self.make_sheet.clicked.connect(presenter.session.sheet_requested)
        self.new_key.clicked.connect(presenter.session.key_change_requested)
        self.idle.currentIndexChanged.connect(self._on_idle)
        self.trust.clicked.connect(self._on_trust)
        presenter.shown.connect(self.refresh)
        presenter.trusted.connect(self._on_trusted)
        presenter.failed.connect(self._on_failed)

    def controls(self) -> list[QWidget]:
        """Return what can be reached by Tab, in reading order."""
        return [self.change, self.make_sheet, self.new_key, self.idle, self.trust]

    @Slot()
    def refresh(self) -> None:
        """Show what holds now."""
        session = self._presenter.session
        self.sheet.setText(sheet_words(self._presenter.sheet(), session.clock.today()))
        decides = session.office_read_only is None
        self.make_sheet.setVisible(decides)
        self.new_key.setVisible(decides and session.cover.where is Whereabouts.HERE)
        self.change.setVisible(session.cover.read_only is None)
        is_trusted = self._presenter.is_trusted()
        self.trust.setChecked(is_trusted)
        # While the office is elsewhere nothing is recorded; to put an end to it needs no record.
        may_ask = is_trusted or session.cover.read_only is None
        for part in (self.trust, self._kept):
            part.setVisible(may_ask)

    @Slot()
    def ask_passphrase(self) -> None:
        """Ask for the passphrase of today, and for another one."""
        asking = PassphraseDialog(self._presenter.known(), self, self._presenter.patience)
        asking.help_requested.connect(self._presenter.session.help_requested)
        asking.submitted.connect(self._on_asked)
        asking.finished.connect(self._on_finished)
        self._asking = asking
        self._presenter.done.connect(self._on_changed)
        self._presenter.failed.connect(asking.show_error)
        asking.open()

    @Slot()
    def _on_asked(self) -> None:
        assert self._asking is not None
        self._presenter.change_passphrase(self._asking.current.text(), self._asking.new.text())

    @Slot()
    def _on_changed(self) -> None:
        self._presenter.patience.forget()
        if self._asking is not None:
            self._asking.accept()
        self.note.setText(self.tr("Your passphrase is changed."))
        self.note.show()

    @Slot()
    def _on_finished(self) -> None:
        if self._asking is not None:
            self._presenter.done.disconnect(self._on_changed)
            self._asking.deleteLater()
            self._asking = None

    @Slot(bool)
    def _on_trust(self, wanted: bool) -> None:
        """Ask for the passphrase before it holds; to put an end to it takes nothing."""
        if not wanted:
            self._presenter.distrust()
            return
        self.trust.setChecked(False)
        asking = TrustDialog(self, self._presenter.patience)
        asking.help_requested.connect(self._presenter.session.help_requested)
        asking.submitted.connect(self._on_trust_asked)
        asking.finished.connect(self._on_trust_finished)
        self._presenter.not_trusted.connect(asking.show_error)
        self._trusting = asking
        asking.open()

    @Slot()
    def _on_trust_asked(self) -> None:
        assert self._trusting is not None
        self._presenter.trust(self._trusting.passphrase.text(), self._trusting.name.text())

    @Slot()
    def _on_trusted(self) -> None:
        self._presenter.patience.forget()
        self.trust.setChecked(True)
        if self._trusting is not None:
            self._trusting.accept()

    @Slot()
    def _on_trust_finished(self) -> None:
        if self._trusting is not None:
            self._trusting.deleteLater()
            self._trusting = None
        self.trust.setFocus()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        if self._asking is None:  # else it says so itself
            show_error(error, self)
            self.refresh()

    @Slot()
    def _on_idle(self) -> None:
        set_idle_minutes(int(self.idle.currentData()))
        self._presenter.session.lock_setting_changed.emit()

    def _fill(self) -> None:
        self.body.addWidget(self.sheet)
        row = QHBoxLayout()
        row.setSpacing(scaled(10))
        for button in (self.change, self.make_sheet, self.new_key):
            row.addWidget(button)
        row.addStretch()
        self.body.addLayout(row)
        self.body.addWidget(self.note)
        about = self.tr("Without a key or a click, on this computer. Ctrl+L locks it at once.")
        self.body.addWidget(Field(self.tr("Lock the office"), self.idle, about))
        kept = self.tr(
            "Kept by the computer’s own key store. Whoever can use your account on this computer "
            "then opens the office; after a lock, the passphrase is asked for."
        )
        self.trust.setAccessibleDescription(kept)
        self.body.addWidget(self.trust)
        self._kept = plain_label(kept, "small")
        self.body.addWidget(self._kept)
