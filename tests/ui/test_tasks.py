"""Work in the background: it reports, it can be stopped, and it ends exactly once."""

from __future__ import annotations

import gc
import logging
import threading

import pytest
from PySide6.QtCore import QObject, QThread, QThreadPool, Slot
from shiboken6 import delete, isValid

from amends.ui import tasks
from amends.ui.collecting import Hold
from amends.ui.tasks import Task, run, stop_tasks


class Listener(QObject):
    """Notes what a task says, and in which thread it was heard."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[QThread] = set()
        task.progressed.connect(self.on_progress)
        task.succeeded.connect(self.on_success)
        task.failed.connect(self.on_failure)
        task.cancelled.connect(self.on_cancel)
        task.ended.connect(self.on_end)

    def note(self, what):
        self.heard.append(what)
        self.threads.add(QThread.currentThread())

    @Slot(int, int)
    def on_progress(self, done, total):
        self.note((done, total))

    @Slot(object)
    def on_success(self, result):
        self.note(result)

    @Slot(Exception)
    def on_failure(self, error):
        self.note(error)

    @Slot()
    def on_cancel(self):
        self.note("cancelled")

    @Slot()
    def on_end(self):
        self.note("ended")


class Steps:
    """Work of many steps, which waits in its first until it is let go."""

    def __init__(self) -> None:
        self.started = threading.Event()
        self.let_go = threading.Event()
        self.done = 0

    def __call__(self, progress):
        self.started.set()
        assert self.let_go.wait(10)
        for step in range(1000):
            progress(step, 1000)
            self.done = step + 1
        return self.done


@pytest.fixture
def window(qapp):
    """Stand in for the main window: whatever runs under it has stopped when the test is over."""
    window = QObject()
    yield window
    stop_tasks(window)


def fail(_progress):
    raise ZeroDivisionError


def at_once(_progress):
    return "at once"


def count_to_three(progress):
    for step in (1, 2, 3):
        progress(step, 3)
    return "three"


def test_work_reports_each_step_and_what_it_made(window, qtbot):
    task = run(count_to_three, window)
    listener = Listener(task)
    qtbot.waitUntil(lambda: "ended" in listener.heard)
    assert listener.heard == [(1, 3), (2, 3), (3, 3), "three", "ended"]


def test_signals_are_heard_in_the_thread_of_the_window(window, qtbot):
    listener = Listener(run(count_to_three, window))
    qtbot.waitUntil(lambda: "ended" in listener.heard)
    assert listener.threads == {window.thread()}


def test_work_that_ends_at_once_waits_for_those_who_connect(window, qtbot):
    listeners = [Listener(run(at_once, window)) for _ in range(50)]
    qtbot.waitUntil(lambda: all("ended" in listener.heard for listener in listeners))
    assert {tuple(listener.heard) for listener in listeners} == {("at once", "ended")}


def test_a_fault_is_logged_and_handed_over(window, qtbot, caplog):
    with caplog.at_level(logging.ERROR):
        listener = Listener(run(fail, window))
        qtbot.waitUntil(lambda: "ended" in listener.heard)
    assert [type(what) for what in listener.heard] == [ZeroDivisionError, str]
    assert caplog.records[0].exc_info


def test_cancelled_work_stops_at_its_next_step(window, qtbot):
    steps = Steps()
    task = run(steps, window)
    listener = Listener(task)
    qtbot.waitUntil(steps.started.is_set)
    task.cancel()
    steps.let_go.set()
    qtbot.waitUntil(lambda: "ended" in listener.heard)
    assert listener.heard == ["cancelled", "ended"]
    assert steps.done == 0


def test_work_cancelled_before_it_began_never_begins(window, qtbot):
    steps = Steps()
    task = run(steps, window)
    task.cancel()
    listener = Listener(task)
    qtbot.waitUntil(lambda: "ended" in listener.heard)
    assert listener.heard == ["cancelled", "ended"]
    assert not steps.started.is_set()


def test_cancelling_what_has_ended_does_nothing(window, qtbot):
    task = run(count_to_three, window)
    listener = Listener(task)
    qtbot.waitUntil(lambda: not isValid(task))
    task.cancel()
    assert listener.heard.count("ended") == 1


def test_a_task_is_gone_when_it_has_ended(window, qtbot):
    task = run(count_to_three, window)
    with qtbot.waitSignal(task.destroyed):
        pass
    assert window.findChildren(Task) == []


@pytest.mark.parametrize("work", [count_to_three, fail])
def test_work_ends_exactly_once(work, window, qtbot):
    listeners = [Listener(run(work, window)) for _ in range(20)]
    qtbot.waitUntil(lambda: all("ended" in listener.heard for listener in listeners))
    for listener in listeners:
        outcomes = [what for what in listener.heard if not isinstance(what, tuple)]
        assert len(outcomes) == 2
        assert outcomes[-1] == "ended"


def test_closing_cancels_and_waits_for_the_last_step(window, qtbot):
    steps = Steps()
    run(steps, window)
    qtbot.waitUntil(steps.started.is_set)
    threading.Timer(0.05, steps.let_go.set).start()
    stop_tasks(window)
    assert QThreadPool.globalInstance().activeThreadCount() == 0
    assert steps.done == 0


@pytest.fixture
def hold(monkeypatch):
    """One of this test's own: what other tests left running holds nothing here."""
    hold = Hold()
    monkeypatch.setattr(tasks, "HOLD", hold)
    return hold


def test_no_garbage_is_looked_for_while_work_runs(qtbot, window, hold):
    seen = []

    def work(_progress):
        seen.append(gc.isenabled())

    gc.enable()
    task = run(work, window)
    with qtbot.waitSignal(task.ended):
        pass
    assert seen == [False]
    qtbot.waitUntil(gc.isenabled)


def test_garbage_is_looked_for_again_where_the_window_went_before_its_work(qtbot, hold):
    window, steps = QObject(), Steps()
    gc.enable()
    run(steps, window)
    qtbot.waitUntil(steps.started.is_set)
    assert not gc.isenabled()
    delete(window)
    steps.let_go.set()
    qtbot.waitUntil(gc.isenabled)


def test_work_whose_window_is_gone_stops_at_its_next_step_and_is_no_failure(qtbot, hold, caplog):
    window, steps = QObject(), Steps()
    gc.enable()
    with caplog.at_level(logging.ERROR):
        run(steps, window)
        qtbot.waitUntil(steps.started.is_set)
        delete(window)
        steps.let_go.set()
        qtbot.waitUntil(gc.isenabled)
    assert caplog.records == []
    assert steps.done == 0
