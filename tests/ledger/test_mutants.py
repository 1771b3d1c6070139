"""Bugs that are kept: each must turn the named test red, or that test watches nothing."""

from collections.abc import Awaitable, Callable
from hashlib import sha256
from pathlib import Path

import pytest

import infra.migrations
from services.ledger.memory import MemoryLedger
from services.ledger.port import Command, Ledger, Outcome, StaleVersion
from services.ledger.postgres import PostgresLedger
from services.ledger.rows import StoredRow
from tests.ledger import test_contract, test_golden, test_merkle, test_times
from tests.ledger.databases import LedgerDatabase
from tests.ledger.toys import CODEC, WHEN

Rule = Callable[[Ledger], Awaitable[None]]
APPEND = Path(infra.migrations.__file__).parent / "sql/0042_append_events.sql"
DENSE: tuple[Rule, ...] = (test_contract.test_who_was_refused_leaves_no_gap_behind,)
ONCE: tuple[Rule, ...] = (
    test_contract.test_for_the_clock_the_id_alone_says_that_it_is_done,
    test_contract.test_a_command_clicked_twice_is_done_once,
)


@pytest.mark.parametrize("prefix", [b"", b"\x01", b"\x00\x00"])
def test_a_leaf_of_other_bytes_turns_the_vectors_and_the_golden_rows_red(
    monkeypatch: pytest.MonkeyPatch, prefix: bytes
) -> None:
    def broken(record: bytes) -> bytes:
        return sha256(prefix + record).digest()

    monkeypatch.setattr(test_merkle, "leaf_hash", broken)
    monkeypatch.setattr(test_golden, "leaf_hash", broken)
    with pytest.raises(AssertionError):
        test_merkle.test_the_published_roots_come_out()
    with pytest.raises(AssertionError):
        test_golden.test_a_kept_row_is_read_for_ever(test_golden.ROWS[0])


class Gapped(MemoryLedger):
    """Takes its positions from a sequence: a refused writer burns one."""

    burnt = 0

    def _check_streams(self, expected: object) -> None:
        self.burnt += 1
        super()._check_streams(expected)  # type: ignore[arg-type]

    def _keep(self, command: object, context: object, row: object) -> None:
        super()._keep(command, context, row)  # type: ignore[arg-type]
        last = self.stored[-1]
        fields = {name: getattr(last, name) for name in StoredRow.__dataclass_fields__}
        self.stored[-1] = StoredRow(**fields | {"position": self.burnt})


class Forgetful(MemoryLedger):
    """Never remembers what it accepted."""

    async def outcome(self, command: Command) -> Outcome | None:
        return None


@pytest.mark.parametrize(("mutant", "rules"), [(Gapped, DENSE), (Forgetful, ONCE)])
async def test_a_broken_memory_ledger_turns_the_contract_red(
    mutant: type[MemoryLedger], rules: tuple[Rule, ...]
) -> None:
    for rule in rules:
        await red(rule, mutant("demo-11002-aaaaaaaa", CODEC, lambda: WHEN))
        await rule(MemoryLedger("demo-11002-aaaaaaaa", CODEC, lambda: WHEN))


MUTATIONS = {
    "positions from a sequence": (
        "    RETURNING size - cardinality(p_records) INTO before;",
        "    RETURNING nextval('mutant') - 1 INTO before;",
        DENSE[0],
    ),
    "the clock's command is not remembered": (
        "VALUES (p_ledger_id, p_actor_key, p_command_id,",
        "VALUES (p_ledger_id, p_actor_key, gen_random_uuid(),",
        ONCE[0],
    ),
    "a person's command is not remembered": (
        "VALUES (p_ledger_id, p_actor_key, p_command_id,",
        "VALUES (p_ledger_id, p_actor_key, gen_random_uuid(),",
        ONCE[1],
    ),
    "versions are not compared": (
        "coalesce(e.version, 0) <> p_expected_versions[i]",
        "false",
        test_contract.test_a_stream_that_only_must_not_have_moved_is_checked_too,
    ),
    "the newest fact's clock is not asked": (
        "newest - p_recorded_at > interval '120 seconds'",
        "false",
        test_times.test_a_fact_that_is_much_older_than_its_predecessor_is_refused,
    ),
    "the stream's clock is not asked": (
        "e.recorded_at > p_recorded_at",
        "false",
        test_times.test_within_one_stream_time_never_runs_back,
    ),
}


@pytest.mark.postgres
@pytest.mark.parametrize("name", MUTATIONS)
async def test_a_broken_appending_function_turns_the_contract_red(
    database: LedgerDatabase, postgres: PostgresLedger, name: str
) -> None:
    right, wrong, rule = MUTATIONS[name]
    text = APPEND.read_text(encoding="utf-8")
    assert right in text, "the mutation no longer meets the function"
    with database.superuser() as admin:
        admin.execute("CREATE SEQUENCE mutant; GRANT USAGE ON SEQUENCE mutant TO dondoc_owner")
        admin.execute(text.replace(right, wrong).encode())
    await red(rule, postgres)


async def red(rule: Rule, ledger: Ledger) -> None:
    """Demand that a rule notices."""
    with pytest.raises((AssertionError, StaleVersion, pytest.fail.Exception)):
        await rule(ledger)
