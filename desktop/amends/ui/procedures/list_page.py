"""All procedures: those of the office, what was begun, and those that come with Amends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from amends.domain.dates_in_words import short
from amends.services.procedure_book import Book, Held, PolicyVersions
from amends.services.procedure_drafts import ProcedureDraft
from amends.services.procedure_form import title_in
from amends.ui.procedures.presenter import ProceduresPresenter
from amends.ui.procedures.words import name_of, version_words
from amends.ui.text_scale import scaled
from amends.ui.theme import Tone, set_look
from amends.ui.widgets.card import Card
from amends.ui.widgets.column import Column
from amends.ui.widgets.label import plain_label
from amends.ui.widgets.page import Page
from amends.ui.widgets.pill import Pill

WIDTH_PX: Final = 820


class ListPage(Page):
    """Asks for what is to be opened; it opens nothing itself."""

    opened = Signal(object)  # Held
    draft_opened = Signal(object)  # ProcedureDraft
    import_requested = Signal()

    def __init__(self, presenter: ProceduresPresenter, parent: QWidget | None = None) -> None:
        super().__init__(WIDTH_PX, parent)
        self._presenter = presenter
        self.import_button = QPushButton(self.tr("Import a file..."))
        self.fold = QPushButton()
        set_look(self.fold, role="link")
        self.fold.setCheckable(True)
        self._policies, self._drafts = Column(), Column()
        self._shipped, self._others = Column(), Column()
        self._others_box = QWidget()
        self._drafts_card = Card("")
        self.first: QWidget | None = None
        self._may_change = True
        self._lay_out()
        self.import_button.clicked.connect(self.import_requested)
        self.fold.toggled.connect(self._on_fold)
        presenter.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the book again."""
        self._may_change = self._presenter.session.office_read_only is None
        self.import_button.setVisible(self._may_change)
        book, drafts = self._presenter.book(), self._presenter.drafts()
        self._show_policies(book)
        self._drafts.replace([self._draft(it) for it in drafts])
        self._drafts_card.setVisible(bool(drafts))
        self._shipped.replace(self._held(book.shipped))
        self._others.replace(self._held(book.others))
        self._on_fold(self.fold.isChecked())

    def _show_policies(self, book: Book) -> None:
        rows = [self._policy(policy) for policy in book.policies]
        self._policies.replace(rows)
        self.first = rows[0].findChild(QPushButton) if rows else None

    def _policy(self, policy: PolicyVersions) -> QWidget:
        row = QWidget()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, scaled(8), 0, scaled(8))
        layout.setSpacing(scaled(6))
        top = QHBoxLayout()
        top.addWidget(plain_label(name_of(policy.in_force(self._presenter.today())), "heading"), 1)
        used = self.tr("in use") if policy.is_in_use else self.tr("not for new complaints")
        tone = Tone.CALM if policy.is_in_use else Tone.NONE
        top.addWidget(Pill(used, tone), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(top)
        for held in policy.versions:
            words = version_words(held, policy, self._presenter.today())
            layout.addLayout(self._line(words, held))
        return row

    def _held(self, each: Sequence[Held]) -> Iterator[QWidget]:
        for held in each:
            row = QWidget()
            line = self._line(name_of(held), held, "")
            line.setContentsMargins(0, scaled(7), 0, scaled(7))
            row.setLayout(line)
            yield row

    def _line(self, words: str, held: Held, role: str = "muted") -> QHBoxLayout:
        button = QPushButton(self.tr("Open"))
        set_look(button, role="link")
        name = self.tr("Open: {name}, {version}")
        button.setAccessibleName(name.format(name=name_of(held), version=words))
        button.clicked.connect(partial(self.opened.emit, held))
        return _row(plain_label(words, role or None), button)

    def _draft(self, draft: ProcedureDraft) -> QWidget:
        kept = short(draft.kept_at.astimezone().date(), self._presenter.today())
        title = title_in(draft.text)
        name = f"{title} ({draft.name})" if title else draft.name
        words = self.tr("{name}, last changed on {day}").format(name=name, day=kept)
        go_on, forget = QPushButton(self.tr("Go on")), QPushButton(self.tr("Throw away"))
        for button, does in ((go_on, self.tr("Go on with")), (forget, self.tr("Throw away"))):
            set_look(button, role="link")
            button.setAccessibleName(f"{does}: {draft.name}")
        go_on.clicked.connect(partial(self.draft_opened.emit, draft))
        forget.clicked.connect(partial(self._presenter.forget_draft, draft.name))
        row = QWidget()
        row.setLayout(_row(plain_label(words), *((go_on, forget) if self._may_change else ())))
        return row

    @Slot(bool)
    def _on_fold(self, unfolded: bool) -> None:
        self._others_box.setVisible(unfolded)
        count = self._others.count() // 2 + 1  # a rule stands between two rows
        words = self.tr("Hide other procedures") if unfolded else self.tr("Show {count} others")
        self.fold.setText(words.format(count=count))

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Procedures"))
        set_look(title, role="title")
        about = self.tr(
            "What your office has promised its complainants, in every version, and what it leaves "
            "open. A case keeps the version under which it came in."
        )
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(self.import_button)
        self.body.addLayout(top)
        self.body.addWidget(plain_label(about, "muted"))
        yours = Card(self.tr("Your policies"))
        yours.body.addLayout(self._policies)
        self._drafts_card.set_title(self.tr("Begun, and not in use yet"))
        self._drafts_card.body.addLayout(self._drafts)
        shipped = Card(self.tr("Come with Amends"))
        shipped.body.addWidget(plain_label(self._offer(), "muted"))
        shipped.body.addLayout(self._shipped)
        self._others.setContentsMargins(0, scaled(6), 0, 0)
        self._others_box.setLayout(self._others)
        shipped.body.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        shipped.body.addWidget(self._others_box)
        for card in (yours, self._drafts_card, shipped):
            self.body.addWidget(card)
        self.body.addStretch()

    def _offer(self) -> str:
        return self.tr(
            "Read them, compare them with your own, or make one of them your own. What was not "
            "read in the rule itself is marked as unverified."
        )


def _row(label: QLabel, *buttons: QPushButton) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(scaled(12))
    line.addWidget(label, 1)
    for button in buttons:
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return line
