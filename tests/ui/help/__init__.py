"""Tests of the views in `amends.ui.help`."""

from __future__ import annotations
