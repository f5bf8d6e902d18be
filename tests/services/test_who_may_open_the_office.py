"""Passphrases, roles, the recovery sheet and the key, as the window asks for them."""

from __future__ import annotations

import re
from contextlib import closing
from io import BytesIO
from uuid import UUID

import pypdfium2
import pytest

from amends.domain.access import RecoverySheet
from amends.domain.access_errors import (
    CaseConcernsYouError,
    LastDecisionMakerError,
    NotAllowedError,
    PassphraseTakenError,
    RecoveryCodeMistypedError,
    WrongRecoveryCodeError,
)
from amends.domain.errors import (
    FieldMissingError,
    FileNotWrittenError,
    PassphraseTooShortError,
    UnknownCaseError,
    WrongPassphraseError,
)
from amends.domain.events.access_events import OfficeRole
from amends.domain.people import Person, Role
from amends.domain.streams import OFFICE, person_stream
from amends.paths import resource
from amends.services import change_passphrase as change_passphrase_module
from amends.services.add_note import add_note
from amends.services.admit_person import (
    admit_person,
    give_role,
    read_people_of_office,
    withdraw_person,
)
from amends.services.change_key import change_key, is_evidence_left, renew_evidence
from amends.services.change_office import change_letterhead
from amends.services.change_passphrase import (
    change_passphrase,
    open_by_code,
    people_to_recover,
    recover,
)
from amends.services.inbox_rows import refresh_stale
from amends.services.make_recovery_sheet import (
    keep_sheet,
    make_recovery_sheet,
    read_recovery_sheet,
    save_sheet,
)
from amends.services.name_person import name_person
from amends.services.progress import CancelledError
from amends.services.read_case import find_case, read_case
from amends.services.read_inbox import read_page
from amends.services.read_promises import read_promise_page
from amends.services.set_up_office import open_office
from amends.storage.keys import open_by_passphrase
from amends.storage.keys_file import KEYS_FILE
from tests.desks import LETTERHEAD, MOMENT, PASSPHRASE, TODAY, log, make_desk

NEW, BOS = "quiet green rivers", "nine blue lanterns"


def on(_done, _total):
    """Take note of no progress."""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "office"


@pytest.fixture
def desk(folder):
    desk = make_desk(folder)
    with closing(desk.store):
        yield desk


def opened(folder, passphrase=PASSPHRASE):
    return open_office(folder, passphrase, resource())


def admit(desk, role=OfficeRole.HANDLER, name="Bo Lind"):
    admit_person(desk, name, role, BOS, MOMENT)
    return next(it for it in read_people_of_office(desk) if it.name == name)


def called(name):
    return Person(id=UUID(int=0xD0), name=name)


def kinds(desk, stream):
    with desk.store.reading() as unit:
        return [entry.event.kind for entry in unit.events.read(stream)]


# Passphrases


def test_a_changed_passphrase_opens_and_is_recorded_in_ones_own_stream(desk, folder):
    change_passphrase(desk, PASSPHRASE, NEW, MOMENT)
    with closing(opened(folder, NEW).store) as store:
        assert kinds(desk, person_stream(store.person))[-1] == "passphrase-changed"
    with pytest.raises(WrongPassphraseError):
        opened(folder)


def test_a_passphrase_is_changed_only_by_who_knows_it(desk, folder):
    bo = admit(desk)
    with closing(opened(folder, BOS).store):
        for current in ("wrong words here", BOS):
            with pytest.raises(WrongPassphraseError):
                change_passphrase(desk, current, NEW, MOMENT)
    assert kinds(desk, person_stream(bo.id)) == ["person-joined", "role-given"]
    opened(folder).store.close()


@pytest.mark.parametrize(
    ("new", "error"), [("short", PassphraseTooShortError), (BOS, PassphraseTakenError)]
)
def test_a_refused_passphrase_changes_nothing_and_is_not_recorded(desk, folder, new, error):
    admit(desk)
    with pytest.raises(error):
        change_passphrase(desk, PASSPHRASE, new, MOMENT)
    opened(folder).store.close()
    assert "passphrase-changed" not in kinds(desk, person_stream(desk.store.person))


