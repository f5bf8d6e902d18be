"""The sub-commands: what they print, where, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from amends.__main__ import main
from tests.desks import PASSPHRASE

DUE = ("due", "active-x-backs", "--calendar", "GB-SCT", "--event", "received=2026-11-17")
TODAY = ("--today", "2026-11-21")
STATES = {
    "running", "met", "met-late", "late", "projected", "not-stated", "not-started", "paused",
    "ended",
}  # fmt: skip


@pytest.fixture
def passphrase_file(tmp_path):
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\nanother line\n", "utf-8")
    return str(file)


@pytest.fixture
def office(tmp_path, passphrase_file):
    folder = str(tmp_path / "office")
    assert (
        main(["sample", folder, "--cases", "8", *TODAY, "--passphrase-file", passphrase_file]) == 0
    )
    return folder


def answer(capsys, *words):
    assert main([*words]) == 0
    return capsys.readouterr().out


def clocks(capsys, *words):
    return {it["clock"]: it for it in json.loads(answer(capsys, *words, "--json"))}


def test_the_receipt_is_due_in_two_working_days_and_the_response_on_16_december(capsys):
    due = clocks(capsys, *DUE, *TODAY)
    assert due["receipt"]["due"] == "2026-11-24"
    assert due["receipt"]["days_left"] == 2
    assert due["response"]["due"] == "2026-12-16"


def test_each_clock_has_the_keys_that_were_promised(capsys):
    for clock in clocks(capsys, *DUE, *TODAY).values():
        assert list(clock) == [
            "stage", "clock", "title", "start", "due", "state", "days_left", "source",
        ]  # fmt: skip
        assert clock["state"] in STATES
        assert (clock["due"] is None) == (clock["days_left"] is None)


def test_days_left_are_negative_when_late(capsys):
    receipt = clocks(capsys, *DUE, "--today", "2026-11-26")["receipt"]
    assert (receipt["state"], receipt["days_left"]) == ("late", -2)


def test_a_receipt_that_went_out_is_met(capsys):
    due = clocks(capsys, *DUE, *TODAY, "--event", "acknowledged=2026-11-20")
    assert due["receipt"]["state"] == "met"


def test_another_calendar_counts_other_holidays(capsys):
    england = clocks(capsys, "due", "active-x-backs", "--calendar", "GB-ENG", *DUE[4:], *TODAY)
    assert england["response"]["due"] == "2026-12-15"


def test_a_date_beyond_what_was_announced_is_said_to_be_expected(capsys):
    words = ("due", "active-x-backs", "--calendar", "GB-SCT", "--event", "received=2028-12-20")
    said = answer(capsys, *words, "--today", "2028-12-21")
    assert "Holidays are announced up to 31 December 2028" in said
    assert said.rstrip().endswith("Beyond it: Response.")
    assert "announced" not in answer(capsys, *DUE, *TODAY)


def test_several_calendars_can_be_named_as_one(capsys):
    words = ("due", "active-x-backs", "--event", "received=2026-03-10", *TODAY)
    both = ("--calendar", "GB-ENG", "--calendar", "GB-SCT")
    assert clocks(capsys, *words, *both) == clocks(capsys, *words, "--calendar", "GB-ENG+GB-SCT")


def test_the_united_kingdom_alone_is_refused_and_its_parts_are_named(capsys):
    assert main(["due", "active-x-backs", "--calendar", "GB", *DUE[4:], *TODAY]) != 0
    said = capsys.readouterr().err
    for name in ("GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS", "GB-ENG+GB-NIR+GB-SCT+GB-WLS"):
        assert name in said


def test_each_day_is_explained_on_request(capsys):
    text = answer(capsys, *DUE, *TODAY, "--explain")
    assert "Monday 30 November" in text
    assert "Saint Andrew's Day" in text
    assert "your office counts from the day after the complaint was received" in text
    days = clocks(capsys, *DUE, *TODAY, "--explain")["response"]["days"]
    assert days[-1] == {"date": "2026-12-16", "number": 20, "note": ""}


def test_a_procedure_of_ones_own_is_read_from_its_file(capsys, tmp_path):
    from amends.paths import resource

    own = tmp_path / "own.toml"
    shipped = resource("procedures", "active-x-backs.toml").read_text("utf-8")
    own.write_text(shipped.replace('"5 working days"', '"3 days"'), "utf-8")
    assert clocks(capsys, "due", str(own), *DUE[2:], *TODAY)["receipt"]["due"] == "2026-11-20"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("due", "nobody", *DUE[2:]), "no procedure named nobody; there are: active-x-backs"),
        (("due", "/nowhere/x.toml", *DUE[2:]), "cannot be read"),
        (("due", "active-x-backs", "--calendar", "XX", *DUE[4:]), "no calendar named XX"),
        (("due", "active-x-backs", "--event", "received=2999-01-01"), "not a possible date"),
        (("due", "active-x-backs", "--event", "received=1989-12-31"), "not a possible date"),
        (("cases", "--office", "/nowhere"), "is not an Amends office"),
    ],
)
def test_what_cannot_be_done_is_said_on_stderr(capsys, passphrase_file, words, said):
    extra = ("--passphrase-file", passphrase_file) if words[0] == "cases" else TODAY
    assert main([*words, *extra]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert said in err
    assert "Traceback" not in err


def test_a_mistake_in_a_procedure_file_names_file_key_found_and_allowed(capsys, tmp_path):
    own = tmp_path / "own.toml"
    from amends.paths import resource

    shipped = resource("procedures", "active-x-backs.toml").read_text("utf-8")
    own.write_text(shipped.replace('"5 working days"', '"5 workdays"'), "utf-8")
    assert main(["due", str(own), *DUE[2:], *TODAY]) == 1
    err = capsys.readouterr().err
    for part in ("own.toml", "stage[1].clock[0].within", "5 workdays", "5 working days"):
        assert part in err


@pytest.mark.parametrize(
    "words",
    [
        ("due", "active-x-backs"),
        ("due", "active-x-backs", "--event", "received"),
        ("due", "active-x-backs", "--event", "received=17.11.2026"),
        ("sample", "x", "--cases", "-1", "--passphrase-file", "x"),
        ("nothing",),
    ],
)
def test_words_that_mean_nothing_end_with_2(words):
    with pytest.raises(SystemExit) as ended:
        main([*words])
    assert ended.value.code == 2


def test_help_lists_the_kinds_of_event(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["due", "--help"])
    assert ended.value.code == 0
    assert "received, acknowledged" in capsys.readouterr().out


def test_the_cases_of_an_office_are_listed(capsys, office, passphrase_file):
    capsys.readouterr()
    words = ("cases", "--office", office, "--passphrase-file", passphrase_file)
    listed = json.loads(answer(capsys, *words, "--json"))
    assert len(listed) == 8
    assert list(listed[0]) == ["reference", "title", "stage", "next_due"]
    dates = [case["next_due"] for case in listed if case["next_due"]]
    assert dates == sorted(dates)
    assert date.fromisoformat(dates[0]).year in {2026, 2027}
    assert len(answer(capsys, *words).splitlines()) == 8


def test_a_wrong_passphrase_opens_nothing(capsys, office, tmp_path):
    wrong = tmp_path / "wrong"
    wrong.write_text("not the passphrase", "utf-8")
    assert main(["cases", "--office", office, "--passphrase-file", str(wrong)]) == 1
    assert "does not open this office" in capsys.readouterr().err


def test_a_passphrase_that_is_too_short_makes_no_office(capsys, tmp_path):
    short = tmp_path / "short"
    short.write_text("abc", "utf-8")
    assert main(["sample", str(tmp_path / "o"), "--passphrase-file", str(short)]) == 1
    assert not (tmp_path / "o").exists()
    assert "at least 10 characters" in capsys.readouterr().err


def test_a_folder_with_something_in_it_is_not_overwritten(capsys, office, passphrase_file):
    assert main(["sample", office, "--passphrase-file", passphrase_file]) == 1
    assert "not empty" in capsys.readouterr().err


def test_as_a_program_it_answers_without_qt():
    program = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from amends.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *DUE, *TODAY, "--json"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout)[1]["due"] == "2026-11-24"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_under_the_answer_is_said():
    program = "import sys; from amends.__main__ import main; sys.exit(main(sys.argv[1:]))"
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-c", program, *DUE, *TODAY],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
    assert run.returncode == 1
    assert "cannot be written" in run.stderr
    assert "Traceback" not in run.stderr
