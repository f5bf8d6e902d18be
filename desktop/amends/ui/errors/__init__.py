"""What went wrong, in the user's words: the one way in to them is this package.

Each area has a module with a table, an error a row. Words that depend on more than the facts of
the error have a function beside the table. What has no words is a bug: it is logged, never shown.
"""

from __future__ import annotations

from amends.ui.errors import access, cases, cover, files, office, policy, times
from amends.ui.errors.box import show_error
from amends.ui.errors.notice import Notice, describe, describe_by

__all__ = ("Notice", "describe", "show_error")

for area in (access, cases, cover, files, office, policy, times):
    describe_by(area.WORDS)
