"""Office and policy: the letterhead, days on which the office is closed, and what it works to."""

from __future__ import annotations
