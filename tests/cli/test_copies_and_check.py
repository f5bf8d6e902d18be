"""`amends check`, `amends backup` and `amends restore`: what they say, and how they end."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from amends.__main__ import main
from tests.covers import Computers
from tests.desks import PASSPHRASE, log, make_desk

BYTES_CHANGED = 20


@pytest.fixture
def words(tmp_path):
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\n", "utf-8")
    return ["--passphrase-file", str(file)]


@pytest.fixture
def office(tmp_path):
    desk = make_desk(tmp_path / "office")
    log(desk)
    desk.store.close()
    return desk.store.folder


def check(office, words, *more):
    return main(["check", str(office), *words, *more])


def test_an_office_that_is_as_it_was_recorded_ends_with_0_and_its_fingerprint(
    office, words, capsys
):
    assert check(office, words) == 0
    said = capsys.readouterr().out
    assert "Everything is as it was recorded." in said
    fingerprint = said.rsplit(" ", 1)[1].strip()
    assert check(office, words, "--fingerprint", fingerprint) == 0
    other = fingerprint[:-1] + ("0" if fingerprint[-1] != "0" else "1")
    assert check(office, words, "--fingerprint", other) == 1
    assert "printed fingerprint" in capsys.readouterr().out


def test_an_office_that_is_with_a_colleague_ends_with_0_and_says_so(words, tmp_path, capsys):
    computers = Computers(tmp_path)
    computers.set_up()
    computers.pass_out()
    assert check(computers.home, words) == 0
    first, where, _counted, _fingerprint = capsys.readouterr().out.splitlines()
    assert first == "Everything is as it was recorded."
    assert where.startswith("The office is with Sofia Marsh")
    next(it for it in (computers.home / "evidence").rglob("*") if it.is_file()).unlink()
    assert check(computers.home, words) == 1
    assert capsys.readouterr().out.splitlines()[-1] == where


def test_a_fingerprint_that_is_none_is_not_understood(office, words):
    with pytest.raises(SystemExit) as ended:
        check(office, words, "--fingerprint", "12-abc")
    assert ended.value.code == 2


def test_twenty_changed_bytes_are_found_one_by_one(office, words, capsys):
    file = office / "office.db"
    raw, chance = file.read_bytes(), random.Random(7)
    for place in chance.sample(range(len(raw)), BYTES_CHANGED):
        changed = bytearray(raw)
        changed[place] ^= chance.randrange(1, 256)
        file.write_bytes(changed)
        assert check(office, words) == 1, place
        assert "altered or damaged" in capsys.readouterr().out
    file.write_bytes(raw)
    assert check(office, words) == 0


def test_what_cannot_be_opened_ends_with_2(office, words, tmp_path, capsys):
    (tmp_path / "wrong").write_text("another passphrase")
    assert check(office, ["--passphrase-file", str(tmp_path / "wrong")]) == 2
    assert check(tmp_path / "nowhere", words) == 2
    assert check(office, ["--passphrase-file", str(tmp_path / "none")]) == 2
    (office / "keys.json").write_bytes(b"{}")
    assert check(office, words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 4


def test_an_office_is_copied_and_brought_back(office, words, tmp_path, capsys):
    assert main(["backup", str(office), "--to", str(tmp_path / "copies"), *words]) == 0
    copy = Path(capsys.readouterr().out.strip())
    assert copy.parent == tmp_path / "copies"
    shutil.rmtree(office)
    assert main(["restore", str(copy), "--to", str(office), *words]) == 0
    assert main(["restore", str(copy), "--to", str(tmp_path / "unchecked")]) == 0
    assert check(office, words) == check(tmp_path / "unchecked", words) == 0


def test_a_copy_that_lost_a_byte_is_brought_back_and_said(office, words, tmp_path, capsys):
    assert main(["backup", str(office), "--to", str(tmp_path / "copies"), *words]) == 0
    file = Path(capsys.readouterr().out.strip()) / "office.db"
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert main(["restore", str(file.parent), "--to", str(tmp_path / "back"), *words]) == 1
    assert "altered or damaged" in capsys.readouterr().out


def test_nothing_is_brought_back_over_an_office(office, words, tmp_path, capsys):
    assert main(["backup", str(office), "--to", str(tmp_path / "copies"), *words]) == 0
    copy = capsys.readouterr().out.strip()
    assert main(["restore", copy, "--to", str(office), *words]) == 1
    assert "not empty" in capsys.readouterr().err
    assert main(["restore", str(tmp_path), "--to", str(tmp_path / "back"), *words]) == 1
