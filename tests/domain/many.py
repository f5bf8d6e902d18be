"""How many examples a property of the rules is tried on: at least a thousand, more with --whole."""

from __future__ import annotations

from hypothesis import settings

MANY = settings(max_examples=max(1_000, settings.default.max_examples if settings.default else 0))
