"""A recovery code is read from paper however it is typed, and a slip is spotted where it is."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.access_errors import RecoveryCodeMistypedError
from amends.domain.recovery_code import (
    ALPHABET,
    GROUP,
    GROUPS,
    RANDOM_CHARACTERS,
    read_code,
    write_code,
)

NUMBERS = st.lists(st.integers(0, 31), min_size=RANDOM_CHARACTERS, max_size=RANDOM_CHARACTERS)
CODE = write_code([Random(20261121).randrange(32) for _ in range(RANDOM_CHARACTERS)])
BARE = CODE.replace("-", "")


def test_a_code_holds_at_least_128_random_bits():
    assert RANDOM_CHARACTERS * 5 >= 128
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_a_code_is_written_in_groups():
    assert [len(group) for group in CODE.split("-")] == [GROUP] * GROUPS


@given(NUMBERS)
def test_a_code_is_read_as_it_was_written(random):
    assert read_code(write_code(random)) == write_code(random)


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        BARE,
        BARE.lower(),
        CODE.replace("-", " "),
        CODE.replace("-", "–"),
        CODE.replace("-", "\u2212"),
        CODE.replace("-", ". "),
        f"\n\t {CODE} \n",
        " ".join(BARE),
        CODE.replace("0", "O").replace("1", "I"),
        CODE.replace("0", "o").replace("1", "l"),
        "".join(chr(ord(it) + 0xFEE0) for it in BARE),
        "".join("٠١٢٣٤٥٦٧٨٩"[int(it)] if it.isdigit() else it for it in BARE),
    ],
)
def test_how_a_code_is_typed_makes_no_difference(typed):
    assert read_code(typed) == CODE


@pytest.mark.parametrize("place", range(len(BARE)))
def test_every_single_slip_is_spotted_in_its_group(place):
    for wrong in set(ALPHABET) - {BARE[place]}:
        with pytest.raises(RecoveryCodeMistypedError) as caught:
            read_code(BARE[:place] + wrong + BARE[place + 1 :])
        assert caught.value.group == place // GROUP + 1


@given(NUMBERS, st.integers(0, len(BARE) - 2))
def test_two_neighbours_that_were_swapped_are_spotted(random, place):
    bare = write_code(random).replace("-", "")
    swapped = bare[:place] + bare[place + 1] + bare[place] + bare[place + 2 :]
    if swapped != bare:
        with pytest.raises(RecoveryCodeMistypedError):
            read_code(swapped)


def test_groups_in_another_order_are_spotted():
    groups = CODE.split("-")
    with pytest.raises(RecoveryCodeMistypedError) as caught:
        read_code("-".join([groups[1], groups[0], *groups[2:]]))
    assert caught.value.group == 1


@pytest.mark.parametrize("typed", ["", "  ", CODE[:35], f"{CODE}-{CODE[:5]}"])
def test_a_code_of_another_length_is_said_to_be_that(typed):
    with pytest.raises(RecoveryCodeMistypedError) as caught:
        read_code(typed)
    assert caught.value.group == 0


@given(st.text(max_size=60))
def test_whatever_is_typed_is_refused_politely(typed):
    with pytest.raises(RecoveryCodeMistypedError) as caught:
        read_code(typed)
    assert 0 <= caught.value.group <= GROUPS


@pytest.mark.parametrize("random", [[], [0] * (RANDOM_CHARACTERS - 1), [32] * RANDOM_CHARACTERS])
def test_a_code_is_made_of_numbers_below_32(random):
    with pytest.raises(ValueError, match="28 numbers"):
        write_code(random)
