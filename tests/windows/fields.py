"""Every place of the window into which a person types, by the code itself.

A place is the attribute that holds a field, such as "case.forms.late.LateForm._because"; where the
field has no such name, it is the class that makes it. What a class inherits counts as its own.
Every form of a case is a place, even one without fields, and so is what chooses files.
"""

from __future__ import annotations

import ast
import inspect
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

from PySide6 import QtWidgets
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

import amends.ui
from amends.ui.case.forms.form import Form

UI: Final = Path(amends.ui.__file__).parent
TYPED_INTO: Final = (
    *(QLineEdit, QPlainTextEdit, QTextEdit),
    *(QAbstractSpinBox, QKeySequenceEdit, QInputDialog),
)
_NOT_TYPED_INTO: Final = (QTextBrowser,)
_PACKAGE: Final = f"{amends.ui.__name__}."
EDITABLE: Final = "a box of choices that takes others too"

Makes = list[tuple[str, object]]  # an attribute, "" for none, and the class it is made of


def all_places() -> frozenset[str]:
    """Return every place into which a person types."""
    makes = {kind: list(_inherited(kind)) for kind in widgets()}
    parts = tuple(_made_in_several(makes))
    made = {kind for own in makes.values() for _, kind in own}
    return frozenset(
        place(kind, attribute)
        for kind, own in makes.items()
        for attribute, it in own
        if _is_typed_into(it, parts) and (kind in made or not kind.__subclasses__())
    ) | {place(kind) for kind in widgets() if issubclass(kind, Form | QFileDialog)} - {place(Form)}


@cache
def widgets() -> tuple[type[QWidget], ...]:
    """Return every class of the window that is one of its parts."""
    modules = [import_module(_module(file)) for file in sorted(UI.rglob("*.py"))]
    return tuple(
        kind
        for module in modules
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, QWidget) and kind.__module__ == module.__name__
    )


def place(kind: type, attribute: str = "") -> str:
    """Return how a place is called."""
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix(_PACKAGE)
    return f"{name}.{attribute}" if attribute else name


def places_of(field: QWidget) -> set[str]:
    """Return what a field counts as: every place by which it, or what it is a part of, is held."""
    found: set[str] = set()
    around, inside = field.parentWidget(), [field]
    while around is not None:
        if type(around).__module__.startswith(_PACKAGE):
            found.add(place(type(around)))
            holds = {name: _parts(value) for name, value in vars(around).items()}
            found |= {
                place(type(around), name)
                for name, parts in holds.items()
                if any(part is it for part in parts for it in inside)
            }
        inside.append(around)
        around = around.parentWidget()
    return found


def _parts(value: object) -> Iterable[object]:
    match value:
        case dict():
            return value.values()
        case list() | tuple():
            return value
    return (value,)


def _is_typed_into(it: object, parts: tuple[type[QWidget], ...] = ()) -> bool:
    return it is EDITABLE or (
        isinstance(it, type)
        and issubclass(it, (*TYPED_INTO, *parts))
        and not issubclass(it, _NOT_TYPED_INTO)
    )


def _made_in_several(makes: dict[type[QWidget], Makes]) -> Iterator[type[QWidget]]:
    """Return the parts with fields that are made in several places: each of these is one too."""
    makers = Counter(kind for own in makes.values() for kind in {it for _, it in own})
    for kind, own in makes.items():
        is_part = not issubclass(kind, QDialog) and makers[kind] > 1
        if is_part and any(_is_typed_into(it) for _, it in own):
            yield kind


def _inherited(kind: type) -> Iterator[tuple[str, object]]:
    for each in kind.__mro__:
        if each.__module__.startswith(_PACKAGE):
            yield from _made_in(each)


@cache
def _body(module: str) -> dict[str, ast.ClassDef]:
    tree = ast.parse(inspect.getsource(import_module(module)))
    return {it.name: it for it in tree.body if isinstance(it, ast.ClassDef)}


@cache
def _made_in(kind: type) -> Makes:
    """Return what a class makes, and by which attribute it holds that."""
    body = _body(kind.__module__)[kind.__name__]
    held = dict(pair for node in ast.walk(body) for pair in _assigned(node))
    made: Makes = []
    for node in ast.walk(body):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            target, name = held.get(node), node.func.id
            attribute = target.attr if isinstance(target, ast.Attribute) else ""
            is_editable = any(it.arg == "editable" for it in node.keywords)
            made.append((attribute, EDITABLE if is_editable else _called(kind, name)))
    return made


def _assigned(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Return each value that is assigned, with that to which it is."""
    match node:
        case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
            yield from zip(values, targets, strict=True)
        case ast.Assign(targets=[target], value=ast.DictComp(value=value) | ast.IfExp(body=value)):
            yield value, target
        case ast.Assign(targets=[target], value=value):
            yield value, target


def _called(kind: type, name: str) -> object:
    """Return what a name means where a class is defined; one that is imported late may be Qt's."""
    return vars(import_module(kind.__module__)).get(name, vars(QtWidgets).get(name))


def _module(file: Path) -> str:
    parts = file.relative_to(UI).with_suffix("").parts
    return ".".join((amends.ui.__name__, *(it for it in parts if it != "__init__")))
