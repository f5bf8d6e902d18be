"""Tests of the views in `amends.ui.complaint`."""

from __future__ import annotations
