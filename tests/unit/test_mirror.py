"""The tests mirror the package: where a module is tested can be read from its path.

A module has a test of its own name in the same room (``tests/unit/<room>/test_<module>.py``, or
``tests/store`` for the store), or is named by the line "Covers: x, y." of the test that goes
through it by public functions.
"""

from __future__ import annotations

import ast
import re

from harness.datafiles import ROOT

SOURCE, TESTS = ROOT / "src" / "pvd_geo", ROOT / "tests"
MODULES = {
    ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    for path in SOURCE.rglob("*.py")
    if path.name != "__init__.py"
}


def mirrored() -> set[str]:
    """Return the modules that have a test of their own name."""
    return {
        ".".join((*path.relative_to(root).parts[:-1], path.stem.removeprefix("test_")))
        for root in (TESTS / "unit", TESTS)
        for path in root.rglob("test_*.py")
    }


def covered() -> dict[str, list[str]]:
    """Return the modules that tests say they cover, and which tests say so."""
    named: dict[str, list[str]] = {}
    for path in TESTS.rglob("test_*.py"):
        said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        for line in re.findall(r"^Covers: ([^()]*?)\.$", said, re.MULTILINE):
            for module in line.split(","):
                named.setdefault(module.strip(), []).append(path.name)
    return named


def test_every_module_has_a_test_or_is_named_by_one() -> None:
    assert sorted(MODULES - mirrored() - covered().keys()) == []


def test_what_a_test_says_it_covers_exists() -> None:
    assert {module: by for module, by in covered().items() if module not in MODULES} == {}


def test_a_module_with_a_test_of_its_own_is_named_by_no_other() -> None:
    assert sorted(covered().keys() & mirrored()) == []
