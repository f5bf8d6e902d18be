"""What is asked of whoever hands a case over: to whom, why, and as which kind of file."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from amends.domain.errors import FieldMissingError
from amends.services.hand_over_steps import FileKind
from amends.ui.case.forms.draft_note import DraftNote
from amends.ui.errors import describe
from amends.ui.text_scale import scaled
from amends.ui.widgets.card import Card
from amends.ui.widgets.field import Field
from amends.ui.widgets.inputs import TextBox
from amends.ui.widgets.label import plain_label

_LINES_OF_WHY = 2


class Request(QWidget):
    """The fields of a hand-over; the PDF alone is the first choice, since anybody can open it."""

    form_changed = Signal()

    def __init__(self, body: str, draft: DraftNote, parent: QWidget | None = None) -> None:
        """Propose to whom it goes; what is typed is kept in the draft."""
        super().__init__(parent)
        self.to, self.why = QLineEdit(body), TextBox(_LINES_OF_WHY)
        self._draft = draft
        draft.add(to=self.to, why=self.why)
        self.pdf = QRadioButton(self.tr("One PDF that anybody can open"))
        self.archive = QRadioButton(self.tr("The whole case as a ZIP file"))
        self._fields = {
            "to": Field(self.tr("To whom"), self.to),
            "why": Field(
                self.tr("Why"),
                self.why,
                self.tr("Stands in the history of the case, and not in this file."),
            ),
        }
        self.why.setFixedHeight(self.why.minimumHeight())
        self._choices = QButtonGroup(self)
        self.pdf.setChecked(True)
        self._lay_out()
        self.to.textEdited.connect(self._forgive)
        self.why.textChanged.connect(self._forgive)
        self._choices.buttonToggled.connect(self.form_changed)

    @property
    def kind(self) -> FileKind:
        return FileKind.PDF if self.pdf.isChecked() else FileKind.ARCHIVE

    def filled_in(self) -> dict[str, str]:
        """Return the texts, by the names of their fields."""
        return {"to": self.to.text(), "why": self.why.toPlainText()}

    def show_missing(self) -> bool:
        """Say below each field that is empty that it is, go to the first, and return if any is."""
        titles = {"to": self.tr("To whom"), "why": self.tr("Why")}
        missing = [key for key, text in self.filled_in().items() if not text.strip()]
        for key, field in self._fields.items():
            error = describe(FieldMissingError(titles[key])).text if key in missing else ""
            field.show_error(error)
        if missing:
            self._fields[missing[0]].control.setFocus()
        return bool(missing)

    @Slot()
    def _forgive(self) -> None:
        """What is being typed in is missing no more."""
        for key, text in self.filled_in().items():
            if text.strip():
                self._fields[key].show_error("")

    def _lay_out(self) -> None:
        whom, what = Card(self.tr("To whom, and why")), Card(self.tr("As which file"))
        whom.body.addWidget(self._draft)
        for field in self._fields.values():
            whom.body.addWidget(field)
        helps = {
            self.pdf: self.tr(
                "Cover, index, chronology, letters and evidence, page after page. What no page can "
                "show, such as a recording, is named and not in it."
            ),
            self.archive: self.tr(
                "The PDF, every original, and checksums by which no change goes unnoticed."
            ),
        }
        for choice, words in helps.items():
            self._choices.addButton(choice)
            choice.setAccessibleDescription(words)
            about = plain_label(words, "small")
            about.setIndent(scaled(30))
            both = QVBoxLayout()
            both.setSpacing(scaled(1))
            both.addWidget(choice)
            both.addWidget(about)
            what.body.addLayout(both)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(14))
        layout.addWidget(whom)
        layout.addWidget(what)
