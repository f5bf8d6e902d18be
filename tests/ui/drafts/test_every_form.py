"""Every place in which a person types, by the code itself, and how it is kept.

A new form, or a new field in a file that had none, fails the first test until it has a place here.
"""

from __future__ import annotations

import ast
import inspect
from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

import amends.ui
import amends.ui.case
from amends.domain.access import Member
from amends.domain.case_times import extendable, late_to_decide
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity, Person, Role
from amends.domain.procedure import FactRule
from amends.domain.streams import OFFICE
from amends.services.complaint_drafts import latest_complaint_draft
from amends.services.form_drafts import form_draft_key, kept_form_draft
from amends.services.letter_drafts import open_draft
from amends.services.procedure_book import read_book
from amends.services.procedure_drafts import kept_draft
from amends.services.read_case import read_case
from amends.services.record_step import Step, record_step
from amends.ui.case.forms.consideration import ConsiderationForm
from amends.ui.case.forms.form import Form
from amends.ui.case.forms.late import LateForm
from amends.ui.case.forms.more_time import MoreTimeForm
from amends.ui.case.presenter import CasePresenter
from amends.ui.complaint.dialog import ComplaintDialog
from amends.ui.hand_over.dialog import HandOverDialog
from amends.ui.letters.presenter import DraftPresenter
from amends.ui.procedures.editor_presenter import EditorPresenter, first_draft
from amends.ui.procedures.editor_text import EditorText
from amends.ui.settings.view import SettingsView
from amends.ui.tasks import stop_tasks
from amends.ui.widgets.day_edit import DayEdit
from tests.desks import LETTERHEAD, MOMENT, TODAY, log
from tests.services.upheld import answer, plan, uphold
from tests.services.versions import adopt, shipped

WAIT_MS = 20_000  # where the computer is busy with other tests
UI = Path(amends.ui.__file__).parent
TYPED_INTO = frozenset({"QLineEdit", "QPlainTextEdit", "QTextEdit", "TextBox", "GrowingEditor"})

# How what is typed in a file is kept. Small forms of a case are taken one by one further below.
FORM, NOTE, COMPLAINT, LETTER, PROCEDURE = "form", "note", "complaint", "letter", "procedure"
KEPT = {
    "complaint/form.py": COMPLAINT,
    "hand_over/request.py": NOTE,
    "letters/draft_pane.py": LETTER,
    "procedures/editor_form.py": PROCEDURE,
    "procedures/editor_text.py": PROCEDURE,
    "settings/calendar_forms.py": NOTE,
    "settings/hours_card.py": NOTE,
    "settings/proposal_panel.py": NOTE,
    "settings/spans_card.py": NOTE,
    "widgets/letterhead_fields.py": NOTE,
}
SECRET = "a passphrase or a code is never kept"
CHOSEN = "a folder, which the button beside it chooses again"
A_WIDGET = "a kind of field, kept by whoever uses it"
NOT_KEPT = {
    "access/admit_dialog.py": f"the name of a person; beside it, {SECRET}",
    "access/passphrase_dialog.py": SECRET,
    "access/trust_dialog.py": SECRET,
    "copies/bring_back.py": f"{CHOSEN}; beside it, {SECRET}",
    "cover/pass_dialog.py": f"the name of a person; beside it, {SECRET}",
    "cover/seal_dialog.py": CHOSEN,
    "cover/take_back.py": f"{CHOSEN}; beside it, {SECRET}",
    "cover/take_over.py": f"{CHOSEN}; beside it, {SECRET}",
    "first_run/new_key.py": SECRET,
    "first_run/office_step.py": CHOSEN,
    "first_run/policy_step.py": SECRET,
    "first_run/recover.py": SECRET,
    "first_run/unlock.py": SECRET,
    "settings/copies_card.py": CHOSEN,
    "widgets/new_passphrase.py": SECRET,
    "widgets/inputs.py": A_WIDGET,
    "widgets/day_edit.py": A_WIDGET,
    "widgets/search_field.py": "what is looked for is no record",
    "letters/editor.py": A_WIDGET,
}


