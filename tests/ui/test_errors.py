"""Every expected error has words, and they are those of the user."""

from __future__ import annotations

import inspect
import logging
import re
import sys
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from amends.domain import errors
from amends.domain.errors import AmendsError, CaseChangedError, Problem, ProcedureFileError
from amends.domain.read_only import OnlyReads, ReadOnly
from amends.ui.errors import describe, show_error

# What no user should have to read. "TOML" and the like may come with a fact, so facts are plain.
JARGON = re.compile(
    r"\b(None|null|NaN|True|False|str|int|tuple|traceback|exception|stack|errno|database|SQL\w*|"
    r"Error|invalid|illegal|fatal|abort\w*|failed|failure|Posix\w*|object|class)\b|[{}<>!_]"
)
BLAME = re.compile(
    r"\b(you (forgot|must|failed|entered|cannot)|wrong|mistake|illegal)\b", re.IGNORECASE
)

FACTS = {
    str: "unit 3",
    int: 12,
    date: date(2026, 11, 21),
    Path: Path("/home/office/Active X Backs/copy.zip"),
    tuple[str, ...]: ("a date", "a signatory"),
    ReadOnly: OnlyReads(),
    tuple[Problem, ...]: (Problem("stage[0].title", "nothing", "a title", 4),) * 5,
}


def kinds(base=AmendsError):
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


def example(kind):
    """Return an error of that kind, with facts of the types that it asks for."""
    hints = get_type_hints(kind.__init__, vars(sys.modules[kind.__module__]))
    names = list(inspect.signature(kind.__init__).parameters)[1:]
    return kind(*(FACTS[hints[name]] for name in names))


EXAMPLES = [pytest.param(example(kind), id=kind.__name__) for kind in kinds()]


@pytest.mark.parametrize("kind", list(kinds()))
def test_every_expected_error_has_words_for_the_user(kind):
    assert describe.dispatch(kind) is not describe.dispatch(Exception)


@pytest.mark.parametrize("error", EXAMPLES)
def test_the_words_say_what_happened_and_what_to_do(error):
    notice = describe(error)
    assert notice.text.endswith(".")
    assert len(notice.hint) > 20


@pytest.mark.parametrize("error", EXAMPLES)
def test_the_words_are_plain_and_blame_nobody(error):
    words = " ".join(vars_of(describe(error)))
    assert not JARGON.search(words), JARGON.search(words)
    assert not BLAME.search(words), BLAME.search(words)


def vars_of(notice):
    return notice.text, notice.hint


def test_a_case_that_is_not_closed_names_what_is_open_as_far_as_that_can_be_read():
    things = tuple(f"Refund {number}" for number in range(8))
    notice = describe(errors.CaseStillOwesError(("8 promises open",), things))
    assert "8 promises open" in notice.text
    assert "• Refund 4\n• and 3 more" in notice.hint
    assert "Refund 5" not in notice.hint


@pytest.mark.parametrize("error", EXAMPLES)
def test_the_words_carry_the_facts_of_files_and_names(error):
    words = " ".join(vars_of(describe(error)))
    for name in ("day", "folder", "part", "field", "problem", "reason"):
        fact = getattr(error, name, None)
        if isinstance(fact, str):
            assert fact in words
        elif isinstance(fact, date):
            assert "21 November 2026" in words


def test_a_long_list_of_mistakes_is_cut_short():
    hint = describe(ProcedureFileError("axb.toml", (Problem("title", "1", "text"),) * 5)).hint
    assert hint.count("title: there is 1") == 3
    assert hint.endswith("and 2 more")


def test_what_is_not_expected_says_so_without_its_own_words():
    notice = describe(ZeroDivisionError("division by zero"))
    assert "division" not in notice.text + notice.hint


def test_an_error_is_shown_and_nothing_waits_for_it(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    box = show_error(CaseChangedError("case-1"), parent)
    assert box.isVisible()
    assert box.icon() == QMessageBox.Icon.Warning
    assert box.text() == "Somebody changed this in the meantime."
    with qtbot.waitSignal(box.destroyed):
        box.close()


def test_names_that_look_like_markup_are_shown_as_they_are(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    box = show_error(errors.NotAnEmailError("<b>hello</b>.pdf"), parent)
    assert "<b>hello" not in box.text()  # only the name of the file remains
    assert box.textFormat().name == "PlainText"
    with qtbot.waitSignal(box.destroyed):
        box.close()


def test_a_bug_is_logged_with_its_traceback(qtbot, caplog):
    parent = QWidget()
    qtbot.addWidget(parent)
    with caplog.at_level(logging.ERROR):
        box = show_error(ZeroDivisionError("division by zero"), parent)
    assert box.icon() == QMessageBox.Icon.Critical
    assert caplog.records[0].exc_info
    with qtbot.waitSignal(box.destroyed):
        box.close()


def test_a_text_that_is_no_day_is_called_so_and_a_single_day_is_no_range():
    day = date(2026, 11, 21)
    notice = describe(errors.DateNotPossibleError(date.min, day, day))
    assert notice.text == "This is no day that Amends can read."
    assert notice.hint.startswith("It can only be 21 November 2026.")
