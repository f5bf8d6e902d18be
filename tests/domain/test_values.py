"""What holds for every value of the rules: none of them ever changes."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator

import msgspec
import pytest

import amends.domain
from amends.domain.errors import AmendsError


def classes() -> Iterator[type]:
    """Yield every class that the rules define."""
    prefix = f"{amends.domain.__name__}."
    for found in pkgutil.walk_packages(amends.domain.__path__, prefix):
        for thing in vars(importlib.import_module(found.name)).values():
            if isinstance(thing, type) and thing.__module__ == found.name:
                yield thing


CLASSES = {f"{cls.__module__}.{cls.__name__}": cls for cls in classes()}
STRUCTS = {name: cls for name, cls in CLASSES.items() if issubclass(cls, msgspec.Struct)}
DATACLASSES = {name: cls for name, cls in CLASSES.items() if dataclasses.is_dataclass(cls)}
ERRORS = {name: cls for name, cls in CLASSES.items() if issubclass(cls, Exception)}


def test_the_rules_have_values_of_each_sort():
    assert min(len(STRUCTS), len(ERRORS)) > 20
    assert DATACLASSES


@pytest.mark.parametrize("cls", STRUCTS.values(), ids=STRUCTS)
def test_every_struct_is_frozen(cls):
    assert cls.__struct_config__.frozen


@pytest.mark.parametrize("cls", DATACLASSES.values(), ids=DATACLASSES)
def test_every_dataclass_is_frozen(cls):
    assert cls.__dataclass_params__.frozen


@pytest.mark.parametrize("cls", ERRORS.values(), ids=ERRORS)
def test_every_error_is_an_expected_failure_and_is_named_one(cls):
    assert issubclass(cls, AmendsError)
    assert cls.__name__.endswith("Error")
