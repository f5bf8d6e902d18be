"""What only some policies ask for, and only an office of several: in an office that has both."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from amends.domain.events.access_events import OfficeRole
from amends.services.admit_person import admit_person
from amends.services.plan_action import Action, plan_action
from amends.services.promising import Dated
from amends.services.read_case import read_case
from amends.services.record_step import Step, record_step
from amends.ui.case.forms.more_time import MoreTimeForm
from amends.ui.complaint.dialog import ComplaintDialog
from amends.ui.complaint.policy_choice import PolicyChoice
from amends.ui.widgets.inputs import ChoiceBox
from tests.desks import LETTERHEAD, MOMENT, PASSPHRASE, TODAY, log
from tests.services.careful import FILE, NAME, careful_desk
from tests.services.versions import adopt, shipped
from tests.windows.hands import Hands
from tests.windows.planting import (
    Words,
    fill_all,
    fill_form,
    form_on_show,
    leave_form,
    on_show,
    unlock,
)

COUNTS_HOURS: Final = "asic-rg-271"


def plant(hands: Hands, disk: Path, outside: Path, words: Words) -> dict[Path, str]:
    """Fill in the forms that the policy of Active X Backs alone has no use for."""
    office = disk / "office"
    proof = outside / f"{words('proof')}.txt"
    stream = make_office(office)
    unlock(hands, office, PASSPHRASE)
    hands.view.show_case(stream)
    page = hands.view.page
    view = hands.view.case.view
    assert view is not None
    fill = partial(fill_form, hands, words, proof)
    ask_for_time(hands, words, proof)
    fill(page.times.decide_late)
    fill(partial(page.times.state_fact, view.procedure.facts[0].key))
    fill(partial(page.giving.give_promise, view.case.handling.open_promises[0].promise.id))
    fill(page.giving.give)
    fill(page.versions.join)
    fill(page.versions.move)
    begin_complaint(hands, words)
    page.commands.add_note()
    fill_all(form_on_show(hands), words)
    return {office: PASSPHRASE}


def make_office(folder: Path) -> str:
    """Make an office of two, with several policies, and return its case, which came too late."""
    desk = careful_desk(folder)
    admit_person(desk, "Bo Lind", OfficeRole.HANDLER, "nine blue lanterns", MOMENT)
    adopt(desk, name=COUNTS_HOURS, raw=shipped(COUNTS_HOURS))
    adopt(desk, name=NAME, raw=FILE.read_bytes() + b"\n# A later version.\n")
    stream = log(desk, procedure=NAME)
    known = Step("became-known", date(2026, 5, 14))
    record_step(desk, read_case(desk, stream, TODAY), known, MOMENT)
    action = Action(Dated("Mark the unit", date(2026, 12, 4)), LETTERHEAD.signatory)
    plan_action(desk, read_case(desk, stream, TODAY), action, MOMENT)
    desk.store.close()
    return stream


def ask_for_time(hands: Hands, words: Words, proof: Path) -> None:
    """Ask for more time by a number, then until a day."""
    times = hands.view.page.times
    times.give_more_time()
    leave_form(hands, words, proof)
    times.give_more_time()
    form = form_on_show(hands)
    assert isinstance(form, MoreTimeForm)
    (how,) = form.findChildren(ChoiceBox)
    how.setCurrentIndex(how.count() - 1)
    leave_form(hands, words, proof)


def begin_complaint(hands: Hands, words: Words) -> None:
    """Begin a complaint under a policy that counts hours, which was raised before."""
    hands.open_menu("File", "New complaint...")
    dialog = on_show(hands, ComplaintDialog)
    on_show(hands, PolicyChoice).choose(COUNTS_HOURS)
    dialog.form.was_raised.setChecked(True)
    hands.wait_for(dialog.form.received_at.isVisible)
    fill_all(dialog, words)
    dialog.reject()
    hands.wait_for_main_window()
