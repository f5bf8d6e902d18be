"""The office folder: an encrypted database of events, and the evidence beside it."""

from __future__ import annotations
