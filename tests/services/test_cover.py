"""The office is passed to Sofia Marsh, goes on at her computer, and comes back whole."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest

from amends.domain.access_errors import (
    NotAllowedError,
    OfficeReadOnlyError,
    PassphraseTakenError,
)
from amends.domain.cover import Whereabouts
from amends.domain.cover_errors import OfficeIsHeldError, OfficeIsHereError
from amends.domain.errors import (
    DateNotPossibleError,
    FieldMissingError,
    PassphraseTooShortError,
    WrongPassphraseError,
)
from amends.domain.events.access_events import OfficeRole
from amends.domain.events.cover_events import OfficePassed, OfficeTakenBack
from amends.domain.people import Person, Role
from amends.domain.read_only import IsAway
from amends.domain.streams import OFFICE
from amends.paths import resource
from amends.services.admit_person import admit_person, read_people_of_office
from amends.services.attachments import File, stored
from amends.services.bring_back import bring_back, what_would_be_lost
from amends.services.change_key import change_key, is_evidence_left, renew_evidence
from amends.services.change_office import change_letterhead
from amends.services.change_passphrase import change_passphrase, open_by_code, recover
from amends.services.check_office import check_folder
from amends.services.copies import copy_to
from amends.services.desk import Desk
from amends.services.form_drafts import discard_form_draft
from amends.services.inbox_rows import refresh_stale
from amends.services.make_recovery_sheet import make_recovery_sheet
from amends.services.name_person import name_person
from amends.services.pass_office import (
    LONGEST_DAYS,
    Colleague,
    pass_office,
    save_again,
    suggested_file,
    who_can_hold,
)
from amends.services.read_case import read_case
from amends.services.read_cover import held_for, read_cover
from amends.services.read_inbox import read_page
from amends.services.recording import record
from amends.services.set_up_office import open_office
from amends.services.take_back import leave, take_back_without_file
from amends.storage.keys import add_computer
from amends.storage.keys_file import COMPUTER, read_keys
from tests.covers import (
    SOFIA,
    SOFIAS,
    UNTIL,
    first_case,
    head_of,
    last_case,
    log_of_office,
    note_in,
    quiet,
)
from tests.desks import LETTERHEAD, MOMENT, PASSPHRASE, TODAY, log

ANNES = "five small blue boats"
LATER = TODAY + timedelta(days=40)


@pytest.fixture
def new(given_back):
    """Return the case that Sofia logged."""
    desk = given_back.open_hers()
    with closing(desk.store):
        return last_case(desk)


def test_the_passing_is_recorded_with_whom_until_when_and_how_far_the_record_had_come(computers):
    with closing(computers.open_home().store) as store:
        before = store.compare_head()
    computers.pass_out()
    desk = computers.open_home()
    with closing(desk.store):
        event = log_of_office(desk)[-1]
        sofia = next(it for it in read_people_of_office(desk) if it.name == "Sofia Marsh")
        cover = read_cover(desk)
    assert event == OfficePassed(
        happened_on=TODAY,
        person=sofia.id,
        name="Sofia Marsh",
        until=UNTIL,
        entries=before.entries,
        fingerprint=before.fingerprint,
    )
    assert (cover.where, cover.name, cover.until) == (Whereabouts.AWAY, "Sofia Marsh", UNTIL)


WRITES = {
    "a note": lambda desk: note_in(desk, first_case(desk), "She rang."),
    "a file": lambda desk: stored_file(desk, first_case(desk)),
    "a complaint": log,
    "a letterhead": lambda desk: change_letterhead(desk, LETTERHEAD, MOMENT),
    "a recovery sheet": lambda desk: make_recovery_sheet(desk, MOMENT),
    "a passphrase": lambda desk: change_passphrase(desk, PASSPHRASE, ANNES, MOMENT),
    "a person": lambda desk: admit_person(desk, "Anne", OfficeRole.HANDLER, ANNES, MOMENT),
    "a draft": lambda desk: discard_form_draft(desk, "a form"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=list(WRITES))
def test_everything_can_be_read_and_nothing_recorded_until_it_is_back(passed, write):
    for _start in range(2):
        desk = passed.open_home()
        with closing(desk.store):
            assert len(read_page(desk, "", None, 10)) == 2
            before = head_of_open(desk)
            with pytest.raises(OfficeReadOnlyError) as refused:
                write(desk)
            assert refused.value.why == IsAway("Sofia Marsh", UNTIL)
            assert "Sofia Marsh until 2026-12-04" in str(refused.value)
            assert head_of_open(desk) == before
    with pytest.raises(WrongPassphraseError):
        open_office(passed.home, ANNES, resource())


def test_the_key_is_not_changed_while_the_office_is_away(passed):
    with pytest.raises(OfficeReadOnlyError):
        change_key(passed.home, PASSPHRASE, resource(), MOMENT, quiet)


def stored_file(desk, case):
    event = stored(desk, File("scan", "application/pdf", b"paper"), TODAY)
    with desk.store.reading() as unit:
        seq = unit.events.last_seq(case)
    record(desk, case, seq, [event], MOMENT)


def test_who_had_the_office_open_meanwhile_records_nothing_either(computers):
    desk = computers.open_home()
    with closing(desk.store):
        note_in(desk, first_case(desk), "Before.")
        computers.pass_out()
        with pytest.raises(OfficeReadOnlyError):
            note_in(desk, first_case(desk), "After.")


def test_dates_are_still_counted_where_the_office_is_read_alone(passed):
    desk = passed.open_home()
    with closing(desk.store):
        before = [row.stale_on for row in read_page(desk, "", None, 10)]
        refresh_stale(desk, LATER)
        assert [row.stale_on for row in read_page(desk, "", None, 10)] != before


def test_she_goes_on_where_the_record_ended(passed):
    home = head_of(passed.open_home())
    taken = passed.take_over()
    with closing(taken.desk.store):
        assert taken.verdict.problems == ()
        assert taken.verdict.files == 1
        cover = read_cover(taken.desk)
        assert (cover.where, held_for(taken.desk, cover)) == (Whereabouts.HELD, "Gavin Example")
        with taken.desk.store.reading() as unit:
            assert unit.events.holds(home)
        note_in(taken.desk, first_case(taken.desk), "She rang.")
    assert check_folder(passed.hers, SOFIAS, TODAY, quiet).problems == ()


def test_what_came_back_names_no_complaint_about_whoever_takes_it_back(passed):
    passed.take_over().desk.store.close()
    with closing(passed.open_hers().store) as store:
        hers = Desk(store, resource())
        stream = log(hers, title="About Gavin")
        view = read_case(hers, stream, TODAY)
        gavin = Person(id=uuid4(), name="Gavin Example")
        name_person(hers, view, Role.SUBJECT, gavin, None, MOMENT)
        log(hers, title="Late feedback")
    passed.give_back()
    assert passed.look().new_cases == ("2026-004 Late feedback",)


def test_it_comes_back_with_all_that_happened(given_back, new):
    came = given_back.look()
    assert came.new_cases == ("2026-003 While Gavin was away",)
    assert [it.partition(" ")[2] for it in came.older_cases] == ["Complaint 0"]
    hers = head_of(given_back.open_hers())
    desk = given_back.take_back(came)
    with closing(desk.store):
        assert came.entries == hers.entries - came.before.entries
        with desk.store.reading() as unit:
            assert unit.events.holds(came.before)
            assert unit.events.holds(hers)
            assert new in set(unit.events.streams())
        assert log_of_office(desk)[-1] == OfficeTakenBack(happened_on=TODAY)
        assert read_cover(desk).where is Whereabouts.HERE
        assert desk.store.warning is None
        note_in(desk, new, "Back at work.")
    assert check_folder(given_back.home, PASSPHRASE, TODAY, quiet).problems == ()
    assert {it.name for it in given_back.home.iterdir()} <= {
        *("office.db", "keys.json", "head.json", "evidence", "leaving")
    }


def test_a_file_that_she_added_comes_back(passed):
    taken = passed.take_over()
    with closing(taken.desk.store):
        stored_file(taken.desk, first_case(taken.desk))
        blob = taken.desk.store.evidence.add(BytesIO(b"paper")).blob
    passed.give_back()
    with closing(passed.take_back(passed.look()).store) as store:
        assert store.evidence.read(blob) == b"paper"


def test_a_file_that_still_waits_for_the_new_key_here_opens_once_the_office_is_back(computers):
    """At hers it was encrypted anew meanwhile, and the former key is needed there no more."""
    change_key(computers.home, PASSPHRASE, resource(), MOMENT, quiet).store.close()
    computers.pass_out()
    with closing(computers.take_over().desk.store) as hers:
        desk = Desk(hers, resource())
        renew_evidence(desk, quiet)
        assert not is_evidence_left(desk)
    computers.give_back()
    with closing(computers.take_back(computers.look()).store) as store:
        assert is_evidence_left(Desk(store, resource()))
    assert check_folder(computers.home, PASSPHRASE, TODAY, quiet).problems == ()


def test_what_she_gave_back_is_read_alone_at_her_computer(given_back, new):
    desk = given_back.open_hers()
    with closing(desk.store), pytest.raises(OfficeReadOnlyError):
        note_in(desk, new, "One more.")


def test_it_can_be_passed_on_again_and_again(computers):
    for number in range(3):
        to = SOFIA
        if number:
            desk = computers.open_home()
            with closing(desk.store):
                sofia = next(it for it in who_can_hold(desk) if it.name == "Sofia Marsh")
            to = Colleague(person=sofia.id)
        computers.pass_out(to)
        computers.take_over().desk.store.close()
        computers.work_at_hers()
        computers.give_back()
        computers.take_back(computers.look()).store.close()
        computers.clear_away()
    desk = computers.open_home()
    with closing(desk.store):
        assert len(read_page(desk, "", None, 10)) == 5
    assert check_folder(computers.home, PASSPHRASE, TODAY, quiet).problems == ()


def test_somebody_of_the_office_opens_the_file_by_their_own_passphrase(computers):
    desk = computers.open_home()
    with closing(desk.store):
        admit_person(desk, "Anne", OfficeRole.HANDLER, ANNES, MOMENT)
        anne = next(it for it in who_can_hold(desk) if it.name == "Anne")
    computers.pass_out(Colleague(person=anne.id))
    with closing(computers.take_over(ANNES).desk.store) as store:
        assert store.person == anne.id


def test_readers_are_not_offered_and_who_passes_it_on_comes_last(computers):
    desk = computers.open_home()
    with closing(desk.store):
        admit_person(desk, "Zoe", OfficeRole.HANDLER, ANNES, MOMENT)
        admit_person(desk, "Bo", OfficeRole.READER, "two wide red barns", MOMENT)
        assert [it.name for it in who_can_hold(desk)] == ["Zoe", "Gavin Example"]


def test_a_passphrase_that_she_chose_meanwhile_holds_at_home_too(passed):
    taken = passed.take_over()
    with closing(taken.desk.store):
        change_passphrase(taken.desk, SOFIAS, ANNES, MOMENT)
    with closing(open_office(passed.hers, ANNES, resource()).store) as store:
        passed.give_back_from(Desk(store, resource()))
    passed.take_back(passed.look()).store.close()
    for passphrase in (ANNES, PASSPHRASE):
        open_office(passed.home, passphrase, resource()).store.close()
    with pytest.raises(WrongPassphraseError):
        open_office(passed.home, SOFIAS, resource())


def test_who_forgets_the_passphrase_meanwhile_can_still_take_the_office_back(computers):
    desk = computers.open_home()
    with closing(desk.store):
        code = make_recovery_sheet(desk, MOMENT).code
    computers.pass_out()
    computers.take_over().desk.store.close()
    computers.give_back()
    desk = open_by_code(computers.home, code, resource())
    with closing(desk.store):
        person = next(it.id for it in read_people_of_office(desk) if it.name == "Gavin Example")
        recover(desk, person, ANNES, MOMENT)
    came = computers.look(passphrase=ANNES)
    computers.take_back(came, passphrase=ANNES).store.close()
    open_office(computers.home, ANNES, resource()).store.close()


def test_computers_that_open_the_office_are_those_of_home(passed):
    """One was added here meanwhile; Sofia's opens hers alone, and her passphrase is a new one."""
    add_computer_for(passed.open_home(), "home", "Gavin Example")
    add_computer_for(passed.open_home(), "shared", "Sofia Marsh")
    taken = passed.take_over()
    with closing(taken.desk.store):
        change_passphrase(taken.desk, SOFIAS, ANNES, MOMENT)
    hers = open_office(passed.hers, ANNES, resource())
    add_computer_for(hers, "hers", "Sofia Marsh")
    hers = open_office(passed.hers, ANNES, resource())
    with closing(hers.store):
        passed.give_back_from(hers)
    passed.take_back(passed.look()).store.close()
    kept = {it.computer for it in read_keys(passed.home).wrappings if it.kind == COMPUTER}
    assert kept == {"home"}


