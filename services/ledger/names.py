"""The shapes of the names that stand in the ledger for ever (design §3, 7 to 12)."""

import re
from functools import lru_cache
from typing import Final

from services.domain.streams import Category
from services.ledger.port import LedgerError

LONGEST_STREAM: Final = 120
_REMEMBERED: Final = 1024  # names that were found right: the same stand in fact after fact

_LEDGER = re.compile(r"(?:real|demo)-[a-z0-9]{1,16}-[a-z2-7]{8}")
_STREAM = re.compile(rf"(?:{'|'.join(Category)})-[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
_TYPE = re.compile(r"[a-z]+(?:-[a-z]+)*")
_BUILD = re.compile(r"[0-9A-Za-z][0-9A-Za-z.]*\+(?:unknown|[0-9a-f]{7,64})")
_VERSION = re.compile(r"[1-9][0-9]*")


class BadName(LedgerError):
    """A name that must not enter the ledger: of the wrong shape, or a twin of another one."""


def check_ledger_id(name: str) -> str:
    """`real-11002-k3m7q2xa` or `demo-…`. Raises BadName."""
    return _checked(_LEDGER, "ledger id", name)


def is_demonstration(ledger_id: str) -> bool:
    """A demonstration for ever, else real for ever."""
    return ledger_id.startswith("demo-")


@lru_cache(maxsize=_REMEMBERED)
def check_stream(name: str) -> str:
    """`task-DA2.plan.2026` and its like, 120 characters at most. Raises BadName."""
    if len(name) > LONGEST_STREAM:
        raise BadName(f"a stream's name has {len(name)} characters, more than {LONGEST_STREAM}")
    return _checked(_STREAM, "stream", name)


def check_type(name: str) -> str:
    """`submission-returned` and its like. Raises BadName."""
    return _checked(_TYPE, "event type", name)


def check_build(name: str) -> str:
    """`<version>+<commit or unknown>`. Raises BadName."""
    return _checked(_BUILD, "build", name)


@lru_cache(maxsize=_REMEMBERED)
def check_reference(name: str | None) -> str | None:
    """`<stream>@<version>` or none. Raises BadName."""
    if name is None:
        return None
    stream, _, version = name.rpartition("@")
    check_stream(stream)
    _checked(_VERSION, "version in a reference", version)
    return name


def _checked(pattern: re.Pattern[str], what: str, name: str) -> str:
    if not pattern.fullmatch(name):
        raise BadName(f"not a {what}: {name!r:.160}")
    return name
