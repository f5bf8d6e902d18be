"""A case handed over: a bag in a ZIP that is whole, and names nobody who is not to be named."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import shutil
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import replace
from unittest.mock import patch

import pikepdf
import pytest
from msgspec.structs import replace as replace_fields

from amends.domain.errors import (
    CaseChangedError,
    EvidenceMissingError,
    FieldMissingError,
    FileNotWrittenError,
    HandOverRefusedError,
)
from amends.domain.events.case_events import HandedOver
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity
from amends.services import bag
from amends.services import hand_over as service
from amends.services import hand_over_writing as writing
from amends.services.add_files import add_files
from amends.services.add_note import add_note
from amends.services.define_points import define_points
from amends.services.finished_letters import frozen_pdf
from amends.services.hand_over import HandOver, hand_over
from amends.services.hand_over_bundle import bundle_of
from amends.services.hand_over_contents import LETTER_NAMES, archive_name, sort_out
from amends.services.hand_over_readiness import readiness
from amends.services.hand_over_record import KEPT_BY_OFFICE
from amends.services.progress import CancelledError
from amends.services.recording import record
from tests.desks import MOMENT, log, make_desk
from tests.reports.bundles import everything_in
from tests.services.hand_overs import (
    FILES,
    NAME,
    NEEDLES,
    contents_of,
    handed,
    quiet,
    seen,
    text_of,
    whole_case,
)
from tests.services.letters import finish


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with closing((desk := make_desk(tmp_path_factory.mktemp("offices") / "office")).store):
        yield desk


@pytest.fixture(scope="module")
def named(office, tmp_path_factory):
    stream = whole_case(office)
    return stream, handed(office, stream, tmp_path_factory.mktemp("out") / "case.zip")


@pytest.fixture(scope="module", params=[Identity.WITHHELD, Identity.ANONYMOUS])
def secret(office, tmp_path_factory, request):
    stream = whole_case(office, identity=request.param, complaint=f"I am {NAME.upper()}.")
    return stream, handed(office, stream, tmp_path_factory.mktemp("out") / "case.zip")


def test_the_bag_holds_bundle_originals_record_and_checksums(named):
    assert list(contents_of(named[1])) == [
        "data/bundle.pdf",
        "data/native/001-complaint.eml",
        "data/native/002-Ruckmeldung.pdf",
        "data/native/003-photo.jpg",
        "data/native/004-talk.mp4",
        "data/native/005-receipt.pdf",
        "data/case.json",
        "data/chronology.csv",
        "data/procedure/active-x-backs.toml",
        "bagit.txt",
        "bag-info.txt",
        "manifest-sha256.txt",
        "manifest-sha512.txt",
        "tagmanifest-sha256.txt",
        "tagmanifest-sha512.txt",
    ]


def test_originals_and_letters_are_there_byte_for_byte(office, named):
    found = contents_of(named[1])
    originals = [found[it] for it in found if it.startswith("data/native/")]
    letter = seen(office, named[0]).case.letters[0]
    assert originals == [*(file.data for file in FILES), frozen_pdf(office, letter)]


@pytest.mark.skipif(not importlib.util.find_spec("bagit"), reason="bagit is not installed")
def test_any_bagit_tool_finds_it_valid(named, secret, tmp_path):
    for number, archive in enumerate((named[1], secret[1])):
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(tmp_path / str(number))
        (folder,) = (tmp_path / str(number)).iterdir()
        command = [sys.executable, "-m", "bagit", "--validate", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong_with_any_pdf(named, tmp_path):
    for name, data in contents_of(named[1]).items():
        if name.endswith(".pdf"):
            file = tmp_path / "one.pdf"
            file.write_bytes(data)
            subprocess.run(["qpdf", "--check", file], capture_output=True, check=True, timeout=60)


def test_the_bundle_shows_cover_index_days_letters_email_and_slip_sheets(named):
    words = text_of(contents_of(named[1])["data/bundle.pdf"])
    for wanted in (
        NAME, "Index", "Chronology", "How each deadline was counted", "a page of evidence",
        "Nothing came.", "This file is not shown as pages", "talk.mp4", "No feedback",
        "Feedback was promised in 10 days.", "the unit fee refunded",
    ):  # fmt: skip
        assert wanted in words


def test_the_record_holds_entries_counted_days_and_fingerprints(office, named):
    told = json.loads(contents_of(named[1])["data/case.json"])
    view = seen(office, named[0])
    ids = [it["id"] for it in told["events"]]
    assert ids == [str(it.id) for it in view.log][: len(ids)]
    assert view.log[len(ids)].event == view.case.disclosures[0]
    receipt = next(it for it in told["clocks"] if it["clock"] == "receipt")
    assert receipt["due"] == receipt["days"][-1]["date"] == "2026-11-24"
    assert told["documents"][-1]["sha256"] == view.case.letters[0].digest
    assert "blob" not in json.dumps(told)


def test_notes_for_the_offices_own_record_stay_with_the_office(office, named):
    told = contents_of(named[1])["data/case.json"]
    assert b"Rang zebedee" not in told
    assert KEPT_BY_OFFICE.encode() in told
    ready = readiness(seen(office, named[0]))
    assert ready.about_notes == "1 note for your own record stays with you."
    assert ready.about_notes in ready.sentences()


def test_it_is_recorded_to_whom_why_and_which_file(office, named):
    event = seen(office, named[0]).case.disclosures[0]
    assert isinstance(event, HandedOver)
    assert (event.to, event.purpose) == ("CIMSPA", "The complaint goes on.")
    assert event.digest == hashlib.sha256(named[1].read_bytes()).hexdigest()
    assert (len(event.contents), event.held_back) == (5, ())


def test_a_name_that_is_withheld_is_in_no_output(secret):
    archive = secret[1]
    parts = [archive.read_bytes(), *map(str.encode, contents_of(archive))]
    for name, data in contents_of(archive).items():
        parts.append(data)
        if name.endswith(".pdf"):
            parts += [everything_in(data), text_of(data).encode()]
            with pikepdf.open(io.BytesIO(data)) as opened:
                parts.append(repr(dict(opened.docinfo)).encode())
    everything = b"\n".join(parts).lower()
    utf_16 = [needle.encode("utf-16-be") for needle in NEEDLES]
    assert [it for it in (*map(str.encode, NEEDLES), *utf_16) if it in everything] == []


def test_what_is_held_back_is_listed_by_number_with_the_reason(office, secret):
    found = contents_of(secret[1])
    told = json.loads(found["data/case.json"])
    assert not [it for it in found if it.startswith("data/native/")]
    assert [it["number"] for it in told["held_back"]] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert all("not to be named" in it["reason"] for it in told["held_back"])
    words = text_of(found["data/bundle.pdf"])
    assert b"photo.jpg" not in found["data/case.json"]
    assert "E-mail of 21 November 2026" in words
    assert "Letter (receipt) of 21 November 2026" in words
    event = seen(office, secret[0]).case.disclosures[0]
    assert event.contents == ()
    assert len(event.held_back) == 8


def test_a_letter_to_others_that_names_nobody_goes_in_though_a_name_is_withheld(office):
    stream = whole_case(office, identity=Identity.WITHHELD)
    [receipt] = seen(office, stream).case.letters
    cover = replace_fields(receipt, letter_kind=LetterKind.COVER, addressee=("CIMSPA",))
    plain = replace_fields(cover, text="Dear CIMSPA", subject="A case", digest="01" * 32)
    telling = replace_fields(plain, text=f"Dear CIMSPA\n\n{NAME}", digest="02" * 32)
    record(office, stream, seen(office, stream).seq, [plain, telling], MOMENT)
    contents = sort_out(seen(office, stream))
    assert [it.original for it in contents.items] == [plain]
    assert {it.digest: it.reason for it in contents.held}[telling.digest] == LETTER_NAMES


def test_a_second_hand_over_tells_of_the_first_and_still_not_the_name(office, secret, tmp_path):
    archive = handed(office, secret[0], tmp_path / "again.zip")
    told = contents_of(archive)["data/case.json"].lower()
    assert b"handed-over" in told
    assert not [it for it in NEEDLES if it.encode() in told]


def test_words_that_name_nobody_are_not_held_back(desk):
    stream = log(desk, identity=Identity.WITHHELD)
    define_points(desk, seen(desk, stream), ["No feedback", "No answer"], MOMENT)
    add_note(desk, seen(desk, stream), "Rang the tutor.", MOMENT)
    assert sort_out(seen(desk, stream)).held == ()


def test_readiness_says_what_is_not_done_yet(desk, stream):
    ready = readiness(seen(desk, stream))
    assert ready.still_open == (
        "The points of the complaint are not set out yet.",
        "The receipt was never sent.",
        "The outcome was not sent yet.",
    )
    assert not ready.is_ready
    define_points(desk, seen(desk, stream), ["No feedback"], MOMENT)
    finish(desk, stream)
    lines = readiness(seen(desk, stream)).still_open
    assert "Point 1 has no finding yet." in lines
    assert "A letter is finished but not sent (receipt)." in lines


def test_readiness_says_what_is_held_back_without_the_name(office, secret):
    lines = list(readiness(seen(office, secret[0])).sentences())
    assert [line for line in lines if "8 things are held back" in line], lines
    assert "quillfeather" not in "".join(lines).lower()


@pytest.mark.parametrize("stop_at", range(0, 30, 3))
def test_a_cancelled_hand_over_leaves_no_file_and_no_entry(office, named, tmp_path, stop_at):
    calls = iter(range(1000))

    def stop(_done, _total):
        if next(calls) >= stop_at:
            raise CancelledError

    before = seen(office, named[0]).seq
    with pytest.raises(CancelledError):
        handed(office, named[0], tmp_path / "case.zip", stop)
    assert list(tmp_path.iterdir()) == []
    assert seen(office, named[0]).seq == before


def test_progress_never_runs_back_and_ends_at_the_whole(office, named, tmp_path):
    steps = []
    handed(office, named[0], tmp_path / "a.zip", lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1] == (17, 17)


def test_a_full_disk_leaves_what_was_there_before(office, named, tmp_path):
    target = tmp_path / "case.zip"
    target.write_bytes(b"the one before")
    before = seen(office, named[0]).seq
    full = OSError(28, "No space left on device")
    with (
        patch.object(bag.Bag, "finish", side_effect=full),
        pytest.raises(FileNotWrittenError, match="No space left"),
    ):
        handed(office, named[0], target)
    assert [it.read_bytes() for it in tmp_path.iterdir()] == [b"the one before"]
    assert seen(office, named[0]).seq == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
@pytest.mark.parametrize("share", [0.01, 0.4, 0.95])
def test_a_disk_that_refuses_half_way_leaves_nothing(office, named, tmp_path, share):
    import resource

    room = int(named[1].stat().st_size * share)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(FileNotWrittenError):
            handed(office, named[0], tmp_path / "case.zip")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_so(office, named, tmp_path):
    with pytest.raises(FileNotWrittenError):
        handed(office, named[0], tmp_path / "none" / "case.zip")


@pytest.mark.parametrize("there_before", [b"", b"the one before"])
def test_a_hand_over_that_is_not_recorded_is_not_there(office, named, tmp_path, there_before):
    target = tmp_path / "case.zip"
    if there_before:
        target.write_bytes(there_before)
    with (
        patch.object(service, "record", side_effect=CaseChangedError("case")),
        pytest.raises(CaseChangedError),
    ):
        handed(office, named[0], target)
    assert b"".join(it.read_bytes() for it in tmp_path.iterdir()) == there_before


def test_a_hand_over_takes_the_place_of_the_one_before(office, named, tmp_path):
    target = tmp_path / "case.zip"
    target.write_bytes(b"the one before")
    handed(office, named[0], target)
    assert zipfile.is_zipfile(target)
    assert list(tmp_path.iterdir()) == [target]


def test_a_bundle_that_would_name_somebody_after_all_is_refused(office, secret, tmp_path):
    def forgetful(*given):
        made = bundle_of(*given)
        return replace(made, cover=replace(made.cover, title=NAME))

    with patch.object(writing, "bundle_of", forgetful), pytest.raises(HandOverRefusedError):
        handed(office, secret[0], tmp_path / "case.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_policy_that_would_name_somebody_is_refused(office, secret, tmp_path):
    with (
        patch.object(writing, "policy_files", return_value=(("p.toml", f"# {NAME}".encode()),)),
        pytest.raises(HandOverRefusedError, match="not to be named"),
    ):
        handed(office, secret[0], tmp_path / "case.zip")
    assert list(tmp_path.iterdir()) == []


def test_damaged_evidence_is_not_handed_over(desk, tmp_path):
    stream = log(desk, files=[FILES[3]])
    (evidence,) = seen(desk, stream).case.evidence
    with (
        patch.object(type(desk.store.evidence), "chunks", side_effect=EvidenceMissingError("x")),
        pytest.raises(EvidenceMissingError),
    ):
        handed(desk, stream, tmp_path / "case.zip")
    assert not (tmp_path / "case.zip").exists()
    assert evidence


def test_a_recipient_and_a_purpose_are_needed(desk, stream, tmp_path):
    for asked in (HandOver(" ", "why", tmp_path / "a.zip"), HandOver("CIMSPA", "", tmp_path / "b")):
        with pytest.raises(FieldMissingError):
            hand_over(desk, stream, asked, MOMENT, quiet)
    assert not list(tmp_path.glob("*.zip"))


def test_the_same_case_makes_the_same_bytes(office, named, tmp_path):
    view = seen(office, named[0])
    with patch.object(service, "record"), patch.object(service, "read_case", return_value=view):
        one = handed(office, named[0], tmp_path / "one.zip")
        two = handed(office, named[0], tmp_path / "two.zip")
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Bericht über Ärger.PDF", "Bericht-uber-Arger.pdf"),
        ("../../etc/passwd", "etc-passwd"),
        ("con.txt", "con.txt"),
        ("", "file"),
        ("你好.pdf", "file.pdf"),
        (".hidden", "file.hidden"),
        ("x" * 300 + ".jpeg", "x" * 60 + ".jpeg"),
    ],
)
def test_names_in_the_bag_are_plain(given, kept):
    assert archive_name(given) in {kept, kept.replace("etc-passwd", "file.etcpasswd")}


def test_numbers_are_those_of_the_record(office, named):
    contents = sort_out(seen(office, named[0]))
    assert [it.number for it in contents.items] == [1, 2, 3, 4, 5]


def test_a_file_of_the_outside_world_is_added_under_the_next_number(desk, stream):
    add_files(desk, seen(desk, stream), [FILES[2]], MOMENT)
    assert [it.number for it in sort_out(seen(desk, stream)).items] == [1]
