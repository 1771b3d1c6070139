"""Names are the field's own words: what once had several meanings, or none, is gone."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from tests.house.tree import ROOT, ours

GONE: Final = frozenset(
    {"house", "desk", "wish", "wished", "slip", "doors", "told", "climbs", "bell", "edges"}
)
# What stands in stored facts, and the folder of these tests.
KEPT: Final = frozenset({"wished_from_on", "house"})
_HISTORY: Final = "infra/migrations/versions/"  # what has run is never written anew
MOST: Final = 50  # of a name that says nothing of what it holds
_PART: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def identifiers(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every name that is given or used, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                yield node.lineno, name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node.lineno, name
            case ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.alias(name=path, asname=name):
                yield node.lineno, name or path.rpartition(".")[2]
            case ast.keyword(arg=str(name)):
                yield node.value.lineno, name


def parts(name: str) -> set[str]:
    """The words of a name, without the s of several."""
    words = {word.lower() for word in _PART.findall(name)}
    return words | {word.removesuffix("s") for word in words}


def test_no_name_has_a_word_that_says_several_things_or_nothing() -> None:
    wrong = [
        f"{path}:{line} {name}"
        for path in ours()
        if path.endswith(".py") and not path.startswith(_HISTORY)
        for line, name in identifiers(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if name not in KEPT and parts(name) & GONE
    ]
    assert wrong == []


def test_a_name_with_such_a_word_is_seen() -> None:
    tree = ast.parse("def ring(parkedBells: int) -> None:\n    a.desk_of = b")
    assert {name for _, name in identifiers(tree) if parts(name) & GONE} == {
        "parkedBells",
        "desk_of",
    }
    assert parts("parkedBells") & GONE == {"bell"}
    assert not parts("household") & GONE


def test_locals_are_named_for_what_they_are() -> None:
    vague = Counter(
        node.id
        for path in ours()
        if path.endswith(".py")
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )
    assert vague["found"] <= MOST
    assert vague["one"] <= MOST


def _classes() -> Iterator[tuple[str, str]]:
    """Every public class of ours with its module; JSON's shapes are named by what they show."""
    for path in ours():
        if not path.endswith(".py") or path.startswith((_HISTORY, "tests/")):
            continue
        shapes = path.endswith(("/schemas.py", "_bodies.py"))
        for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield ("JSON " if shapes else "") + node.name, path


def test_one_name_is_one_class() -> None:
    collected = list(_classes())
    assert len(collected) > 500
    often = {name for name, count in Counter(name for name, _ in collected).items() if count > 1}
    assert sorted(each for each in collected if each[0] in often) == []
