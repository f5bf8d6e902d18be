"""Copies of the office in the window: made by themselves, told of, and brought back."""

from __future__ import annotations
