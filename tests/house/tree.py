"""The tree as it would be committed: what the tests of the house look at."""

import ast
import functools
import os
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("activities", "api", "infra", "services", "workflows")
_NOT_OURS = ("api/static/vendor/",)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@functools.cache
def tracked() -> tuple[str, ...]:
    """Every file of the checkout that git knows or would take, by its path from the root."""
    answer = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],  # noqa: S607  (a checkout's own git)
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
        timeout=30,
    )
    names = sorted(set(filter(None, answer.stdout.split("\0"))))
    return tuple(name for name in names if (ROOT / name).is_file())


def ours() -> tuple[str, ...]:
    """The tracked files that were written here, without the vendored ones."""
    return tuple(name for name in tracked() if not name.startswith(_NOT_OURS))


def text_of(name: str) -> str | None:
    """The text of a file; None where it holds bytes that are no text."""
    content = (ROOT / name).read_bytes()
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def functions_of(source: str) -> Iterator[tuple[str, Function]]:
    """Every function and method of a module by its dotted name, however deep."""
    yield from _walk(ast.parse(source), "")


def _walk(node: ast.AST, before: str) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        named = isinstance(child, Function | ast.ClassDef)
        name = f"{before}{child.name}" if isinstance(child, Function | ast.ClassDef) else ""
        if isinstance(child, Function):
            yield name, child
        yield from _walk(child, f"{name}." if named else before)


def project() -> dict[str, Any]:
    """What `pyproject.toml` says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def uv() -> str:
    """The `uv` that runs these tests, else the one on the path."""
    result = os.environ.get("UV") or shutil.which("uv")
    assert result, "these tests are run through uv"
    return result


def table_rows(markdown: str, first_header: str) -> Iterator[list[str]]:
    """The cells of every row of the tables whose first column has this heading."""
    inside = False
    for line in markdown.splitlines():
        if not line.startswith("|"):
            inside = False
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if cells[0] == first_header:
            inside = True
        elif inside and not set(cells[0]) <= set("-: "):
            yield cells
