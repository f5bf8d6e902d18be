"""An office whose policy has a rule for everything that changes a time."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from unittest.mock import patch

from amends.paths import resource
from amends.services import set_up_office as service
from amends.services.desk import Desk
from amends.services.set_up_office import Plan, set_up_office
from tests.desks import LETTERHEAD, MOMENT, PASSPHRASE, cheap_offices

NAME: Final = "every-rule-of-time"
FILE: Final = Path(__file__).parents[1] / "domain" / "data" / f"{NAME}.toml"


def careful_desk(folder: Path, changes: tuple[tuple[str, str], ...] = ()) -> Desk:
    """Set up an office that works to that policy, or to one that is changed."""
    text = FILE.read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    plan = Plan(letterhead=LETTERHEAD, procedure=NAME, readings={})
    with cheap_offices(), patch.object(service, "procedure_bytes", return_value=text.encode()):
        return set_up_office(folder, PASSPHRASE, plan, MOMENT, resource())
