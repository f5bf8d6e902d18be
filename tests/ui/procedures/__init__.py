"""Tests of the views in `amends.ui.settings`."""

from __future__ import annotations
