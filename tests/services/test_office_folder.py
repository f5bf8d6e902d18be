"""A new office gets a folder named after it, never one that holds something else."""

from __future__ import annotations

import pytest

from amends.services.office_folder import is_free, suggested_folder


@pytest.mark.parametrize(
    ("office", "name"),
    [
        ("Active X Backs", "Amends Active X Backs"),
        ("  Two   spaces ", "Amends Two spaces"),
        ("", "Amends"),
        ("A/B: the “best” <clinic>?", "B the “best” clinic"),
        ("عيادة", "Amends عيادة"),
    ],
)
def test_the_folder_is_named_after_the_office(tmp_path, office, name):
    assert suggested_folder(tmp_path, office) == tmp_path / name


def test_a_folder_in_use_is_passed_over(tmp_path):
    for name in ("Amends Clinic", "Amends Clinic 2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "office.db").write_bytes(b"")
    assert suggested_folder(tmp_path, "Clinic") == tmp_path / "Amends Clinic 3"


def test_a_new_and_an_empty_folder_are_free(tmp_path):
    assert is_free(tmp_path)
    assert is_free(tmp_path / "new")
    (tmp_path / "file").write_text("")
    assert not is_free(tmp_path / "file")
    assert not is_free(tmp_path)
