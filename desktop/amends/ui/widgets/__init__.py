"""Parts that two features share: countdown, stage timeline, day strip, cards and chips."""

from __future__ import annotations
