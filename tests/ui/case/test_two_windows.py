"""Two windows, or two people, at work in one case: the slower one sees the change and goes on."""

from __future__ import annotations

from PySide6.QtCore import QObject

from amends.domain.errors import CaseChangedError
from amends.domain.events.case_events import NoteAdded
from amends.services.add_note import add_note
from amends.ui.case.presenter import CasePresenter
from tests.desks import MOMENT, log


def notes(presenter):
    return [it.event.text for it in presenter.view.log if isinstance(it.event, NoteAdded)]


def test_what_somebody_else_recorded_is_shown_and_then_saving_again_works(session, qtbot):
    parent = QObject()
    presenter = CasePresenter(session, parent)
    presenter.show_case(log(session.desk))
    assert presenter.view is not None
    add_note(session.desk, presenter.view, "theirs", MOMENT)
    with qtbot.waitSignal(presenter.refused) as heard:
        assert not presenter.record(lambda desk, view, now: add_note(desk, view, "mine", now))
    assert isinstance(heard.args[0], CaseChangedError)
    assert notes(presenter) == ["theirs"]
    assert presenter.record(lambda desk, view, now: add_note(desk, view, "mine", now))
    assert notes(presenter) == ["theirs", "mine"]
