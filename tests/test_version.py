"""Which version this is: one answer, wherever somebody asks."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError

import pytest

from amends import version
from amends.__main__ import main


def nothing_installed(name):
    raise PackageNotFoundError(name)


def test_a_checkout_that_was_never_installed_says_so(monkeypatch, capsys):
    monkeypatch.setattr(version, "version", nothing_installed)
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.split()[-1] == version.FROM_A_CHECKOUT


def test_what_is_installed_says_its_version(monkeypatch, capsys):
    monkeypatch.setattr(version, "version", {"amends": "1.2.3"}.__getitem__)
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.split()[-1] == "1.2.3"
