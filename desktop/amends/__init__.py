"""Amends: a small office's complaints desk."""

from __future__ import annotations
