"""Writing a letter, and what is done with it once it is finished."""

from __future__ import annotations
