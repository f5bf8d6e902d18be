"""The form for a new complaint: typed, or filled in from an e-mail."""

from __future__ import annotations
