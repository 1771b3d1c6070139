"""Small enough to read: what is longer is cut, or says here why it is not."""

import functools
from pathlib import PurePosixPath

from tests.house.tree import ROOT, functions_of, ours

FILE_LINES = 300
TEST_FILE_LINES = 400
FUNCTION_LINES = 60
_WRITTEN = {".py", ".sql", ".html", ".css", ".js"}
# A path, or a path and a function's name (`a/b.py::Class.name`), with the reason.
EXCUSED: dict[str, str] = {
    "infra/verifier/dondoc_verify.py": "it is handed over and read as one file, without ours",
}


def _length(name: str) -> int:
    return (ROOT / name).read_text(encoding="utf-8").count("\n")


@functools.cache
def _long_files() -> dict[str, int]:
    written = [name for name in ours() if PurePosixPath(name).suffix in _WRITTEN]
    assert len(written) > 100
    lengths = {name: _length(name) for name in written}
    return {
        name: lines
        for name, lines in lengths.items()
        if lines > (TEST_FILE_LINES if name.startswith("tests/") else FILE_LINES)
    }


@functools.cache
def _long_functions() -> dict[str, int]:
    collected: dict[str, int] = {}
    for name in ours():
        if name.endswith(".py"):
            for function, node in functions_of((ROOT / name).read_text(encoding="utf-8")):
                last = node.end_lineno or node.lineno
                collected[f"{name}::{function}"] = last - node.lineno + 1
    return {name: lines for name, lines in collected.items() if lines > FUNCTION_LINES}


def test_no_file_is_longer_than_a_reader_holds() -> None:
    assert {name: lines for name, lines in _long_files().items() if name not in EXCUSED} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    assert {name: lines for name, lines in _long_functions().items() if name not in EXCUSED} == {}


def test_an_excuse_is_only_kept_while_it_is_needed() -> None:
    needed = _long_files().keys() | _long_functions().keys()
    assert EXCUSED.keys() - needed == set()
    assert all(reason.strip() for reason in EXCUSED.values())
