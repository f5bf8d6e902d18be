"""A hand-over read back: as it was written, packed again by somebody else, or changed."""

from __future__ import annotations

import stat
import subprocess
import sys
import zipfile
from contextlib import closing

import pytest

from amends.domain.errors import FileNotReadableError
from amends.services import bag
from amends.services.progress import CancelledError
from amends.services.verify_bag import Verdict, verify_bag
from tests.desks import make_desk
from tests.services.hand_overs import handed, whole_case


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    """The file of a case in which everybody may be named."""
    with closing((desk := make_desk(tmp_path_factory.mktemp("offices") / "office")).store):
        target = tmp_path_factory.mktemp("out") / "case.zip"
        yield handed(desk, whole_case(desk), target)


def test_verify_finds_nothing_wrong_with_what_was_written(named):
    assert verify_bag(named).is_as_written


def test_a_changed_byte_in_a_file_is_named(named, tmp_path):
    raw = named.read_bytes()
    with zipfile.ZipFile(named) as opened:
        infos = opened.infolist()
    for info in infos:
        where = info.header_offset + 30 + len(info.filename) + info.file_size // 2
        name = info.filename.partition("/")[2]
        assert f"{name}: changed" in verify_bag(changed(raw, where, tmp_path)).problems


def test_a_changed_byte_anywhere_is_found(desk, tmp_path):
    """Every byte of the frame, and of the files a sample, of a small bag."""
    target = tmp_path / "small.zip"
    with target.open("wb") as out, bag.Bag(out, "amends-1") as small:
        small.add("data/case.json", [b"{}" * 40], 80)
        small.add("data/native/001-a.txt", [b"a", b"b"], 2)
        small.finish({"Source-Organization": "Active X Backs"})
    raw = target.read_bytes()
    assert verify_bag(target).is_as_written
    missed = [
        where for where in range(len(raw)) if not verify_bag(changed(raw, where, tmp_path)).problems
    ]
    assert missed == []
    for more in (raw + b"x", b"x" + raw, raw[:-1], raw[: len(raw) // 2], b""):
        (tmp_path / "other.zip").write_bytes(more)
        assert verify_bag(tmp_path / "other.zip").problems


def changed(raw, where, folder):
    other = folder / "changed.zip"
    other.write_bytes(raw[:where] + bytes([raw[where] ^ 1]) + raw[where + 1 :])
    return other


def test_missing_and_extra_files_are_named(named, tmp_path):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(named) as opened, zipfile.ZipFile(other, "w") as out:
        for info in opened.infolist():
            if not info.filename.endswith("photo.jpg"):
                out.writestr(info, opened.read(info))
        out.writestr("amends-2026-001/data/native/new.txt", b"new")
    found = verify_bag(other).problems
    assert "data/native/003-photo.jpg: missing" in found
    assert any(it.endswith("data/native/new.txt: extra") for it in found)


def test_a_file_that_is_not_there_cannot_be_verified(tmp_path):
    with pytest.raises(FileNotReadableError):
        verify_bag(tmp_path / "none.zip")


PACKED_AGAIN = "every file is unaltered; the archive itself was packed again"


class Repacked:
    """What another program makes of a hand-over."""

    def __init__(self, named, folder):
        self.target = folder / "again.zip"
        with zipfile.ZipFile(named) as opened:
            self.files = {it.partition("/")[2]: opened.read(it) for it in opened.namelist()}

    def __call__(self, folder="Case 12/", how=zipfile.ZIP_DEFLATED, folders=True):
        made = set()
        with zipfile.ZipFile(self.target, "w", how) as out:
            for path in sorted(self.files, reverse=True):
                parents = f"{folder}{path}".split("/")[:-1]
                for depth in range(1, len(parents) + 1):
                    name = "/".join(parents[:depth]) + "/"
                    if folders and name not in made:
                        out.writestr(zipfile.ZipInfo(name, (2026, 11, 22, 9, 30, 0)), b"")
                        made.add(name)
                info = zipfile.ZipInfo(f"{folder}{path}", (2026, 11, 22, 9, 30, 0))
                out.writestr(info, self.files[path], how)
        return verify_bag(self.target)


@pytest.fixture
def repacked(named, tmp_path):
    return Repacked(named, tmp_path)


@pytest.mark.parametrize("folder", ["amends-2026-001/", "Case 12/", "a/b/c/", "", "data/"])
@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("folders", [True, False])
def test_what_was_packed_again_is_accepted_and_said_to_be(repacked, folder, how, folders):
    verdict = repacked(folder, how, folders)
    assert verdict == Verdict(packed_again=True)
    assert list(verdict.sentences()) == [PACKED_AGAIN]


@pytest.mark.parametrize(
    "command",
    [
        ["zip", "-q", "-r", "again.zip", "."],
        ["zip", "-q", "-0", "-r", "-X", "again.zip", "."],
        [sys.executable, "-m", "zipfile", "-c", "again.zip", "amends-2026-001"],
    ],
    ids=["zip", "zip-stored", "python"],
)
def test_what_other_programs_pack_is_accepted(named, tmp_path, command):
    with zipfile.ZipFile(named) as opened:
        opened.extractall(tmp_path)
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=60)
    assert verify_bag(tmp_path / "again.zip") == Verdict(packed_again=True)


def test_a_changed_byte_in_what_was_packed_again_is_named(repacked):
    for path, content in list(repacked.files.items()):
        repacked.files[path] = content[:-1] + bytes([content[-1] ^ 1])
        assert f"{path}: changed" in repacked().problems, path
        repacked.files[path] = content


@pytest.mark.parametrize("more", [b"\n", b"x", b"0  data/case.json\n"])
def test_nothing_can_be_added_to_any_file_that_was_packed_again(repacked, more):
    for path, content in list(repacked.files.items()):
        repacked.files[path] = content + more
        assert f"{path}: changed" in repacked().problems, path
        repacked.files[path] = content


def test_missing_and_extra_files_are_named_in_what_was_packed_again(repacked):
    del repacked.files["data/native/003-photo.jpg"]
    repacked.files["data/native/new.txt"] = b"new"
    assert set(repacked().problems) == {
        "data/native/003-photo.jpg: missing",
        "data/native/new.txt: extra",
    }


def test_a_file_beside_the_folder_of_the_bag_is_extra(named, tmp_path):
    """Even where its name is that of a file within, and it is entered as Amends enters files."""
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(named) as opened, zipfile.ZipFile(other, "w") as out:
        for info in opened.infolist():
            out.writestr(info, opened.read(info))
        out.writestr(bag.entry("data/case.json", 2), b"{}")
    assert verify_bag(other).problems == ("data/case.json: extra",)


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/passwd", "C:/evil.txt", "a/../../b", "a\\b", "x\ny"]
)
def test_a_name_that_leads_out_of_the_archive_is_refused(repacked, name):
    repacked.files[name] = b"evil"
    repacked.files = dict(sorted(repacked.files.items()))
    with zipfile.ZipFile(repacked.target, "w") as out:
        for path, content in repacked.files.items():
            out.writestr(path, content)
    (problem,) = verify_bag(repacked.target).problems
    assert "leads out of the archive" in problem
    assert "\n" not in problem


