"""A program that is killed at any moment loses nothing that it said was saved."""

from __future__ import annotations

import os
import random

import pytest

from tests.durability.programs import counted, words_of

KILLS, KILLS_WHOLE = 200, 2_000
EVERYTHING = {"event", "file", "draft", "case", "files", "copy", "office", "key", "upgrade"}

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(os.name == "nt", reason="Windows cannot fork"),
]


@pytest.mark.timeout(7200)
def test_everything_that_was_acknowledged_is_there_and_nothing_half_done(tmp_path, whole):
    kills = KILLS_WHOLE if whole else KILLS
    done = counted(words_of("killed", tmp_path, kills, random.getrandbits(32)))
    assert set(done) == EVERYTHING
    assert sum(done.values()) > kills  # the children really did something
