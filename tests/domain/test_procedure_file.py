"""A procedure file: the shipped ones are right, and each mistake is named so that it is found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from amends.domain.errors import Problem, ProcedureFileError
from amends.domain.happenings import Kind
from amends.domain.kind_words import KIND_WORDS
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity
from amends.domain.procedure_file import read_procedure
from amends.domain.readings import Trigger, trigger
from amends.domain.toml_file import LARGEST_FILE_BYTES
from tests.domain.shipped import FOLDER, changed, file_text, shipped, variant

LENGTHS = '"5 working days", "28 days", "8 weeks", "1 month", "48 hours" or "not stated"'
LETTERS = ", ".join(f'"{kind}"' for kind in LetterKind) + ' or "not stated"'
KINDS = ", ".join(f'"{kind}"' for kind in Kind)
RECEIPT_LENGTH = 'within = "5 working days"'
RECEIPT_ENDS = 'until = "acknowledged"'
NO_PAUSES = "pauses = false"


def problems(text: str | bytes) -> tuple[Problem, ...]:
    """Return the mistakes that are found in a file."""
    raw = text.encode() if isinstance(text, str) else text
    with pytest.raises(ProcedureFileError) as caught:
        read_procedure(raw, "mine.toml")
    assert caught.value.file == "mine.toml"
    assert str(caught.value).startswith("mine.toml: ")
    return caught.value.problems


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.toml")))
def test_every_shipped_file_is_a_procedure_of_its_own_name(name):
    assert shipped(name).name == name


def test_the_shipped_file_is_read_as_it_is_written():
    procedure = shipped()
    assert (procedure.organisation, procedure.calendar) == ("Active X Backs", "GB-SCT")
    assert [stage.key for stage in procedure.stages] == ["stage-1", "stage-2", "stage-3"]
    assert [stage.opens for stage in procedure.stages] == [
        Kind.RAISED,
        Kind.RECEIVED,
        Kind.REFERRED,
    ]
    assert (procedure.in_force_from, procedure.retention) == (None, None)
    assert procedure.confidentiality.choices == tuple(Identity)
    receipt, response = procedure.stage("stage-2").clocks
    assert (receipt.key, receipt.within, receipt.letter) == (
        "receipt",
        "5 working days",
        LetterKind.RECEIPT,
    )
    assert (response.key, response.within, response.until) == (
        "response",
        "20 working days",
        Kind.OUTCOME_SENT,
    )


def test_not_stated_is_nothing_and_a_value_is_itself():
    assert shipped().in_force_from is None
    dated = variant(('in_force_from = "not stated"', "in_force_from = 2025-03-01"))
    assert dated.in_force_from == date(2025, 3, 1)
    kept = variant(('retention = "not stated"', 'retention = "72 months"'))
    assert kept.retention == "72 months"


STAGE_2 = "stage[1].clock[0]"

# What is changed in the file; then the key, what was found and what is allowed.
MISTAKES = {
    "a length that is none": (
        (RECEIPT_LENGTH, 'within = "soon"'),
        (f"{STAGE_2}.within", '"soon"', LENGTHS),
    ),
    "a length without a unit": (
        (RECEIPT_LENGTH, "within = 5"),
        (f"{STAGE_2}.within", "5", LENGTHS),
    ),
    "a length of nothing": (
        (RECEIPT_LENGTH, 'within = "0 working days"'),
        (f"{STAGE_2}.within", '"0 working days"', LENGTHS),
    ),
    "an event that does not exist": (
        (RECEIPT_ENDS, 'until = "acknowleged"'),
        (f"{STAGE_2}.until", '"acknowleged"', KINDS),
    ),
    "silence where something must be said": (
        (RECEIPT_ENDS, 'until = "not stated"'),
        (f"{STAGE_2}.until", '"not stated"', "text"),
    ),
    "a key that is missing": (
        (f"{RECEIPT_ENDS}\n", ""),
        (f"{STAGE_2}.until", "nothing", "a value; this key is required"),
    ),
    "a key at the top that is missing": (
        ('organisation = "Active X Backs"\n', ""),
        ("organisation", "nothing", "a value; this key is required"),
    ),
    "a key that is spelt wrong": (
        ('answered_by = "Clinical Director"', 'answerd_by = "Clinical Director"'),
        ("stage[1].answerd_by", "a key that no procedure has", "its removal"),
    ),
    "a key with an awkward name": (
        (NO_PAUSES, f'{NO_PAUSES}\n"x` - at `$.stage" = 1'),
        ("stage.x", "a key that no procedure has", "its removal"),
    ),
    "a key with no name": (
        (NO_PAUSES, f'{NO_PAUSES}\n"" = 1'),
        ('""', "a key that no procedure has", "its removal"),
    ),
    "an event with an awkward name": (
        (RECEIPT_ENDS, 'until = "x` - at `$.stage`"'),
        (f"{STAGE_2}.until", '"x` - at `$.stage`"', KINDS),
    ),
    "a word for a truth": ((NO_PAUSES, 'pauses = "no"'), ("pauses", '"no"', "true or false")),
    "a number for a truth": ((NO_PAUSES, "pauses = 0"), ("pauses", "0", "true or false")),
    "a truth for a word": (
        ('title = "Receipt"', "title = true"),
        (f"{STAGE_2}.title", "true", "text"),
    ),
    "a table for a word": (
        ('title = "Receipt"', 'title = {en = "Receipt"}'),
        (f"{STAGE_2}.title", "a table", "text"),
    ),
    "a list for a word": (
        ('title = "Receipt"', 'title = ["Receipt"]'),
        (f"{STAGE_2}.title", "a list", "text"),
    ),
    "a word for a list": (
        ('words = ["upheld", "partly upheld", "not upheld"]', 'words = "upheld"'),
        ("outcomes.words", '"upheld"', "a list"),
    ),
    "a number in a list of words": (
        ('words = ["upheld", "partly upheld", "not upheld"]', 'words = ["upheld", 2]'),
        ("outcomes.words[1]", "2", "text"),
    ),
    "a word for a table": (
        ('[source]\ndocument = "Complaints Procedure, Active X Backs"', "[source]\ndocument = 7"),
        ("source.document", "7", "text"),
    ),
    "a date that does not exist": (
        ('in_force_from = "not stated"', 'in_force_from = "2026-02-30"'),
        ("in_force_from", '"2026-02-30"', 'a date such as 2026-11-17 or "not stated"'),
    ),
    "a date with a time": (
        ('in_force_from = "not stated"', "in_force_from = 2026-11-17T10:00:00"),
        ("in_force_from", "2026-11-17 10:00:00", 'a date such as 2026-11-17 or "not stated"'),
    ),
    "an identity that does not exist": (
        ('preferred = "open"', 'preferred = "secret"'),
        ("confidentiality.preferred", '"secret"', '"open", "withheld", "anonymous"'),
    ),
    "a letter that does not exist": (
        ('letter = "receipt"', 'letter = "postcard"'),
        (f"{STAGE_2}.letter", '"postcard"', LETTERS),
    ),
    "a very long value": (
        (RECEIPT_LENGTH, f'within = "{"x" * 500}"'),
        (f"{STAGE_2}.within", f'"{"x" * 59}...', LENGTHS),
    ),
    "a very long number": (
        (RECEIPT_LENGTH, f"within = 0x{'f' * 9_999}"),
        (f"{STAGE_2}.within", "a very long number", LENGTHS),
    ),
    "two stages of one name": (
        ('key = "stage-3"', 'key = "stage-2"'),
        ("stage[2].key", '"stage-2"', "a key that no other has"),
    ),
    "two clocks of one name": (
        ('key = "response"', 'key = "receipt"'),
        ("stage[1].clock[1].key", '"receipt"', "a key that no other has"),
    ),
    "two redirects of one name": (
        ('key = "malpractice"', 'key = "appeal"'),
        ("redirect[1].key", '"appeal"', "a key that no other has"),
    ),
    "two follow-ups of one name": (
        ('key = "put-right"', 'key = "others-affected"'),
        ("follow_up[4].key", '"others-affected"', "a key that no other has"),
    ),
    "a preference that is no choice": (
        ('choices = ["open", "withheld", "anonymous"]', 'choices = ["withheld", "anonymous"]'),
        ("confidentiality.preferred", '"open"', '"withheld", "anonymous"'),
    ),
    "a reading that is no choice": (
        ('choices = ["received", "acknowledged"]', 'choices = ["acknowledged"]'),
        ("stage[1].clock[1].reading.from", '"received"', '"acknowledged"'),
    ),
    "a reading that ends the clock": (
        ('choices = ["received", "acknowledged"]', 'choices = ["received", "outcome-sent"]'),
        ("stage[1].clock[1].reading.choices", '"outcome-sent"', "not what ends the clock"),
    ),
    "a reading of what is stated": (
        (f'from = "not stated"\n{RECEIPT_ENDS}', f'from = "received"\n{RECEIPT_ENDS}'),
        (f"{STAGE_2}.reading", "a reading", 'none, or from = "not stated"'),
    ),
    "a promise that is kept when it is made": (
        ('from = "outcome-sent"\nuntil = "referred"', 'from = "referred"\nuntil = "referred"'),
        ("stage[2].clock[0].until", '"referred"', "not what the clock runs from"),
    ),
    "another way that is the way itself": (
        ('until = "action-plan-sent"', 'until = "outcome-sent"'),
        (
            "stage[1].clock[1].fallback.until",
            '"outcome-sent"',
            "not what the clock runs from or until",
        ),
    ),
    "a stage called as promises are": (
        ('key = "stage-3"', 'key = "promise"'),
        ("stage[2].key", '"promise"', "another key: promises are called so"),
    ),
}


@pytest.mark.parametrize(("replacement", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_key_what_was_found_and_what_is_allowed(replacement, expected):
    problem, *_what_follows_from_it = problems(changed(replacement))
    assert (problem.key, problem.found, problem.allowed) == expected


def test_a_mistake_reads_as_one_line_that_names_the_file():
    with pytest.raises(ProcedureFileError) as caught:
        read_procedure(changed((NO_PAUSES, "pauses = 0")).encode(), "mine.toml")
    assert str(caught.value) == "mine.toml: line 13, pauses: found 0; allowed: true or false"


def test_several_contradictions_are_listed_at_once():
    text = changed(
        ('key = "stage-3"', 'key = "stage-2"'), ('key = "malpractice"', 'key = "appeal"')
    )
    assert {problem.key for problem in problems(text)} == {"stage[2].key", "redirect[1].key"}


def test_a_procedure_without_a_stage_is_refused():
    text = file_text()
    head, tail = text.index("[[stage]]"), text.index("[outside_body]")
    [problem] = problems(text[:head] + text[tail:])
    assert (problem.key, problem.found) == ("stage", "nothing")
    [problem] = problems("stage = []\n" + text[:head] + text[tail:])
    assert (problem.key, problem.found, problem.allowed) == (
        "stage",
        "no stage",
        "at least one [[stage]]",
    )


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ('name = "x"\ntitle = "y\n', 2, 'title = "y'),
        ("a = 1\n\nb == 2\n", 3, "b == 2"),
        ("a = 1\r\nb == 2\r\n", 2, "b == 2"),
        ("a = 1\na = 2\n", 2, "a = 2"),
        ("[a]\n[a]\n", 2, "[a]"),
        ("a = 2026-13-45\n", 1, "a = 2026-13-45"),
        ("a = 1\nb", 2, "b"),
        ('a = "x', 1, 'a = "x'),
        ("a = 1\n\u2028b = 2\n", 2, "\\u2028b = 2"),  # no end of a line to TOML
        ("a = 1\n\x1b[31mb = 2\n", 2, "\\x1b[31mb = 2"),  # nothing that colours a terminal
    ],
)
def test_broken_toml_is_shown_with_its_line(text, line, found):
    [problem] = problems(text)
    assert (problem.line, problem.found) == (line, found)
    assert problem.allowed.startswith('TOML, such as title = "Stage 1" (')
    assert str(problem).startswith(f"line {line}, ")


def test_a_byte_order_mark_and_lines_of_another_system_do_no_harm():
    raw = b"\xef\xbb\xbf" + file_text().replace("\n", "\r\n").encode()
    assert read_procedure(raw, "mine.toml") == shipped()


@pytest.mark.parametrize(
    ("raw", "line", "found"),
    [
        ('name = "Zoë"\n'.encode("latin-1"), 1, "the byte 0xeb"),
        ('a = 1\nname = "Zoë"\n'.encode("cp1252"), 2, "the byte 0xeb"),
        ('name = "x"\n'.encode("utf-16"), 1, "the byte 0xff"),
    ],
)
def test_a_file_that_is_not_utf_8_is_shown_with_the_byte_and_its_line(raw, line, found):
    [problem] = problems(raw)
    assert (problem.line, problem.found, problem.allowed) == (line, found, "text saved as UTF-8")


def test_an_empty_file_lacks_every_key_that_is_required():
    found = problems(b"")
    assert [problem.key for problem in found[:3]] == ["name", "title", "organisation"]
    assert {problem.found for problem in found} == {"nothing"}


def test_every_mistake_of_a_file_is_named_at_once_with_its_line():
    text = changed(
        (RECEIPT_LENGTH, 'within = "5 working dais"'),
        (NO_PAUSES, 'pauses = "no"'),
        ('organisation = "Active X Backs"', 'organisaton = "Active X Backs"'),
    )
    found = {problem.key: problem.line for problem in problems(text)}
    lines = text.split("\n")
    assert set(found) == {"organisaton", "organisation", "pauses", f"{STAGE_2}.within"}
    for key in ("organisaton", "pauses", f"{STAGE_2}.within"):
        line = found[key]
        assert line is not None
        assert lines[line - 1].startswith(key.rpartition(".")[2])


def test_a_file_of_the_largest_size_is_read_and_a_larger_one_is_not():
    raw = file_text().encode()
    largest = raw + b"#" * (LARGEST_FILE_BYTES - len(raw))
    assert read_procedure(largest, "mine.toml") == shipped()
    [problem] = problems(largest + b"#")
    assert (problem.found, problem.allowed) == ("1,000,001 bytes", "at most 1,000,000 bytes")


def test_a_line_may_have_200_full_stops_and_no_more():
    dotted = f"{file_text()}\n# {'.' * 200}"
    assert read_procedure(dotted.encode(), "mine.toml") == shipped()
    [problem] = problems(f"{dotted}.")
    assert (problem.found, problem.allowed) == ("201 full stops", "at most 200 in a line")
    assert problem.line == f"{dotted}.".count("\n") + 1


def test_a_value_of_60_characters_is_shown_whole_and_a_longer_one_in_part():
    whole, longer = "x" * 58, "x" * 59  # and two quotation marks
    [problem] = problems(changed((RECEIPT_LENGTH, f'within = "{whole}"')))
    assert problem.found == f'"{whole}"'
    [problem] = problems(changed((RECEIPT_LENGTH, f'within = "{longer}"')))
    assert problem.found == f'"{longer}...'


@pytest.mark.parametrize(
    ("clock", "readings", "kind"),
    [
        ("response", {}, Kind.RECEIVED),  # as the file suggests
        ("response", {"stage-2.response": "acknowledged"}, Kind.ACKNOWLEDGED),
        (
            "response",
            {"stage-2.receipt": "acknowledged", "stage-1.response": "acknowledged"},
            Kind.RECEIVED,
        ),
    ],
)
def test_what_the_policy_leaves_open_is_read_as_the_office_chose(clock, readings, kind):
    stage = shipped().stage("stage-2")
    rule = next(rule for rule in stage.clocks if rule.key == clock)
    begins = trigger(shipped(), stage, rule, readings)
    assert begins == Trigger(kind, KIND_WORDS[kind], is_reading=True)


def test_what_the_policy_states_is_no_reading_and_cannot_be_chosen_away():
    stage = shipped().stage("stage-3")
    begins = trigger(shipped(), stage, stage.clocks[0], {"stage-3.go-to-cimspa": "received"})
    assert begins is not None
    assert (begins.kind, begins.is_reading) == (Kind.OUTCOME_SENT, False)


def test_where_nobody_says_from_when_nothing_is_read_into_it():
    text = file_text()
    head, tail = (
        text.index("[stage.clock.reading]"),
        text.index('[[stage.clock]]\nkey = "response"'),
    )
    stage = read_procedure((text[:head] + text[tail:]).encode(), "mine.toml").stage("stage-2")
    assert trigger(shipped(), stage, stage.clocks[0], {}) is None
    chosen = trigger(shipped(), stage, stage.clocks[0], {"stage-2.receipt": "received"})
    assert chosen == Trigger(Kind.RECEIVED, KIND_WORDS[Kind.RECEIVED], is_reading=True)


def test_a_procedure_that_an_office_pinned_long_ago_is_read_for_ever():
    """Cases run under the bytes that were pinned: what is added to the form later is optional."""
    raw = (Path(__file__).parent / "data" / "active-x-backs-first.toml").read_bytes()
    first = read_procedure(raw, "active-x-backs.toml")
    response = first.stage("stage-2").clocks[1]
    assert response.fallback is not None
    assert response.fallback.until == Kind.ACTION_PLAN_SENT
    assert [stage.key for stage in first.stages] == [stage.key for stage in shipped().stages]