def test_a_passphrase_that_cannot_be_written_is_not_recorded(desk, folder, monkeypatch):
    def refuse(*_args):
        raise FileNotWrittenError(folder, "No space left on device")

    monkeypatch.setattr(change_passphrase_module, "set_passphrase", refuse)
    with pytest.raises(FileNotWrittenError):
        change_passphrase(desk, PASSPHRASE, NEW, MOMENT)
    opened(folder).store.close()
    assert "passphrase-changed" not in kinds(desk, person_stream(desk.store.person))


# The recovery sheet


def test_a_sheet_opens_the_office_however_its_code_is_typed(desk, folder):
    stream = log(desk)
    code = make_recovery_sheet(desk, MOMENT).code
    desk.store.close()
    found = open_by_code(folder, code.lower().replace("-", " ").replace("0", "o"), resource())
    (gavin,) = people_to_recover(found)
    with closing(recover(found, gavin.id, NEW, MOMENT).store):
        assert read_case(found, stream, TODAY).case.reference
        log_of = kinds(found, person_stream(gavin.id))
        assert log_of[-1] == "passphrase-changed"
        add_note(found, read_case(found, stream, TODAY), "Back again.", MOMENT)
    with closing(opened(folder, NEW).store) as store:
        assert store.person == gavin.id
    with pytest.raises(WrongPassphraseError):
        opened(folder)


def test_a_new_sheet_makes_the_old_one_worthless(desk, folder):
    first, second = make_recovery_sheet(desk, MOMENT), make_recovery_sheet(desk, MOMENT)
    assert first.code != second.code
    with pytest.raises(WrongRecoveryCodeError):
        open_by_code(folder, first.code, resource())
    open_by_code(folder, second.code, resource()).store.close()


def test_a_slip_in_the_code_is_said_before_it_is_tried(desk, folder):
    code = make_recovery_sheet(desk, MOMENT).code
    wrong = ("1" if code[0] == "0" else "0") + code[1:]
    with pytest.raises(RecoveryCodeMistypedError) as caught:
        open_by_code(folder, wrong, resource())
    assert caught.value.group == 1


def test_a_passphrase_is_no_recovery_code_and_a_code_no_passphrase(desk, folder):
    code = make_recovery_sheet(desk, MOMENT).code
    with pytest.raises(WrongPassphraseError):
        opened(folder, code)
    with pytest.raises(RecoveryCodeMistypedError):
        open_by_code(folder, PASSPHRASE, resource())


def test_after_a_refused_passphrase_another_can_be_chosen(desk, folder):
    admit(desk)
    code = make_recovery_sheet(desk, MOMENT).code
    found = open_by_code(folder, code, resource())
    gavin = next(it for it in people_to_recover(found) if it.name == "Gavin Example")
    for refused, error in (("short", PassphraseTooShortError), (BOS, PassphraseTakenError)):
        with pytest.raises(error):
            recover(found, gavin.id, refused, MOMENT)
    recover(found, gavin.id, NEW, MOMENT).store.close()
    opened(folder, NEW).store.close()


def test_whether_a_sheet_was_kept_is_known(desk):
    assert read_recovery_sheet(desk) == RecoverySheet()
    make_recovery_sheet(desk, MOMENT)
    assert read_recovery_sheet(desk) == RecoverySheet(made_on=TODAY)
    keep_sheet(desk, MOMENT)
    assert read_recovery_sheet(desk) == RecoverySheet(made_on=TODAY, kept_on=TODAY)


