"""Asks to whom a case goes, or one promise in it; whom the case concerns is not offered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from amends.domain.access import Member
from amends.domain.handling import Owed
from amends.services.case_view import CaseView
from amends.services.give_case import give_case, give_promise, owed_by_handler
from amends.ui.case.forms.form import Form
from amends.ui.case.presenter import CasePresenter
from amends.ui.widgets.inputs import ChoiceBox
from amends.ui.widgets.label import plain_label

_WITH: Final = "with"
_WITHOUT: Final = "without"


class GiveForm(Form):
    """Proposes that what its handler owes in the case goes with it."""

    KEY = "give-case"

    def __init__(
        self, presenter: CasePresenter, view: CaseView, takers: Sequence[Member], parent: QWidget
    ) -> None:
        super().__init__(presenter, parent)
        self.name(self.tr("Give the case to somebody else"), self.tr("Give it"))
        self._takers, self._owed = takers, owed_by_handler(view)
        self._to = _choice(takers)
        with_it, without = self._promise_words(view)
        self._promises = ChoiceBox(((_WITH, with_it), (_WITHOUT, without)))
        now = self.tr("{name} handles it now.").format(name=view.handler or self.tr("Nobody"))
        self.fields.addRow(plain_label(now, "muted"))
        self.add(self.tr("Who handles it from now on"), self._to)
        if self._owed:
            self.add(self.tr("What is owed in it"), self._promises)

    def record(self) -> None:
        to = _chosen(self._takers, self._to)
        promises = self._owed if self._promises.currentData() == _WITH else []
        self.presenter.record(
            lambda desk, view, now: give_case(desk, view, to, now, promises=promises)
        )

    def _promise_words(self, view: CaseView) -> tuple[str, str]:
        """Return the choices: all that the handler owes in the case goes with it, or stays."""
        goes = self.tr("What {name} owes in it goes with it ({count})")
        stays = self.tr("It stays with {name}").format(name=view.handler)
        return goes.format(count=len(self._owed), name=view.handler), stays


class GivePromiseForm(Form):
    """Asks who sees to a promise from now on."""

    KEY = "give-promise"
    TOPIC = "promises"

    def __init__(
        self, presenter: CasePresenter, owed: Owed, takers: Sequence[Member], parent: QWidget
    ) -> None:
        super().__init__(presenter, parent, about=owed.promise.id)
        self.name(self.tr("Give a promise to somebody else"), self.tr("Give it"))
        self._promise, self._takers = owed.promise.id, takers
        self._to = _choice(takers)
        self.fields.addRow(plain_label(owed.promise.what, "heading"))
        self.add(self.tr("Who sees to it from now on"), self._to)

    def record(self) -> None:
        promise, to = self._promise, _chosen(self._takers, self._to)
        self.presenter.record(lambda desk, view, now: give_promise(desk, view, promise, to, now))


def _choice(takers: Iterable[Member]) -> ChoiceBox:
    return ChoiceBox((str(it.id), it.name) for it in takers)


def _chosen(takers: Iterable[Member], choice: ChoiceBox) -> Member:
    return next(it for it in takers if str(it.id) == choice.currentData())
