"""Asks which step was taken outside Amends."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from amends.domain.course import recordable
from amends.domain.happenings import SENT, Kind
from amends.domain.procedure import OutsideBody
from amends.services.case_view import CaseView
from amends.services.record_step import Step, record_step
from amends.ui.case.forms.channels import ChannelBox
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.case.rule_words import stage_words
from amends.ui.widgets.day_edit import DayEdit
from amends.ui.widgets.inputs import ChoiceBox
from amends.ui.widgets.label import plain_label


class StepForm(Form):
    """Asks which step was taken outside Amends, when, and how; it offers what fits the case."""

    KEY = "step"

    def __init__(
        self, presenter: CasePresenter, view: CaseView, kind: str, parent: QWidget
    ) -> None:
        super().__init__(presenter, parent)
        self._view = view
        kinds = recordable(view.case, view.procedure, view.clocks)
        self._kind = ChoiceBox((each, _words(each, view)) for each in kinds)
        self._kind.choose(kind)
        self._on = DayEdit(view.today)
        self._channel = ChannelBox(may_be_filed=not view.case.is_reachable)
        self._body = ChoiceBox((it.name, _body_words(it)) for it in view.procedure.bodies)
        self._stage = plain_label("", "muted")
        self._note = QPlainTextEdit(tabChangesFocus=True)
        self._note.setFixedHeight(self.fontMetrics().lineSpacing() * 5)
        self.add(self.tr("What happened"), self._kind)
        self.fields.addRow(self._stage)
        self.add(self.tr("On"), self._on)
        self.add(self.tr("By"), self._channel)
        self.add(self.tr("To"), self._body)
        self.add(self.tr("Note"), self._note)
        self._kind.currentIndexChanged.connect(self._on_kind)
        self._on_kind()

    @Slot()
    def _on_kind(self) -> None:
        """Ask how it went out only where something was told to somebody, and why it is closed."""
        kind = self._kind.currentData()
        self._show_stage(str(kind))
        self.fields.setRowVisible(self._channel, kind in SENT)
        self.fields.setRowVisible(self._body, kind == Kind.REFERRED and self._body.count() > 1)
        note = self.tr("Note")
        if kind == Kind.CLOSED:
            note = self.tr("Why it is closed")
            self.name(self.tr("Close the case"), self.tr("Close the case"))
        else:
            self.name(self.tr("Record a step"), self.tr("Record"))
        self._note.setAccessibleName(note)
        label = self.fields.labelForField(self._note)
        assert isinstance(label, QLabel)
        label.setText(note)

    def _show_stage(self, kind: str) -> None:
        """Say from when on the stage can begin that this would open, and what it takes."""
        stages = (it for it in self._view.procedure.every_stage if kind in it.openings)
        words = " ".join(filter(None, (stage_words(self._view, it) for it in stages)))
        self._stage.setText(words)
        self.fields.setRowVisible(self._stage, bool(words))
        self.fit()

    def record(self) -> None:
        step = Step(
            kind=str(self._kind.currentData()),
            on=self._on.day(),
            channel=self._channel.channel(),
            note=self._note.toPlainText(),
            body=str(self._body.currentData() or ""),
        )
        self.presenter.record(lambda desk, view, now: record_step(desk, view, step, now))


def _body_words(body: OutsideBody) -> str:
    """Return its name, and for what it is there where that is not for everything."""
    if not body.when:
        return body.name
    return QCoreApplication.translate("step", "{name}: {when}").format(
        name=body.name, when=body.when
    )


def _words(kind: str, view: CaseView) -> str:
    """Return what happened, as a sentence; what only this policy knows in its own words."""
    tr, body = QCoreApplication.translate, view.procedure.outside_body
    name = body.name if body and len(view.procedure.bodies) == 1 else ""
    name = name or tr("step", "the outside body")
    known = {
        Kind.ACKNOWLEDGED: tr("step", "The receipt was sent"),
        Kind.ACTION_PLAN_SENT: tr("step", "The action plan was sent"),
        Kind.OUTCOME_SENT: tr("step", "The complaint was answered"),
        Kind.STAGE_NOT_POSSIBLE_SENT: tr("step", "They were told that the stage is not possible"),
        Kind.REDIRECT_SENT: tr("step", "They were told where the matter goes instead"),
        Kind.REFERRED: tr("step", "The complaint went to {body}").format(body=name),
        Kind.CLOSED: tr("step", "The case was closed"),
    }
    return known[Kind(kind)] if kind in known else view.procedure.words(kind).title
