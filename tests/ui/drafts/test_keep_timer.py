"""When a draft is kept: within a second of each key, whoever types on, and whatever failed."""

from __future__ import annotations

import pytest

from amends.ui import keep_timer
from amends.ui.keep_timer import KeepTimer

LONG_MS = 60_000
A_WHILE_MS = 5  # of which no test knows more than that it has passed


@pytest.fixture
def timer(qapp):
    timer = KeepTimer(qapp)
    yield timer
    timer.stop()
    timer.deleteLater()


def test_there_is_time_left_to_write_within_the_second():
    assert keep_timer.KEPT_AFTER_MS <= 750


def test_what_is_typed_is_kept_soon(timer, qtbot):
    with qtbot.waitSignal(timer.timeout):
        timer.touch()
    assert not timer.isActive()


def test_typing_on_puts_nothing_off(timer, qtbot, monkeypatch):
    monkeypatch.setattr(keep_timer, "KEPT_AFTER_MS", LONG_MS)
    timer.touch()
    qtbot.waitUntil(lambda: timer.remainingTime() < LONG_MS - A_WHILE_MS)
    timer.touch()
    assert timer.remainingTime() < LONG_MS - A_WHILE_MS


def test_the_next_key_does_not_wait_for_another_try(timer, monkeypatch):
    monkeypatch.setattr(keep_timer, "KEPT_AGAIN_AFTER_MS", LONG_MS)
    timer.try_again()
    timer.touch()
    assert timer.remainingTime() < LONG_MS // 2


def test_typing_on_does_not_put_another_try_off_either(timer, qtbot, monkeypatch):
    monkeypatch.setattr(keep_timer, "KEPT_AFTER_MS", LONG_MS)
    monkeypatch.setattr(keep_timer, "KEPT_AGAIN_AFTER_MS", 2 * LONG_MS)
    timer.try_again()
    timer.touch()
    qtbot.waitUntil(lambda: timer.remainingTime() < LONG_MS - A_WHILE_MS)
    timer.touch()
    assert timer.remainingTime() < LONG_MS - A_WHILE_MS
