"""Names of files from outside, made harmless: no folders, no tricks, fit for every system."""

from __future__ import annotations

import re
from typing import Final

LONGEST_NAME_BYTES: Final = 200

_NOT_IN_NAMES: Final = frozenset('<>:"|?*')

# Windows takes these for devices, whatever follows the first dot.
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def safe_file_name(given: str) -> str:
    """Return the last part of a name without what deceives or harms; "" where nothing is left.

    Characters that turn the direction of writing go, since they make an .exe look like a .pdf.
    """
    last = given.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    spaced = "".join(" " if char.isspace() and char > " " else char for char in last)
    shown = (char for char in spaced if char.isprintable() and char not in _NOT_IN_NAMES)
    name = _shortened(" ".join("".join(shown).split()).strip(" ."))
    return f"_{name}" if _DEVICES.fullmatch(name) else name


def _shortened(name: str) -> str:
    """Return the name short enough for a file system, its ending kept."""
    if len(name.encode("utf-8", "replace")) <= LONGEST_NAME_BYTES:
        return name
    stem, dot, suffix = name.rpartition(".")
    ending = f"{dot}{suffix}" if stem and len(suffix) <= 10 else ""
    room = LONGEST_NAME_BYTES - len(ending.encode("utf-8", "replace"))
    start = (stem if ending else name).encode("utf-8", "replace")[:room]
    return start.decode("utf-8", "ignore").rstrip(" .") + ending
