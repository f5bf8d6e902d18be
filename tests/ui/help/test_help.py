"""The help: the topic for the view at hand, found by words, and true to the program."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QMessageBox

from amends.paths import resource
from amends.ui.actions import ROWS, Actions
from amends.ui.help.about import show_about
from amends.ui.help.dialog import HelpDialog
from amends.ui.help.topics import KEYS, read_topics
from amends.version import amends_version
from tests.ui.hearing import name_of, tab_stops, unnamed

SHORTCUTS = [("New complaint", "Ctrl+N"), ("A | B", "F1")]


@pytest.fixture
def window(qtbot, themed):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def dialog(window, qtbot):
    return HelpDialog(SHORTCUTS, window)


def topic(dialog):
    return dialog.page.toPlainText().partition("\n")[0]


@pytest.mark.parametrize("key", KEYS)
def test_every_topic_opens_by_its_key(dialog, key):
    dialog.open_topic(key)
    assert dialog.isVisible()
    title = resource("help", f"{key}.md").read_text("utf-8").partition("\n")[0]
    assert topic(dialog) == title.removeprefix("# ")
    assert dialog.list.currentItem().text() == topic(dialog)


def test_a_topic_that_is_not_there_opens_the_first(dialog):
    dialog.open_topic("nothing")
    assert topic(dialog) == "The inbox"


def test_typing_leaves_the_topics_with_all_the_words(dialog, qtbot):
    dialog.open_topic("inbox")
    qtbot.keyClicks(dialog.search, "PASSPHRASE decision")
    assert [dialog.list.item(n).text() for n in range(dialog.list.count())] == ["Your office"]
    assert topic(dialog) == "Your office"
    assert dialog.page.extraSelections()


def test_words_that_no_topic_has_are_said_to_be_so(dialog, qtbot):
    dialog.open_topic("inbox")
    qtbot.keyClicks(dialog.search, "xylophone")
    assert "No topic has these words" in topic(dialog)
    dialog.search.clear()
    assert dialog.list.count() == len(KEYS)


def test_arrows_go_through_the_topics(dialog, qtbot):
    dialog.open_topic("inbox")
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert topic(dialog) == "A case"


def test_the_keys_are_those_that_were_given(dialog):
    dialog.open_topic("keyboard")
    shown = dialog.page.toPlainText()
    assert "New complaint" in shown
    assert "A | B" in shown
    assert "Ctrl+N" in shown


def test_that_all_people_share_one_key_is_said_plainly():
    (office,) = (it for it in read_topics([], ("", "")) if it.key == "office")
    assert "**All share one key.** Roles are kept by Amends, not by the encryption" in office.text


def test_nothing_leads_out_of_the_help():
    for key in KEYS:
        text = resource("help", f"{key}.md").read_text("utf-8")
        assert not re.search(r"https?:|www\.|\]\(|<\w", text)


def test_a_shortcut_that_the_help_names_is_one_that_there_is(window):
    actions = Actions(window)
    known = {keys for _words, keys in actions.shortcuts()} | {"Ctrl+Enter"}
    named = set()
    for each in read_topics((), ("", "")):
        named |= set(re.findall(r"Ctrl\+(?:Shift\+)?\w+", each.text))
    assert named <= known


@pytest.mark.parametrize("words", ["All cases", "Office and policy", "Undo the last entry"])
def test_a_command_that_the_help_names_is_one_that_there_is(words):
    assert any(words in topic.text for topic in read_topics((), ("", "")))
    assert any(str(row.text).replace("&", "").startswith(words) for row in ROWS)


def test_every_control_is_named(dialog):
    dialog.open_topic("inbox")
    assert [name_of(widget) for widget in tab_stops(dialog)] == [
        "Search the help",
        "Topics",
        "The topic",
    ]
    assert unnamed(dialog) == []


def test_about_says_what_this_is(window):
    box = show_about(window)
    assert isinstance(box, QMessageBox)
    assert "MIT licence" in box.informativeText()
    box.close()


def test_about_names_the_version_that_the_command_line_names(window):
    box = show_about(window)
    assert box.text() == f"Amends {amends_version()}"
    box.close()