def add_computer_for(desk, computer, name):
    with closing(desk.store) as store:
        person = next(it.id for it in read_people_of_office(desk) if it.name == name)
        add_computer(store.folder, store.key, person, computer, "a secret")


def test_a_draft_goes_along_and_comes_back(computers):
    desk = computers.open_home()
    with closing(desk.store):
        keep_draft_of(desk, "begun at home")
    computers.pass_out()
    with closing(computers.take_over().desk.store) as store:
        desk = Desk(store, resource())
        assert draft_of(desk) == b"begun at home"
        keep_draft_of(desk, "gone on with by Sofia")
    computers.give_back()
    desk = computers.take_back(computers.look())
    with closing(desk.store):
        assert draft_of(desk) == b"gone on with by Sofia"


def keep_draft_of(desk, text):
    with desk.store.transaction() as unit:
        unit.drafts.put("a letter", text.encode(), MOMENT.now)


def draft_of(desk):
    with desk.store.reading() as unit:
        return unit.drafts.get("a letter")


def test_a_copy_of_before_is_warned_of_while_the_office_is_away(computers, tmp_path):
    desk = computers.open_home()
    with closing(desk.store):
        before, _left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    assert what_would_be_lost(before, computers.home, PASSPHRASE).held_by == ""
    computers.pass_out()
    desk = computers.open_home()
    with closing(desk.store):
        since, _left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    assert what_would_be_lost(before, computers.home, PASSPHRASE).held_by == "Sofia Marsh"
    assert what_would_be_lost(since, computers.home, PASSPHRASE).held_by == ""