def typed_into(path: Path) -> bool:
    """Return whether a file makes fields to type into, or kinds of them."""
    tree = ast.parse(path.read_text("utf-8"))
    made = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    kinds = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    bases = [base for kind in kinds for base in kind.bases]
    return any(isinstance(it, ast.Name) and it.id in TYPED_INTO for it in (*made, *bases))


def small_forms(form=Form):
    """Return every small form of the program, and none of the tests' own."""
    for kind in form.__subclasses__():
        if kind.__module__.startswith("amends."):
            yield kind
        yield from small_forms(kind)


for _file in (UI / "case" / "forms").glob("*.py"):
    __import__(f"amends.ui.case.forms.{_file.stem}")
FORMS = sorted(set(small_forms()), key=lambda form: form.__name__)


def test_every_file_with_a_field_to_type_into_has_its_place_in_the_table():
    files = {it.relative_to(UI).as_posix() for it in UI.rglob("*.py") if typed_into(it)}
    others = {it for it in files if not it.startswith("case/forms/")}
    assert others == set(KEPT) | set(NOT_KEPT)


def test_every_field_of_a_small_form_belongs_to_one():
    """A file among the forms has a form, or a field that says all that stands in it."""
    for file in (UI / "case" / "forms").glob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
        methods = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        forms = {form.__name__ for form in FORMS}
        assert not typed_into(file) or names & forms or "kept_text" in methods, file.name


def test_nothing_else_waits_before_a_draft_is_kept():
    """One timer says when: no place has a pause of its own that typing on could stretch."""
    keepers = {"case/forms/draft.py", "complaint/presenter.py", "letters/presenter.py"}
    keepers |= {"procedures/editor_presenter.py"}
    using = (it for it in UI.rglob("*.py") if "KeepTimer(self)" in it.read_text("utf-8"))
    assert {it.relative_to(UI).as_posix() for it in using} == keepers


# --- small forms ---------------------------------------------------------------------------------


class Case:
    """A case on show, for which forms are made by name."""

    def __init__(self, session, stream, qtbot):
        self.session = session
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.presenter = CasePresenter(session, self.window)
        self.presenter.show_case(stream)

    def form(self, kind):
        """Make a form from what its parameters are called."""
        view = self.presenter.view
        assert view is not None
        given = {
            "presenter": self.presenter,
            "session": self.session,
            "view": view,
            "parent": self.window,
            "follow_up": _follow_up(kind, view),
            "fact": FactRule(key="heard", title="The complainant was heard"),
            "point": next(iter(view.case.points), None),
            "owed": next(iter(view.case.handling.promises), None),
            "late": late_to_decide(view.procedure, view.clocks),
            "clock": next(iter(extendable(view.case, view.procedure, view.clocks)), None),
            "body": "CIMSPA",
            "role": Role.COMPLAINANT,
            "person": view.case.person(Role.COMPLAINANT) or Person(id=view.log[0].id),
            "identity": Identity.OPEN,
            "points": (),
            "entry": view.log[0].id if "TakeBack" in kind.__name__ else view.log[0],
            "kind": "",
            "takers": (Member(id=view.log[0].id, name="Bo Lind"),),
        }
        names = list(inspect.signature(kind.__init__).parameters)[1:]
        return kind(*(given[name] for name in names))


def _follow_up(kind, view):
    asked = next(iter(view.procedure.follow_ups), None)
    return asked if kind is ConsiderationForm else asked.key if asked else ""


def answered(desk):
    """Log a case that was answered as upheld and owes an action, where there is another policy."""
    adopt(desk, name="jivora", raw=shipped("jivora"))
    stream = log(desk)
    view = read_case(desk, stream, TODAY)
    uphold(desk, view)
    plan(desk, view, "Mend it", date(2026, 12, 4))
    answer(desk, view)
    return stream


@pytest.fixture
def case(kind, request, qtbot):
    """A case that allows the form: of some it takes a policy with a rule for times."""
    if kind in {LateForm, MoreTimeForm}:
        session = request.getfixturevalue("careful")
        stream = log(session.desk)
        if kind is LateForm:
            known = Step("became-known", date(2026, 5, 14))
            record_step(session.desk, read_case(session.desk, stream, TODAY), known, MOMENT)
        return Case(session, stream, qtbot)
    session = request.getfixturevalue("session")
    return Case(session, answered(session.desk), qtbot)


