"""Faults of single Qt releases that would take the whole app down."""

from __future__ import annotations

import subprocess
import sys

import pytest

# With the faulty release the process aborts some hundred emits later, hence a process of its own.
EMITS = """
from PySide6.QtCore import QObject, Signal

class Switch(QObject):
    toggled = Signal(bool)

switch, heard = Switch(), []
switch.toggled.connect(heard.append)
for _ in range(1_000):
    switch.toggled.emit(True)
print(len(heard))
"""


def test_a_thousand_emits_of_true_leave_the_process_alive():
    pytest.importorskip("PySide6")
    command = [sys.executable, "-c", EMITS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "1000")
