"""Every test says what it expects: by itself, or through a helper that does."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.house.tree import ROOT

Function = ast.FunctionDef | ast.AsyncFunctionDef
# Calls of libraries that fail where something is not as it was expected.
FAILING = {"fail", "raises", "expect", "run_state_machine_as_test", "validate"}
# A browser's locator waits for its element, and the walk of a machine judges by itself.
RAISING = {"wait_for", "wait_for_selector", "wait_for_url"}


def functions(sources: Mapping[str, str]) -> Iterator[Function]:
    """Every function and method of these files."""
    for source in sources.values():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, Function):
                yield node


def calls(function: Function) -> set[str]:
    """The last names of everything that is called."""
    result = (ast.unparse(n.func) for n in ast.walk(function) if isinstance(n, ast.Call))
    return {name.rpartition(".")[2] for name in result}


def expects(function: Function) -> bool:
    """Whether it says itself what it expects."""
    nodes = list(ast.walk(function))
    return any(isinstance(node, ast.Assert | ast.Raise) for node in nodes) or bool(
        calls(function) & (FAILING | RAISING)
    )


def silent(sources: Mapping[str, str]) -> set[str]:
    """The tests that could not fail, whatever the product answers."""
    known = list(functions(sources))
    judging = {each.name for each in known if expects(each)}
    while more := {each.name for each in known if calls(each) & judging} - judging:
        judging |= more
    return {each.name for each in known if each.name.startswith("test_")} - judging


def test_every_test_says_what_it_expects() -> None:
    sources = {
        str(path): path.read_text(encoding="utf-8") for path in Path(ROOT, "tests").rglob("*.py")
    }
    assert silent(sources) == set()


def test_a_test_that_cannot_fail_is_found() -> None:
    helper = "def holds(x):\n    assert x\n"
    given = "def test_a():\n    holds(1)\ndef test_b():\n    print(1)\n"
    assert silent({"helper": helper, "tests": given}) == {"test_b"}
