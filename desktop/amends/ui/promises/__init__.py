"""The promises: everything that the office has promised anybody, in one list."""

from __future__ import annotations
