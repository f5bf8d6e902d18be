"""What is being typed survives, each form's text apart from every other's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from amends.domain.people import Identity
from amends.paths import resource
from amends.services import complaint_drafts
from amends.services.attachments import File
from amends.services.complaint_drafts import (
    ComplaintDraft,
    discard_complaint_draft,
    keep_complaint_draft,
    keep_draft_files,
    latest_complaint_draft,
    new_draft_key,
)
from amends.services.set_up_office import open_office
from tests.desks import MOMENT, PASSPHRASE

NOW = MOMENT.now
FILE = File("a.pdf", "application/pdf", b"%PDF\0\xff", "came with the e-mail")
TYPED = ComplaintDraft(
    title="Late feedback",
    complaint="شكوى 😀 " * 100_000,
    identity=Identity.WITHHELD,
    received_on=date(2026, 11, 17),
)


def latest(desk):
    """Return the latest draft, where there must be one."""
    kept = latest_complaint_draft(desk)
    assert kept is not None
    return kept


def test_where_nobody_was_typing_there_is_no_draft(desk):
    assert latest_complaint_draft(desk) is None


def test_a_draft_comes_back_as_it_was_left_after_the_office_was_closed(desk):
    keep_complaint_draft(desk, "mine", TYPED, NOW)
    keep_draft_files(desk, "mine", [FILE], NOW)
    desk.store.close()
    opened = open_office(desk.store.folder, PASSPHRASE, resource())
    kept = latest(opened)
    assert (kept.key, kept.draft, kept.files, kept.kept_at) == ("mine", TYPED, (FILE,), NOW)
    opened.store.close()


def test_the_later_of_two_drafts_is_offered_first_and_the_other_stays(desk):
    keep_complaint_draft(desk, "new", ComplaintDraft(title="new"), NOW + timedelta(minutes=1))
    keep_complaint_draft(desk, "old", ComplaintDraft(title="old"), NOW)
    assert latest(desk).key == "new"
    discard_complaint_draft(desk, "new")
    assert latest(desk).key == "old"


def test_a_discarded_draft_takes_its_files_with_it(desk):
    keep_complaint_draft(desk, "mine", TYPED, NOW)
    keep_draft_files(desk, "mine", [FILE], NOW)
    discard_complaint_draft(desk, "mine")
    with desk.store.reading() as unit:
        assert unit.drafts.keys() == []


def test_files_that_were_removed_from_the_form_are_not_kept(desk):
    keep_complaint_draft(desk, "mine", TYPED, NOW)
    assert keep_draft_files(desk, "mine", [FILE], NOW)
    assert keep_draft_files(desk, "mine", [], NOW)
    assert latest(desk).files == ()


def test_files_too_large_to_keep_are_refused_and_the_text_stays(desk, monkeypatch):
    monkeypatch.setattr(complaint_drafts, "LARGEST_FILES_BYTES", 5)
    keep_complaint_draft(desk, "mine", TYPED, NOW)
    assert not keep_draft_files(desk, "mine", [FILE], NOW)
    kept = latest(desk)
    assert (kept.draft, kept.files) == (TYPED, ())


@pytest.mark.parametrize("raw", [b"", b"{}", b"\xff", b'{"draft": {"channel": "by raven"}}'])
def test_a_draft_that_this_version_cannot_read_is_passed_over(desk, raw):
    keep_complaint_draft(desk, "mine", TYPED, NOW)
    with desk.store.transaction() as unit:
        unit.drafts.put("complaint/text/other", raw, NOW)
        unit.drafts.put("complaint/files/mine", raw or b"\xc1", NOW)
    assert (latest(desk).key, latest(desk).files) == ("mine", ())


def test_every_form_has_a_key_of_its_own():
    assert new_draft_key() != new_draft_key()


@pytest.mark.parametrize(
    ("draft", "has_words"),
    [
        (ComplaintDraft(), False),
        (ComplaintDraft(title=" \n", received_on=date(2026, 1, 2)), False),
        (ComplaintDraft(relation="learner"), True),
        (ComplaintDraft(wanted="a refund"), True),
        (ComplaintDraft(email="a@example.org"), True),
    ],
)
def test_only_words_make_a_draft_worth_keeping(draft, has_words):
    assert draft.has_words == has_words
