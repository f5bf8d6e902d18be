"""The window as a person meets it: on a real X server, by mouse and by keyboard."""

from __future__ import annotations
