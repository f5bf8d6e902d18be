"""`amends procedures`: what is shipped is right, and what a person wrote is checked whole."""

from __future__ import annotations

import json

from amends.cli import DONE, FAILED
from amends.cli.main import run
from amends.domain.procedure_schema import procedure_schema
from amends.paths import resource


def test_every_shipped_procedure_is_listed_and_without_mistakes(capsys):
    assert run(["procedures", "list"]) == DONE
    first, second = capsys.readouterr().out.split("\n\nother procedures\n")
    policies = [line.split()[0] for line in first.splitlines()]
    others = [line.split()[0] for line in second.splitlines()]
    folder = resource() / "procedures"
    assert policies == sorted(file.stem for file in folder.glob("*.toml"))
    assert others == sorted(file.stem for file in (folder / "other").glob("*.toml"))
    names = [*policies, *others]
    assert run(["procedures", "check", *names]) == DONE
    assert capsys.readouterr().out.count("no mistakes") == len(names)


def test_every_mistake_of_every_file_is_printed_and_the_good_ones_are_named_too(tmp_path, capsys):
    good = (resource() / "procedures" / "jivora.toml").read_text("utf-8")
    (tmp_path / "good.toml").write_text(good, "utf-8")
    bad = good.replace("pauses = false", "pauses = 0").replace(
        'until = "acknowledged"', "until = 3"
    )
    (tmp_path / "bad.toml").write_text(bad, "utf-8")
    files = [str(tmp_path / name) for name in ("bad.toml", "good.toml", "missing.toml")]
    assert run(["procedures", "check", *files]) == FAILED
    said = capsys.readouterr()
    assert "good.toml: Jivora, customer complaints policy: no mistakes" in said.out
    assert "pauses: found 0; allowed: true or false" in said.err
    assert "until: found 3; allowed: text" in said.err
    assert "missing.toml" in said.err


def test_the_schema_says_not_stated_wherever_a_file_may(capsys):
    assert run(["procedures", "schema"]) == DONE
    schema = json.loads(capsys.readouterr().out)
    assert schema == json.loads(json.dumps(procedure_schema()))
    within = schema["$defs"]["ClockRule"]["properties"]["within"]["anyOf"]
    assert {"const": "not stated"} in within
    assert "null" not in json.dumps(schema)


def test_a_time_that_others_let_pass_has_ended_and_is_not_late(capsys):
    received = ("--event", "received=2026-09-01", "--today", "2026-11-21")
    assert run(["due", "fca-disp", *received, "--json"]) == DONE
    states = {it["clock"]: it["state"] for it in json.loads(capsys.readouterr().out)}
    assert (states["early"], states["response"]) == ("ended", "late")
