"""Who gets in, who does not, and what a damaged keys file looks like."""

from __future__ import annotations

import json
import os
import unicodedata

import pytest
from tests.storage.offices import ANNE, CHEAP, PASSPHRASE

from amends.domain.errors import (
    FileNotWrittenError,
    OfficeDamagedError,
    OfficeTooNewError,
    WrongPassphraseError,
)
from amends.storage import keys
from amends.storage.keys import KEYS_FILE, OFFICE_COST, make_keys, unlock_keys


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
    content["check"] = keys._check_of(content)
    (folder / KEYS_FILE).write_text(json.dumps(content))


def test_the_passphrase_gives_the_key_and_says_whose_it_is(made, tmp_path):
    key, person = unlock_keys(tmp_path, PASSPHRASE)
    assert key == made.key
    assert person == ANNE


@pytest.mark.parametrize("wrong", ["", "seven grey heron", "Seven grey herons", "\ud800"])
def test_another_passphrase_opens_nothing(made, tmp_path, wrong):
    with pytest.raises(WrongPassphraseError):
        unlock_keys(tmp_path, wrong)


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
        assert unlock_keys(tmp_path, unicodedata.normalize(form, typed))[1] == ANNE


def test_letters_that_only_look_alike_stay_apart(tmp_path):
    make_keys("office file", ANNE, CHEAP).write(tmp_path)
    with pytest.raises(WrongPassphraseError):
        unlock_keys(tmp_path, "oﬃce ﬁle")


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
            key, _person = unlock_keys(tmp_path, PASSPHRASE)
        except (OfficeDamagedError, OfficeTooNewError):
            continue
        assert key == made.key


@pytest.mark.parametrize("kept", [0, 1, 100, -2])
def test_a_file_that_was_cut_short_is_damaged(made, tmp_path, kept):
    file = tmp_path / KEYS_FILE
    file.write_bytes(file.read_bytes()[:kept].rstrip())
    with pytest.raises(OfficeDamagedError):
        unlock_keys(tmp_path, PASSPHRASE)


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
        lambda content: content["wrappings"][0]["cost"].update(memory_kib=2**40),
        lambda content: content["wrappings"][0]["cost"].update(lanes=64),
    ],
)
def test_what_no_version_writes_is_damaged(made, tmp_path, forge):
    rewrite(tmp_path, forge)
    with pytest.raises(OfficeDamagedError):
        unlock_keys(tmp_path, PASSPHRASE)


@pytest.mark.parametrize("field", ["office", "person", "key"])
def test_a_wrapping_serves_one_office_one_person_and_one_key(made, tmp_path, field):
    other = "00000000-0000-0000-0000-0000000000b0"

    def pass_off(content):
        where = content if field == "office" else content["wrappings"][0]
        where[field] = 2 if field == "key" else other

    rewrite(tmp_path, pass_off)
    with pytest.raises(WrongPassphraseError):
        unlock_keys(tmp_path, PASSPHRASE)


def test_a_newer_file_is_refused_as_newer(made, tmp_path):
    rewrite(tmp_path, lambda content: content.update(version=2))
    with pytest.raises(OfficeTooNewError):
        unlock_keys(tmp_path, PASSPHRASE)


def test_entries_that_only_a_later_version_knows_are_passed_over(made, tmp_path):
    def add(content):
        content["wrappings"].insert(0, {"kind": "recovery", "code": 1})
        content["wrappings"][1]["note"] = "later"
        content["hint"] = "later"

    rewrite(tmp_path, add)
    assert unlock_keys(tmp_path, PASSPHRASE) == (made.key, ANNE)


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
