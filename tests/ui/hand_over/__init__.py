"""Tests of the views in `amends.ui.hand_over`."""

from __future__ import annotations
