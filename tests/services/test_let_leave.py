"""Somebody leaves: what hangs on them goes to others, step by step, whoever stops on the way."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

import pytest

from amends.domain.access_errors import (
    CaseConcernsTakerError,
    NotAllowedError,
    OwnLeavingError,
)
from amends.domain.errors import CaseClosedError, CaseMovedOnError, WrongPassphraseError
from amends.domain.events.access_events import OfficeRole
from amends.domain.happenings import Kind
from amends.domain.leaving import LeavingStep
from amends.domain.people import Person, Role
from amends.paths import resource
from amends.services.admit_person import admit_person, read_people_of_office, withdraw_person
from amends.services.change_key import change_key
from amends.services.change_office import read_office
from amends.services.desk import Moment
from amends.services.give_case import give_case, give_promise, owed_by_handler, takers
from amends.services.let_leave import (
    begin_leaving,
    end_leaving,
    give_holdings,
    hand_on_signature,
    may_leave,
    read_leaver,
    read_leavers_on_hand,
)
from amends.services.make_recovery_sheet import keep_sheet, make_recovery_sheet
from amends.services.name_person import name_person
from amends.services.plan_action import Action, plan_action
from amends.services.progress import CancelledError
from amends.services.promising import Dated
from amends.services.put_right import last_action, take_back
from amends.services.read_case import read_case
from amends.services.record_step import Step, record_step
from amends.services.set_up_office import open_office
from tests.desks import MOMENT, NOW, PASSPHRASE, TODAY, log, make_desk

LATER = Moment(TODAY, NOW + timedelta(hours=1))
BOS, ZOES = "nine blue lanterns", "quiet green rivers"
GAVIN = "Gavin Example"


@pytest.fixture
def desk(tmp_path):
    desk = make_desk(tmp_path / "office")
    admit_person(desk, "Bo Lind", OfficeRole.DECISION_MAKER, BOS, MOMENT)
    admit_person(desk, "Zoë Ames", OfficeRole.HANDLER, ZOES, MOMENT)
    with closing(desk.store):
        yield desk


def person(desk, name):
    return next(it for it in read_people_of_office(desk) if it.name == name)


def name_as(desk, stream, role, name):
    view = read_case(desk, stream, TODAY)
    known = view.case.person(role)
    someone = Person(id=known.id if known else person(desk, GAVIN).id, name=name)
    name_person(desk, view, role, someone, None, MOMENT)


def case_of(desk, handler="Bo Lind", subject=""):
    stream = log(desk)
    name_as(desk, stream, Role.HANDLER, handler)
    if subject:
        name_as(desk, stream, Role.SUBJECT, subject)
    return stream


def closed_case(desk):
    stream = log(desk)
    closing_step = Step(Kind.CLOSED, TODAY, note="It was withdrawn.")
    record_step(desk, read_case(desk, stream, TODAY), closing_step, MOMENT)
    return stream


def promise(desk, stream, owner):
    action = Action(Dated("Refund £95", date(2026, 12, 4)), owner)
    plan_action(desk, read_case(desk, stream, TODAY), action, MOMENT)
    return read_case(desk, stream, TODAY).case.handling.open_promises[-1].promise.id


def bo(desk):
    return next(it.id for it in may_leave(desk) if it.name == "Bo Lind")


def on(_done, _total):
    """Go on."""


def stopping_after(count):
    def report(done, _total):
        if done >= count:
            raise CancelledError

    return report


def leaver(desk):
    (found,) = read_leavers_on_hand(desk)
    return found


def test_a_case_is_given_to_somebody_else_with_what_is_owed_in_it_and_can_be_undone(desk):
    stream = case_of(desk)
    owed = promise(desk, stream, "Bo Lind")
    view, zoe = read_case(desk, stream, TODAY), person(desk, "Zoë Ames")
    assert owed_by_handler(view) == [owed]
    give_case(desk, view, zoe, LATER, promises=[owed])
    view = read_case(desk, stream, TODAY)
    assert view.handler == "Zoë Ames"
    assert [it.owner for it in view.case.handling.open_promises] == ["Zoë Ames"]
    for handler, owner in (("Zoë Ames", "Bo Lind"), ("Bo Lind", "Bo Lind")):
        take_back(desk, view, last_action(view)[-1].id, "", MOMENT)
        view = read_case(desk, stream, TODAY)
        assert (view.handler, view.case.handling.open_promises[0].owner) == (handler, owner)


def test_a_promise_alone_is_given_to_somebody_else(desk):
    stream = case_of(desk)
    owed = promise(desk, stream, "Bo Lind")
    give_promise(desk, read_case(desk, stream, TODAY), owed, person(desk, "Zoë Ames"), MOMENT)
    view = read_case(desk, stream, TODAY)
    assert view.handler == "Bo Lind"
    assert view.case.handling.open_promises[0].owner == "Zoë Ames"


def test_nobody_takes_a_case_that_concerns_them_or_is_closed_or_owes_no_such_thing(desk):
    stream = case_of(desk, subject="zoë AMES")
    view, zoe, gavin = (
        read_case(desk, stream, TODAY),
        person(desk, "Zoë Ames"),
        person(desk, GAVIN),
    )
    assert [it.name for it in takers(desk, view, view.handler)] == [GAVIN]
    with pytest.raises(CaseConcernsTakerError):
        give_case(desk, view, zoe, MOMENT)
    with pytest.raises(CaseMovedOnError):
        give_promise(desk, view, gavin.id, gavin, MOMENT)
    closed = read_case(desk, closed_case(desk), TODAY)
    with pytest.raises(CaseClosedError):
        give_case(desk, closed, zoe, MOMENT)
    assert read_case(desk, stream, TODAY).seq == view.seq


def test_what_hangs_on_somebody_is_listed_with_who_may_take_it(desk):
    handled, about_zoe = case_of(desk), case_of(desk, subject="Zoë Ames")
    case_of(desk, handler="Zoë Ames")
    owing = case_of(desk, handler=GAVIN)
    promise(desk, owing, "bo lind")
    found = read_leaver(desk, bo(desk), TODAY)
    assert [it.stream for it in found.holdings] == [handled, about_zoe, owing]
    assert [it.handles for it in found.holdings] == [True, True, False]
    assert [len(it.owes) for it in found.holdings] == [0, 0, 1]
    offered = [[it.name for it in found.takers_of(held)] for held in found.holdings]
    assert offered == [[GAVIN, "Zoë Ames"], [GAVIN], [GAVIN, "Zoë Ames"]]
    assert not found.signs


def test_reading_what_would_hang_on_somebody_records_nothing(desk):
    case_of(desk)
    read_leaver(desk, bo(desk), TODAY)
    assert read_leavers_on_hand(desk) == []


def test_all_is_done_step_by_step_and_what_is_left_is_told_at_every_opening(desk):
    stream = case_of(desk)
    promise(desk, stream, "Bo Lind")
    leaving, folder = bo(desk), desk.store.folder
    begin_leaving(desk, leaving, TODAY, MOMENT)
    assert leaver(desk).to_do == (
        LeavingStep.GIVE,
        LeavingStep.WITHDRAW,
        LeavingStep.KEY,
        LeavingStep.SHEET,
    )
    give_holdings(desk, leaving, {stream: person(desk, "Zoë Ames")}, MOMENT, on)
    assert leaver(desk).to_do == (LeavingStep.WITHDRAW, LeavingStep.KEY, LeavingStep.SHEET)
    withdraw_person(desk, leaving, MOMENT)
    assert leaver(desk).to_do == (LeavingStep.KEY, LeavingStep.SHEET)
    desk.store.close()
    with closing(change_key(folder, PASSPHRASE, resource(), MOMENT, on).store):
        pass
    again = open_office(folder, PASSPHRASE, resource())
    with closing(again.store):
        assert leaver(again).to_do == (LeavingStep.SHEET,)
        make_recovery_sheet(again, MOMENT)
        assert leaver(again).to_do == (LeavingStep.SHEET,)  # it is not on paper yet
        keep_sheet(again, MOMENT)
        assert read_leavers_on_hand(again) == []
        assert read_case(again, stream, TODAY).handler == "Zoë Ames"
    with pytest.raises(WrongPassphraseError):
        open_office(folder, BOS, resource())


def test_giving_that_is_stopped_has_given_what_it_gave_and_goes_on_from_there(desk):
    streams = [case_of(desk) for _number in range(3)]
    leaving, zoe = bo(desk), person(desk, "Zoë Ames")
    begin_leaving(desk, leaving, TODAY, MOMENT)
    with pytest.raises(CancelledError):
        give_holdings(desk, leaving, dict.fromkeys(streams, zoe), MOMENT, stopping_after(2))
    assert [it.stream for it in leaver(desk).holdings] == streams[2:]
    changed = give_holdings(desk, leaving, dict.fromkeys(streams, zoe), MOMENT, on)
    assert changed.streams == set(streams[2:])  # what is given already is not given twice
    assert leaver(desk).holdings == ()


def test_a_case_that_came_to_concern_its_taker_meanwhile_is_not_given_to_them(desk):
    stream = case_of(desk)
    leaving, zoe = bo(desk), person(desk, "Zoë Ames")
    name_as(desk, stream, Role.SUBJECT, "Zoë Ames")
    with pytest.raises(CaseConcernsTakerError):
        give_holdings(desk, leaving, {stream: zoe}, MOMENT, on)
    assert read_case(desk, stream, TODAY).handler == "Bo Lind"


def test_whoever_signs_the_letters_hands_that_on_and_each_case_without_a_name(desk):
    stream = log(desk)
    theirs = open_office(desk.store.folder, BOS, resource())
    with closing(theirs.store):
        gavin = next(it for it in may_leave(theirs) if it.name == GAVIN)
        begin_leaving(theirs, gavin.id, TODAY, MOMENT)
        found = leaver(theirs)
        assert found.signs
        assert [it.stream for it in found.holdings] == [stream]
        hand_on_signature(theirs, person(theirs, "Bo Lind"), MOMENT)
        head = read_office(theirs).letterhead
        assert head is not None
        assert (head.signatory, head.signatory_role) == ("Bo Lind", "Clinical Director")
        assert read_case(theirs, stream, TODAY).handler == "Bo Lind"
        assert leaver(theirs).to_do == (LeavingStep.WITHDRAW, LeavingStep.KEY, LeavingStep.SHEET)


def test_what_others_handle_and_their_post_decides_is_told_with_its_numbers(desk):
    decided = case_of(desk, handler="Zoë Ames")
    theirs = open_office(desk.store.folder, BOS, resource())
    with closing(theirs.store):
        gavin = next(it for it in may_leave(theirs) if it.name == GAVIN)
        label = read_case(theirs, decided, TODAY).case.reference
        assert read_leaver(theirs, gavin.id, TODAY).decided_by_post == (label,)


def test_what_hangs_on_them_in_a_case_about_whoever_asks_is_left_to_somebody_else(desk):
    hidden = case_of(desk, subject=GAVIN)
    begin_leaving(desk, bo(desk), TODAY, MOMENT)
    assert leaver(desk).holdings == ()
    admit_person(desk, "Cy Dunn", OfficeRole.DECISION_MAKER, "seven small lamps", MOMENT)
    withdraw_person(desk, bo(desk), MOMENT)
    end_leaving(desk, leaver(desk).member.id, MOMENT)
    assert read_leavers_on_hand(desk) == []
    theirs = open_office(desk.store.folder, "seven small lamps", resource())
    with closing(theirs.store):
        assert [it.stream for it in leaver(theirs).holdings] == [hidden]


def test_nobody_lets_themselves_leave_and_only_a_decision_maker_lets_others(desk):
    own = desk.store.person
    assert own not in {it.id for it in may_leave(desk)}
    with pytest.raises(OwnLeavingError):
        begin_leaving(desk, own, TODAY, MOMENT)
    theirs = open_office(desk.store.folder, ZOES, resource())
    with closing(theirs.store), pytest.raises(NotAllowedError):
        begin_leaving(theirs, bo(theirs), TODAY, MOMENT)


def test_somebody_without_a_case_who_was_only_found_gone_is_withdrawn_at_once(desk):
    leaving = bo(desk)
    begin_leaving(desk, leaving, TODAY - timedelta(days=30), MOMENT)
    assert leaver(desk).to_do == (LeavingStep.WITHDRAW, LeavingStep.KEY, LeavingStep.SHEET)
    withdraw_person(desk, leaving, MOMENT)
    assert leaver(desk).leaving.last_day == TODAY - timedelta(days=30)


def test_a_leaving_that_is_called_off_leaves_no_trace_but_its_entries(desk):
    case_of(desk)
    begin_leaving(desk, bo(desk), TODAY, MOMENT)
    end_leaving(desk, bo(desk), MOMENT)
    assert read_leavers_on_hand(desk) == []
    assert person(desk, "Bo Lind").may_open


def test_what_is_left_at_that_still_reminds_of_the_cases_of_who_is_gone(desk):
    stream, leaving = case_of(desk), bo(desk)
    begin_leaving(desk, leaving, TODAY, MOMENT)
    withdraw_person(desk, leaving, MOMENT)
    end_leaving(desk, leaving, MOMENT)
    assert [it.stream for it in leaver(desk).holdings] == [stream]
    give_holdings(desk, leaving, {stream: person(desk, GAVIN)}, MOMENT, on)
    assert read_leavers_on_hand(desk) == []
