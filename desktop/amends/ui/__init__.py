"""The window. It holds no rule: it asks services, and shows what they answer."""

from __future__ import annotations
