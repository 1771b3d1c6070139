"""The named statements of the `.sql` files beside this one, read once."""

import re
from functools import cache
from pathlib import Path

_NAME = re.compile(r"^-- name: (\w+)\n", re.MULTILINE)


@cache
def statement(name: str) -> str:
    """One statement by its name, without its comments. Raises KeyError for an unknown one."""
    return _all()[name]


@cache
def compiled(name: str) -> bytes:
    """The same for psycopg, which remembers by their bytes what it has parsed and prepared."""
    return statement(name).encode()


@cache
def _all() -> dict[str, str]:
    known: dict[str, str] = {}
    for file in sorted(Path(__file__).parent.glob("*.sql")):
        _, *parts = _NAME.split(file.read_text(encoding="utf-8"))
        bodies = (_without_comments(body) for body in parts[1::2])
        known |= dict(zip(parts[::2], bodies, strict=True))
    return known


def _without_comments(body: str) -> str:
    lines = (line for line in body.splitlines() if not line.startswith("--"))
    return "\n".join(lines).strip()
