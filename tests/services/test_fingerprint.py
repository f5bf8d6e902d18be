"""The fingerprint of the record stands in what leaves the office, and can be compared later."""

from __future__ import annotations

import zipfile
from contextlib import closing

import pikepdf
import pytest

from amends.services.fingerprint import fingerprint, read_printed
from amends.services.hand_over import HandOver, hand_over
from tests.desks import MOMENT, log, make_desk
from tests.services.letters import finish


@pytest.fixture
def desk(tmp_path):
    with closing((desk := make_desk(tmp_path / "office")).store):
        yield desk


def holds(desk, words):
    with desk.store.reading() as unit:
        return unit.events.holds(read_printed(words))


def test_a_letter_carries_the_record_as_it_was_when_it_was_finished(desk):
    stream = log(desk)
    before = fingerprint(desk)
    letter, _view = finish(desk, stream)
    kept = desk.store.folder.parent / "letter.pdf"
    kept.write_bytes(desk.store.evidence.read(letter.blob))
    with pikepdf.open(kept) as pdf:
        assert str(pdf.docinfo["/Keywords"]) == f"Record {before}"
        with pdf.open_metadata() as told:
            assert told["pdf:Keywords"] == f"Record {before}"
    assert holds(desk, before)
    assert fingerprint(desk) != before


def test_a_hand_over_carries_it_too(desk, tmp_path):
    stream = log(desk)
    before = fingerprint(desk)
    asked = HandOver("CIMSPA", "It goes on.", tmp_path / "case.zip")
    hand_over(desk, stream, asked, MOMENT, lambda _done, _total: None)
    with zipfile.ZipFile(tmp_path / "case.zip") as bag:
        (info,) = (it for it in bag.namelist() if it.endswith("bag-info.txt"))
        assert f"Record-Fingerprint: {before}" in bag.read(info).decode()
    assert holds(desk, before)


@pytest.mark.parametrize("words", ["", "12", "12-", "-" + "a" * 64, "12-" + "g" * 64, "x-12"])
def test_what_is_no_fingerprint_is_none(words):
    with pytest.raises(ValueError):  # noqa: PT011 (of several kinds)
        read_printed(words)


def test_spaces_and_capitals_from_paper_do_not_matter():
    assert read_printed(f" 12 - {'AB ' * 32}") == (12, "ab" * 32)
