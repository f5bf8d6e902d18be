"""How many examples a property of the rules is tried on: at least a thousand, more with --whole.

Without Qt a few do: that run comes after the one that has tried them all.
"""

from __future__ import annotations

import sys

from hypothesis import settings

_WITHOUT_QT = sys.modules.get("PySide6", sys) is None
_AT_LEAST = 25 if _WITHOUT_QT else 1_000

_DEFAULT = settings.default.max_examples if settings.default else 0

MANY = settings(max_examples=max(_AT_LEAST, _DEFAULT))
