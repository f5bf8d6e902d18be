"""Every kind of letter on paper, small and as large as it gets: accessible, and read in order."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import msgspec
import pytest

from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Role
from amends.services.change_office import change_letterhead
from amends.services.letter_drafts import open_draft
from amends.services.letter_page import letter_pdf, page_of
from amends.services.letter_text import texts_of
from amends_reports.preview import page_count
from tests.desks import LETTERHEAD, MOMENT, TODAY, log, make_desk
from tests.reports.samples import run_tool, spoken
from tests.reports.verapdf import PROFILES, verdicts
from tests.services.letter_cases import happen, make_ready, person

pytestmark = pytest.mark.xdist_group("verapdf")  # starting Java costs more than asking it

NAME_80 = "Wolfeschlegelsteinhausenbergerdorff-Ferreira-Bhatt-MacAllister-of-the-Isles-Jr-X"
WORDS_12_000 = " ".join(f"word{number}" for number in range(12_000))
ONE, FORTY, LONG = "one", "forty", "long"
NAMES = [f"{kind}-{size}" for kind in LetterKind for size in (ONE, FORTY, LONG)]


@pytest.fixture(scope="module")
def letters(tmp_path_factory):
    """Each letter in hand, finished in all but name, and its PDF."""
    desk = make_desk(tmp_path_factory.mktemp("kinds") / "office")
    with closing(desk.store):
        made = {f"{kind}-{ONE}": in_hand(desk, kind, 1) for kind in LetterKind}
        made |= {f"{kind}-{LONG}": with_long_text(in_hand(desk, kind, 1)) for kind in LetterKind}
        long_names = msgspec.structs.replace(LETTERHEAD, name=NAME_80, signatory=NAME_80)
        change_letterhead(desk, long_names, MOMENT)
        made |= {f"{kind}-{FORTY}": in_hand(desk, kind, 40, NAME_80) for kind in LetterKind}
        yield {
            name: (letter, letter_pdf(letter, desk.resources, finished=True))
            for name, letter in made.items()
        }


def in_hand(desk, kind, size, name=""):
    """Return a letter with that many points or steps, all its people called `name` if given."""
    stream = log(desk, **({"title": name, "complainant": name} if name else {}))
    make_ready(desk, stream, kind, size, name)
    if name:
        happen(desk, stream, person(Role.SUBJECT, name), person(Role.HANDLER, name))
    return open_draft(desk, stream, kind, TODAY)


def with_long_text(letter):
    text = f"{letter.draft.text}\n{WORDS_12_000}\n"
    return replace(letter, draft=msgspec.structs.replace(letter.draft, text=text))


@pytest.fixture(scope="module")
def broken(letters, tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    files = [folder / f"{name}.pdf" for name in letters]
    for file in files:
        file.write_bytes(letters[file.stem][1])
    return verdicts(files, tmp_path_factory.mktemp("classes"))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", NAMES)
def test_the_letter_is_accessible_and_archival(broken, profile, name):
    assert broken[profile, name] == []


@pytest.mark.parametrize("name", NAMES)
def test_its_words_are_read_aloud_in_order(letters, name, tmp_path):
    letter, pdf = letters[name]
    page = page_of(letter, finished=True)
    wanted = [
        page.letterhead.name,
        *page.letterhead.lines,
        *page.recipient,
        page.dated,
        f"Our reference: {page.reference}",
        page.salutation,
        page.subject,
        *texts_of(page.body),
        page.closing,
        *page.signatory,
    ]
    heard = [words for tag, words in spoken(pdf, tmp_path) if tag != "Lbl"]
    assert " ".join(heard).split() == " ".join(wanted).split()


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_of_usual_length_needs_no_third_page(letters, kind):
    assert page_count(letters[f"{kind}-{ONE}"][1]) <= 2


def test_a_file_of_every_letter_is_well_formed(letters, tmp_path):
    for name, (_letter, pdf) in letters.items():
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(pdf)
        assert "No syntax or stream encoding errors" in run_tool("qpdf", "--check", file)
