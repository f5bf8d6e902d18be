"""Where the files that come with Amends are: in an installed package, or in the checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as `resource("themes", "light.toml")`.

    Nothing there is ever written. The path is returned whether or not the file exists.
    """
    return _resources().joinpath(*parts)


@cache
def _resources() -> Path:
    """An installed package carries its resources; a checkout keeps them beside `desktop/`."""
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "resources"
