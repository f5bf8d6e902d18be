"""What does not fit is refused where an office is passed and taken back, and nothing is lost."""

from __future__ import annotations

import errno
import random
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from amends.domain.cover import Whereabouts
from amends.domain.cover_errors import (
    NotASealedOfficeError,
    OfficeForkedError,
    SealedOfficeBrokenError,
    SealedOfficeOlderError,
    SealedOfficeUnlikeError,
)
from amends.domain.errors import (
    FileNotReadableError,
    FileNotWrittenError,
    OfficeExistsError,
    OfficeInUseError,
    OfficeTooNewError,
    WrongPassphraseError,
)
from amends.domain.keeping_errors import NotEnoughRoomError
from amends.paths import resource
from amends.services.check_office import check_folder
from amends.services.pass_office import pass_office
from amends.services.progress import CancelledError
from amends.services.read_cover import read_cover
from amends.services.read_inbox import read_page
from amends.services.take_back import take_back_without_file
from amends.services.take_over import take_over
from amends.storage import passing, sealed_file
from amends.storage.evidence import CHUNK_BYTES
from amends.storage.left_behind import remove_left_behind
from amends.storage.rows import Head
from tests.covers import SOFIA, SOFIAS, UNTIL, Computers, first_case, note_in, quiet
from tests.desks import MOMENT, PASSPHRASE, TODAY

CHANGES = 25


def where(desk):
    with closing(desk.store):
        return read_cover(desk).where


def names(folder: Path) -> set[str]:
    return {it.name for it in folder.iterdir()}


def check_away_and_whole(computers):
    """Assert that the office at home still waits, and that the right file brings it back."""
    assert where(computers.open_home()) is Whereabouts.AWAY
    assert not [it for it in names(computers.home) if it.endswith(".part")]


def test_a_file_of_another_kind_is_refused(passed):
    passed.out.write_bytes(b"From: maria@example.org\n\nHello")
    with pytest.raises(NotASealedOfficeError):
        passed.take_over()
    with pytest.raises(NotASealedOfficeError):
        passed.look(passed.out)
    assert not passed.hers.exists()
    check_away_and_whole(passed)


@pytest.mark.parametrize("size", [0, 5])
def test_an_empty_file_is_no_office(passed, size):
    passed.out.write_bytes(b"amendsOF"[:size])
    with pytest.raises(NotASealedOfficeError):
        passed.take_over()


def test_a_file_that_is_gone_is_said_to_be(passed):
    passed.out.unlink()
    with pytest.raises(FileNotReadableError):
        passed.take_over()


def test_a_file_of_a_newer_version_is_refused(passed):
    raw = bytearray(passed.out.read_bytes())
    raw[8:10] = (2).to_bytes(2)
    passed.out.write_bytes(raw)
    with pytest.raises(OfficeTooNewError):
        passed.take_over()
    assert not passed.hers.exists()


def test_an_office_that_a_newer_version_has_worked_in_is_refused(passed, monkeypatch):
    monkeypatch.setattr("amends.storage.revision.REVISION", "0000")
    monkeypatch.setattr("amends.storage.revision.OLDER_REVISIONS", frozenset())
    with pytest.raises(OfficeTooNewError) as refused:
        passed.take_over()
    assert refused.value.folder == passed.out
    assert names(passed.root) == {"home", passed.out.name}


def test_a_passphrase_of_nobody_opens_nothing(passed):
    with pytest.raises(WrongPassphraseError):
        passed.take_over("nobody's passphrase")
    assert not passed.hers.exists()
    assert not list(passed.root.glob("*.part"))


def test_a_folder_that_holds_something_is_left_alone(passed):
    passed.hers.mkdir()
    (passed.hers / "letter.txt").write_text("Dear Maria")
    with pytest.raises(OfficeExistsError):
        passed.take_over()
    assert names(passed.hers) == {"letter.txt"}


def test_any_byte_that_was_changed_is_noticed(given_back):
    """In the header, in the keys, in the first and last chunk, and anywhere between."""
    chance = random.Random(20261121)
    whole = given_back.back.read_bytes()
    places = [
        9,
        10,
        45,
        60,
        len(whole) - 1,
        *(chance.randrange(len(whole)) for _ in range(CHANGES)),
    ]
    for place in places:
        raw = bytearray(whole)
        raw[place] ^= 1 << chance.randrange(8)
        given_back.back.write_bytes(raw)
        with pytest.raises((SealedOfficeBrokenError, OfficeTooNewError, NotASealedOfficeError)):
            given_back.look()
    check_away_and_whole(given_back)
    given_back.back.write_bytes(whole)
    given_back.take_back(given_back.look()).store.close()


