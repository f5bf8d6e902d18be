"""What is shown before an office is open: welcome, passphrase, and the set-up of a new one."""

from __future__ import annotations