def test_a_link_is_refused(repacked):
    repacked()
    with zipfile.ZipFile(repacked.target, "a") as out:
        link = zipfile.ZipInfo("Case 12/data/native/link")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        out.writestr(link, "/etc/passwd")
    assert verify_bag(repacked.target).problems == (
        "Case 12/data/native/link: it is a link and no file",
    )


def test_what_would_unpack_to_far_too_much_is_refused_unread(repacked, monkeypatch):
    monkeypatch.setattr("amends.services.verify_bag._MOST_UNPACKED_BYTES", 1 << 20)
    repacked.files["data/native/zeros"] = bytes(64 << 20)
    (problem,) = repacked().problems
    assert problem.startswith("unpacked it would take")


def test_a_way_of_packing_that_amends_does_not_read_is_said(repacked):
    problems = repacked(how=zipfile.ZIP_LZMA).problems
    assert "data/case.json: packed in a way that cannot be read here" in problems


def test_the_reading_can_be_stopped(named):
    def stop():
        raise CancelledError

    with pytest.raises(CancelledError):
        verify_bag(named, stop)


@pytest.mark.parametrize("raw", [b"", b"PK", b"%PDF-1.7", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_hand_over_is_said_to_be_none(tmp_path, raw):
    (tmp_path / "other.zip").write_bytes(raw)
    assert verify_bag(tmp_path / "other.zip").problems


def test_a_bag_without_its_first_file_is_named_as_such(repacked):
    del repacked.files["bagit.txt"]
    assert "bagit.txt: missing" in repacked().problems