def test_the_key_is_not_changed_while_the_office_is_held_for_somebody(passed):
    passed.take_over().desk.store.close()
    with pytest.raises(OfficeIsHeldError):
        change_key(passed.hers, SOFIAS, resource(), MOMENT, quiet)
    passed.open_hers().store.close()


def test_the_office_goes_on_without_the_file(passed):
    desk = passed.open_home()
    with closing(desk.store):
        take_back_without_file(desk, MOMENT)
        assert log_of_office(desk)[-1] == OfficeTakenBack(happened_on=TODAY, without_file=True)
        note_in(desk, first_case(desk), "Sofia is ill.")


def test_the_file_can_be_saved_again_with_no_further_entry(passed):
    desk = passed.open_home()
    with closing(desk.store):
        before = desk.store.compare_head()
        passed.out.unlink()
        save_again(desk, passed.out, quiet)
        assert desk.store.compare_head() == before
    passed.take_over().desk.store.close()
    passed.give_back()
    passed.back.unlink()
    desk = passed.open_hers()
    with closing(desk.store):
        save_again(desk, passed.back, quiet)
    passed.take_back(passed.look()).store.close()


def test_an_office_that_is_here_is_neither_saved_nor_taken_back(computers):
    desk = computers.open_home()
    with closing(desk.store):
        for ask in (
            lambda: save_again(desk, computers.out, quiet),
            lambda: take_back_without_file(desk, MOMENT),
        ):
            with pytest.raises(OfficeIsHereError):
                ask()
    assert not computers.out.exists()