def texts(form):
    """Return the fields in which words can be typed, in one order."""
    fields = [*form.findChildren(QLineEdit), *form.findChildren(QPlainTextEdit)]
    return [it for it in fields if not isinstance(it, DayEdit) and not it.isReadOnly()]


def typed(field):
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def type_words(field, words):
    if isinstance(field, QLineEdit):
        field.clear()
        field.insert(words)
    else:
        field.clear()
        field.insertPlainText(words)


def kept_words(session, key):
    found = kept_form_draft(session.desk, key)
    return " ".join(found.texts.values()) if found else ""


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__name__)
def test_every_word_in_a_small_form_is_kept_comes_back_and_goes_when_recorded(kind, case, qtbot):
    form = case.form(kind)
    form.open()
    words = [f"words {number} 😀" for number, _ in enumerate(texts(form))]
    for field, said in zip(texts(form), words, strict=True):
        type_words(field, said)
    assert all(said in map(typed, texts(form)) for said in words)
    key = form._draft._key
    qtbot.waitUntil(
        lambda: all(said in kept_words(case.session, key) for said in words), timeout=WAIT_MS
    )
    form.done(QDialog.DialogCode.Rejected)
    again = case.form(kind)
    again.open()
    assert sorted(map(typed, texts(again))) == sorted(words)
    again.accept()
    assert kept_words(case.session, key) == ""


# --- the larger places ---------------------------------------------------------------------------


def test_to_whom_and_why_a_case_is_handed_over(session, qtbot):
    stream, parent = log(session.desk), QWidget()
    qtbot.addWidget(parent)
    dialog = HandOverDialog(session, stream, parent)
    dialog.open()
    key = form_draft_key(stream, "hand-over")
    type_words(dialog.request.why, "They ask for it 😀")
    qtbot.waitUntil(lambda: "They ask for it 😀" in kept_words(session, key), timeout=WAIT_MS)
    dialog.reject()
    again = HandOverDialog(session, stream, parent)
    again.open()
    assert again.request.why.toPlainText() == "They ask for it 😀"
    assert again.draft.line.isVisible()
    again.draft.line.start_again.click()
    assert again.request.why.toPlainText() == ""
    assert kept_words(session, key) == ""
    again.reject()


@pytest.fixture
def settings(session, qtbot):
    made = []

    def make():
        view = SettingsView(session)
        made.append(view)
        qtbot.addWidget(view)
        view.show()
        view.terms.show()
        view.hours.show()
        return view

    yield make
    for view in made:
        stop_tasks(view)


def in_settings(view):
    """Return the fields of the page of the office that are drafted, each with its draft."""
    letterhead = view.letterhead.fields
    yield from ((it, view.letterhead.draft) for it in texts(letterhead))
    for spans in (view.closures, view.terms):
        yield spans.name, spans.draft
    yield from ((it, view.hours.draft) for it in view.hours.days.values())
    yield view.calendar.day.name, view.calendar.day.draft


def test_what_is_typed_into_the_page_of_the_office(session, settings, qtbot):
    view = settings()
    count = len(list(in_settings(view)))
    words = [f"words {number}" for number in range(count)]
    for said, (field, _draft) in zip(words, in_settings(view), strict=True):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, said)
    keys = [
        form_draft_key(OFFICE, it)
        for it in ("letterhead", "closures", "terms", "hours", "calendar-day")
    ]
    qtbot.waitUntil(lambda: all(kept_words(session, key) for key in keys), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: all(said in _all(session, keys) for said in words), timeout=WAIT_MS)
    again = settings()
    assert [typed(field) for field, _draft in in_settings(again)] == words
    for _field, draft in in_settings(again):
        draft.start_again()
    assert _all(session, keys) == ""
    assert typed(again.letterhead.fields.name_control) == LETTERHEAD.name


