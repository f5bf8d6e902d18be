"""The office at home and at Sofia's computer."""

from __future__ import annotations

from tests.cover_fixtures import computers, given_back, passed

__all__ = ("computers", "given_back", "passed")
