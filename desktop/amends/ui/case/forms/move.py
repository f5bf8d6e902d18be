"""Asks to which version a case moves; what that changes is shown before it is saved."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from amends.domain.errors import AmendsError
from amends.domain.versions import Version
from amends.services.case_view import CaseView
from amends.services.move_case import (
    effect_of_moving,
    move_case,
    other_versions,
    procedure_under,
    version_due,
)
from amends.ui.case.forms.effect import Effect
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.case.version_words import move_sentences, version_title
from amends.ui.errors import describe
from amends.ui.text_scale import scaled
from amends.ui.widgets.inputs import ChoiceBox, TextBox

_REASON_LINES, _WIDEST_PX = 3, 620


class MoveForm(Form):
    """Begins with the version that was in force on the day of receipt, else the latest one."""

    KEY = "move-version"
    TOPIC = "course"

    def __init__(self, presenter: CasePresenter, view: CaseView, parent: QWidget) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("Move to another version"), self.tr("Move the case"))
        self._view = view
        self._versions = {_key(it): it for it in other_versions(view)}
        self._to = ChoiceBox((key, self._title(it)) for key, it in self._versions.items())
        self._to.setObjectName("version")
        self._to.setMaximumWidth(scaled(_WIDEST_PX))  # however long the name of a policy is
        due = version_due(view)
        self._to.setCurrentIndex(self._to.count() - 1)
        self._to.choose(_key(due) if due else None)
        self.effect = Effect(self.tr("What would change"))
        self._reason = TextBox(_REASON_LINES)
        self._reason.setObjectName("reason")
        self.add(self.tr("The version"), self._to)
        self.fields.addRow(self.effect)
        self.add(self.tr("Why the case moves, for its record"), self._reason)
        self._to.currentIndexChanged.connect(self._on_chosen)
        self._on_chosen()

    def record(self) -> None:
        version, reason = self._chosen(), self._reason.toPlainText()
        self.presenter.record(lambda desk, view, now: move_case(desk, view, version, reason, now))

    def _chosen(self) -> Version:
        return self._versions[str(self._to.currentData())]

    def _title(self, version: Version) -> str:
        procedure = procedure_under(self.presenter.session.desk, version)
        return version_title(version, procedure, self._view.ground.office)

    @Slot()
    def _on_chosen(self) -> None:
        try:
            moved = effect_of_moving(self.presenter.session.desk, self._view, self._chosen())
        except AmendsError as error:
            notice = describe(error)
            self.effect.show_sentences((notice.text, notice.hint))
        else:
            self.effect.show_sentences(move_sentences(moved, self._view.today))
        self.fit()


def _key(version: Version) -> str:
    """Return by what a draft of the form remembers a version, whatever is adopted meanwhile."""
    return f"{version.procedure} {version.digest} {version.since}"
