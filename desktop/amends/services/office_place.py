"""Where an office is kept, as far as that is a danger: on a network share, or in a syncing folder.

A database is many small writes that must arrive in order. A folder that syncs uploads its parts one
by one, and a share may keep them back: either can leave an office that does not open.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Final

_DRIVE_REMOTE: Final = 4  # as Windows numbers the kinds of drives
MOUNTS: Final = Path("/proc/self/mounts")


class Danger(StrEnum):
    """What is dangerous about a place."""

    SYNCING = "syncing"
    NETWORK = "network"


# How the folders of these services are called, as they stand in a path; a name may go on after a
# space or a hyphen ("OneDrive - Example Ltd", "Dropbox (Personal)").
_SYNCING: Final = ("onedrive", "dropbox", "google drive", "googledrive", "icloud drive", "icloud~")
_SYNCING_WHOLE: Final = frozenset({"my drive", "iclouddrive", "mobile documents", "cloudstorage"})
_NETWORK: Final = (
    "nfs", "cifs", "smb", "afpfs", "ncp", "9p", "ceph", "glusterfs", "afs", "davfs", "fuse",
)  # fmt: skip
_NOT_NETWORK: Final = frozenset({"fuseblk", "fusectl", "fuse.lxcfs"})  # a local disk, and no disk


def danger_of(folder: Path, mounts: Path = MOUNTS) -> Danger | None:
    """Return what is dangerous about `folder`, None as far as nothing is known.

    Syncing folders are known by their names; shares by the type of their file system on Linux, and
    by their paths on Windows.
    """
    place = _real(folder)
    if is_syncing(place):
        return Danger.SYNCING
    if _is_share(place) or _is_network_type(file_system(place, mounts)):
        return Danger.NETWORK
    return None


def is_syncing(folder: PurePath) -> bool:
    """Return whether one of the names in the path is that of a folder that syncs."""
    return any(_is_syncing_name(part.casefold()) for part in folder.parts)


def file_system(folder: Path, mounts: Path = MOUNTS) -> str:
    """Return the type of the file system that holds `folder`, "" where that is not known."""
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    best, found = -1, ""
    for line in lines:
        fields = line.split(" ")
        point = PurePath(_unescaped(fields[1])) if len(fields) > 2 else None
        if point and folder.is_relative_to(point) and len(point.parts) >= best:
            best, found = len(point.parts), fields[2]
    return found


def _real(folder: Path) -> Path:
    try:
        return folder.resolve()
    except OSError:
        return folder.absolute()


def _is_syncing_name(name: str) -> bool:
    if name in _SYNCING_WHOLE:
        return True
    marker = next((marker for marker in _SYNCING if name.startswith(marker)), None)
    if marker is None:
        return False
    rest = name[len(marker) :]
    return not rest or marker.endswith("~") or rest[0] in " -("


def _is_share(folder: PurePath) -> bool:
    """Return whether the path itself says so, as Windows writes it: two backslashes first."""
    if folder.drive.startswith("\\\\"):
        return True
    return os.name == "nt" and _is_remote_drive(f"{folder.drive}\\")


def _is_remote_drive(drive: str) -> bool:
    import ctypes

    return bool(ctypes.CDLL("kernel32").GetDriveTypeW(ctypes.c_wchar_p(drive)) == _DRIVE_REMOTE)


def _is_network_type(kind: str) -> bool:
    return kind not in _NOT_NETWORK and kind.startswith(_NETWORK)


def _unescaped(point: str) -> str:
    """Return a mount point as it is called; the list writes spaces in octal."""
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(code, character)
    return point
