"""What the command line writes: nothing that somebody typed steers the terminal."""

from __future__ import annotations

import io
import json
import sys

import pytest

from amends.cli.answers import answer, answer_json, tell, tell_progress
from amends.cli.main import run
from tests.desks import PASSPHRASE, log, make_desk

STEERING = "\x1b[2J"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("\x1b[2Jgone", "\\u001b[2Jgone"),
        ("\x9b31m red", "\\u009b31m red"),
        ("one\nEverything is as it was recorded.", "one\\u000aEverything is as it was recorded."),
        ("line\u2028break", "line\\u2028break"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("caf\udcff", "caf\\udcff"),
        ("شكوى 🙂 O'Brien – naïve", "شكوى 🙂 O'Brien – naïve"),
    ],
)
def test_what_would_steer_the_terminal_stands_as_its_code(typed, seen, capsys):
    answer(typed)
    tell(typed)
    assert capsys.readouterr() == (f"{seen}\n", f"{seen}\n")


def test_json_is_read_as_it_was_meant(capsys):
    answer_json({"title": f"{STEERING}\x9b\n\u202e ü"})
    written = capsys.readouterr().out
    assert "\x9b" not in written
    assert json.loads(written) == {"title": f"{STEERING}\x9b\n\u202e ü"}


def test_what_the_output_s_encoding_lacks_stands_as_its_code(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))
    answer("naïve شك")
    sys.stdout.flush()
    assert raw.getvalue().splitlines() == ["naïve \\u0634\\u0643".encode("cp1252")]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_is_sound_whatever_the_output_s_encoding_lacks(monkeypatch, encoding):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    answer_json({"title": "naïve 🙂 شك"})
    sys.stdout.flush()
    assert json.loads(raw.getvalue().decode(encoding)) == {"title": "naïve 🙂 شك"}


def test_steps_are_told_by_tenths_where_there_are_many(capsys):
    for done in range(1000):
        tell_progress(done, 1000)
    tell_progress(10, 100)
    assert capsys.readouterr().err.splitlines() == [
        f"{done} of 1000 steps" for done in range(100, 1000, 100)
    ]


def test_a_title_steers_no_terminal(tmp_path, capsys):
    desk = make_desk(tmp_path / "office")
    log(desk, title=f"Refund{STEERING}")
    desk.store.close()
    (tmp_path / "phrase").write_text(PASSPHRASE, "utf-8")
    words = ["--office", str(tmp_path / "office"), "--passphrase-file", str(tmp_path / "phrase")]
    assert run(["cases", *words]) == 0
    assert capsys.readouterr().out.rstrip().endswith("Refund\\u001b[2J")
