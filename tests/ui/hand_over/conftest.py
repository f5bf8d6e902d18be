"""What these tests start from: a case with documents, and the window that hands it over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from amends.services.add_files import add_files
from amends.services.attachments import File
from amends.services.read_case import read_case
from amends.ui.hand_over.dialog import HandOverDialog
from tests.desks import MOMENT, TODAY, log
from tests.reports.bundles import pdf
from tests.ui.sessions import open_session

WAIT_MS = 30_000
WHY = "The complainant is not satisfied with our answer."


@pytest.fixture
def session(qapp, tmp_path):
    with open_session(tmp_path / "office") as session:
        yield session
        QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def stream(session):
    return log(session.desk)


@pytest.fixture
def out(tmp_path):
    """The folder into which files go."""
    (folder := tmp_path / "out").mkdir()
    return folder


class HandOvers:
    """Opens the window, and does with it what a user does."""

    def __init__(self, qtbot, session, stream) -> None:
        self.qtbot, self.session, self.stream = qtbot, session, stream
        self._parent = QWidget()
        qtbot.addWidget(self._parent)
        self._opened: list[HandOverDialog] = []

    def open(self, stream=None) -> HandOverDialog:
        self._parent.show()
        dialog = HandOverDialog(self.session, stream or self.stream, self._parent)
        self._opened.append(dialog)
        with self.qtbot.waitExposed(dialog):
            dialog.open()
        self.qtbot.waitUntil(dialog.isActiveWindow)  # or it takes no keys
        return dialog

    def begin(self, dialog, target, why=WHY) -> None:
        """Fill in why, and choose where the file goes."""
        dialog.request.why.setPlainText(why)
        dialog.foot.choose_button.click()
        choose_file(dialog, target)

    def end(self, dialog) -> None:
        """Wait until nothing runs any more."""
        self.qtbot.waitUntil(lambda: not dialog.presenter.is_running, timeout=WAIT_MS)

    def case(self):
        return read_case(self.session.desk, self.stream, TODAY).case

    def add_documents(self, count) -> None:
        files = [File(f"{n}.pdf", "application/pdf", pdf(f"page {n}")) for n in range(count)]
        add_files(
            self.session.desk, read_case(self.session.desk, self.stream, TODAY), files, MOMENT
        )

    def leave(self) -> None:
        for dialog in self._opened:
            for child in dialog.findChildren(QFileDialog):
                child.close()
            dialog.leave()


@pytest.fixture
def hand_overs(qtbot, session, stream):
    hand_overs = HandOvers(qtbot, session, stream)
    yield hand_overs
    hand_overs.leave()


@pytest.fixture
def dialog(hand_overs):
    return hand_overs.open()


def choose_file(dialog, target) -> None:
    """Choose a file in the dialog that was just opened."""
    chooser = dialog.findChildren(QFileDialog)[-1]
    chooser.selectFile(str(target))
    chooser.accept()


def said(dialog) -> str:
    """Return every word on show."""
    return "\n".join(it.text() for it in dialog.findChildren(QLabel) if it.isVisibleTo(dialog))
