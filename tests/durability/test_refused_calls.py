"""Whichever call to a file a save makes, and however it fails: nothing is lost, and it is said."""

from __future__ import annotations

import random

import pytest

from tests.durability import straced
from tests.durability.programs import words_of

FAULTS = 60  # of some 450
ALL = 0


@pytest.mark.once
@pytest.mark.timeout(3600)
def test_every_call_of_a_save_may_fail_once(tmp_path, whole):
    if reason := straced.why_not():
        pytest.skip(reason)
    count = ALL if whole else FAULTS
    there, tried, refused = words_of("faults", tmp_path, count, random.getrandbits(32))
    assert int(there) > 300
    assert int(tried) == (int(there) if whole else FAULTS)
    assert int(refused) > 0
