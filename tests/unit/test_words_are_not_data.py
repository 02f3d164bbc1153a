"""A word on the screen is never data: nothing in the sources is decided by a French label."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from pvd_geo.audiences import AUDIENCES
from pvd_geo.categories import BASES, CLUSTERS, LEVELS
from pvd_geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What these read was written by people, in files or in a search box: its words are data there.
READERS = ("sheets", "reader", "build", "store")
# These make the words.
WRITERS = ("formatting.py", "text.py", "categories.py", "audiences.py")
COMPARING = frozenset(
    {"eq", "ne", "isin", "startswith", "endswith", "removesuffix", "removeprefix", "index"}
)
FORMATTING = frozenset({"integer", "decimal", "percent", "share", "signed", "plural", "precise"})
GEOJSON = frozenset({"FeatureCollection", "Point", "Polygon", "MultiPolygon"})
# An id, a name of a file, a format: lower-case letters of English, without blanks.
PLAIN = re.compile(r"[^A-ZÀ-ÿ\s’…]*|[A-Z][A-Z0-9_]*|\s*")


def labels() -> set[str]:
    """Return the words of the categories and of the audiences, each alone."""
    texts = [
        text
        for one in (*LEVELS.values(), *CLUSTERS.values(), BASES)
        for text in one.labels.values()
    ]
    texts += [text for one in AUDIENCES.values() for text in (one.label, one.plural)]
    return {word for text in texts for word in (text, *text.split()) if len(word) > 3}


def constants(tree: ast.Module) -> dict[str, str]:
    """Return the texts that a module names at its top."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            targets, values = node.targets, [node.value]
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            targets, values = [node.target], [node.value]
        else:
            continue
        if isinstance(targets[0], ast.Tuple) and isinstance(values[0], ast.Tuple):
            targets, values = targets[0].elts, values[0].elts
        for target, value in zip(targets, values, strict=False):
            text = value.value if isinstance(value, ast.Constant) else None
            if isinstance(target, ast.Name) and isinstance(text, str):
                found[target.id] = text
    return found


def members(expression: ast.expr) -> Iterator[ast.expr]:
    """Yield an expression, and what it holds if it is a row of several."""
    yield expression
    if isinstance(expression, (ast.Tuple, ast.List, ast.Set)):
        yield from expression.elts


def sources() -> list[Path]:
    package = ROOT / "src" / "pvd_geo"
    found = [*package.rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    return [
        path
        for path in sorted(found)
        if path.name not in WRITERS and not set(READERS) & set(path.relative_to(ROOT).parts)
    ]


def compared(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield what is compared with something, looked for in it or cut off it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            for expression in (node.left, *node.comparators):
                yield from members(expression)
        elif isinstance(node, ast.MatchValue):
            yield node.value
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in COMPARING
        ):
            for argument in node.args:
                yield from members(argument)


def keyed_by_words(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield the keys of tables that lead from words back to ids."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict) and node.keys:
            values = [one.value for one in node.values if isinstance(one, ast.Constant)]
            ids = [one for one in values if isinstance(one, str) and PLAIN.fullmatch(one)]
            if len(ids) == len(node.values):
                yield from (key for key in node.keys if key is not None)


def faults(source: str) -> list[str]:
    """Return the expressions of a source that decide by a word of the screen."""
    tree, known, found = ast.parse(source), labels(), []
    named = constants(tree)
    for node in (*compared(tree), *keyed_by_words(tree)):
        text = named.get(node.id) if isinstance(node, ast.Name) else None
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        if text is not None:
            wrong = text in known or not (PLAIN.fullmatch(text) or text in GEOJSON)
        else:
            wrong = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in FORMATTING
            )
        if wrong:
            found.append(f"{node.lineno}: {ast.unparse(node)}")
    return found


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_decided_by_a_word_of_the_screen(path: Path) -> None:
    assert faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'reading = "strength" if "atout" in line.level_text else "challenge"',
        'almost = "environ" if basis == "estimé" else ""',
        'if label in ("Communes", "Régions"): pass',
        "words = precise(value, precision).removesuffix(integer(value))",
        'OBJECTIVES = {"Le plus de monde à portée": "coverage"}',
        'rows[rows["level"].eq("enjeu fort")]',
        '_ALL, _ANY = "tous", "un seul"\nmatch_any = word == _ANY',
    ],
)
def test_what_once_was_so_would_be_found(source: str) -> None:
    assert len(faults(source)) == 1 + source.count("Régions")


@pytest.mark.parametrize(
    "source", ['basis == "estimated"', 'words = {"towns": "Communes"}', 'text.split(" ") == []']
)
def test_ids_and_words_by_id_are_no_fault(source: str) -> None:
    assert faults(source) == []
