"""Copies of an office: encrypted, whole, checked, thinned out, and brought back."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from datetime import timedelta

import pytest

from amends.domain.errors import FileNotWrittenError, OfficeExistsError, WrongPassphraseError
from amends.domain.events.case_events import EvidenceAdded
from amends.domain.keeping_errors import CopyRefusedError, NotACopyError, NotEnoughRoomError
from amends.services import copies as service
from amends.services.attachments import File, stored
from amends.services.bring_back import (
    bring_back,
    copies_of,
    find_copies,
    free_folder,
    what_would_be_lost,
)
from amends.services.check_office import check_folder
from amends.services.copies import (
    choose_place,
    copy_office,
    copy_to,
    is_rehearsal_due,
    own_place,
    place_in,
    read_plan,
    rehearse,
)
from amends.services.desk import Desk, Moment
from amends.services.log_complaint import log_complaint
from amends.services.progress import CancelledError
from amends.services.recording import record
from amends.storage import durable_files
from amends.storage.backup import copies_in, kept_names, remove_copies
from amends.storage.key_change import renew_evidence
from amends.storage.office import OpenOffice, change_office_key, unlock
from tests.desks import MOMENT, PASSPHRASE, TODAY, complaint, log, make_desk
from tests.storage.test_what_is_left_on_the_disk import assert_nothing_shows, files_of, plant


def quiet(_done, _total):
    pass


def later(**by):
    return Moment((MOMENT.now + timedelta(**by)).date(), MOMENT.now + timedelta(**by))


def add_file(desk, stream, content, name="scan.pdf"):
    with desk.store.reading() as unit:
        seq = unit.events.last_seq(stream)
    event = stored(desk, File(name, "application/pdf", content), TODAY)
    record(desk, stream, seq, [event], MOMENT)
    return event.blob


def verdict_of(copy, target):
    """Bring a copy back, and return what its check says."""
    verdict = bring_back(copy.folder, target, TODAY, quiet, PASSPHRASE).verdict
    assert verdict is not None
    return verdict


@pytest.fixture
def stick(tmp_path, office):
    (tmp_path / "stick").mkdir()
    choose_place(office, tmp_path / "stick")
    return tmp_path / "stick"


@pytest.fixture
def case(desk):
    """A case with a file."""
    stream = log(desk)
    add_file(desk, stream, b"scan" * 200_000)
    return stream


def test_a_copy_brought_back_is_the_office_that_was_copied(desk, case, tmp_path):
    copy, left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    assert left_out == ()
    verdict = verdict_of(copy, tmp_path / "back")
    assert verdict.problems == ()
    assert (verdict.cases, verdict.files) == (1, 1)
    with desk.store.reading() as unit:
        assert verdict.fingerprint == unit.events.office_fingerprint()[1]
    with closing(unlock(tmp_path / "back", PASSPHRASE)) as back, back.reading() as unit:
        assert back.warning is None
        event = unit.events.read(case)[-1].event
        assert isinstance(event, EvidenceAdded)
        assert event.name == "scan.pdf"


def test_no_word_of_a_case_can_be_read_in_a_copy(desk, tmp_path):
    plant(desk.store)
    copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    files = files_of(tmp_path / "copies")
    assert {"office.db", "keys.json", "head.json", "evidence.json"} < set(files)
    assert not files["office.db"].startswith(b"SQLite")
    assert_nothing_shows(files)


def test_evidence_is_copied_once(desk, case, tmp_path):
    place = tmp_path / "copies"
    copy_to(desk.store, place, MOMENT, quiet)
    before = {file.name: file.stat().st_mtime_ns for file in (place / "evidence").iterdir()}
    added = add_file(desk, case, b"another")
    copy_to(desk.store, place, later(hours=1), quiet)
    after = {file.name: file.stat().st_mtime_ns for file in (place / "evidence").iterdir()}
    assert set(after) - set(before) == {added}
    assert before.items() <= after.items()


def test_work_goes_on_while_a_copy_is_made(desk, case, tmp_path):
    """What is recorded meanwhile is not in the copy, and nothing waits."""
    titles = iter(["Cold hall", "Late kit"])

    def work(_done, _total):
        if title := next(titles, None):
            log_complaint(desk, complaint(title=title), MOMENT)

    copy, _left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, work)
    assert verdict_of(copy, tmp_path / "back").problems == ()
    assert next(titles, None) is None
    with desk.store.reading() as unit:
        assert unit.inbox.counts().all == 3


def test_a_copy_that_is_broken_off_is_no_copy(desk, case, tmp_path):
    steps = []

    def stop(_done, _total):
        steps.append(1)
        if len(steps) == broken_off_after:
            raise CancelledError

    broken_off_after = 0
    copy_to(desk.store, tmp_path / "whole", MOMENT, stop)
    for broken_off_after in range(1, len(steps) + 1):
        place = tmp_path / f"broken off {broken_off_after}"
        steps.clear()
        with pytest.raises(CancelledError):
            copy_to(desk.store, place, MOMENT, stop)
        assert copies_in(place) == []
        assert not list(place.glob("*.part"))


def test_what_a_killed_copy_left_is_removed_by_the_next(desk, case, tmp_path):
    place = tmp_path / "copies"
    (place / "2026-11-20T120000Z.part").mkdir(parents=True)
    (place / "2026-11-20T120000Z.part" / "office.db").write_bytes(b"half")
    (place / "evidence").mkdir()
    (place / "evidence" / f"{'ab' * 32}.part").write_bytes(b"half")
    for left in list(place.rglob("*.part")):
        os.utime(left, (0, 0))  # long ago, or somebody may still be writing it
    copy_to(desk.store, place, MOMENT, quiet)
    assert not list(place.rglob("*.part"))


def test_a_copy_that_does_not_stand_its_check_does_not_count(desk, case, tmp_path, monkeypatch):
    write = OpenOffice.copy_database

    def spoil(self, target, step):
        write(self, target, step)
        raw = bytearray(target.read_bytes())
        raw[-1000] ^= 1
        target.write_bytes(raw)

    monkeypatch.setattr(OpenOffice, "copy_database", spoil)
    with pytest.raises(CopyRefusedError):
        copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    assert copies_in(tmp_path / "copies") == []


def test_a_copy_of_another_course_of_events_does_not_count(
    desk, case, office, tmp_path, monkeypatch
):
    shutil.copytree(office, tmp_path / "fork")
    with closing(unlock(tmp_path / "fork", PASSPHRASE)) as store:
        log(Desk(store, desk.resources), title="Late kit")
    log(desk, title="Cold hall")

    def another(_office, target, _step):
        shutil.copyfile(tmp_path / "fork" / "office.db", target)

    monkeypatch.setattr(OpenOffice, "copy_database", another)
    with pytest.raises(CopyRefusedError):
        copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    assert copies_in(tmp_path / "copies") == []


def test_a_file_that_is_damaged_in_the_office_does_not_keep_the_rest_from_being_copied(
    desk, case, tmp_path
):
    (blob,) = (desk.store.folder / "evidence").iterdir()
    blob.write_bytes(blob.read_bytes()[:-1])
    copy, left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    assert left_out == (blob.name,)
    assert bring_back(copy.folder, tmp_path / "back", TODAY, quiet).missing_files == 1


def test_a_full_disk_is_said_before_anything_is_written(desk, case, tmp_path, monkeypatch):
    monkeypatch.setattr(durable_files, "KEPT_FREE_BYTES", 1 << 62)
    with pytest.raises(NotEnoughRoomError):
        copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    assert copies_in(tmp_path / "copies") == []


def test_room_for_the_files_is_made_sure_of_there_and_back(desk, case, tmp_path, monkeypatch):
    (blob,) = (desk.store.folder / "evidence").iterdir()
    sizes = {"files": blob.stat().st_size, "rest": (desk.store.folder / "office.db").stat().st_size}
    assert sizes["rest"] < sizes["files"]
    copy, _left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    free = durable_files.KEPT_FREE_BYTES + sizes["files"] - 1
    usage = shutil._ntuple_diskusage(0, 0, free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage)
    with pytest.raises(NotEnoughRoomError):
        copy_to(desk.store, tmp_path / "more copies", MOMENT, quiet)
    with pytest.raises(NotEnoughRoomError):
        bring_back(copy.folder, tmp_path / "back", TODAY, quiet)
    assert not (tmp_path / "back").exists()


def test_copies_are_thinned_out_and_their_evidence_with_them(desk, case, tmp_path):
    place, blobs = tmp_path / "copies", set()
    for day in range(20):
        blobs.add(add_file(desk, case, b"file %d" % day))
        copy_to(desk.store, place, later(days=day), quiet)
        copy_to(desk.store, place, later(days=day, hours=1), quiet)
    assert len(copies_in(place)) < 20
    gone = blobs.pop()
    (desk.store.folder / "evidence" / gone).unlink()
    copy_to(desk.store, place, later(days=400), quiet)
    assert len(copies_in(place)) == 16  # fourteen days, the last of the month before, and this one
    assert gone in {file.name for file in (place / "evidence").iterdir()}
    for copy in copies_in(place)[1:]:
        shutil.rmtree(copy.folder)
    copy_to(desk.store, place, later(days=401), quiet)
    copy_to(desk.store, place, later(days=801), quiet)
    assert gone not in {file.name for file in (place / "evidence").iterdir()}


def test_the_day_s_copies_go_into_the_office_and_to_the_place_that_was_chosen(desk, case, stick):
    copied = copy_office(desk, MOMENT, quiet)
    assert (copied.failed, copied.is_away_missing, copied.left_out) == (None, False, 0)
    assert len(copies_in(own_place(desk.store.folder))) == 1
    assert len(copies_in(place_in(stick, desk.store.folder))) == 1
    assert read_plan(desk.store.folder).away_made_at == MOMENT.now


def test_evidence_in_the_office_s_own_copies_takes_no_room(desk, case):
    copy_office(desk, MOMENT, quiet)
    (blob,) = (desk.store.folder / "evidence").iterdir()
    assert (own_place(desk.store.folder) / "evidence" / blob.name).samefile(blob)


def test_a_stick_that_is_not_there_is_told_and_keeps_nothing_from_being_copied(desk, case, stick):
    copy_office(desk, MOMENT, quiet)
    for there in (lambda: shutil.rmtree(stick / "office (copies)"), stick.rmdir):
        there()
        copied = copy_office(desk, later(days=1), quiet)
        assert copied.is_away_missing
        assert copied.failed is None
        assert not (stick / "office (copies)").exists()
    assert len(copies_in(own_place(desk.store.folder))) == 3


def test_a_place_that_refuses_is_told_and_keeps_nothing_from_being_copied(desk, case, stick):
    (stick / "office (copies)").write_text("in the way")
    copied = copy_office(desk, MOMENT, quiet)
    assert isinstance(copied.failed, FileNotWrittenError)
    assert copied.is_kept_here
    assert len(copies_in(own_place(desk.store.folder))) == 1


def test_a_copy_has_left_the_computer_only_on_another_disk_or_in_a_folder_that_syncs(
    desk, case, tmp_path, monkeypatch
):
    office = desk.store.folder
    for name, leaves in (("same disk", False), ("Dropbox", True)):
        (tmp_path / name).mkdir()
        choose_place(office, tmp_path / name)
        copied = copy_office(desk, MOMENT, quiet)
        assert (copied.plan.left_at == MOMENT.now) == leaves
    monkeypatch.setattr(service, "is_syncing", lambda _place: False)
    choose_place(office, tmp_path / "same disk")
    assert copy_office(desk, later(days=1), quiet).plan.left_at == MOMENT.now


def test_a_rehearsal_opens_the_newest_copy_in_full_and_leaves_nothing(desk, case, stick):
    assert is_rehearsal_due(read_plan(desk.store.folder), MOMENT.now)
    copy_office(desk, MOMENT, quiet)
    before = set(desk.store.folder.rglob("*"))
    plan = rehearse(desk, MOMENT, quiet)
    assert (plan.rehearsed_at, plan.rehearsed_copy) == (MOMENT.now, MOMENT.now)
    assert plan.rehearsal_problem == ""
    assert not is_rehearsal_due(plan, later(days=29).now)
    assert is_rehearsal_due(plan, later(days=30).now)
    assert set(desk.store.folder.rglob("*")) == before


def test_a_rehearsal_finds_a_copy_that_has_gone_bad(desk, case, stick):
    copy_office(desk, MOMENT, quiet)
    place = place_in(stick, desk.store.folder)
    (blob,) = (place / "evidence").iterdir()
    blob.write_bytes(blob.read_bytes()[:-1])
    assert "scan.pdf" in rehearse(desk, MOMENT, quiet).rehearsal_problem
    file = copies_in(place)[0].folder / "office.db"
    file.write_bytes(file.read_bytes()[:-4096] + bytes(4096))
    assert "database" in rehearse(desk, MOMENT, quiet).rehearsal_problem


def test_a_copy_bears_witness_against_an_office_whose_head_was_taken_away_too(
    desk, case, office, tmp_path
):
    desk.store.close()
    shutil.copyfile(office / "office.db", tmp_path / "older.db")
    with closing(unlock(office, PASSPHRASE)) as store:
        newer = Desk(store, desk.resources)
        log(newer, title="Cold hall")
        copy_office(newer, MOMENT, quiet)
    shutil.copyfile(tmp_path / "older.db", office / "office.db")
    (office / "head.json").unlink()
    unlock(office, PASSPHRASE).close()
    (problem,) = check_folder(office, PASSPHRASE, TODAY, quiet).problems
    assert "no longer there" in problem


def test_what_would_be_lost_is_told_before(desk, case, office):
    copy_office(desk, MOMENT, quiet)
    log(desk, title="Cold hall")
    add_file(desk, case, b"another")
    (copy,) = copies_of(office)
    loss = what_would_be_lost(copy, office, PASSPHRASE)
    assert loss.new_cases == ("2026-002 Cold hall",)
    assert loss.older_cases == ("2026-001 Assessment feedback never arrived",)
    assert (loss.entries or 0) >= 2
    assert loss.is_of_this_record
    with pytest.raises(WrongPassphraseError):
        what_would_be_lost(copy, office, "another one")


def test_a_copy_of_an_office_that_went_another_way_is_told_apart(desk, case, office, tmp_path):
    shutil.copytree(office, tmp_path / "fork")
    with closing(unlock(tmp_path / "fork", PASSPHRASE)) as store:
        log(Desk(store, desk.resources), title="Late kit")
        theirs, _left_out = copy_to(store, tmp_path / "theirs", MOMENT, quiet)
    ours, _left_out = copy_to(desk.store, tmp_path / "ours", MOMENT, quiet)
    log(desk, title="Cold hall")
    told = [what_would_be_lost(it, office, PASSPHRASE).is_of_this_record for it in (ours, theirs)]
    assert told == [True, False]


def test_of_a_damaged_office_the_head_still_tells_how_much_is_newer(desk, case, office):
    copy_office(desk, MOMENT, quiet)
    add_file(desk, case, b"another")
    desk.store.close()
    (office / "office.db").write_bytes(b"gone")
    (copy,) = copies_of(office)
    loss = what_would_be_lost(copy, office, PASSPHRASE)
    assert (loss.entries, loss.is_present_readable) == (1, False)


def test_copies_are_found_wherever_somebody_looks(desk, case, stick, office):
    copy_office(desk, MOMENT, quiet)
    for place in (stick, place_in(stick, office), office, own_place(office)):
        assert [copy.made_at for copy in find_copies(place)][:1] == [MOMENT.now]
    assert find_copies(stick / "nowhere") == []
    desk.store.close()
    (office / "office.db").unlink()
    assert len(copies_of(office)) == 2


def test_nothing_that_is_there_is_overwritten(desk, case, office):
    copy_office(desk, MOMENT, quiet)
    (copy,) = copies_of(office)
    before = set(office.iterdir())
    with pytest.raises(OfficeExistsError):
        bring_back(copy.folder, office, TODAY, quiet)
    assert set(office.iterdir()) == before
    target = free_folder(office, copy)
    assert target.name == "office (copy of 2026-11-21)"
    bring_back(copy.folder, target, TODAY, quiet)
    assert free_folder(office, copy).name == "office (copy of 2026-11-21) 2"
    assert check_folder(target, PASSPHRASE, TODAY, quiet).problems == ()


def test_a_folder_that_is_no_copy_is_refused(tmp_path, office):
    for folder in (tmp_path / "nowhere", office):
        with pytest.raises(NotACopyError):
            bring_back(folder, tmp_path / "back", TODAY, quiet)
    assert not (tmp_path / "back").exists()


def test_an_office_that_was_brought_back_is_worked_in(desk, case, office, tmp_path):
    copy_office(desk, MOMENT, quiet)
    bring_back(copies_of(office)[0].folder, tmp_path / "back", TODAY, quiet)
    with closing(unlock(tmp_path / "back", PASSPHRASE)) as store:
        log(Desk(store, desk.resources), title="Cold hall")
        assert store.warning is None
    assert check_folder(tmp_path / "back", PASSPHRASE, TODAY, quiet).problems == ()


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b'{"away": 7}'])
def test_a_damaged_plan_is_none(desk, case, office, raw):
    own_place(office).mkdir()
    (own_place(office) / "plan.json").write_bytes(raw)
    assert read_plan(office).place is None
    assert copy_office(desk, MOMENT, quiet).failed is None


def test_copies_from_before_and_after_a_change_of_key_both_come_back_whole(tmp_path):
    with closing((desk := make_desk(tmp_path / "office")).store):
        add_file(desk, log(desk), b"scan" * 200_000)
        before, _left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    change_office_key(tmp_path / "office", PASSPHRASE, [desk.store.person], quiet)
    with closing(unlock(tmp_path / "office", PASSPHRASE)) as store:
        assert store.warning is None
        between, _left_out = copy_to(store, tmp_path / "copies", later(hours=1), quiet)
        renew_evidence(store.folder, store.evidence, quiet)
    with closing(unlock(tmp_path / "office", PASSPHRASE)) as store:
        after, left_out = copy_to(store, tmp_path / "copies", later(hours=2), quiet)
        assert left_out == ()
    for copy in (before, between, after):
        verdict = verdict_of(copy, tmp_path / f"back-{copy.folder.name}")
        assert (verdict.problems, verdict.files) == ((), 1)
    names = {file.name for file in (tmp_path / "copies" / "evidence").iterdir()}
    assert len(names) == 2  # the same file under each key


def test_what_lies_under_a_former_key_goes_with_the_last_copy_that_needs_it(tmp_path):
    with closing((desk := make_desk(tmp_path / "office")).store):
        add_file(desk, log(desk), b"scan" * 200_000)
        former, _left_out = copy_to(desk.store, tmp_path / "copies", MOMENT, quiet)
    change_office_key(tmp_path / "office", PASSPHRASE, [desk.store.person], quiet)
    with closing(unlock(tmp_path / "office", PASSPHRASE)) as store:
        renew_evidence(store.folder, store.evidence, quiet)
        copy_to(store, tmp_path / "copies", later(hours=1), quiet)
        remove_copies(tmp_path / "copies", [former], kept_names(store))
    [kept] = (tmp_path / "copies" / "evidence").iterdir()
    assert kept.name.endswith("-2")
