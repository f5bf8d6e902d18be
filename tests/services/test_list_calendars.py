"""A place is found by what anybody would type, and several make one calendar."""

from __future__ import annotations

import pytest

from amends.services.list_calendars import (
    UK_WIDE,
    find_places,
    joined,
    list_calendars,
    named,
    places_of,
)

UK = ["UK-wide (all four)", "England", "Northern Ireland", "Scotland", "Wales"]


def places():
    return list_calendars(lambda _done, _total: None)


def found(typed):
    return [place.title for place in find_places(places(), typed)]


@pytest.mark.parametrize("typed", ["Scotland", "SCOT UNITED", "gb-sct", " scotland "])
def test_scotland_is_found(typed):
    assert found(typed) == ["United Kingdom: Scotland"]


@pytest.mark.parametrize("typed", ["GB", "uk", "United Kingdom", "united k"])
def test_the_united_kingdom_offers_all_four_and_each(typed):
    assert [title for title in found(typed) if title.startswith("United Kingdom")] == [
        f"United Kingdom: {part}" for part in UK
    ]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("zurich", "Switzerland: Zürich"),
        ("ZÜRICH", "Switzerland: Zürich"),
        ("waitaha", "New Zealand: Canterbury"),
        ("aland", "Åland Islands"),
        ("manawatu", "New Zealand: Manawatū Whanganui"),
        ("澳門", "Macau: Concelho de Macau"),
    ],
)
def test_accents_and_other_names_find_a_place_too(typed, title):
    assert title in found(typed)


def test_what_is_no_place_finds_none_and_nothing_finds_all():
    assert found("Atlantis") == []
    assert found("🎉") == found("") == found("  ")
    assert len(found("")) == len(places())


def test_several_places_make_one_calendar_whatever_their_order():
    scotland, ireland = find_places(places(), "gb-sct") + places_of(places(), "IE")
    assert joined([scotland, ireland]) == joined([ireland, scotland]) == "GB-SCT+IE"
    assert places_of(places(), "GB-SCT+IE") == [scotland, ireland]
    assert named([scotland, ireland]) == "Scotland and Ireland"
    assert named([]) == joined([]) == ""


def test_the_four_parts_together_are_the_whole():
    four = find_places(places(), "gb")
    assert joined(place for place in four if place.name.startswith("GB")) == UK_WIDE
    assert [place.name for place in places_of(places(), UK_WIDE)] == [UK_WIDE]
