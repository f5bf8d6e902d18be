from __future__ import annotations

from dataclasses import replace

import pytest
from reportlab.pdfgen.canvas import Canvas

from amends_reports.content import Heading, Items, Letterhead, Paragraph, Rows, Run, Wording
from amends_reports.house_style import LARGE_PRINT, US_LETTER
from tests.reports.samples import LONG_NAME, OUTCOME, SENTENCE, STYLE, pdf_of, run_tool, with_body
from tests.reports.verapdf import PROFILES, verdicts

pytestmark = pytest.mark.xdist_group("verapdf")  # starting Java costs more than asking it

LONG = with_body(
    *OUTCOME.body,
    Items(tuple((Run(SENTENCE * 2),) for _ in range(40))),
    Heading("Dates", level=3),
    Rows(("Step", "By"), tuple((SENTENCE * (n % 3 + 1), "1 June 2027") for n in range(30))),
    Paragraph((Run(SENTENCE * 30), Run(SENTENCE * 4, link="https://example.org/a"))),
)
NO_WORDS = replace(
    with_body(Paragraph(()), Heading(""), Items(((Run(" "),),)), Rows(("",), (("",),))),
    letterhead=Letterhead(""),
    recipient=(),
    signatory=(),
    footer="",
)
LETTERS = {
    "finished": (OUTCOME, STYLE, False),
    "draft": (OUTCOME, STYLE, True),
    "post": (OUTCOME, replace(STYLE, for_post=True), False),
    "large": (LONG, replace(STYLE, scale=LARGE_PRINT), True),
    "us": (OUTCOME, replace(STYLE, page=US_LETTER), False),
    "long": (LONG, STYLE, False),
    "names": (replace(OUTCOME, subject=LONG_NAME, recipient=(LONG_NAME,) * 4), STYLE, False),
    "scripts": (
        with_body(Paragraph.of("Łódź, Ђорђе, Αθήνα, e\u0301, €5 – “½”")),
        STYLE,
        False,
    ),
    "skipping": (with_body(Heading("Three", level=3), Heading("Two", level=2)), STYLE, False),
    "keywords": (replace(OUTCOME, keywords="Record 412-<&>" + "ab" * 32), STYLE, False),
    "wordless": (NO_WORDS, STYLE, False),
    "markup": (
        replace(OUTCOME, subject="<b>&amp;</b> ]]> \\ ) (", wording=Wording(draft="<&>")),
        STYLE,
        True,
    ),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Every kind of letter, and a page as reportlab makes it when nobody takes care."""
    folder = tmp_path_factory.mktemp("letters")
    for name, (letter, style, draft) in LETTERS.items():
        (folder / f"{name}.pdf").write_bytes(pdf_of(letter, style, draft=draft))
    stock = Canvas(str(folder / "stock.pdf"))
    stock.drawString(100, 100, "Dear Asha Bhatt")
    stock.save()
    return {file.stem: file for file in folder.iterdir()}


@pytest.fixture(scope="module")
def broken(files, tmp_path_factory):
    return verdicts(files.values(), tmp_path_factory.mktemp("classes"))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", LETTERS)
def test_every_letter_is_accessible_and_archival(broken, profile, name):
    assert broken[profile, name] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_the_judge_sees_what_is_wrong(broken, profile):
    assert broken[profile, "stock"]


def test_every_file_is_well_formed(files):
    for file in files.values():
        assert "No syntax or stream encoding errors" in run_tool("qpdf", "--check", file)
