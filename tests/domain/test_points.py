"""What the findings on its points make of a complaint, by the rules of a procedure."""

from __future__ import annotations

import pytest

from amends.domain.points import PointFound, overall_outcome
from tests.domain.shipped import shipped


@pytest.mark.parametrize(
    ("findings", "whole"),
    [
        (["upheld"], "upheld"),
        (["not upheld"], "not upheld"),
        (["partly upheld"], "partly upheld"),
        (["upheld", "upheld"], "upheld"),
        (["upheld", "not upheld"], "partly upheld"),
        (["upheld", "partly upheld"], "partly upheld"),
        (["not upheld", "not upheld"], "not upheld"),
        (["upheld", ""], ""),  # one point still waits
        ([], ""),
    ],
)
def test_the_whole_follows_from_the_points(findings, whole):
    points = [PointFound(f"Point {n}", word) for n, word in enumerate(findings)]
    assert overall_outcome(points, shipped().outcomes) == whole
