"""Write a procedure: by a form or as text, with what is wrong below, then put it to use."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from amends.services.check_procedure import Checked
from amends.services.procedure_drafts import ProcedureDraft
from amends.ui.procedures.adopt_page import AdoptPage
from amends.ui.procedures.editor_form import EditorForm
from amends.ui.procedures.editor_presenter import EditorPresenter
from amends.ui.procedures.editor_text import EditorText
from amends.ui.procedures.mistake_list import MistakeList
from amends.ui.session import Session
from amends.ui.text_scale import scaled
from amends.ui.theme import set_look
from amends.ui.widgets.chips import ChipRow
from amends.ui.widgets.label import plain_label

FORM: Final = "form"
TEXT: Final = "text"


class EditorPage(QWidget):
    """Shows one text in two ways; both are kept as a draft while they are typed in."""

    left = Signal()
    adopted = Signal(str)  # the name of the policy
    failed = Signal(Exception)

    def __init__(
        self,
        session: Session,
        draft: ProcedureDraft,
        *,
        was_left: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`was_left` where the draft is an older one, which can be started again."""
        super().__init__(parent)
        self.presenter = EditorPresenter(session, self.window, draft, self)
        self.back = QPushButton(self.tr("Leave; the draft is kept"))
        set_look(self.back, role="link")
        self.title = plain_label(draft.name, "title")
        self.restart = QPushButton(self.tr("Start again"))
        set_look(self.restart, role="link")
        self.ways = ChipRow(((FORM, self.tr("Form")), (TEXT, self.tr("Whole text"))))
        self.form, self.text = EditorForm(self.presenter), EditorText(self.presenter)
        self.mistakes = MistakeList()
        self.adopt = QPushButton(self.tr("Put it to use..."))
        set_look(self.adopt, role="primary")
        self.adopt.setEnabled(False)
        self.adopting = AdoptPage(self.presenter)
        self._left_note = plain_label(self.tr("This is your draft, as you left it."), "muted")
        self._lay_out(was_left=was_left and draft.start != "")
        self._connect()
        first_way = self.ways.findChild(QPushButton)
        assert first_way is not None
        self.setFocusProxy(first_way)
        self.presenter.check()

    def leave(self) -> None:
        """Keep the draft as it stands."""
        self.presenter.leave()

    @Slot()
    def show_text(self) -> None:
        """Show the whole text."""
        self.ways.choose(TEXT)

    @Slot(object)
    def _on_checked(self, result: Checked) -> None:
        self.mistakes.show_result(result)
        if result.procedure is not None:
            named = result.procedure.organisation, result.procedure.title
            self.title.setText(": ".join(named))
        self.adopt.setEnabled(result.procedure is not None)
        if result.problems and not self.form.fields:
            self.show_text()  # a text that no form can show

    @Slot(str)
    def _on_text_changed(self, _text: str) -> None:
        self.adopt.setEnabled(False)  # until it is checked

    @Slot(str)
    def _on_way(self, way: str) -> None:
        self._ways.setCurrentWidget(self.form if way == FORM else self.text)

    @Slot(int)
    def _on_line(self, line: int) -> None:
        self.show_text()
        self.text.go_to_line(line)

    @Slot()
    def _on_adopt(self) -> None:
        procedure = self.presenter.result.procedure
        if procedure is not None:
            self._pages.setCurrentWidget(self.adopting)
            self.adopting.show_procedure(procedure)

    @Slot()
    def _on_not_adopted(self) -> None:
        self._pages.setCurrentIndex(0)
        self.adopt.setFocus()

    @Slot()
    def _on_restart(self) -> None:
        self.presenter.start_again()
        self._left_note.hide()
        self.restart.hide()

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.checked.connect(self._on_checked)
        presenter.text_changed.connect(self._on_text_changed)
        presenter.adopted.connect(self.adopted)
        presenter.failed.connect(self.failed)
        self.back.clicked.connect(self.left)
        self.restart.clicked.connect(self._on_restart)
        self.ways.chosen.connect(self._on_way)
        self.mistakes.line_chosen.connect(self._on_line)
        self.adopt.clicked.connect(self._on_adopt)
        self.adopting.left.connect(self._on_not_adopted)

    def _lay_out(self, *, was_left: bool) -> None:
        self._ways = QStackedWidget()
        self._ways.addWidget(self.form)
        self._ways.addWidget(self.text)
        head = QHBoxLayout()
        head.setSpacing(scaled(10))
        head.addWidget(self.title, 1)
        head.addWidget(self._left_note)
        head.addWidget(self.restart)
        for widget in (self._left_note, self.restart):
            widget.setVisible(was_left)
        writing, edge = QWidget(), scaled(24)
        layout = QVBoxLayout(writing)
        layout.setContentsMargins(edge, edge, edge, scaled(16))
        layout.setSpacing(scaled(10))
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(head)
        layout.addWidget(self.ways)
        layout.addWidget(self._ways, 1)
        foot = QHBoxLayout()
        foot.setSpacing(scaled(16))
        foot.addWidget(self.mistakes, 1)
        foot.addWidget(self.adopt, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(foot)
        self._pages = QStackedWidget()
        self._pages.addWidget(writing)
        self._pages.addWidget(self.adopting)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
