"""What tests of letters on screen start from: a real office, a case, the view of a letter."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest
from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog

from amends.domain.letter_kinds import LetterKind
from amends.services.letter_drafts import open_draft
from amends.services.read_case import read_case
from amends.ui.clock import Clock
from amends.ui.letters.view import LetterView
from amends.ui.session import Session
from amends.ui.tasks import Task
from tests.desks import TODAY, log, make_desk

RECEIPT = LetterKind.RECEIPT


@pytest.fixture
def desk(tmp_path):
    desk = make_desk(tmp_path / "office")
    with closing(desk.store):
        yield desk
        QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def stream(desk):
    return log(desk)


@pytest.fixture
def session(qapp, desk):
    return Session(desk, Clock(fixed=TODAY))


class Letters:
    """Opens views of letters, and does with them what a user does."""

    def __init__(self, qtbot, session, stream) -> None:
        self.qtbot, self.session, self.stream = qtbot, session, stream
        self._views: list[LetterView] = []

    def open(self, size=(1104, 740), kind=RECEIPT) -> LetterView:
        """Open the letter to be written, and wait until its page is drawn."""
        view = LetterView(self.session, self.stream, kind)
        self.qtbot.addWidget(view)
        self._views.append(view)
        view.resize(*size)
        with self.qtbot.waitExposed(view):
            view.show()
        view.show_draft()
        self.settle(view)
        return view

    def leave(self) -> None:
        """Close what stands open: a message left on screen would speak into the next test."""
        for view in self._views:
            for dialog in view.findChildren(QDialog):
                dialog.close()
            view.close()

    def settle(self, view) -> None:
        """Wait until nothing is under way: the newest text is kept, checked and drawn."""
        QApplication.sendPostedEvents()
        self.qtbot.waitUntil(lambda: self.is_settled(view))

    def is_settled(self, view) -> bool:
        is_waiting = any(timer.isActive() for timer in view.findChildren(QTimer))
        return not is_waiting and not self.session.findChildren(Task)

    def finish(self, view) -> None:
        """Confirm what is to be confirmed, and finish."""
        for row in view.draft_pane.checklist.rows.values():
            if row.stands_open:
                row.box.click()
        self.settle(view)
        with self.qtbot.waitSignal(view.finished):
            view.draft_pane.finish_button.click()
        self.settle(view)

    def kept(self):
        """Return the draft as a new view would find it."""
        return open_draft(self.session.desk, self.stream, RECEIPT, TODAY).draft

    def case(self, today: date = TODAY):
        return read_case(self.session.desk, self.stream, today)


@pytest.fixture
def letters(qtbot, session, stream):
    letters = Letters(qtbot, session, stream)
    yield letters
    letters.leave()


@pytest.fixture
def view(letters):
    return letters.open()


def type_text(field, text) -> None:
    """Type text of any script; key events of such characters would abort the process."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)
