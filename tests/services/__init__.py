"""Services on real offices, each on a fixed day."""

from __future__ import annotations
