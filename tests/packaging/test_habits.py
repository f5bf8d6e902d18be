"""Habits that a reader of one file cannot see broken in another."""

from __future__ import annotations

import ast

import pytest

from tests.packaging.sources import sources

# Work in the background, and the top-level hook: there alone a bug is caught to be reported.
MAY_CATCH_ALL = {"desktop/amends/ui/tasks.py", "desktop/amends/__main__.py"}
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}


def catches_all(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler):
        return False
    caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    names = {getattr(each, "id", None) for each in caught}
    return bool(names & {"Exception", "BaseException"}) or node.type is None


def connects_a_lambda(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "connect"
        and any(isinstance(argument, ast.Lambda) for argument in node.args)
    )


def asks_for_a_screen(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "screen"
    )


def places(judge) -> list[str]:
    """Return "file:line" of every node that the judge points at."""
    return [
        f"{source.name}:{getattr(node, 'lineno', 0)}"
        for source in sources()
        for node in ast.walk(source.tree)
        if judge(node)
    ]


def test_only_the_outermost_places_catch_every_exception():
    assert [p for p in places(catches_all) if p.partition(":")[0] not in MAY_CATCH_ALL] == []


def test_no_signal_is_connected_to_a_lambda():
    assert places(connects_a_lambda) == []


def test_no_widget_is_asked_for_its_screen_which_would_be_deleted_with_it():
    assert places(asks_for_a_screen) == []


def test_every_file_starts_by_saying_what_it_knows():
    assert [source.name for source in sources() if not ast.get_docstring(source.tree)] == []


def test_every_module_has_a_name_that_says_something():
    vague = [s.name for s in sources() if s.path.stem in NAMES_THAT_SAY_NOTHING]
    assert vague == []


@pytest.mark.parametrize(
    "code", ["except:", "except Exception:", "except (OSError, BaseException) as error:"]
)
def test_the_judge_sees_every_way_to_catch_all(code):
    tree = ast.parse(f"try:\n    pass\n{code}\n    pass")
    assert any(catches_all(node) for node in ast.walk(tree))


def test_the_judge_sees_who_asks_for_a_screen():
    tree = ast.parse("self.screen().availableSize()")
    assert any(asks_for_a_screen(node) for node in ast.walk(tree))


def test_the_judge_sees_a_lambda_in_connect():
    tree = ast.parse("button.clicked.connect(lambda: self.save())")
    assert any(connects_a_lambda(node) for node in ast.walk(tree))
