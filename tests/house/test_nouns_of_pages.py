"""A noun of the pages imports the frame and other nouns' words, never another noun's routes."""

import ast
from collections.abc import Iterator, Mapping

from tests.house.tree import ROOT

# Where addresses are answered: a folder's own module, or a sibling of it, may know them.
_ROUTED = "APIRouter"
_ABOVE = frozenset({"api.app", "api.rest_app"})


def _modules() -> Mapping[str, ast.Module]:
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(
            path.read_text(encoding="utf-8")
        )
        for path in (ROOT / "api").rglob("*.py")
    }


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _makes_routes(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == _ROUTED
        for node in ast.walk(tree)
    )


def strays(modules: Mapping[str, ast.Module]) -> list[str]:
    """Each import of another noun's routes, as `who -> what`."""
    routed = {name for name, tree in modules.items() if _makes_routes(tree)}
    return [
        f"{name} -> {imported}"
        for name, tree in modules.items()
        if name not in _ABOVE
        for imported in sorted(routed & set(_imported(tree)))
        if imported.rpartition(".")[0] != name.rpartition(".")[0]
    ]


def test_no_noun_imports_the_routes_of_another() -> None:
    modules = _modules()
    assert sum(map(_makes_routes, modules.values())) > 30
    assert strays(modules) == []


def test_an_import_of_another_nouns_page_is_seen() -> None:
    page = ast.parse("router = APIRouter()")
    reads = ast.parse("from api.task.page import show")
    takes = ast.parse("from api.task import page")
    modules = {"api.task.page": page, "api.board.page": reads, "api.sheet.page": takes}
    assert strays(modules) == [
        "api.board.page -> api.task.page",
        "api.sheet.page -> api.task.page",
    ]
