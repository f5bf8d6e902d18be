"""The command line, run in this process and as a program."""

from __future__ import annotations
