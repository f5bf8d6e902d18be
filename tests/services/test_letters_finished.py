"""Letters on their way out: finished and frozen, saved, sent, or taken back."""

from __future__ import annotations

import email
import hashlib
from dataclasses import replace
from datetime import timedelta
from email.policy import default

import pytest

from amends.domain.clocks import State
from amends.domain.errors import (
    CaseChangedError,
    DateNotPossibleError,
    EventStandsError,
    FileNotWrittenError,
    LetterNotReadyError,
)
from amends.domain.events.case_events import Channel
from amends.services.add_note import add_note
from amends.services.finish_letter import finish_letter
from amends.services.finished_letters import (
    file_name,
    frozen_pdf,
    message_text,
    save_email,
    save_pdf,
    sent,
    title_of,
    waiting,
)
from amends.services.kept_letters import has_draft
from amends.services.letter_drafts import discard_draft
from amends.services.preview_letter import count_pages, picture_pages, proof_letter
from amends.services.put_right import last_action, take_back
from amends.services.read_case import read_case
from amends.services.send_letter import send_letter
from amends.services.take_back_letter import may_take_back_letter, take_back_letter
from tests.desks import MOMENT, NOW, RECEIVED, TODAY
from tests.services.letters import ALL_CONFIRMED, RECEIPT, finish, opened, write

ONE_DAY = timedelta(days=1)


@pytest.fixture
def finished(desk, stream):
    return finish(desk, stream)


def receipt_clock(desk, stream, today=TODAY):
    return read_case(desk, stream, today).clock("stage-2.receipt")


def nothing_heard(_done, _total):
    pass


def test_a_draft_is_found_again_as_it_was_left(desk, stream):
    write(desk, stream, text="Halfway through a sen", confirmed=ALL_CONFIRMED)
    draft = opened(desk, stream).draft
    assert (draft.text, draft.confirmed) == ("Halfway through a sen", ALL_CONFIRMED)
    assert has_draft(desk, stream, RECEIPT)


def test_a_draft_that_was_thrown_away_starts_from_the_template(desk, stream):
    template = opened(desk, stream).draft
    write(desk, stream, text="no")
    discard_draft(desk, stream, RECEIPT)
    assert opened(desk, stream).draft == template


def test_a_proof_has_pages_and_what_is_missing(desk, stream):
    proof = proof_letter(write(desk, stream, text="word " * 2000), desk.resources)
    assert proof.pdf is not None
    assert count_pages(proof.pdf) > 1
    assert any(item.stands_open for item in proof.checklist)
    heard = []
    pictures = picture_pages(proof.pdf, 50, (0, 1), lambda *step: heard.append(step))
    assert [picture.width for picture in pictures] == [414, 414]
    assert heard == [(1, 2), (2, 2)]


def test_a_proof_of_what_cannot_be_printed_has_no_pages(desk, stream):
    proof = proof_letter(write(desk, stream, subject="😀"), desk.resources)
    assert proof.pdf is None
    assert any("😀" in item.words for item in proof.checklist)


def test_a_letter_that_lacks_something_is_not_finished_and_says_what(desk, stream):
    in_hand = write(desk, stream, subject="")
    with pytest.raises(LetterNotReadyError) as caught:
        finish_letter(desk, stream, RECEIPT, in_hand.view.seq, MOMENT)
    assert caught.value.missing == (
        "what we understand the complaint to be, and what is wanted",
        "what the letter is about",
    )
    assert opened(desk, stream).draft.subject == ""


def test_a_letter_of_a_case_that_changed_is_not_finished(desk, stream):
    in_hand = write(desk, stream, confirmed=ALL_CONFIRMED)
    add_note(desk, in_hand.view, "She rang.", MOMENT)
    with pytest.raises(CaseChangedError):
        finish_letter(desk, stream, RECEIPT, in_hand.view.seq, MOMENT)
    assert opened(desk, stream).draft == in_hand.draft
    assert read_case(desk, stream, TODAY).case.letters == ()


def test_finishing_dates_and_freezes_the_letter(desk, finished):
    letter, _view = finished
    pdf = frozen_pdf(desk, letter)
    assert hashlib.sha256(pdf).hexdigest() == letter.digest
    assert (letter.happened_on, letter.pages) == (TODAY, count_pages(pdf))
    assert title_of(desk, letter) == "Receipt"


def test_the_frozen_text_goes_from_the_salutation_to_the_signature(desk, stream):
    letter, _view = finish(desk, stream, salutation="Dear *M*", recipient=("Maria ", "", "x@y.z"))
    lines = message_text(letter).splitlines()
    assert lines[0] == "Dear *M*"
    assert lines[-3:] == ["", "Gavin Example", "Clinical Director"]
    assert "Yours sincerely" in lines
    assert letter.addressee == ("Maria", "x@y.z")


def test_finishing_does_not_stop_the_clock(desk, stream, finished):
    assert receipt_clock(desk, stream).state is State.RUNNING
    assert waiting(finished[1].case, RECEIPT) == finished[0]


