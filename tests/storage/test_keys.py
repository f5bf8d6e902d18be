"""Who gets in, who does not, and what a damaged keys file looks like."""

from __future__ import annotations

import json
import os
import unicodedata
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from tests.storage.offices import ANNE, CHEAP, PASSPHRASE

from amends.domain.access_errors import PassphraseTakenError, WrongRecoveryCodeError
from amends.domain.errors import (
    FileNotWrittenError,
    OfficeDamagedError,
    OfficeTooNewError,
    WrongPassphraseError,
)
from amends.storage import keys, sealing
from amends.storage.keys import (
    make_keys,
    open_by_passphrase,
    open_by_recovery_code,
    remove_person,
    set_passphrase,
    set_recovery_code,
)
from amends.storage.keys_file import KEYS_FILE, check_of, read_keys
from amends.storage.stretching import (
    LEAST_MEMORY_KIB,
    MOST_ITERATIONS,
    MOST_MEMORY_KIB,
    OFFICE_COST,
    Argon2Cost,
    stretch,
    tuned_cost,
)

BO = UUID(int=0xB0)


def people_with_keys(folder: Path) -> frozenset[UUID]:
    """Return who can open the office."""
    keys = read_keys(folder)
    found = (*(it.person for it in keys.wrappings), *(it.person for it in keys.first))
    return frozenset(person for person in found if person is not None)


@pytest.fixture
def made(tmp_path):
    made = make_keys(PASSPHRASE, ANNE, CHEAP)
    made.write(tmp_path)
    return made


def rewrite(folder, change):
    """Change the file as another version of Amends would, with a check that fits."""
    content = json.loads((folder / KEYS_FILE).read_bytes())
    del content["check"]
    change(content)
    content["check"] = check_of(content)
    (folder / KEYS_FILE).write_text(json.dumps(content))


def test_the_passphrase_gives_the_key_and_says_whose_it_is(made, tmp_path):
    opened = open_by_passphrase(tmp_path, PASSPHRASE)
    assert opened.keys == (made.key,)
    assert opened.person == ANNE


@pytest.mark.parametrize("wrong", ["", "seven grey heron", "Seven grey herons", "\ud800"])
def test_another_passphrase_opens_nothing(made, tmp_path, wrong):
    with pytest.raises(WrongPassphraseError):
        open_by_passphrase(tmp_path, wrong)


def test_each_purpose_has_a_key_of_its_own(made):
    key = made.key
    derived = {key.for_database(), key.for_evidence(), key.for_evidence_names(), key._raw}
    assert len(derived) == 4
    assert {len(one) for one in derived} == {32}


def test_two_offices_share_no_key():
    assert make_keys(PASSPHRASE, ANNE, CHEAP).key != make_keys(PASSPHRASE, ANNE, CHEAP).key


def test_a_key_does_not_show_in_messages(made):
    assert made.key._raw.hex() not in repr(made)
    assert repr(made.key._raw) not in repr(made)


@pytest.mark.parametrize("typed", ["Zoë’s café", "Zoë’s\u00a0café", "Zoë’s\u3000café"])
def test_the_same_words_open_from_every_keyboard(tmp_path, typed):
    make_keys("Zoë’s café", ANNE, CHEAP).write(tmp_path)
    for form in ("NFC", "NFD"):
        assert open_by_passphrase(tmp_path, unicodedata.normalize(form, typed)).person == ANNE


def test_letters_that_only_look_alike_stay_apart(tmp_path):
    make_keys("office file", ANNE, CHEAP).write(tmp_path)
    with pytest.raises(WrongPassphraseError):
        open_by_passphrase(tmp_path, "oﬃce ﬁle")


def test_an_office_costs_a_guess_at_least_64_mib():
    assert OFFICE_COST.memory_kib >= 64 * 1024
    assert OFFICE_COST.iterations >= 3


def test_the_cost_stands_beside_each_wrapping(made, tmp_path):
    (wrapping,) = json.loads((tmp_path / KEYS_FILE).read_bytes())["wrappings"]
    assert wrapping["cost"] == {"memory_kib": 8, "iterations": 1, "lanes": 1}
    assert wrapping["person"] == str(ANNE)


