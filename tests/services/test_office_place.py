"""Folders that sync and shares are known for what they are, and others left in peace."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest

from amends.services.office_place import Danger, _is_share, danger_of, file_system, is_syncing

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/share /mnt/share cifs rw 0 0
server:/export /mnt/my\\040files nfs4 rw 0 0
sshfs#a@b: /home/a/far fuse.sshfs rw 0 0
/dev/sdb1 /media/stick fuseblk rw 0 0
tmpfs /mnt/share/fast tmpfs rw 0 0
short
"""


@pytest.fixture
def mounts(tmp_path):
    file = tmp_path / "mounts"
    file.write_text(MOUNTS)
    return file


@pytest.mark.parametrize(
    "folder",
    [
        "/home/a/OneDrive/office",
        "/Users/a/OneDrive - Example Ltd/office",
        "/Users/a/Dropbox (Personal)/office",
        "/home/a/Google Drive/My Drive/office",
        "/Users/a/Library/Mobile Documents/com~apple~CloudDocs/office",
        "/Users/a/Library/CloudStorage/GoogleDrive-a@example.org/office",
        "/Users/a/iCloud Drive/office",
    ],
)
def test_a_folder_that_syncs_is_known_by_its_name(folder, mounts):
    assert danger_of(Path(folder), mounts) is Danger.SYNCING


@pytest.mark.parametrize("folder", ["/home/a/Dropboxes", "/home/a/onedriver", "/home/a/Documents"])
def test_a_name_that_only_begins_alike_is_none(folder, mounts):
    assert danger_of(Path(folder), mounts) is None


def test_windows_paths_are_known_too():
    assert is_syncing(PureWindowsPath(r"C:\Users\a\OneDrive\office"))
    assert is_syncing(PureWindowsPath(r"C:\Users\a\iCloudDrive\office"))
    assert _is_share(PureWindowsPath(r"\\server\share\office"))


@pytest.mark.parametrize(
    ("folder", "danger"),
    [
        ("/mnt/share/office", Danger.NETWORK),
        ("/mnt/my files/office", Danger.NETWORK),
        ("/home/a/far", Danger.NETWORK),
        ("/media/stick/office", None),
        ("/mnt/share/fast/office", None),
        ("/mnt/sharepoint", None),
    ],
)
def test_a_share_is_known_by_its_file_system(folder, danger, mounts):
    assert danger_of(Path(folder), mounts) is danger


def test_where_nothing_is_known_nothing_is_said(tmp_path):
    assert file_system(Path("/home"), tmp_path / "none") == ""
    assert danger_of(Path("/home/a"), tmp_path / "none") is None
