"""How well a passphrase can be guessed is said of what is typed, and nothing is refused by it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.services.judge_passphrase import Judgement, Strength, Weakness, judge_passphrase


@pytest.mark.parametrize(
    ("typed", "weakness"),
    [
        ("password", Weakness.COMMON_PASSWORD),
        ("Password123", Weakness.COMMON_PASSWORD),
        ("complaints", Weakness.COMMON_WORD),
        ("fitzgerald", Weakness.NAME),
        ("xcvbnm,.", Weakness.KEYS),
        ("aaaaaaaaaaaa", Weakness.REPEATED),
        ("abcdefghijkl", Weakness.IN_A_ROW),
        ("24.12.1985", Weakness.DATE),
        ("xq7", Weakness.SHORT),
        ("", Weakness.SHORT),
        ("   ", Weakness.SHORT),
    ],
)
def test_why_something_is_easily_guessed_is_known(typed, weakness):
    assert judge_passphrase(typed) == Judgement(Strength.EASY, weakness)


def test_what_the_office_is_called_is_easily_guessed():
    known = ("Rowanbrae Clinic", "Gavin Example")
    assert judge_passphrase("rowanbraeclinic", known).weakness is Weakness.KNOWN
    assert judge_passphrase("rowanbraeclinic").strength is not Strength.EASY


@pytest.mark.parametrize(
    "typed", ["seven grey herons fly", "Zoë’s café an der Spree ٣٤", "🐦 sings on a grey roof"]
)
def test_several_words_are_strong(typed):
    assert judge_passphrase(typed) == Judgement(Strength.STRONG)


@pytest.mark.parametrize("length", [72, 73, 1_000, 100_000])
def test_a_long_phrase_is_judged_and_never_refused(length):
    typed = ("seven grey herons fly over " * (length // 27 + 1))[:length]
    assert judge_passphrase(typed).strength is Strength.STRONG


@settings(max_examples=30)
@given(st.text(max_size=90), st.lists(st.text(max_size=20), max_size=3))
def test_whatever_is_typed_is_judged(typed, known):
    found = judge_passphrase(typed, known)
    is_good = found.strength in {Strength.GOOD, Strength.STRONG}
    assert (found.weakness is Weakness.NONE) is is_good
