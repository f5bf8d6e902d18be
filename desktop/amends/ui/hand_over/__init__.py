"""The window from which a case is handed over to somebody outside."""

from __future__ import annotations
