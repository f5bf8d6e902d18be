"""Open the real window on an office, and type into it until killed, or read what stands there.

Arguments: what to do ("type" or "read"), where, the stream of the case, the passphrase. Each key is
told on a line of its own: how many there were, and when.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from tests.ui.sessions import Ticking

from amends.domain.letter_kinds import LetterKind
from amends.ui import front_door
from amends.ui.case.forms.note import NoteForm
from amends.ui.clock import Clock
from amends.ui.complaint.dialog import ComplaintDialog
from amends.ui.first_run.unlock import UnlockView
from amends.ui.letters.view import LetterView
from amends.ui.main_window import MainWindow
from amends.ui.office_window import OfficeWindow

PACE_MS = 50
WORDS = "What was said on the phone, as it was said. "
DOING, WHERE, STREAM, PASSPHRASE = sys.argv[1:]
timers: list[QTimer] = []


def wait_for(found):
    """Let the window live until something is found, and return it."""
    for _ in range(3_000):
        if (it := found()) is not None:
            return it
        QTest.qWait(10)
    raise SystemExit(f"{WHERE} never came")


def place(office, window) -> QPlainTextEdit:
    """Go to where is typed, as far as what was left there is on show."""
    if WHERE == "complaint":
        office.new_complaint()
        dialog = wait_for(lambda: window.findChild(ComplaintDialog))
        if DOING == "read":
            dialog.draft_banner.continued.emit()
        return dialog.form.complaint
    office.view.show_case(STREAM)
    if WHERE == "note":
        office.view.page.commands.add_note()
        return wait_for(lambda: window.findChild(NoteForm)).findChild(QPlainTextEdit)
    office.view.write_letter(STREAM, LetterKind.RECEIPT)
    return wait_for(lambda: window.findChild(LetterView)).draft_pane.text


def type_on(field, keys) -> None:
    number, key = next(keys)
    QTest.keyClicks(field, key)
    print(number, time.monotonic(), flush=True)


def go() -> None:
    window = next(it for it in QApplication.topLevelWidgets() if isinstance(it, MainWindow))
    unlocking = wait_for(lambda: window.findChild(UnlockView))
    QTest.keyClicks(unlocking.passphrase, PASSPHRASE)
    unlocking.open()
    field = place(wait_for(lambda: window.findChild(OfficeWindow)), window)
    if DOING == "read":
        print(json.dumps(field.toPlainText()), flush=True)
        window.close()
        return
    field.selectAll()
    QTest.keyClicks(field, " ")
    typing = QTimer(window, interval=PACE_MS)
    typing.timeout.connect(partial(type_on, field, enumerate(itertools.cycle(WORDS), 1)))
    timers.append(typing)
    typing.start()


setattr(front_door, "Clock", partial(Clock, read=Ticking()))  # noqa: B010 (for mypy)
setattr(front_door, "_load_ahead", go)  # noqa: B010
raise SystemExit(front_door.open_front_door())