def test_every_changed_byte_is_noticed_or_harmless(made, tmp_path):
    file = tmp_path / KEYS_FILE
    whole = file.read_bytes()
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x01]) + whole[place + 1 :])
        try:
            key = open_by_passphrase(tmp_path, PASSPHRASE).keys[0]
        except (OfficeDamagedError, OfficeTooNewError):
            continue
        assert key == made.key


@pytest.mark.parametrize("kept", [0, 1, 100, -2])
def test_a_file_that_was_cut_short_is_damaged(made, tmp_path, kept):
    file = tmp_path / KEYS_FILE
    file.write_bytes(file.read_bytes()[:kept].rstrip())
    with pytest.raises(OfficeDamagedError):
        open_by_passphrase(tmp_path, PASSPHRASE)


@pytest.mark.parametrize(
    "forge",
    [
        lambda content: content.update(wrappings=None),
        lambda content: content.update(wrappings=["passphrase"]),
        lambda content: content.update(office="here"),
        lambda content: content.pop("office"),
        lambda content: content["wrappings"][0].pop("salt"),
        lambda content: content["wrappings"][0].update(salt="c2hvcnQ="),
        lambda content: content["wrappings"][0].update(nonce=""),
        lambda content: content["wrappings"][0]["keys"][0].update(sender=""),
        lambda content: content["wrappings"][0]["cost"].update(memory_kib=2**40),
        lambda content: content["wrappings"][0]["cost"].update(memory_kib=2**21),
        lambda content: content["wrappings"][0]["cost"].update(iterations=64),
        lambda content: content["wrappings"][0]["cost"].update(lanes=64),
    ],
)
def test_what_no_version_writes_is_damaged(made, tmp_path, forge):
    rewrite(tmp_path, forge)
    with pytest.raises(OfficeDamagedError):
        open_by_passphrase(tmp_path, PASSPHRASE)


@pytest.mark.parametrize("raw", [b'{"later": ' + b"[" * 100_000, b'{"a": ' * 100_000])
def test_a_file_nested_without_end_is_damaged(made, tmp_path, raw):
    (tmp_path / KEYS_FILE).write_bytes(raw)
    with pytest.raises(OfficeDamagedError):
        open_by_passphrase(tmp_path, PASSPHRASE)


@pytest.mark.parametrize("field", ["office", "person", "key"])
def test_a_wrapping_serves_one_office_one_person_and_one_key(made, tmp_path, field):
    other = "00000000-0000-0000-0000-0000000000b0"

    def pass_off(content):
        wrapping = content["wrappings"][0]
        where = {"office": content, "person": wrapping, "key": wrapping["keys"][0]}[field]
        where[field] = 2 if field == "key" else other

    rewrite(tmp_path, pass_off)
    with pytest.raises(WrongPassphraseError):
        open_by_passphrase(tmp_path, PASSPHRASE)


def test_a_newer_file_is_refused_as_newer(made, tmp_path):
    rewrite(tmp_path, lambda content: content.update(version=3))
    with pytest.raises(OfficeTooNewError):
        open_by_passphrase(tmp_path, PASSPHRASE)


def test_entries_that_only_a_later_version_knows_are_passed_over(made, tmp_path):
    def add(content):
        content["wrappings"].insert(0, {"kind": "fingerprint", "finger": 1})
        content["wrappings"][1]["note"] = "later"
        content["hint"] = "later"

    rewrite(tmp_path, add)
    assert open_by_passphrase(tmp_path, PASSPHRASE) == keys.Opened(ANNE, (made.key,))


def test_a_file_that_cannot_be_written_is_said_and_leaves_no_draft(made, tmp_path, monkeypatch):
    before = (tmp_path / KEYS_FILE).read_bytes()

    def refuse(_descriptor):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(FileNotWrittenError) as caught:
        make_keys(PASSPHRASE, ANNE, CHEAP).write(tmp_path)
    assert caught.value.reason == os.strerror(28)
    assert (tmp_path / KEYS_FILE).read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [KEYS_FILE]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_nobody_else_may_read_the_file(made, tmp_path):
    assert (tmp_path / KEYS_FILE).stat().st_mode & 0o777 == 0o600


