"""The rules of handling complaints: pure functions of events, procedure, calendar and today."""

from __future__ import annotations
