"""What survives when a program is killed, the disk is full, or may not be written."""

from __future__ import annotations
