"""The office's letterhead, to be changed and saved."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from amends.domain.streams import OFFICE
from amends.services.form_drafts import form_draft_key
from amends.services.read_policy import Policy
from amends.ui.case.forms.draft_note import DraftNote
from amends.ui.settings.presenter import NAME, SettingsPresenter
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.letterhead_fields import LetterheadFields


class LetterheadCard(Card):
    """Shows the letterhead until somebody types in it; then what is typed, until it is saved."""

    def __init__(self, presenter: SettingsPresenter, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("What stands on your letters"))
        self._presenter = presenter
        self._is_edited = False
        self.fields = LetterheadFields()
        self.note = QLabel(self.tr("Finished letters keep the letterhead they were made with."))
        self.save = QPushButton(self.tr("Save"))
        self.save.setAccessibleName(self.tr("Save what stands on your letters"))
        key = form_draft_key(OFFICE, "letterhead")
        self.draft = DraftNote(presenter.session, key)
        self.draft.add(letterhead=self.fields)
        self._fill()
        self.fields.edited.connect(self._on_edited)
        self.save.clicked.connect(self._on_save)
        self.draft.started_again.connect(self._on_started_again)
        presenter.letterhead_saved.connect(self._on_saved)
        presenter.letterhead_refused.connect(self._on_refused)

    def show_policy(self, policy: Policy) -> None:
        """Show the office's letterhead, unless somebody is changing it."""
        letterhead = policy.ground.office.letterhead
        if letterhead is not None and not self._is_edited:
            self.fields.show_letterhead(letterhead)
            self._is_edited = self.draft.take_up()
            self.save.setEnabled(self._is_edited)

    @Slot()
    def _on_edited(self) -> None:
        self._is_edited = True
        self.fields.name.show_error("")
        self.save.setEnabled(True)

    @Slot()
    def _on_save(self) -> None:
        self._presenter.save_letterhead(self.fields.letterhead())

    @Slot()
    def _on_saved(self) -> None:
        self._is_edited = False
        self.draft.forget()
        self.note.setText(
            self.tr("Saved. Finished letters keep the letterhead they were made with.")
        )

    @Slot()
    def _on_started_again(self) -> None:
        self._is_edited = False
        self.save.setEnabled(False)
        self.fields.name_control.setFocus()

    @Slot(object)
    def _on_refused(self, problems: dict[str, str]) -> None:
        self.fields.name.show_error(problems[NAME])
        self.fields.name_control.setFocus()

    def _fill(self) -> None:
        set_look(self.note, role="muted")
        set_look(self.save, role="primary")
        row = QHBoxLayout()
        row.setSpacing(scaled(12))
        row.addWidget(self.note, 1)
        row.addWidget(self.save)
        self.body.addWidget(self.draft)
        self.body.addWidget(self.fields)
        self.body.addSpacing(scaled(4))
        self.body.addLayout(row)
