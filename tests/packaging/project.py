"""What pyproject.toml says of the project."""

from __future__ import annotations

import re
import tomllib

from tests.packaging.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def named(requirement: str) -> str:
    """Return the name in a requirement, spelt as package indexes compare names."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()
