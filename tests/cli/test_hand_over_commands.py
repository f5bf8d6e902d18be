"""`amends export`, `verify` and `letters`: what they print, where, and how they end."""

from __future__ import annotations

import zipfile
from contextlib import closing

import pytest

from amends.__main__ import main
from amends.domain.people import Identity
from amends.services.finished_letters import frozen_pdf
from amends.services.read_case import find_case, read_case
from tests.desks import PASSPHRASE, TODAY, log, make_desk
from tests.services.letters import finish


@pytest.fixture
def kept(tmp_path):
    """The words that open an office with a case, and the bytes of its one letter."""
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE, "utf-8")
    with closing((desk := make_desk(tmp_path / "office")).store):
        letter, _view = finish(desk, log(desk))
        log(desk, identity=Identity.WITHHELD)
        pdf = frozen_pdf(desk, letter)
    return ("--office", str(tmp_path / "office"), "--passphrase-file", str(file)), pdf


def test_a_case_is_exported_verified_and_listed(kept, tmp_path, capsys):
    words, _pdf = kept
    target = tmp_path / "case.zip"
    assert main(["export", "2026-001", *words, "--to", str(target)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "The receipt was never sent." in said.err
    assert "CIMSPA" in said.err
    assert main(["verify", str(target)]) == 0
    assert capsys.readouterr().out == f"{target}: as it was written\n"


def test_a_name_that_ends_in_pdf_asks_for_the_pdf_alone(kept, tmp_path, capsys):
    target = tmp_path / "case.pdf"
    assert main(["export", "2026-001", *kept[0], "--to", str(target)]) == 0
    assert target.read_bytes().startswith(b"%PDF-")
    assert not list(tmp_path.glob(".amends-*"))
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    assert "ends in .pdf" in " ".join(capsys.readouterr().out.split())


def test_what_was_packed_again_verifies_and_is_said_to_be(kept, tmp_path, capsys):
    target, again = tmp_path / "case.zip", tmp_path / "again.zip"
    assert main(["export", "2026-001", *kept[0], "--to", str(target)]) == 0
    with zipfile.ZipFile(target) as opened, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as to:
        for name in opened.namelist():
            to.writestr(name, opened.read(name), zipfile.ZIP_DEFLATED)
    capsys.readouterr()
    assert main(["verify", str(again)]) == 0
    said = "every file is unaltered; the archive itself was packed again"
    assert capsys.readouterr().out == f"{again}: {said}\n"


def test_what_is_held_back_is_said_before_it_is_written(kept, tmp_path, capsys):
    assert main(["export", "2026-002", *kept[0], "--to", str(tmp_path / "case.zip")]) == 0
    said = capsys.readouterr().err
    assert "Identity withheld" in said
    assert "Maria" not in said


def test_verify_names_the_changed_file_and_fails(kept, tmp_path, capsys):
    target = tmp_path / "case.zip"
    assert main(["export", "2026-001", *kept[0], "--to", str(target)]) == 0
    raw = target.read_bytes()
    where = raw.index(b'"reference"')
    target.write_bytes(raw[:where] + b"X" + raw[where + 1 :])
    capsys.readouterr()
    assert main(["verify", str(target)]) == 1
    assert capsys.readouterr().out == "data/case.json: changed\n"


def test_finished_letters_are_saved_byte_for_byte(kept, tmp_path, capsys):
    words, pdf = kept
    folder = tmp_path / "new" / "letters"
    assert main(["letters", "2026-001", *words, "--to", str(folder)]) == 0
    (saved,) = folder.iterdir()
    assert saved.read_bytes() == pdf
    assert capsys.readouterr().out == f"{saved}\n"
    assert saved.name == "2026-001 receipt 1.pdf"


@pytest.mark.parametrize("command", ["export", "letters"])
def test_a_case_that_is_not_there_is_said_so(kept, tmp_path, capsys, command):
    assert main([command, "2026-999", *kept[0], "--to", str(tmp_path / "x")]) == 1
    assert "no case 2026-999" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_file_that_cannot_be_written_or_read_is_said_so(kept, tmp_path, capsys):
    assert main(["export", "2026-001", *kept[0], "--to", str(tmp_path / "no" / "x.zip")]) == 1
    assert "cannot be written" in capsys.readouterr().err
    file = tmp_path / "file"
    file.write_bytes(b"")
    assert main(["letters", "2026-001", *kept[0], "--to", str(file)]) == 1
    assert main(["verify", str(tmp_path / "none")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_the_hand_over_stands_in_the_case(kept, tmp_path):
    words, _pdf = kept
    assert main(["export", "2026-001", *words, "--to", str(tmp_path / "case.zip")]) == 0
    from amends.paths import resource
    from amends.services.set_up_office import open_office

    with closing((desk := open_office(tmp_path / "office", PASSPHRASE, resource())).store):
        case = read_case(desk, find_case(desk, "2026-001"), TODAY).case
    assert [it.to for it in case.disclosures] == ["CIMSPA"]


def test_a_case_without_letters_is_said_to_have_none(kept, tmp_path, capsys):
    assert main(["letters", "2026-002", *kept[0], "--to", str(tmp_path / "letters")]) == 0
    assert capsys.readouterr() == ("", "The case 2026-002 has no finished letters.\n")