def test_the_saved_pdf_is_the_frozen_one_byte_for_byte(desk, finished, tmp_path):
    letter, view = finished
    target = tmp_path / file_name(view.case, letter, ".pdf")
    save_pdf(desk, letter, target)
    assert target.name == "2026-001 receipt.pdf"
    assert target.read_bytes() == frozen_pdf(desk, letter)


def test_a_pdf_that_cannot_be_saved_leaves_nothing_half_written(desk, finished, tmp_path):
    with pytest.raises(FileNotWrittenError):
        save_pdf(desk, finished[0], tmp_path / "nowhere" / "letter.pdf")
    (tmp_path / "taken.pdf").mkdir()
    with pytest.raises(FileNotWrittenError):
        save_pdf(desk, finished[0], tmp_path / "taken.pdf")
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".amends-*"))


def test_the_saved_email_is_ready_to_send_with_the_pdf(desk, finished, tmp_path):
    letter, view = finished
    save_email(desk, view, letter, tmp_path / "letter.eml")
    message = email.message_from_bytes((tmp_path / "letter.eml").read_bytes(), policy=default)
    assert message["To"] == "maria@example.org"
    assert message["From"] == "info@example.org"
    assert message["Subject"] == "We have received your complaint (2026-001)"
    assert message["X-Unsent"] == "1"
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == message_text(letter)
    (attachment,) = message.iter_attachments()
    assert attachment.get_content_type() == "application/pdf"
    assert attachment.get_filename() == "2026-001 receipt.pdf"
    assert attachment.get_content() == frozen_pdf(desk, letter)


def test_no_line_that_was_typed_becomes_a_header_of_the_email(desk, stream, tmp_path):
    letter, view = finish(
        desk, stream, recipient=("A", "a@b.c\nBcc: d@e.f"), subject="x\nBcc: g@h.i é " + "y" * 200
    )
    save_email(desk, view, letter, tmp_path / "letter.eml")
    message = email.message_from_bytes((tmp_path / "letter.eml").read_bytes(), policy=default)
    assert message["Bcc"] is None
    assert message["To"] is None
    assert message["Subject"].startswith("x Bcc: g@h.i é y")


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.POST])
def test_sending_stops_the_clock(desk, stream, finished, channel):
    letter, view = finished
    send_letter(desk, view, letter.letter, channel, TODAY, MOMENT)
    after = read_case(desk, stream, TODAY)
    assert receipt_clock(desk, stream).state is State.MET
    entry = sent(after, letter.letter)
    assert entry is not None
    assert entry.channel is channel
    assert waiting(after.case, RECEIPT) is None
    assert not has_draft(desk, stream, RECEIPT)


def test_a_receipt_sent_late_is_shown_late(desk, stream, finished):
    later = replace(MOMENT, today=TODAY + 10 * ONE_DAY)
    send_letter(desk, finished[1], finished[0].letter, Channel.POST, later.today, later)
    assert receipt_clock(desk, stream, later.today).state is State.MET_LATE


@pytest.mark.parametrize("day", [TODAY - ONE_DAY, TODAY + ONE_DAY, RECEIVED])
def test_a_letter_cannot_go_out_before_it_was_finished_or_after_today(desk, finished, day):
    letter, view = finished
    with pytest.raises(DateNotPossibleError) as caught:
        send_letter(desk, view, letter.letter, Channel.EMAIL, day, MOMENT)
    assert (caught.value.earliest, caught.value.latest) == (TODAY, TODAY)


def test_a_letter_taken_back_is_a_draft_again(desk, stream):
    letter, view = finish(desk, stream, text=opened(desk, stream).draft.text + "\nTypo hree.")
    assert not has_draft(desk, stream, RECEIPT)
    assert may_take_back_letter(view, letter.letter)
    take_back_letter(desk, view, letter.letter, MOMENT)
    assert read_case(desk, stream, TODAY).case.letters == ()
    assert opened(desk, stream).draft.text.endswith("Typo hree.")


def test_undoing_the_finish_in_the_case_loses_no_word_either(desk, stream):
    later = replace(MOMENT, now=NOW + timedelta(minutes=5))
    text = opened(desk, stream).draft.text + "\nMine."
    _letter, view = finish(desk, stream, later, text=text)
    (last,) = last_action(view)
    take_back(desk, view, last.id, "", later)
    assert opened(desk, stream).draft.text.endswith("Mine.")


def test_a_letter_that_was_sent_is_not_taken_back(desk, stream, finished):
    send_letter(desk, finished[1], finished[0].letter, Channel.EMAIL, TODAY, MOMENT)
    view = read_case(desk, stream, TODAY)
    assert not may_take_back_letter(view, finished[0].letter)
    with pytest.raises(EventStandsError):
        take_back_letter(desk, view, finished[0].letter, MOMENT)


def test_after_sending_a_new_letter_starts_from_the_template(desk, stream):
    letter, view = finish(desk, stream, text=opened(desk, stream).draft.text + "\nMine.")
    send_letter(desk, view, letter.letter, Channel.EMAIL, TODAY, MOMENT)
    assert "Mine." not in opened(desk, stream).draft.text
