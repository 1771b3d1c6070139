"""What keeps the ledger's tables from being changed: triggers that are on, and who may do what.

Owners and superusers can switch a guard off; verify says so afterwards, as long as it stays off.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_OWNER: Final = "dondoc_owner"
# Every login of a part belongs to one of them.
GROUPS: Final = ("dondoc_app", "dondoc_relay", "dondoc_auditor")
_ALWAYS, _ORIGIN = "A", "O"
_NEVER_CHANGED: Final = ("ledgers", "events", "payloads", "texts", "commands")
# The trigger of each table, and how it must be switched on: ALWAYS also under replication.
TRIGGERS: Final[Mapping[str, tuple[str, str]]] = {
    **dict.fromkeys(_NEVER_CHANGED, ("append_only", _ALWAYS)),
    "ledger_heads": ("grows_only", _ORIGIN),
}
# As PostgreSQL 16 and later print what 0001_guards.sql makes, every name with its schema.
DEFINITIONS: Final[Mapping[str, str]] = {
    **{
        table: (
            "CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE "
            f"ON public.{table} FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change()"
        )
        for table in _NEVER_CHANGED
    },
    "ledger_heads": (
        "CREATE TRIGGER grows_only BEFORE UPDATE ON public.ledger_heads FOR EACH ROW "
        "WHEN (((new.size < old.size) OR (new.ledger_id <> old.ledger_id))) "
        "EXECUTE FUNCTION public.refuse_shrinking()"
    ),
}
_READ: Final = {"dondoc_app": {"SELECT"}, "dondoc_auditor": {"SELECT"}}
# Who may do what besides the owner; what is said of single columns counts as said of the table.
GRANTS: Final[Mapping[str, Mapping[str, Collection[str]]]] = dict.fromkeys(TRIGGERS, _READ)
# The functions behind the triggers, by the SHA-256 of their bodies (0001_guards.sql).
FUNCTIONS: Final[Mapping[str, str]] = {
    "refuse_change": "9aeefa1a2875b94a49a25e612bfb59c15af69236e60380166a79dcb7a2eb5813",
    "refuse_shrinking": "a1e53294f04b4b2ca5f6a61829afc6d9ee025d3518f8fa697658a9c74556095f",
}
# What acts as the owner, by signature: the SHA-256 of its settings, an end of line and its body.
# The one way into the ledger (0042_append_events.sql), and what a search asks of the index of
# typed words (0034_title_words.sql, 0038_typed_texts.sql); the application alone may run them.
DEFINERS: Final[Mapping[str, str]] = {
    "public.append_events(text,text,uuid,text,bytea,bytea,text,text[],integer[],"
    "timestamp with time zone,timestamp with time zone,uuid,text,text[],integer[],text[],"
    "integer[],bytea[],bytea[],text[],boolean[],bytea[],bytea[],uuid[],bytea[],text[],text[],"
    "integer[])": ("3325631d91274bc531bbb581265d9693473dd0ebb096a6b121ecdc2cf6931849"),
    "public.titles_holding(text)": (
        "7a4d281566ad5d336ac4fa7ec98726ca0b5032f10c0b7d9afb98eb57aba934ee"
    ),
    "public.acts_holding(text)": (
        "f7cb921e43f757aa3bafe0627d31c3ddaec93b2f7a11b4b0a0fe1ce5fc3752f7"
    ),
}
_CALLERS: Final = frozenset({_OWNER, "dondoc_app"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardsSeen:
    """How the database stands.

    `triggers` are (table, trigger, state, definition), `grants` (table, role, right), `functions`
    SHA-256 of bodies by name, `powers` (login or group of ours, what it may do beyond its rights),
    `definers` (signature, owner, SHA-256 of settings and body), `callers` (signature of one of
    `DEFINERS`, who may run it), `open_rows` (table, fault).
    """

    triggers: Collection[tuple[str, str, str, str]]
    grants: Collection[tuple[str, str, str]]
    functions: Mapping[str, str]
    powers: Collection[tuple[str, str]]
    definers: Collection[tuple[str, str, str]]
    callers: Collection[tuple[str, str]]
    open_rows: Collection[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class GuardProblem:
    """A guard that is off, or a right that nobody should have.

    `table` names the table, role or function, `detail` role and right; `fault` tells apart what
    has the same code, and is empty for the plain case.
    """

    code: str
    table: str
    detail: str = ""
    fault: str = ""


def guard_problems(seen: GuardsSeen) -> tuple[GuardProblem, ...]:
    """What no longer keeps the ledger from being changed, by kind and table."""
    rewritten = [
        GuardProblem("guard-rewritten", name)
        for name, body in FUNCTIONS.items()
        if seen.functions.get(name) != body
    ]
    rows = [
        GuardProblem("guard-off", table, fault=fault) for table, fault in sorted(seen.open_rows)
    ]
    return (*_triggers(seen), *rows, *_rights(seen), *rewritten)


def _triggers(seen: GuardsSeen) -> Iterator[GuardProblem]:
    collected = {(table, name): (state, made) for table, name, state, made in seen.triggers}
    for table, (name, wanted) in TRIGGERS.items():
        state, made = collected.pop((table, name), ("", DEFINITIONS[table]))
        if state not in {wanted, _ALWAYS}:
            yield GuardProblem("guard-off", table)
        if made != DEFINITIONS[table]:
            yield GuardProblem("guard-off", table, fault="definition")
    # One that runs after a guard can change the row that the guard let pass.
    for table, name in sorted(collected):
        yield GuardProblem("guard-off", table, name, "stranger")


def _rights(seen: GuardsSeen) -> Iterator[GuardProblem]:
    for table, role, right in sorted(seen.grants):
        if role != _OWNER and right not in GRANTS.get(table, {}).get(role, ()):
            yield GuardProblem("grant-wide", table, f"{role} {right}")
    for role, power in sorted(seen.powers):
        yield GuardProblem("grant-wide", role, power, "role")
    for signature, owner, body in sorted(seen.definers):
        if (owner, DEFINERS.get(signature)) != (_OWNER, body):
            yield GuardProblem("grant-wide", signature, owner, "definer")
    for signature in sorted(DEFINERS.keys() - {signature for signature, _, _ in seen.definers}):
        yield GuardProblem("guard-rewritten", signature)
    for signature, role in sorted(seen.callers):
        if role not in _CALLERS:
            yield GuardProblem("grant-wide", signature, role, "caller")
