"""Whether somebody may be named, and the streams that events belong to."""

from __future__ import annotations

from uuid import UUID

import pytest

from amends.domain.people import Identity, identity_words
from amends.domain.streams import CASES, OFFICE, case_stream, person_of, person_stream

ID = UUID("11111111-2222-8333-8444-555555555555")


@pytest.mark.parametrize(
    ("identity", "words"),
    [
        (Identity.OPEN, ""),
        (Identity.WITHHELD, "Identity withheld"),
        (Identity.ANONYMOUS, "Anonymous"),
    ],
)
def test_where_a_name_may_not_stand_words_stand_instead(identity, words):
    assert identity_words(identity) == words


def test_every_stream_says_what_it_is_of():
    assert case_stream(ID) == f"case/{ID}"
    assert person_stream(ID) == f"person/{ID}"
    streams = (case_stream(ID), person_stream(ID), OFFICE)
    assert [stream.startswith(CASES) for stream in streams] == [True, False, False]


def test_the_stream_of_a_person_names_the_person():
    assert person_of(person_stream(ID)) == ID
