"""What a module may be called, how long it may be, and what the innermost ones may import."""

import ast
import sys
import warnings
from pathlib import PurePosixPath

import pytest

from tests.support.source_code import Module, imported_modules, modules

_OURS = modules("app", "ui", "sync")
_ALL = _OURS + modules("tests")
_MOST_LINES = 400
_GOOD_LINES = 300
_NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "core", "manager", "logic", "misc"}


def test_no_module_is_too_long_to_read() -> None:
    lengths = {module.path: module.text.count("\n") for module in _ALL}
    assert {path: lines for path, lines in lengths.items() if lines > _MOST_LINES} == {}


@pytest.mark.filterwarnings("default:grown long")
def test_modules_that_have_grown_are_pointed_out() -> None:
    grown = [module.path for module in _OURS if module.text.count("\n") > _GOOD_LINES]
    if grown:
        warnings.warn(f"grown long, consider dividing: {', '.join(grown)}", stacklevel=1)
    assert len(grown) < len(_OURS) // 10


@pytest.mark.parametrize("module", _ALL, ids=lambda module: module.path)
def test_names_say_what_a_module_is_about(module: Module) -> None:
    words = {
        word for part in PurePosixPath(module.path).with_suffix("").parts for word in part.lower().split("_")
    }
    assert not words & _NAMES_THAT_SAY_NOTHING


def test_every_module_says_what_it_is_responsible_for() -> None:
    assert [module.path for module in _OURS if not ast.get_docstring(module.tree())] == []


def test_the_domain_stands_on_the_standard_library_alone() -> None:
    allowed = {*sys.stdlib_module_names, "app"}
    foreign = {
        (module.path, name)
        for module in modules("app/domain")
        for name in imported_modules(module.tree())
        if name.split(".")[0] not in allowed
        or (name.split(".")[0] == "app" and name.split(".")[1] != "domain")
    }
    assert foreign == set()


def test_migrations_are_complete_in_themselves() -> None:
    """A step of the past must do the same for ever, whatever becomes of the code around it."""
    dependent = {
        (module.path, name)
        for module in modules("app/storage/migrations", "sync/server")
        if PurePosixPath(module.path).stem.startswith("m0") or "/versions/" in module.path
        for name in imported_modules(module.tree())
        if name.split(".")[0] in {"app", "ui", "sync", "tests"}
    }
    assert dependent == set()
