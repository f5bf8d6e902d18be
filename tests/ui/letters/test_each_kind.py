"""Letters of every kind on screen: how much time is left for them, and how they go out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from amends.domain.events.case_events import Channel
from amends.domain.letter_kinds import LetterKind
from amends.domain.people import Identity
from amends.services.add_note import add_note
from amends.services.finished_letters import sent
from amends.services.letter_drafts import keep_draft, open_draft
from amends.services.log_notice import Notice, log_notice
from amends.ui.case.letters_tab import LettersTab
from amends.ui.case.presenter import CasePresenter
from amends.ui.letters.view import LetterView
from amends.ui.main_window import MainWindow
from amends.ui.office_window import OfficeWindow
from amends.ui.widgets.pill import Pill
from tests.desks import MOMENT, TODAY, log
from tests.services.letter_cases import found, happen, make_ready, plan, redirected
from tests.ui.letters.conftest import Letters

LEFT = {
    LetterKind.RECEIPT: "2 working days left",
    LetterKind.OUTCOME: "17 working days left",
    LetterKind.ACTION_PLAN: "17 working days left",
    LetterKind.STAGE_NOT_POSSIBLE: "2 working days left",
    LetterKind.REDIRECT: "2 working days left",
}


@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_is_written_finished_and_marked_as_sent(letters, desk, stream, kind):
    make_ready(desk, stream, kind)
    view = letters.open(kind=kind)
    pill = view._heads[0].pill
    assert pill.isVisible() == (kind in LEFT)
    assert not pill.isVisible() or pill.text() == LEFT[kind]
    letters.finish(view)
    pane = view.finished_pane
    assert ("stops the clock" in pane._what_to_do.text()) == (kind in LEFT)
    with letters.qtbot.waitSignals([view.sent, view.closed]):
        pane.sent_button.click()
    (letter,) = letters.case().case.letters
    entry = sent(letters.case(), letter.letter)
    assert entry is not None
    assert entry.channel is Channel.EMAIL
    assert view._heads[1].title.text() == view._heads[0].title.text()


def test_without_a_plan_the_letter_says_so_and_is_not_finished(letters):
    view = letters.open(kind=LetterKind.ACTION_PLAN)
    row = view.draft_pane.checklist.rows["fit"]
    assert "no action plan that waits to be sent" in row.words.text()
    assert not row.mend.isVisible()
    assert not view.draft_pane.finish_button.isEnabled()


def test_a_letter_for_which_nobody_waits_is_refused_in_words_and_the_case_comes_back(
    qtbot, session, desk
):
    notice = Notice(title="Exam", notice="", received_on=TODAY, channel=Channel.EMAIL)
    letters = Letters(qtbot, session, log_notice(desk, notice, MOMENT).stream)
    view = LetterView(session, letters.stream, LetterKind.RECEIPT)
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.closed):
        view.show_draft()
    (box,) = view.window().findChildren(QMessageBox)
    assert box.text() == (
        "This letter does not fit the case now: "
        "nobody complained, as an outside body opened the case."
    )
    box.close()


@pytest.fixture
def on_file(qtbot, session, desk):
    """A letter to nobody, finished."""
    stream = log(desk, identity=Identity.ANONYMOUS, complainant="", email="")
    happen(desk, stream, *found("No feedback", word="not upheld"))
    letters = Letters(qtbot, session, stream)
    view = letters.open(kind=LetterKind.OUTCOME)
    letters.finish(view)
    yield letters, view
    letters.leave()


def test_a_letter_to_nobody_can_only_be_put_on_file(on_file):
    letters, view = on_file
    pane = view.finished_pane
    assert view.draft_pane.recipient.toPlainText() == "On file"
    assert not pane.channel.isVisible()
    assert pane.sent_button.text() == "Put on file"
    assert "Nobody can be reached" in pane._what_to_do.text()
    assert pane.day.accessibleName() == "Put on file on"
    with letters.qtbot.waitSignal(view.closed):
        pane.sent_button.click()
    (letter,) = letters.case().case.letters
    entry = sent(letters.case(), letter.letter)
    assert entry is not None
    assert entry.channel is Channel.FILE
    tab = LettersTab(CasePresenter(letters.session))
    letters.qtbot.addWidget(tab)
    tab.show_case(letters.case())
    tab.show()  # no line is made of a tab that nobody looks at
    assert [pill.text() for pill in tab.findChildren(Pill)] == ["On file"]
    view.show_finished(letter.letter)
    assert pane.sent_words.text() == "Put on file 21 November 2026. Nobody could be reached."
    assert view._heads[1].pill.text() == "On file"


def test_a_letter_to_somebody_is_never_put_on_file(letters, view):
    letters.finish(view)
    pane = view.finished_pane
    assert pane.channel.isVisible()
    assert pane.channel.findData(Channel.FILE) == -1


@pytest.fixture
def window(qtbot, themed):
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    yield window
    window.close()


@pytest.fixture
def office(window, session, stream, qtbot):
    office = OfficeWindow(window, session.desk, session.clock)
    qtbot.waitUntil(office.view.list.list.isVisible)
    office.view.show_case(stream)
    yield office
    office.close()


def kind_on_show(office):
    return office.view._letter._kind


def rows(window):
    return {kind: window.actions_[f"write-{kind}"] for kind in LetterKind}


def test_the_menu_has_a_row_for_every_letter_and_says_why_one_rests(office, window, stream):
    works = {kind for kind, row in rows(window).items() if row.isEnabled()}
    assert works == {LetterKind.RECEIPT, LetterKind.OUTCOME, LetterKind.COVER}
    resting = rows(window)[LetterKind.ACTION_PLAN]
    assert resting.toolTip() == "Not now: there is no action plan that waits to be sent"
    assert resting.statusTip() == resting.toolTip()
    menu = next(menu for menu in resting.associatedObjects() if hasattr(menu, "setToolTipsVisible"))
    assert menu.toolTipsVisible()


def test_a_row_works_as_soon_as_its_letter_makes_sense(office, window, stream, session):
    happen(session.desk, stream, plan("Ask the tutor"))
    office.view.case.refresh()
    row = rows(window)[LetterKind.ACTION_PLAN]
    assert row.isEnabled()
    assert "Not now" not in row.toolTip()
    row.trigger()
    assert kind_on_show(office) is LetterKind.ACTION_PLAN


def test_while_a_letter_is_on_show_no_row_works_whatever_changes(office, window, session, stream):
    rows(window)[LetterKind.OUTCOME].trigger()
    session.announce(add_note(session.desk, office.view.case.view, "She rang.", MOMENT))
    assert not any(row.isEnabled() for row in rows(window).values())


def test_a_row_opens_its_letter_in_the_office_that_was_opened_last(office, window, session, stream):
    again = OfficeWindow(window, session.desk, session.clock)
    again.view.show_case(stream)
    rows(window)[LetterKind.COVER].trigger()
    assert kind_on_show(again) is LetterKind.COVER
    assert office.view._letter is None
    again.view.leave_letter()


def test_the_tab_offers_what_is_due_first_and_lists_what_is_finished(office, session, stream):
    tab = office.view.page._letters
    office.view.page.tabs.show_page(1)
    assert tab_lines(tab) == ["Receipt, due Tue 24 Nov", "Outcome letter, due Wed 16 Dec"]
    happen(session.desk, stream, plan("Ask the tutor"))
    office.view.case.refresh()
    assert tab_lines(tab)[1] == "Action plan, due Wed 16 Dec"
    keep_draft(
        session.desk,
        stream,
        LetterKind.ACTION_PLAN,
        open_draft(session.desk, stream, LetterKind.ACTION_PLAN, TODAY).draft,
        MOMENT.now,
    )
    happen(session.desk, stream, redirected())
    office.view.case.refresh()
    assert tab_lines(tab) == ["Letter that it goes elsewhere, due Tue 24 Nov", "Action plan"]
    with_names = {button.accessibleName() for button in tab.findChildren(QPushButton)}
    assert "Continue: Action plan" in with_names


def tab_lines(tab):
    """Return what the lines of the tab are about, from top to bottom."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    labels = [it for it in tab.findChildren(QLabel) if not isinstance(it, Pill)]
    return [it.text() for it in labels]
