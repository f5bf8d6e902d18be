"""Shipped files are found in a checkout and in an installed package alike."""

from __future__ import annotations

import pytest

from amends import paths


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Stand in for the folder of the package, below a root that may have resources beside it."""
    package = tmp_path / "desktop" / "amends"
    package.mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    paths._resources.cache_clear()
    yield package
    paths._resources.cache_clear()


def test_a_checkout_keeps_them_at_its_root(package, tmp_path):
    assert paths.resource("themes", "light.toml") == tmp_path / "resources/themes/light.toml"


def test_an_installed_package_carries_them(package):
    (package / "_resources").mkdir()
    assert paths.resource("icons") == package / "_resources/icons"


def test_what_is_shipped_here_is_there():
    paths._resources.cache_clear()
    assert paths.resource("procedures", "active-x-backs.toml").is_file()
