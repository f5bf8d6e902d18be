"""The parts that features share."""

from __future__ import annotations