@pytest.mark.parametrize("days", [-1, 0, LONGEST_DAYS + 1])
def test_the_day_must_be_to_come_within_a_year(computers, days):
    desk = computers.open_home()
    until = TODAY + timedelta(days=days)
    with closing(desk.store), pytest.raises(DateNotPossibleError):
        pass_office(desk, SOFIA, until, computers.out, MOMENT, quiet)


@pytest.mark.parametrize(
    ("to", "error"),
    [
        (Colleague(name=" ", passphrase=SOFIAS), FieldMissingError),
        (Colleague(name="Sofia", passphrase="short"), PassphraseTooShortError),
        (Colleague(name="Sofia", passphrase=PASSPHRASE), PassphraseTakenError),
    ],
)
def test_somebody_new_needs_a_name_and_a_passphrase_of_their_own(computers, to, error):
    desk = computers.open_home()
    with closing(desk.store):
        before = head_of_open(desk)
        with pytest.raises(error):
            pass_office(desk, to, UNTIL, computers.out, MOMENT, quiet)
        assert head_of_open(desk) == before
        assert [it.name for it in read_people_of_office(desk)] == ["Gavin Example"]
    assert not computers.out.exists()


def head_of_open(desk):
    with desk.store.reading() as unit:
        return unit.events.office_fingerprint()