def test_a_file_that_was_cut_or_lengthened_is_noticed(passed):
    whole = passed.out.read_bytes()
    chunk = CHUNK_BYTES + 16
    starts_at = sealed_file.look_at(passed.out).starts_at
    for raw in (
        whole[:-1],
        whole[: starts_at + chunk],
        whole[:starts_at],
        whole[: starts_at - 10],
        whole[:20],
        whole + b"\0",
        whole[: starts_at + chunk] * 2,
    ):
        passed.out.write_bytes(raw)
        with pytest.raises(SealedOfficeBrokenError):
            passed.take_over()
        assert not passed.hers.exists()
    assert not list(passed.root.glob("*.part"))


def test_a_file_of_another_office_is_refused(given_back, tmp_path):
    other = Computers(tmp_path / "other")
    other.root.mkdir()
    other.set_up(1)
    other.pass_out()
    with pytest.raises(SealedOfficeUnlikeError):
        given_back.look(other.out)
    check_away_and_whole(given_back)


def test_the_file_that_went_out_brings_nothing_back(passed):
    with pytest.raises(SealedOfficeOlderError):
        passed.look(passed.out)
    check_away_and_whole(passed)


def test_a_file_that_was_taken_back_already_is_not_taken_back_twice(given_back):
    desk = given_back.take_back(given_back.look())
    with closing(desk.store):
        note_in(desk, first_case(desk), "Back at work.")
    with pytest.raises(SealedOfficeOlderError):
        given_back.look()
    assert where(given_back.open_home()) is Whereabouts.HERE


def test_what_comes_back_after_the_office_went_on_without_it_is_a_fork(given_back):
    desk = given_back.open_home()
    with closing(desk.store):
        take_back_without_file(desk, MOMENT)
    for _again in range(2):
        with pytest.raises(OfficeForkedError):
            given_back.look()
        desk = given_back.open_home()
        with closing(desk.store):
            note_in(desk, first_case(desk), "Sofia was ill.")
            assert not [it for it in names(given_back.home) if it.endswith(".part")]


def test_a_fork_can_be_laid_down_beside_to_be_read(given_back):
    desk = given_back.open_home()
    with closing(desk.store):
        take_back_without_file(desk, MOMENT)
    beside = given_back.root / "beside"
    taken = take_over(given_back.back, PASSPHRASE, beside, resource(), MOMENT, quiet)
    with closing(taken.desk.store):
        assert taken.verdict.problems == ()
        assert len(read_page(taken.desk, "", None, 10)) == 3
        assert read_cover(taken.desk).where is Whereabouts.GIVEN_BACK


def test_of_two_who_took_it_over_the_second_to_come_back_is_a_fork(passed):
    passed.take_over().desk.store.close()
    passed.work_at_hers()
    passed.give_back()
    second = Computers(passed.root / "second")
    second.root.mkdir()
    take_over(passed.out, SOFIAS, second.hers, resource(), MOMENT, quiet).desk.store.close()
    second.work_at_hers()
    second.give_back()
    passed.take_back(passed.look()).store.close()
    with pytest.raises(OfficeForkedError):
        passed.look(second.back)


def test_what_was_recorded_here_after_the_file_was_read_is_not_lost(given_back):
    came = given_back.look()
    desk = given_back.open_home()
    with closing(desk.store):
        take_back_without_file(desk, MOMENT)
    with pytest.raises(OfficeInUseError):
        given_back.take_back(came)
    assert where(given_back.open_home()) is Whereabouts.HERE


def test_an_office_that_is_open_elsewhere_is_not_replaced(given_back):
    came = given_back.look()
    other = given_back.open_home()
    with closing(other.store), other.store.reading() as unit:
        unit.events.office_fingerprint()
        with pytest.raises(OfficeInUseError):
            given_back.take_back(came)
    given_back.take_back(came).store.close()


def test_taking_back_is_tried_again_after_the_disk_refused(given_back, monkeypatch):
    came = given_back.look()
    with monkeypatch.context() as refusing:
        refusing.setattr(passing, "swap_in", refuse)
        with pytest.raises(FileNotWrittenError):
            given_back.take_back(came)
    assert where(given_back.open_home()) is Whereabouts.AWAY
    given_back.take_back(came).store.close()
    assert where(given_back.open_home()) is Whereabouts.HERE


def refuse(_draft, file):
    raise FileNotWrittenError(file, "no space left on device")


def test_without_room_for_the_file_the_office_stays_here(computers, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage())
    with pytest.raises(NotEnoughRoomError):
        computers.pass_out()
    monkeypatch.undo()
    check_here(computers)


class Usage:
    free = 1000


def check_here(computers):
    """Assert that the office is here and can be worked in, and that no file is there."""
    assert names(computers.root) == {"home"}
    desk = computers.open_home()
    with closing(desk.store):
        assert read_cover(desk).where is Whereabouts.HERE
        note_in(desk, first_case(desk), "She rang.")
    assert not [it for it in names(computers.home) if it.endswith(".part")]


