"""Evidence comes back byte for byte, or not at all."""

from __future__ import annotations

import hashlib
import os
from io import BytesIO
from itertools import pairwise

import pytest

from amends.domain.errors import EvidenceMissingError, FileNotReadableError, FileNotWrittenError
from amends.storage import evidence as evidence_module
from amends.storage.evidence import CHUNK_BYTES, EvidenceFolder
from amends.storage.keys import OfficeKey

HEADER_BYTES = 46
SEALED_BYTES = CHUNK_BYTES + 16
KEY = OfficeKey(1, bytes(32))


@pytest.fixture
def place(tmp_path):
    return tmp_path / "evidence"


@pytest.fixture
def folder(place):
    return EvidenceFolder(place, KEY)


def content(size):
    return (hashlib.sha256(str(size).encode()).digest() * (size // 32 + 1))[:size]


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]
)
def test_content_of_any_size_comes_back(folder, size):
    stored = folder.add(BytesIO(content(size)))
    assert stored.size == size
    assert stored.digest == hashlib.sha256(content(size)).hexdigest()
    assert folder.read(stored.blob) == content(size)
    assert all(len(chunk) <= CHUNK_BYTES for chunk in folder.chunks(stored.blob))


def test_a_source_that_gives_little_at_a_time_is_stored_whole(folder):
    class Trickle(BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 1000))

    raw = content(CHUNK_BYTES + 5)
    stored = folder.add(Trickle(raw))
    assert folder.read(stored.blob) == raw
    assert folder.add(BytesIO(raw)) == stored


def test_the_same_file_twice_is_stored_once(folder, place):
    first = folder.add(BytesIO(b"scan"))
    raw = (place / first.blob).read_bytes()
    assert folder.add(BytesIO(b"scan")) == first
    assert folder.add(BytesIO(b"scan 2")).blob != first.blob
    assert (place / first.blob).read_bytes() == raw
    assert len(list(place.iterdir())) == 2


def test_names_tell_nothing_without_the_key(folder, tmp_path):
    other = EvidenceFolder(tmp_path / "other", OfficeKey(1, bytes([1]) * 32))
    here, there = folder.add(BytesIO(b"scan")), other.add(BytesIO(b"scan"))
    assert here.digest == there.digest
    assert len({here.blob, there.blob, here.digest}) == 3


def test_equal_beginnings_look_unlike(folder, place):
    files = [folder.add(BytesIO(content(100) + end)).blob for end in (b"1", b"2")]
    one, two = ((place / blob).read_bytes()[HEADER_BYTES:] for blob in files)
    assert one[:64] != two[:64]


def test_every_changed_byte_is_found(folder, place):
    stored = folder.add(BytesIO(b"scan"))
    file = place / stored.blob
    whole = file.read_bytes()
    assert len(whole) == HEADER_BYTES + len(b"scan") + 16
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x80]) + whole[at + 1 :])
        with pytest.raises(EvidenceMissingError):
            folder.read(stored.blob)


def pieces(raw):
    edges = [0, *range(HEADER_BYTES, len(raw), SEALED_BYTES), len(raw)]
    return [raw[start:end] for start, end in pairwise(edges)]


@pytest.mark.parametrize(
    "harm",
    [
        lambda parts: [],
        lambda parts: parts[:1],
        lambda parts: parts[:-1],
        lambda parts: [*parts[:-1], parts[-1][:-1]],
        lambda parts: [*parts, b"x"],
        lambda parts: [*parts, parts[-1]],
        lambda parts: [parts[0], parts[2], parts[1], *parts[3:]],
        lambda parts: [parts[0], parts[1], *parts[1:]],
        lambda parts: [parts[0], *parts[2:]],
        lambda parts: parts[1:],
    ],
    ids=[
        "emptied",
        "header alone",
        "last chunk cut off",
        "last byte cut off",
        "a byte added",
        "last chunk twice",
        "chunks swapped",
        "a chunk twice",
        "a chunk left out",
        "no header",
    ],
)
def test_a_file_that_was_cut_or_rearranged_does_not_open(folder, place, harm):
    stored = folder.add(BytesIO(content(3 * CHUNK_BYTES + 7)))
    file = place / stored.blob
    parts = pieces(file.read_bytes())
    assert len(parts) == 5
    file.write_bytes(b"".join(harm(parts)))
    with pytest.raises(EvidenceMissingError) as caught:
        folder.read(stored.blob)
    assert caught.value.digest == stored.blob


