"""The inbox: the cases of the office, grouped by how soon something is due."""

from __future__ import annotations
