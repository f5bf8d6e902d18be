"""What a hand-over holds beside documents: the PDF alone, the chronology, the policy in force."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from contextlib import closing
from datetime import date
from unittest.mock import patch

import pytest

from amends.domain.errors import HandOverRefusedError
from amends.domain.happenings import Kind
from amends.domain.people import Identity
from amends.paths import resource
from amends.services.add_files import add_files
from amends.services.attachments import File
from amends.services.hand_over import proposed_name, usual_purpose, usual_receiver
from amends.services.hand_over_chronology import Line, chronology_csv, harmless
from amends.services.hand_over_readiness import readiness
from amends.services.hand_over_steps import Doing, FileKind, Steps, kind_of
from amends.services.progress import CancelledError
from amends.services.promising import Dated
from amends.services.withheld_names import HELD_BACK, WithheldNames
from amends_reports.bundle_check import check_bundle
from amends_reports.preview import page_count, texts_at
from tests.desks import MOMENT, make_desk
from tests.services.course import heard, notified, plan, told
from tests.services.hand_overs import (
    NAME,
    NEEDLES,
    contents_of,
    handed,
    seen,
    text_of,
    whole_case,
)
from tests.services.letter_cases import (
    CONSIDERATIONS,
    action,
    found,
    happen,
    kept,
    redirected,
    settled,
)
from tests.services.letter_cases import plan as planned

POLICY = "data/procedure/active-x-backs.toml"
EVERYWHERE = (-20_000.0, -20_000.0, 20_000.0, 20_000.0)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with closing((desk := make_desk(tmp_path_factory.mktemp("offices") / "office")).store):
        yield desk


@pytest.fixture(scope="module")
def named(office):
    return whole_case(office)


@pytest.fixture(scope="module")
def archive(office, named, tmp_path_factory):
    return handed(office, named, tmp_path_factory.mktemp("out") / "case.zip")


def test_the_pdf_alone_is_written_checked_and_recorded(office, named, tmp_path):
    target = handed(office, named, tmp_path / "case.pdf", kind=FileKind.PDF)
    assert list(tmp_path.iterdir()) == [target]
    assert check_bundle(target) == ()
    event = seen(office, named).case.disclosures[-1]
    assert event.digest == hashlib.sha256(target.read_bytes()).hexdigest()
    assert (event.to, event.purpose) == ("CIMSPA", "The complaint goes on.")
    assert len(event.contents) == 5


def test_the_pdf_alone_is_the_one_of_the_archive(office, named, tmp_path):
    view = seen(office, named)
    with (
        patch("amends.services.hand_over.record"),
        patch("amends.services.hand_over.read_case", return_value=view),
    ):
        alone = handed(office, named, tmp_path / "case.pdf", kind=FileKind.PDF)
        packed = handed(office, named, tmp_path / "case.zip")
    assert alone.read_bytes() == contents_of(packed)["data/bundle.pdf"]


def test_the_pdf_alone_does_not_promise_originals_that_it_has_not(office, named, tmp_path):
    words = text_of(handed(office, named, tmp_path / "case.pdf", kind=FileKind.PDF).read_bytes())
    told = " ".join(words.split())
    assert "not shown as pages. Active X Backs keeps it, unchanged" in told
    assert "among the originals" not in told


def test_files_of_the_same_bytes_are_told_apart_by_the_chronology(desk, tmp_path):
    stream = whole_case(desk)
    same = [File(name, "text/plain", b"the same") for name in ("first.txt", "second.txt")]
    add_files(desk, seen(desk, stream), same, MOMENT)
    archive = contents_of(handed(desk, stream, tmp_path / "case.zip"))
    rows = list(csv.DictReader(io.StringIO(archive["data/chronology.csv"].decode("utf-8-sig"))))
    told = {row["What happened"]: row["Document"] for row in rows}
    first, second = (told[f"A file joined the case: {it.name}"] for it in same)
    assert int(second) == int(first) + 1


@pytest.mark.parametrize("stop_at", range(0, 15, 3))
def test_a_cancelled_pdf_leaves_no_file_and_no_entry(office, named, tmp_path, stop_at):
    calls = iter(range(1000))

    def stop(_done, _total):
        if next(calls) >= stop_at:
            raise CancelledError

    before = seen(office, named).seq
    with pytest.raises(CancelledError):
        handed(office, named, tmp_path / "case.pdf", stop, FileKind.PDF)
    assert list(tmp_path.iterdir()) == []
    assert seen(office, named).seq == before


def test_a_pdf_that_does_not_stand_its_check_is_not_kept(office, named, tmp_path):
    with (
        patch("amends_reports.bundle_check.check_bundle", return_value=("page 2 says 3",)),
        pytest.raises(HandOverRefusedError, match="page 2 says 3"),
    ):
        handed(office, named, tmp_path / "case.pdf", kind=FileKind.PDF)
    assert list(tmp_path.iterdir()) == []


def test_a_pdf_names_nobody_who_is_not_to_be_named(office, tmp_path):
    stream = whole_case(office, identity=Identity.WITHHELD, complaint=f"I am {NAME.upper()}.")
    target = handed(office, stream, tmp_path / "case.pdf", kind=FileKind.PDF)
    words = text_of(target.read_bytes()).lower()
    assert [it for it in NEEDLES if it in words] == []
    assert len(seen(office, stream).case.disclosures[-1].held_back) == 8


@pytest.mark.parametrize("kind", list(FileKind))
def test_progress_tells_what_is_being_done_in_order(office, named, tmp_path, kind):
    heard = []
    handed(office, named, tmp_path / f"a{kind}", lambda *step: heard.append(step), kind)
    steps = Steps.of(heard[-1][1], kind)
    assert heard == sorted(heard)
    doing = list(dict.fromkeys(steps.doing(done) for done, _total in heard))
    packing = [Doing.PACKING, Doing.CHECKING_ARCHIVE] if kind is FileKind.ARCHIVE else []
    start = [Doing.READING, Doing.WRITING, Doing.CHECKING_PAGES]
    assert doing == [*start, *packing, Doing.RECORDING]


@pytest.mark.parametrize("documents", [0, 1, 5, 300])
@pytest.mark.parametrize("kind", list(FileKind))
def test_steps_are_known_from_how_many_there_are(documents, kind):
    steps = Steps(documents, kind)
    assert Steps.of(steps.total, kind) == steps
    assert steps.doing(steps.total) is Doing.RECORDING


def test_a_case_without_any_document_can_be_handed_over(desk, stream, tmp_path):
    target = handed(desk, stream, tmp_path / "case.pdf", kind=FileKind.PDF)
    assert page_count(target) >= 3


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.pdf", FileKind.PDF),
        ("A.PDF", FileKind.PDF),
        ("a.zip", FileKind.ARCHIVE),
        ("a", FileKind.ARCHIVE),
    ],
)
def test_the_name_of_a_file_asks_for_its_kind(tmp_path, name, kind):
    assert kind_of(tmp_path / name) is kind


def test_the_chronology_is_a_table_that_any_spreadsheet_opens(archive):
    raw = contents_of(archive)["data/chronology.csv"]
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    header, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert header == ["Date", "What happened", "Document", "Page"]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert rows[0][:2] == ["2026-11-17", "The complaint was received"]
    whats = {row[1]: row[2] for row in rows}
    assert whats["A file joined the case: photo.jpg"] == "3"
    assert whats["The receipt was sent"] == "5"


def test_the_pages_of_the_chronology_are_those_of_the_bundle(archive, tmp_path):
    found = contents_of(archive)
    (tmp_path / "bundle.pdf").write_bytes(found["data/bundle.pdf"])
    rows = list(csv.reader(io.StringIO(found["data/chronology.csv"].decode("utf-8-sig"))))[1:]
    shown = [(int(row[2]), int(row[3])) for row in rows if row[2]]
    assert len(shown) >= 6
    texts = texts_at(tmp_path / "bundle.pdf", [(page - 1, EVERYWHERE) for _number, page in shown])
    for (number, page), text in zip(shown, texts, strict=True):
        assert f"Document {number} · Page {page}" in text


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_is_taken_for_a_formula(cell):
    assert harmless(cell) == f"'{cell}"
    raw = chronology_csv([Line(date(2026, 11, 17), cell, 1)], {1: 7})
    (_header, row) = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert row == ["2026-11-17", f"'{cell}", "1", "7"]


def test_words_with_commas_quotes_and_line_breaks_stay_in_their_cell():
    what = 'A file joined the case: "one", two\r\nthree'
    raw = chronology_csv([Line(date(2026, 11, 17), what, None)], {})
    (_header, row) = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert row == ["2026-11-17", what, "", ""]


def test_what_is_held_back_has_a_number_and_no_page(office, tmp_path):
    stream = whole_case(office, identity=Identity.WITHHELD)
    raw = contents_of(handed(office, stream, tmp_path / "case.zip"))["data/chronology.csv"]
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert ["2026-11-21", "A file joined the case", "1", ""] in rows
    assert not [it for it in NEEDLES if it.encode() in raw.lower()]


def test_the_policy_is_there_byte_for_byte_as_it_was_pinned(office, named, archive):
    found = contents_of(archive)
    assert found[POLICY] == resource("procedures", "active-x-backs.toml").read_bytes()
    told = json.loads(found["data/case.json"])["procedure"]
    assert told["file"] == POLICY
    assert told["sha256"] == hashlib.sha256(found[POLICY]).hexdigest()
    assert told["sha256"] == seen(office, named).case.procedure_digest


def test_the_bundle_tells_what_was_promised_in_the_policys_own_words(archive):
    words = " ".join(text_of(contents_of(archive)["data/bundle.pdf"]).split())
    for wanted in (
        "The policy in force",
        "Stage 2 promises an emailed receipt within 5 working days.",
        "who will email you a receipt for your complaint within 5 working days",
        "this is the office's reading",
        "notified of the time scaled action plan",
    ):
        assert wanted in words, wanted


def test_the_policys_words_have_no_gap_that_would_tell_whom_it_hides(office, tmp_path):
    """Even where every other text would be held back."""
    stream = whole_case(office, identity=Identity.WITHHELD)
    with patch.object(WithheldNames, "shown", return_value="[held back]"):
        told = json.loads(contents_of(handed(office, stream, tmp_path / "a.zip"))["data/case.json"])
    assert told["title"] == "[held back]"
    assert any("Gavin Routledge" in clock["source"] for clock in told["clocks"])
    assert all(clock["rule"] != "[held back]" for clock in told["clocks"])
    assert all(clock["basis"] == "[held back]" for clock in told["clocks"])


def test_a_promise_that_names_who_is_not_to_be_named_is_held_back(office, tmp_path):
    stream = whole_case(office, identity=Identity.WITHHELD)
    plan(office, stream, steps=[Dated("Ring Quillfeather", date(2026, 12, 4))])
    told(office, stream, Kind.ACTION_PLAN_SENT)
    contents = contents_of(handed(office, stream, tmp_path / "a.zip"))
    pages, record = text_of(contents["data/bundle.pdf"]), contents["data/case.json"].decode()
    assert HELD_BACK in " ".join(pages.split())
    assert HELD_BACK in record
    assert [it for it in NEEDLES if it in f"{pages}{record}".lower()] == []


def test_the_bundle_tells_how_the_case_was_handled_and_what_became_of_each_promise(
    desk, stream, tmp_path
):
    happen(desk, stream, *found("No feedback"), settled(CONSIDERATIONS[3]))
    kept_one = action("Mark it again", CONSIDERATIONS[1])
    happen(desk, stream, kept_one, kept(kept_one), planned("Hear the tutor"), redirected())
    told(desk, stream, Kind.REFERRED)
    heard(desk, stream, summary="They look into it.", is_final=True)
    raw = contents_of(handed(desk, stream, tmp_path / "a.zip"))["data/bundle.pdf"]
    words = " ".join(text_of(raw).split())
    for wanted in (
        "Action: Mark it again, by 18 December 2026. Done on 21 November 2026.",
        "Considered, and not needed. No fee was charged for this unit.",
        "Identify any other learner who has been affected This is still open.",
        "Action plan, not sent The tutor is away until December.",
        "It goes to the Appeals Policy.",
        "CIMSPA, 21 November 2026, its final word They look into it.",
    ):
        assert wanted in words, wanted
    assert "Mark it again: 18 December 2026" not in words, "a promise's days were counted"


def test_what_the_bundle_of_a_notice_repeats_is_called_a_notice(desk, tmp_path):
    raw = contents_of(handed(desk, notified(desk).stream, tmp_path / "a.zip"))["data/bundle.pdf"]
    assert "The notice as recorded" in text_of(raw)


def test_readiness_says_what_is_still_owed_and_asks_for_no_answer_to_a_notice(desk):
    view = notified(desk, answer=Dated("The assessment record", date(2026, 12, 4)))
    assert readiness(view).still_open == ("1 promise open.",)


def test_readiness_asks_for_no_outcome_where_the_complaint_goes_elsewhere(desk, stream):
    assert readiness(happen(desk, stream, redirected())).still_open == (
        "The complainant is still to be told.",
        "Nobody has taken it over yet.",
    )


def test_the_proposed_name_and_purpose_name_nobody(office, named):
    view = seen(office, named)
    assert proposed_name(view, FileKind.PDF) == f"Case {view.case.reference}.pdf"
    assert proposed_name(view, FileKind.ARCHIVE) == f"Case {view.case.reference}.zip"
    assert usual_receiver(view) == "CIMSPA"
    assert usual_purpose(view) == "The complaint goes on to CIMSPA."


def test_a_case_that_another_body_opened_goes_on_to_that_one(desk):
    view = notified(desk, body="Awarding body")
    assert usual_receiver(view) == "Awarding body"
    assert usual_purpose(view) == "The case goes on to Awarding body."


def test_a_name_like_a_formula_harms_no_spreadsheet(desk, stream, tmp_path):
    add_files(desk, seen(desk, stream), [File("=cmd|'x'!A1", "text/plain", b"x")], MOMENT)
    raw = contents_of(handed(desk, stream, tmp_path / "case.zip"))["data/chronology.csv"]
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert ["2026-11-21", "A file joined the case: =cmd|'x'!A1", "1"] in [row[:3] for row in rows]
