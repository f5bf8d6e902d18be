"""Who imports whom, where import-linter does not look: circles, and allowed outsiders."""

from __future__ import annotations

import sys
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions

import pytest

from tests.packaging.project import PROJECT, named
from tests.packaging.sources import imports, module_of, modules

OURS = {"amends", "amends_reports"}
PART_OF_PYSIDE = {"shiboken6"}


def outsiders(module: str) -> set[str]:
    """Return what a module imports that is neither ours nor the standard library's."""
    roots = {name.partition(".")[0] for name in imports(modules()[module].tree)}
    return roots - OURS - sys.stdlib_module_names


def test_no_modules_import_each_other_in_a_circle():
    graph = {
        name: {target for each in imports(source.tree) if (target := module_of(each))} - {name}
        for name, source in modules().items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_the_domain_knows_the_standard_library_and_msgspec_alone():
    found = {name: outsiders(name) - {"msgspec"} for name in modules() if ".domain" in name}
    assert {name: strangers for name, strangers in found.items() if strangers} == {}


def test_rows_know_the_standard_library_alone():
    rows = [name for name in modules() if name.startswith("amends.storage.rows")]
    for name in rows:
        assert outsiders(name) == set()
        assert {each for each in imports(modules()[name].tree) if module_of(each)} == set()


def test_whatever_is_imported_is_among_the_dependencies():
    declared = {named(each) for each in PROJECT["dependencies"]}
    installed = packages_distributions()
    undeclared = {
        f"{name} imports {outsider}"
        for name in modules()
        for outsider in outsiders(name) - PART_OF_PYSIDE
        if not declared & {named(each) for each in installed.get(outsider, [outsider])}
    }
    assert undeclared == set()
