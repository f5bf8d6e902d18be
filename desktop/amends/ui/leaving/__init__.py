"""Somebody leaves the office: one act, which can be left and taken up again between its steps."""

from __future__ import annotations
