"""The sub-commands, over the same services as the window.

Answers go to standard output, messages to standard error. Exit codes: 0 done; 1 it could not be
done, and the message says why; 2 the command was not understood.
"""

from __future__ import annotations

DONE = 0
FAILED = 1