def test_stopping_at_any_step_leaves_the_office_here(computers):
    steps = count_steps(computers)
    for stop in range(1, steps + 1):
        stopping = Stopping(stop)
        desk = computers.open_home()
        with closing(desk.store), pytest.raises(CancelledError):
            pass_office(desk, SOFIA, UNTIL, computers.out, MOMENT, stopping)
    check_here(computers)


def count_steps(computers):
    """Return how often progress is reported, by doing it in another office."""
    other = Computers(computers.root.parent / "counted")
    other.root.mkdir()
    other.set_up()
    stopping = Stopping(0)
    desk = other.open_home()
    with closing(desk.store):
        pass_office(desk, SOFIA, UNTIL, other.out, MOMENT, stopping)
    assert stopping.steps > 5
    return stopping.steps


class Stopping:
    """Stops at a step, counted from 1; 0 never."""

    def __init__(self, stop):
        self.stop, self.steps, self.last = stop, 0, (0, 0)

    def __call__(self, done, total):
        self.steps += 1
        self.last = done, total
        if self.steps == self.stop:
            raise CancelledError


def test_progress_goes_to_its_end(computers):
    going = Stopping(0)
    desk = computers.open_home()
    with closing(desk.store):
        pass_office(desk, SOFIA, UNTIL, computers.out, MOMENT, going)
    done, total = going.last
    assert total * 0.9 < done <= total


def test_a_file_that_does_not_read_back_passes_nothing_on(computers, monkeypatch):
    def badly(out, *rest):
        digest = sealed_file.seal(out, *rest)
        out.seek(-1, 2)
        out.write(b"\0")
        return digest

    monkeypatch.setattr(passing, "seal", badly)
    with pytest.raises(FileNotWrittenError):
        computers.pass_out()
    monkeypatch.undo()
    check_here(computers)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_disk_that_fills_up_on_the_way_passes_nothing_on(computers, monkeypatch, share):
    def filling(out, *rest):
        real, room = out.write, share * 430_000

        def write(raw):
            nonlocal room
            if (room := room - len(raw)) < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(raw)

        return sealed_file.seal(Narrow(write), *rest)

    monkeypatch.setattr(passing, "seal", filling)
    with pytest.raises(FileNotWrittenError) as refused:
        computers.pass_out()
    assert refused.value.file == computers.out
    monkeypatch.undo()
    check_here(computers)


class Narrow(BytesIO):
    """A file that takes only so much."""

    def __init__(self, write):
        super().__init__()
        self.write = write  # type: ignore[method-assign]


def test_what_is_recorded_while_the_file_is_written_passes_nothing_on(computers):
    other = computers.open_home()

    def meanwhile(done, _total):
        if done and not said:
            said.append(done)
            note_in(other, first_case(other), "Meanwhile.")

    said: list[int] = []
    desk = computers.open_home()
    with closing(other.store), closing(desk.store), pytest.raises(OfficeInUseError):
        pass_office(desk, SOFIA, UNTIL, computers.out, MOMENT, meanwhile)
    assert said
    check_here(computers)


def test_what_is_recorded_before_the_file_is_begun_passes_nothing_on(computers, monkeypatch):
    other = computers.open_home()

    def late(*rest):
        note_in(other, first_case(other), "A moment before.")
        passing.pass_on(*rest)

    monkeypatch.setattr("amends.services.pass_office.pass_on", late)
    with closing(other.store), pytest.raises(OfficeInUseError):
        computers.pass_out()
    check_here(computers)
    assert check_folder(computers.home, PASSPHRASE, TODAY, quiet).problems == ()


def test_taking_over_that_is_stopped_leaves_nothing(passed):
    for stop in (1, 3, 6):
        with pytest.raises(CancelledError):
            take_over(passed.out, SOFIAS, passed.hers, resource(), MOMENT, Stopping(stop))
    assert names(passed.root) == {"home", passed.out.name}


def test_a_damaged_office_is_told_of_and_not_taken_over(passed, monkeypatch):
    """A file of which every byte is genuine, and whose record does not hold all the same."""
    monkeypatch.setattr(
        "amends.storage.verification.broken_places", lambda *_args: ["a broken place"]
    )
    with pytest.raises(SealedOfficeBrokenError):
        passed.take_over()
    assert not passed.hers.exists()


def test_a_record_that_goes_less_far_than_its_file_says_is_not_taken_over(computers, monkeypatch):
    def seal_more(out, keys, key, head, parts, step):
        return sealed_file.seal(
            out, keys, key, Head(head.entries + 1, head.fingerprint), parts, step
        )

    monkeypatch.setattr("amends.storage.passing.seal", seal_more)
    computers.pass_out()
    with pytest.raises(SealedOfficeBrokenError):
        computers.take_over()
    assert not computers.hers.exists()


def test_what_a_killed_program_left_goes_with_a_later_start(given_back):
    came = given_back.look()
    remove_left_behind(given_back.home, datetime(2030, 1, 1, tzinfo=UTC).timestamp())
    assert not came.draft.exists()
    check_away_and_whole(given_back)
