"""When a draft is kept: within a second of each key, whoever types on, and whatever failed."""

from __future__ import annotations

import pytest

from amends.ui.keep_timer import KEPT_AFTER_MS, KEPT_AGAIN_AFTER_MS, KeepTimer


class Counted(KeepTimer):
    """Notes how long it is set each time."""

    def __init__(self, parent):
        super().__init__(parent)
        self.set_to = []

    def start(self, *ms):
        self.set_to += ms
        super().start(*ms)


@pytest.fixture
def timer(qapp):
    timer = Counted(qapp)
    yield timer
    timer.stop()
    timer.deleteLater()


def test_there_is_time_left_to_write_within_the_second():
    assert KEPT_AFTER_MS <= 750


def test_what_is_typed_is_kept_soon(timer, qtbot):
    with qtbot.waitSignal(timer.timeout):
        timer.touch()
    assert timer.set_to == [KEPT_AFTER_MS]
    assert not timer.isActive()


def test_typing_on_puts_nothing_off(timer):
    timer.touch()
    timer.touch()
    assert timer.set_to == [KEPT_AFTER_MS]


def test_the_next_key_does_not_wait_for_another_try(timer):
    timer.try_again()
    timer.touch()
    assert timer.set_to == [KEPT_AGAIN_AFTER_MS, KEPT_AFTER_MS]


def test_typing_on_does_not_put_another_try_off_either(timer):
    timer.try_again()
    timer.touch()
    timer.touch()
    assert timer.set_to == [KEPT_AGAIN_AFTER_MS, KEPT_AFTER_MS]