FIRST = {  # as version 1 of the file wrote it, for the passphrase of these tests
    "format": "amends keys",
    "version": 1,
    "office": "0a7f6b8e-58a2-4d0e-a6a5-6a5a8f3f5a10",
    "wrappings": [],
}


def test_an_office_of_the_first_version_opens_and_is_written_in_todays_form(tmp_path):
    write_first(tmp_path)
    first = open_by_passphrase(tmp_path, PASSPHRASE)
    assert first == keys.Opened(ANNE, (keys.OfficeKey(1, bytes(range(32))),))
    content = json.loads((tmp_path / KEYS_FILE).read_bytes())
    assert (content["version"], [it["kind"] for it in content["wrappings"]]) == (2, ["person"])
    assert open_by_passphrase(tmp_path, PASSPHRASE) == first


def test_an_office_of_the_first_version_opens_where_nothing_can_be_written(tmp_path, monkeypatch):
    write_first(tmp_path)
    before = (tmp_path / KEYS_FILE).read_bytes()
    monkeypatch.setattr(os, "fsync", _refuse)
    assert open_by_passphrase(tmp_path, PASSPHRASE).person == ANNE
    assert (tmp_path / KEYS_FILE).read_bytes() == before


def write_first(folder):
    """Write the file as version 1 did, in the words that stood in its code."""
    office, salt, nonce = UUID(str(FIRST["office"])), bytes(16), bytes(12)
    place = msgspec.json.encode(("amends keys", 1, "passphrase", office, 1, ANNE))
    stretched = Argon2id(salt=salt, length=32, iterations=1, lanes=1, memory_cost=8).derive(
        PASSPHRASE.encode()
    )
    wrapping = {
        "kind": "passphrase",
        "key": 1,
        "person": str(ANNE),
        "cost": {"memory_kib": 8, "iterations": 1, "lanes": 1},
        "salt": b64encode(salt).decode(),
        "nonce": b64encode(nonce).decode(),
        "wrapped": b64encode(AESGCM(stretched).encrypt(nonce, bytes(range(32)), place)).decode(),
    }
    content = {**FIRST, "wrappings": [wrapping]}
    (folder / KEYS_FILE).write_text(json.dumps({**content, "check": check_of(content)}))


def _refuse(_descriptor):
    raise OSError(28, os.strerror(28))


def test_each_person_opens_the_same_office_by_a_passphrase_of_their_own(made, tmp_path):
    set_passphrase(tmp_path, made.key, BO, "quiet green rivers")
    assert open_by_passphrase(tmp_path, "quiet green rivers") == keys.Opened(BO, (made.key,))
    assert open_by_passphrase(tmp_path, PASSPHRASE).person == ANNE
    assert people_with_keys(tmp_path) == {ANNE, BO}


def test_who_was_removed_opens_nothing(made, tmp_path):
    set_passphrase(tmp_path, made.key, BO, "quiet green rivers")
    remove_person(tmp_path, BO)
    with pytest.raises(WrongPassphraseError):
        open_by_passphrase(tmp_path, "quiet green rivers")
    assert open_by_passphrase(tmp_path, PASSPHRASE).person == ANNE


def test_a_changed_passphrase_opens_and_the_one_before_does_not(made, tmp_path):
    set_passphrase(tmp_path, made.key, ANNE, "quiet green rivers")
    assert open_by_passphrase(tmp_path, "quiet green rivers").keys == (made.key,)
    with pytest.raises(WrongPassphraseError):
        open_by_passphrase(tmp_path, PASSPHRASE)


def test_no_two_people_share_a_passphrase(made, tmp_path):
    before = (tmp_path / KEYS_FILE).read_bytes()
    with pytest.raises(PassphraseTakenError):
        set_passphrase(tmp_path, made.key, BO, PASSPHRASE)
    assert (tmp_path / KEYS_FILE).read_bytes() == before
    set_passphrase(tmp_path, made.key, ANNE, PASSPHRASE)  # one's own again is no harm


