"""The office with somebody else for a while: passed on, held, given back and taken back."""

from __future__ import annotations