def test_a_file_in_the_place_of_another_does_not_open(folder, place):
    one, two = (folder.add(BytesIO(raw)).blob for raw in (b"one", b"two"))
    (place / one).replace(place / two)
    for blob in (one, two):
        with pytest.raises(EvidenceMissingError):
            folder.read(blob)


def test_a_chunk_of_another_file_does_not_fit(folder, place):
    one, two = (folder.add(BytesIO(content(size))).blob for size in (50, 51))
    header, _chunk = pieces((place / one).read_bytes())
    _header, chunk = pieces((place / two).read_bytes())
    (place / one).write_bytes(header + chunk)
    with pytest.raises(EvidenceMissingError):
        folder.read(one)


@pytest.mark.parametrize("key", [OfficeKey(1, bytes([1]) * 32), OfficeKey(2, bytes(32))])
def test_evidence_opens_under_its_own_key_only(folder, place, key):
    stored = folder.add(BytesIO(b"scan"))
    with pytest.raises(EvidenceMissingError):
        EvidenceFolder(place, key).read(stored.blob)


@pytest.mark.parametrize("name", ["0" * 64, "../keys.json", "", "0" * 63 + "/", "A" * 64])
def test_a_name_that_leads_nowhere_is_missing(folder, place, name):
    folder.add(BytesIO(b"scan"))
    with pytest.raises(EvidenceMissingError):
        folder.read(name)


def test_a_file_that_cannot_be_read_is_said(folder, place):
    stored = folder.add(BytesIO(b"scan"))
    (place / stored.blob).unlink()
    (place / stored.blob).mkdir()
    with pytest.raises(FileNotReadableError):
        folder.read(stored.blob)


def test_adding_a_damaged_file_again_mends_it(folder, place):
    stored = folder.add(BytesIO(b"scan"))
    raw = (place / stored.blob).read_bytes()
    (place / stored.blob).write_bytes(raw[:-1] + b"x")
    assert folder.add(BytesIO(b"scan")) == stored
    assert folder.read(stored.blob) == b"scan"


def test_a_source_that_fails_is_named_and_leaves_nothing(folder, place):
    class Unplugged(BytesIO):
        name = "/media/stick/scan.pdf"

        def read(self, size=-1):
            if self.tell():
                raise OSError(5, os.strerror(5))
            return super().read(size)

    with pytest.raises(FileNotReadableError) as caught:
        folder.add(Unplugged(content(2 * CHUNK_BYTES)))
    assert caught.value.file.name == "scan.pdf"
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("step", ["sync_file", "sync_folder"])
def test_a_disk_that_refuses_leaves_no_draft(folder, place, monkeypatch, step):
    def refuse(_file):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(evidence_module, step, refuse)
    with pytest.raises(FileNotWrittenError) as caught:
        folder.add(BytesIO(b"scan"))
    assert caught.value.reason == os.strerror(28)
    assert not [file for file in place.iterdir() if file.suffix == ".part"]


def test_evidence_is_on_the_disk_before_its_name_is(folder, place, monkeypatch):
    place.mkdir()
    seen = []

    def watch(name):
        real = getattr(evidence_module, name)

        def watched(what):
            seen.append((name, sorted(file.suffix for file in place.iterdir())))
            real(what)

        monkeypatch.setattr(evidence_module, name, watched)

    watch("sync_file")
    watch("sync_folder")
    folder.add(BytesIO(b"scan"))
    assert seen == [("sync_file", [".part"]), ("sync_folder", [""])]


def test_a_piece_is_given_out_before_the_next_is_read(folder, place):
    stored = folder.add(BytesIO(content(3 * CHUNK_BYTES)))
    file = place / stored.blob
    file.write_bytes(file.read_bytes()[:-1])
    chunks = folder.chunks(stored.blob)
    assert next(chunks) == content(3 * CHUNK_BYTES)[:CHUNK_BYTES]
    with pytest.raises(EvidenceMissingError):
        list(chunks)
