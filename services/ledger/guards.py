"""What keeps the ledger's tables from being changed: triggers that are on, and who may do what.

Owners and superusers can switch a guard off; verify says so afterwards, as long as it stays off.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

_OWNER: Final = "dondoc_owner"
_ALWAYS, _ORIGIN = "A", "O"
_NEVER_CHANGED: Final = ("ledgers", "events", "payloads", "texts", "commands")
# The trigger of each table, and how it must be switched on: ALWAYS also under replication.
TRIGGERS: Final[Mapping[str, tuple[str, str]]] = {
    **dict.fromkeys(_NEVER_CHANGED, ("append_only", _ALWAYS)),
    "ledger_heads": ("grows_only", _ORIGIN),
}
_READ_AND_ADD: Final = {"dondoc_app": {"SELECT", "INSERT"}, "dondoc_auditor": {"SELECT"}}
_READ: Final = {"dondoc_app": {"SELECT"}, "dondoc_auditor": {"SELECT"}}
# Who may do what besides the owner; what is said of single columns counts as said of the table.
GRANTS: Final[Mapping[str, Mapping[str, Collection[str]]]] = {
    **dict.fromkeys(("events", "payloads", "texts", "commands"), _READ_AND_ADD),
    "ledgers": _READ,
    "ledger_heads": {"dondoc_app": {"SELECT", "UPDATE"}, "dondoc_auditor": {"SELECT"}},
}
# The functions behind the triggers, by the SHA-256 of their bodies (0001_guards.sql).
FUNCTIONS: Final[Mapping[str, str]] = {
    "refuse_change": "9aeefa1a2875b94a49a25e612bfb59c15af69236e60380166a79dcb7a2eb5813",
    "refuse_shrinking": "a1e53294f04b4b2ca5f6a61829afc6d9ee025d3518f8fa697658a9c74556095f",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardsSeen:
    """How the database stands: (table, trigger, state), (table, role, right), function bodies."""

    triggers: Collection[tuple[str, str, str]]
    grants: Collection[tuple[str, str, str]]
    functions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GuardProblem:
    """A guard that is off, or a right that nobody should have; `detail` names role and right."""

    code: str
    table: str
    detail: str = ""


def guard_problems(seen: GuardsSeen) -> tuple[GuardProblem, ...]:
    """What no longer keeps the ledger from being changed, by table."""
    states = {(table, trigger): state for table, trigger, state in seen.triggers}
    off = [
        GuardProblem("guard-off", table)
        for table, (trigger, wanted) in TRIGGERS.items()
        if states.get((table, trigger)) not in {wanted, _ALWAYS}
    ]
    wide = [
        GuardProblem("grant-wide", table, f"{role} {right}")
        for table, role, right in sorted(seen.grants)
        if role != _OWNER and right not in GRANTS.get(table, {}).get(role, ())
    ]
    other = [
        GuardProblem("guard-rewritten", name)
        for name, body in FUNCTIONS.items()
        if seen.functions.get(name) != body
    ]
    return (*off, *wide, *other)