def test_as_much_work_is_done_whoever_opens_the_office(made, tmp_path, monkeypatch):
    set_passphrase(tmp_path, made.key, BO, "quiet green rivers")
    work = []

    def counted(secret, salt, cost):
        work.append(cost)
        return stretch(secret, salt, cost)

    monkeypatch.setattr(sealing, "stretch", counted)
    amounts = set()
    for typed in (PASSPHRASE, "quiet green rivers", "wrong"):
        work.clear()
        with suppress(WrongPassphraseError):
            open_by_passphrase(tmp_path, typed)
        amounts.add(tuple(work))
    assert amounts == {(CHEAP, CHEAP)}


def test_only_the_last_recovery_code_opens(made, tmp_path):
    set_recovery_code(tmp_path, made.key, "first")
    assert open_by_recovery_code(tmp_path, "first") == keys.Opened(None, (made.key,))
    set_recovery_code(tmp_path, made.key, "second")
    assert open_by_recovery_code(tmp_path, "second").keys == (made.key,)
    for code in ("first", PASSPHRASE):
        with pytest.raises(WrongRecoveryCodeError):
            open_by_recovery_code(tmp_path, code)
    with pytest.raises(WrongPassphraseError):
        open_by_passphrase(tmp_path, "second")


def test_what_a_later_version_knows_is_kept(made, tmp_path):
    rewrite(tmp_path, lambda content: content["wrappings"].append({"kind": "finger", "one": 1}))
    set_passphrase(tmp_path, made.key, BO, "quiet green rivers")
    kept = json.loads((tmp_path / KEYS_FILE).read_bytes())["wrappings"]
    assert {"kind": "finger", "one": 1} in kept


def test_a_new_passphrase_costs_a_guess_as_much_as_the_first(made, tmp_path):
    set_passphrase(tmp_path, made.key, BO, "quiet green rivers")
    found = json.loads((tmp_path / KEYS_FILE).read_bytes())["wrappings"]
    assert [it["cost"]["memory_kib"] for it in found] == [8, 8]


@pytest.mark.parametrize("seconds_of_least", [60.0, 2.0, 0.3, 0.25, 0.1, 0.05, 0.01, 0.0001, 0.0])
def test_a_guess_takes_a_quarter_of_a_second_within_bounds(seconds_of_least):
    unit = seconds_of_least / (OFFICE_COST.memory_kib * OFFICE_COST.iterations)

    def seconds(cost):
        return unit * cost.memory_kib * cost.iterations

    cost = tuned_cost(seconds)
    assert LEAST_MEMORY_KIB <= cost.memory_kib <= MOST_MEMORY_KIB
    assert OFFICE_COST.iterations <= cost.iterations <= MOST_ITERATIONS
    at_bounds = cost in (OFFICE_COST, Argon2Cost(memory_kib=MOST_MEMORY_KIB, iterations=16))
    assert at_bounds or 0.2 <= seconds(cost) <= 0.3


def test_a_new_office_has_a_cost_measured_on_this_computer(tmp_path):
    make_keys(PASSPHRASE, ANNE).write(tmp_path)
    (wrapping,) = json.loads((tmp_path / KEYS_FILE).read_bytes())["wrappings"]
    assert wrapping["cost"]["memory_kib"] >= LEAST_MEMORY_KIB
    assert wrapping["cost"]["iterations"] >= OFFICE_COST.iterations


def test_a_new_office_costs_a_guess_what_was_measured_and_no_less(tmp_path, monkeypatch):
    measured = Argon2Cost(memory_kib=LEAST_MEMORY_KIB + 1024, iterations=4)
    monkeypatch.setattr(keys, "tuned_cost", lambda: measured)
    make_keys(PASSPHRASE, ANNE).write(tmp_path)
    (wrapping,) = read_keys(tmp_path).wrappings
    assert wrapping.cost == measured
