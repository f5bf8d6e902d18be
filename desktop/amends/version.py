"""Which version of Amends this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Final

FROM_A_CHECKOUT: Final = "0+checkout"


def amends_version() -> str:
    """Return the version that is installed; a checkout that was never installed has none."""
    try:
        return version("amends")
    except PackageNotFoundError:
        return FROM_A_CHECKOUT
