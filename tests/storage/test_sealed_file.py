"""One file for a whole office: it opens under its key, and where not a bit was changed."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.offices import ANNE, CHEAP, PASSPHRASE

from amends.domain.cover_errors import SealedOfficeBrokenError
from amends.storage import sealed_file
from amends.storage.database import DATABASE_FILE
from amends.storage.evidence import CHUNK_BYTES
from amends.storage.keys import NewKeys, make_keys
from amends.storage.keys_file import KEYS_FILE, read_keys
from amends.storage.rows import Head
from amends.storage.sealed_file import check, look_at, opens, seal, unpack

HEAD = Head(412, "9f" * 32)
EDGES = (0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES - 120)


@pytest.fixture(scope="module")
def keys() -> NewKeys:
    return make_keys(PASSPHRASE, ANNE, CHEAP)


def sizes():
    return st.lists(st.sampled_from(EDGES) | st.integers(0, 3000), max_size=4)


def sealed(folder: Path, keys: NewKeys, contents: list[bytes]) -> tuple[Path, bytes]:
    """Seal a database and evidence of these contents; return the file and its digest."""
    keys.write(folder)
    parts = []
    for number, content in enumerate(contents):
        part = folder / (f"{number:064x}" if number else DATABASE_FILE)
        part.write_bytes(content)
        parts.append(part)
    file = folder / "Office.amends-office"
    with file.open("wb") as out:
        raw = (folder / KEYS_FILE).read_bytes()
        digest = seal(out, raw, keys.key, HEAD, parts, ignored)
    return file, digest


def ignored(_size: int) -> None:
    """Take no note of progress."""


def unpacked(file: Path, keys: NewKeys, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    found = look_at(file)
    found.office(folder)
    assert unpack(found, keys.key, folder, ignored) == HEAD
    below = (it for it in folder.rglob("*") if it.is_file() and it.name != KEYS_FILE)
    return {it.relative_to(folder).as_posix(): it.read_bytes() for it in below}


@settings(deadline=None, max_examples=40)
@given(sizes())
def test_parts_of_any_size_come_out_as_they_went_in(keys, of):
    contents = [secrets.token_bytes(size) for size in (500, *of)]
    with tempfile.TemporaryDirectory() as made:
        file, digest = sealed(Path(made), keys, contents)
        check(look_at(file), keys.key, digest, ignored)
        found = unpacked(file, keys, Path(made) / "out")
    names = [DATABASE_FILE, *(f"evidence/{number:064x}" for number in range(1, len(contents)))]
    assert found == dict(zip(names, contents, strict=True))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_bit_changed_anywhere_is_noticed(keys, data):
    with tempfile.TemporaryDirectory() as made:
        file, digest = sealed(Path(made), keys, [secrets.token_bytes(1000)])
        raw = bytearray(file.read_bytes())
        place = data.draw(st.integers(10, len(raw) - 1))
        raw[place] ^= 1 << data.draw(st.integers(0, 7))
        file.write_bytes(raw)
        with pytest.raises(SealedOfficeBrokenError):
            check(look_at(file), keys.key, digest, ignored)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_a_file_cut_anywhere_is_noticed(keys, data):
    with tempfile.TemporaryDirectory() as made:
        file, digest = sealed(Path(made), keys, [secrets.token_bytes(2 * CHUNK_BYTES)])
        raw = file.read_bytes()
        edges = st.sampled_from([len(raw) - 1, len(raw) - CHUNK_BYTES - 16, 46, 12])
        file.write_bytes(raw[: data.draw(edges | st.integers(8, len(raw) - 1))])
        with pytest.raises(SealedOfficeBrokenError):
            check(look_at(file), keys.key, digest, ignored)


def test_the_key_of_another_office_opens_nothing(keys, tmp_path):
    file, _digest = sealed(tmp_path, keys, [b"database"])
    other = make_keys(PASSPHRASE, ANNE, CHEAP)
    assert opens(look_at(file), keys.key)
    assert not opens(look_at(file), other.key)
    with pytest.raises(SealedOfficeBrokenError):
        unpacked(file, other, tmp_path / "out")


def test_which_office_it_is_can_be_told_without_the_key(keys, tmp_path):
    file, _digest = sealed(tmp_path, keys, [b"database"])
    (tmp_path / "out").mkdir()
    assert look_at(file).office(tmp_path / "out") == read_keys(tmp_path).office


def test_the_same_office_never_gives_the_same_file(keys, tmp_path):
    file, digest = sealed(tmp_path, keys, [b"database"])
    first = file.read_bytes()
    again, same = sealed(tmp_path, keys, [b"database"])
    assert again.read_bytes() != first
    assert same == digest


@pytest.mark.parametrize("name", ["../office.db", "keys.json", "evidence/../x", "evidence/ab", "é"])
def test_a_name_that_leads_elsewhere_is_refused(keys, tmp_path, name, monkeypatch):
    """Whoever has the key could write such a file; it lays nothing down outside its folder."""
    content = [sealed_file._PART.pack(len(name.encode()), 1), name.encode(), b"x"]

    def parts(head, of):
        yield from list(written(head, of))[:1]
        yield from content

    written = sealed_file._sealed_parts
    monkeypatch.setattr(sealed_file, "_sealed_parts", parts)
    file, _digest = sealed(tmp_path, keys, [b"database"])
    before = sorted(tmp_path.iterdir())
    with pytest.raises(SealedOfficeBrokenError):
        unpacked(file, keys, tmp_path / "out")
    assert sorted(tmp_path.iterdir()) == sorted([*before, tmp_path / "out"])
    assert {it.name for it in (tmp_path / "out").rglob("*")} == {KEYS_FILE, "evidence"}