def test_a_handler_cannot_pass_the_office_on_nor_take_it_back(computers):
    desk = computers.open_home()
    with closing(desk.store):
        admit_person(desk, "Anne", OfficeRole.HANDLER, ANNES, MOMENT)
    desk = open_office(computers.home, ANNES, resource())
    with closing(desk.store), pytest.raises(NotAllowedError):
        pass_office(desk, SOFIA, UNTIL, computers.out, MOMENT, quiet)
    computers.pass_out()
    desk = open_office(computers.home, ANNES, resource())
    with closing(desk.store), pytest.raises(NotAllowedError):
        take_back_without_file(desk, MOMENT)
    with pytest.raises(NotAllowedError):
        computers.look(computers.out, passphrase=ANNES)


def test_a_copy_made_meanwhile_is_read_alone_as_well(passed, tmp_path):
    desk = passed.open_home()
    with closing(desk.store):
        copy, _left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    restored = bring_back(copy.folder, tmp_path / "brought", TODAY, quiet, PASSPHRASE)
    assert restored.verdict
    assert restored.verdict.problems == ()
    desk = open_office(tmp_path / "brought", PASSPHRASE, resource())
    with closing(desk.store), pytest.raises(OfficeReadOnlyError):
        note_in(desk, first_case(desk), "She rang.")


def test_checking_an_office_that_is_away_changes_nothing(passed):
    before = {it: it.read_bytes() for it in passed.home.iterdir() if it.is_file()}
    assert check_folder(passed.home, PASSPHRASE, TODAY, quiet).problems == ()
    assert {it: it.read_bytes() for it in passed.home.iterdir() if it.is_file()} == before


def test_the_name_of_the_file_names_nobody(passed):
    desk = passed.open_home()
    with closing(desk.store):
        assert suggested_file(read_cover(desk), TODAY) == "Office 2026-11-21.amends-office"
    taken = passed.take_over()
    with closing(taken.desk.store):
        name = suggested_file(read_cover(taken.desk), UNTIL)
    assert name == "Office back 2026-12-04.amends-office"


def test_nothing_of_the_office_can_be_read_in_the_file(given_back):
    words = ("Complaint", "Maria", "Sofia", "Gavin", "Active X", "SQLite", OFFICE, "office.db")
    for file in (given_back.out, given_back.back):
        raw = file.read_bytes()
        after_keys = raw[raw.rindex(b'"check"') :]
        assert not [word for word in words if word.encode() in after_keys]
        assert not [word for word in words[:5] if word.encode() in raw]


def test_what_a_file_laid_down_goes_when_it_is_left(given_back):
    came = given_back.look()
    assert came.draft.is_dir()
    leave(came)
    assert not came.draft.exists()
    given_back.take_back(given_back.look()).store.close()
