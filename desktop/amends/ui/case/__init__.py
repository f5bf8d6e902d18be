"""The page of one case: the next step, the timeline, and what is on record."""

from __future__ import annotations
