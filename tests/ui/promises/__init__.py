"""The window, its parts, and what they are drawn from."""

from __future__ import annotations
