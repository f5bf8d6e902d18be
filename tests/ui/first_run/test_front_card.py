"""The card that asks for something before an office is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from amends.ui.cover.take_over import TakeOverView
from amends.ui.first_run.new_key import NewKeyView
from amends.ui.first_run.patience import Patience
from amends.ui.first_run.recover import RecoverView
from tests.desks import MOMENT
from tests.ui.hearing import name_of, tab_stops

FOLDER = Path("/home/office/Active X Backs")


def moment():
    return MOMENT


def recovering(patience):
    return RecoverView(FOLDER, FOLDER, moment, patience)


def changing_the_key(patience):
    return NewKeyView(FOLDER, FOLDER, moment, patience)


def taking_over(patience):
    return TakeOverView(moment, patience)


@pytest.mark.parametrize(
    ("make", "stops"),
    [
        (recovering, ["Recovery code", "Back", "Next"]),
        (changing_the_key, ["Your passphrase", "Cancel", "Change the key"]),
        (
            taking_over,
            ["Sealed file", "Choose the sealed file", "Passphrase", "Into a new folder", "Back"],
        ),
    ],
)
def test_tab_comes_to_what_is_asked_before_the_buttons(make, stops, qapp, qtbot):
    view = make(Patience(qapp))
    qtbot.addWidget(view)
    assert [name_of(widget) for widget in tab_stops(view)] == stops
