"""Files from outside, turned into plain values; nothing in them is trusted."""

from __future__ import annotations
