"""Tests of the views in `amends.ui.first_run`."""

from __future__ import annotations
