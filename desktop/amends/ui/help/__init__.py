"""Help for the view at hand: short topics that come with Amends, found by their words."""

from __future__ import annotations
