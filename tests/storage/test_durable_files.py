"""What reaches the disk before what: the content, then the name, then the folder that has it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from amends.storage.durable_files import make_folder, replace_whole


@pytest.fixture
def synced(tmp_path, monkeypatch):
    """Note at each sync what it is of, and what `kept` held by then."""
    seen, real = [], os.fsync

    def watched(descriptor):
        file = tmp_path / "kept"
        of = str(Path(f"/proc/self/fd/{descriptor}").readlink()).removeprefix(str(tmp_path))
        seen.append((of, file.read_bytes() if file.is_file() else b""))
        real(descriptor)

    monkeypatch.setattr("os.fsync", watched)
    return seen


pytestmark = pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir(), reason="only Linux tells which file is open"
)


def test_a_file_gets_its_name_once_its_content_is_safe_and_the_name_is_made_safe_too(
    tmp_path, synced
):
    (tmp_path / "kept").write_bytes(b"before")
    replace_whole(tmp_path / "kept", b"after")
    assert synced == [("/kept.part", b"before"), ("", b"after")]


def test_the_names_of_folders_that_are_made_are_safe(tmp_path, synced):
    make_folder(tmp_path / "one" / "two")
    assert [of for of, _content in synced] == ["", "/one"]
