"""Files into a case and out of it, whatever their names."""

from __future__ import annotations

import sys

import pytest

from amends.services.add_files import add_files
from amends.services.complaint_drafts import keep_draft_files
from amends.services.evidence_files import read_file, save_evidence
from amends.services.read_case import read_case
from tests.desks import MOMENT, NOW, TODAY, log


@pytest.mark.skipif(sys.platform != "linux", reason="only here may a name be anything")
def test_a_file_whose_name_is_no_text_is_taken_all_the_same(desk, tmp_path):
    path = tmp_path / "caf\udce9.pdf"
    path.write_bytes(b"%PDF")
    file, stream = read_file(path), log(desk)
    assert file.name == "caf\ufffd.pdf"
    assert keep_draft_files(desk, "draft", [file], NOW)
    add_files(desk, read_case(desk, stream, TODAY), [file], MOMENT)
    [evidence] = read_case(desk, stream, TODAY).case.evidence
    assert evidence.name == "caf\ufffd.pdf"
    save_evidence(desk, evidence, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == b"%PDF"
