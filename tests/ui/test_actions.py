"""The commands of the window as they stand in its menus."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from amends.ui.actions import MENUS, ROWS


def letters(texts):
    """Return the letters that work with Alt, or in an open menu."""
    return [found for text in texts for found in re.findall(r"&(\w)", str(text).upper())]


@pytest.mark.parametrize("menu", [key for key, _title in MENUS])
def test_each_letter_of_a_menu_stands_for_one_command(menu):
    texts = [row.text for row in ROWS if row.menu == menu]
    assert [it for it, count in Counter(letters(texts)).items() if count > 1] == []
    assert len(letters(texts)) == len(texts)


def test_each_letter_of_the_bar_stands_for_one_menu():
    titles = [title for _key, title in MENUS]
    assert len(set(letters(titles))) == len(titles)