def _all(session, keys):
    return " ".join(filter(None, (kept_words(session, key) for key in keys)))


def test_a_letterhead_that_was_saved_is_a_draft_no_more(session, settings, qtbot):
    view = settings()
    name = view.letterhead.fields.name_control
    name.selectAll()
    qtbot.keyClicks(name, "Active X Backs Leith")
    qtbot.waitUntil(
        lambda: kept_words(session, form_draft_key(OFFICE, "letterhead")) != "", timeout=WAIT_MS
    )
    view.letterhead.save.click()
    assert kept_words(session, form_draft_key(OFFICE, "letterhead")) == ""
    assert typed(settings().letterhead.fields.name_control) == "Active X Backs Leith"


def test_why_the_calendar_is_changed(session, settings, qtbot):
    log(session.desk)
    view = settings()
    view.calendar.put_right.click()
    day = view.calendar.day
    day.day.setText("24 Nov 2026")
    qtbot.keyClicks(day.name, "A day off")
    day.see.click()
    panel = view.calendar.proposal
    qtbot.waitUntil(panel.why.isVisible, timeout=WAIT_MS)
    key = form_draft_key(OFFICE, "why", panel.text)
    type_words(panel.why, "The town hall says so")
    qtbot.waitUntil(lambda: "The town hall says so" in kept_words(session, key), timeout=WAIT_MS)
    panel.leave.click()
    assert kept_words(session, key) == ""


def test_locking_the_office_keeps_the_last_keys_of_its_page(session, settings, qtbot):
    view = settings()
    qtbot.keyClicks(view.closures.name, "Painters")
    session.ending.emit()
    assert "Painters" in kept_words(session, form_draft_key(OFFICE, "closures"))


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_of_letter(kind, session, qtbot):
    stream = answered(session.desk)
    drafting = DraftPresenter(session, stream, kind)
    assert drafting.open()
    assert drafting.in_hand is not None
    before = drafting.in_hand.draft
    drafting.edit(msgspec.structs.replace(before, text=f"{before.text} Yours 😀"))
    qtbot.waitUntil(lambda: drafting.is_kept, timeout=WAIT_MS)
    assert open_draft(session.desk, stream, kind, TODAY).draft.text.endswith(" Yours 😀")
    assert drafting.start_again()
    drafting.close()
    assert open_draft(session.desk, stream, kind, TODAY).draft == before
    stop_tasks(session)


def test_the_text_of_a_procedure(session, qtbot):
    held = read_book(session.desk).policies[0].in_force(TODAY)
    draft, _was_left = first_draft(session, held)
    window = QWidget()
    qtbot.addWidget(window)
    editing = EditorPresenter(session, lambda: window, draft, window)
    text = EditorText(editing, window)
    text.box.insertPlainText("# mine 😀\n")
    qtbot.waitUntil(lambda: kept_draft(session.desk, draft.name) is not None, timeout=WAIT_MS)
    found = kept_draft(session.desk, draft.name)
    assert found is not None
    assert found.text.startswith("# mine 😀")
    editing.start_again()
    assert kept_draft(session.desk, draft.name) is None
    stop_tasks(window)


@pytest.mark.parametrize("field", ["title", "complaint", "wanted", "complainant", "email"])
def test_each_text_of_a_complaint(field, session, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ComplaintDialog(session, window)
    dialog.open()
    type_words(getattr(dialog.form, field), "words")
    qtbot.waitUntil(lambda: latest_complaint_draft(session.desk) is not None, timeout=WAIT_MS)
    found = latest_complaint_draft(session.desk)
    assert found is not None
    assert getattr(found.draft, field) == "words"
    dialog.reject()
    again = ComplaintDialog(session, window)
    again.open()
    again.draft_banner.continued.emit()
    assert typed(getattr(again.form, field)) == "words"
    again.reject()


def test_who_complains_alone_is_worth_keeping(session, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ComplaintDialog(session, window)
    dialog.open()
    dialog.form.relation.setCurrentText("a former learner")
    qtbot.waitUntil(lambda: latest_complaint_draft(session.desk) is not None, timeout=WAIT_MS)
    dialog.reject()