def test_the_sheet_is_one_page_that_holds_the_code_and_it_is_kept_nowhere_else(
    desk, folder, tmp_path
):
    sheet = make_recovery_sheet(desk, MOMENT)
    save_sheet(desk, sheet, tmp_path / "sheet.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
    assert len(document) == 1
    text = document[0].get_textpage().get_text_bounded()
    assert re.sub(r"[\s-]", "", sheet.code) in re.sub(r"[\s-]", "", text)
    assert LETTERHEAD.name in text
    document.close()
    assert sheet.code not in repr(sheet)
    desk.store.close()
    code = sheet.code.replace("-", "").encode()
    for file in (it for it in folder.rglob("*") if it.is_file()):
        assert code not in file.read_bytes().replace(b"-", b"")


# People


def test_who_was_admitted_opens_the_office_and_records_under_their_own_name(desk, folder):
    stream, bo = log(desk), admit(desk)
    with closing(opened(folder, BOS).store) as store:
        theirs = type(desk)(store, resource())
        add_note(theirs, read_case(theirs, stream, TODAY), "Rang.", MOMENT)
    with desk.store.reading() as unit:
        assert unit.events.read(stream)[-1].recorded_by == bo.id
    assert kinds(desk, OFFICE)[-1] == "person-admitted"


@pytest.mark.parametrize(
    ("name", "passphrase", "error"),
    [
        (" ", BOS, FieldMissingError),
        ("Bo", "short", PassphraseTooShortError),
        ("Bo", PASSPHRASE, PassphraseTakenError),
    ],
)
def test_who_cannot_be_admitted_is_not_recorded(desk, name, passphrase, error):
    with pytest.raises(error):
        admit_person(desk, name, OfficeRole.HANDLER, passphrase, MOMENT)
    assert len(read_people_of_office(desk)) == 1
    assert "person-admitted" not in kinds(desk, OFFICE)


def test_who_was_withdrawn_opens_nothing_and_is_no_longer_of_the_office(desk, folder):
    bo = admit(desk)
    withdraw_person(desk, bo.id, MOMENT)
    with pytest.raises(WrongPassphraseError):
        opened(folder, BOS)
    assert [it.name for it in read_people_of_office(desk)] == ["Gavin Example"]
    assert kinds(desk, person_stream(bo.id))[-1] == "person-left"
    assert kinds(desk, OFFICE)[-1] == "person-withdrawn"


def test_an_old_keys_file_lets_nobody_in_who_was_withdrawn(desk, folder):
    bo = admit(desk)
    kept = (folder / "keys.json").read_bytes()
    withdraw_person(desk, bo.id, MOMENT)
    (folder / "keys.json").write_bytes(kept)
    with pytest.raises(WrongPassphraseError):
        opened(folder, BOS)
    opened(folder).store.close()


def test_the_office_always_has_somebody_who_decides(desk):
    bo, me = admit(desk), desk.store.person
    with pytest.raises(LastDecisionMakerError):
        withdraw_person(desk, me, MOMENT)
    with pytest.raises(LastDecisionMakerError):
        give_role(desk, me, OfficeRole.READER, MOMENT)
    give_role(desk, bo.id, OfficeRole.DECISION_MAKER, MOMENT)
    withdraw_person(desk, me, MOMENT)
    assert [it.name for it in read_people_of_office(desk)] == ["Bo Lind"]


def test_a_reader_records_nothing_and_reads_everything(desk, folder):
    stream = log(desk)
    admit(desk, OfficeRole.READER)
    desk.store.close()
    theirs = opened(folder, BOS)
    with closing(theirs.store):
        refresh_stale(theirs, TODAY)
        before = kinds(theirs, stream)
        view = read_case(theirs, stream, TODAY)
        with pytest.raises(NotAllowedError):
            add_note(theirs, view, "Rang.", MOMENT)
        with pytest.raises(NotAllowedError):
            change_letterhead(theirs, LETTERHEAD, MOMENT)
        with pytest.raises(NotAllowedError):
            log(theirs)
        with pytest.raises(NotAllowedError):
            make_recovery_sheet(theirs, MOMENT)
        with pytest.raises(NotAllowedError):
            admit_person(theirs, "Cy", OfficeRole.DECISION_MAKER, NEW, MOMENT)
        with pytest.raises(NotAllowedError):
            give_role(theirs, theirs.store.person, OfficeRole.DECISION_MAKER, MOMENT)
        assert kinds(theirs, stream) == before
        assert read_recovery_sheet(theirs) == RecoverySheet()
        change_passphrase(theirs, BOS, NEW, MOMENT)  # their own is theirs to change
    opened(folder, NEW).store.close()


def test_a_handler_works_in_cases_and_leaves_the_office_as_it_is(desk, folder):
    admit(desk, OfficeRole.HANDLER)
    theirs = opened(folder, BOS)
    with closing(theirs.store):
        stream = log(theirs)
        add_note(theirs, read_case(theirs, stream, TODAY), "Rang.", MOMENT)
        with pytest.raises(NotAllowedError):
            change_letterhead(theirs, LETTERHEAD, MOMENT)
        with pytest.raises(NotAllowedError):
            withdraw_person(theirs, desk.store.person, MOMENT)
    opened(folder).store.close()


def test_who_a_case_is_about_is_kept_from_it(desk, folder):
    about, other = log(desk), log(desk)
    name_person(
        desk, read_case(desk, about, TODAY), Role.SUBJECT, called(" bo  LIND"), None, MOMENT
    )
    label = read_case(desk, about, TODAY).case.reference
    admit(desk)
    theirs = opened(folder, BOS)
    with closing(theirs.store):
        with pytest.raises(CaseConcernsYouError):
            read_case(theirs, about, TODAY)
        with pytest.raises(UnknownCaseError):
            find_case(theirs, label)
        assert [row.stream for row in read_page(theirs, "", None, 9)] == [other]
        assert {row.stream for row in read_promise_page(theirs, None, 9)} <= {other}
        assert read_case(theirs, other, TODAY).stream == other
    ours = opened(folder)
    with closing(ours.store):
        assert {row.stream for row in read_page(ours, "", None, 9)} == {about, other}


def test_somebody_alone_in_the_office_is_kept_from_nothing(desk, folder):
    about = log(desk)
    view = read_case(desk, about, TODAY)
    name_person(desk, view, Role.SUBJECT, called("Gavin Example"), None, MOMENT)
    ours = opened(folder)
    with closing(ours.store):
        assert read_case(ours, about, TODAY).is_handled_by_subject


# The key


def test_a_new_key_opens_everything_and_the_change_is_recorded(desk, folder):
    stream, bo = log(desk), admit(desk)
    stored = desk.store.evidence.add(BytesIO(b"scan"))
    make_recovery_sheet(desk, MOMENT)
    withdraw_person(desk, bo.id, MOMENT)
    desk.store.close()
    new = change_key(folder, PASSPHRASE, resource(), MOMENT, on)
    with closing(new.store):
        assert kinds(new, OFFICE)[-1] == "office-key-changed"
        assert read_recovery_sheet(new) == RecoverySheet()
        assert is_evidence_left(new)
        renew_evidence(new, on)
        assert not is_evidence_left(new)
        assert new.store.evidence.read(stored.blob) == b"scan"
        assert read_case(new, stream, TODAY).case.reference


def test_who_was_withdrawn_gets_no_new_key_by_putting_the_keys_file_back(desk, folder):
    bo = admit(desk)
    kept = (folder / KEYS_FILE).read_bytes()
    withdraw_person(desk, bo.id, MOMENT)
    desk.store.close()
    (folder / KEYS_FILE).write_bytes(kept)
    change_key(folder, PASSPHRASE, resource(), MOMENT, on).store.close()
    with pytest.raises(WrongPassphraseError):
        open_by_passphrase(folder, BOS)


def test_a_change_of_key_that_was_stopped_changes_nothing(desk, folder):
    desk.store.close()

    def stop(_done, _total):
        raise CancelledError

    with pytest.raises(CancelledError):
        change_key(folder, PASSPHRASE, resource(), MOMENT, stop)
    with closing(opened(folder).store) as store:
        assert store.key.number == 1


@pytest.mark.parametrize("role", [OfficeRole.READER, OfficeRole.HANDLER])
def test_only_a_decision_maker_changes_the_key(desk, folder, role):
    admit(desk, role)
    desk.store.close()
    with pytest.raises(NotAllowedError):
        change_key(folder, BOS, resource(), MOMENT, on)
    with closing(opened(folder).store) as store:
        assert store.key.number == 1


def test_no_event_of_this_kind_holds_a_name_twice(desk):
    """What is said of a person is said in their own stream, so that it can be erased there."""
    bo = admit(desk)
    with desk.store.reading() as unit:
        told = repr([entry.event for entry in unit.events.read(OFFICE)])
    assert bo.name not in told
