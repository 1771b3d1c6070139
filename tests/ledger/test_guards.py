"""What an owner of the database switches off is seen as long as it stays off."""

import psycopg
import pytest

from services.ledger.guards import FUNCTIONS, TRIGGERS, GuardProblem, GuardsSeen, guard_problems
from services.ledger.statements import statement
from tests.ledger.databases import House

pytestmark = pytest.mark.postgres
NO_GUARD = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql "
    "AS $$ BEGIN RETURN NULL; END $$"
)
ATTACKS = {
    "ALTER TABLE events DISABLE TRIGGER append_only": GuardProblem("guard-off", "events"),
    "DROP TRIGGER append_only ON texts": GuardProblem("guard-off", "texts"),
    "ALTER TABLE payloads ENABLE REPLICA TRIGGER append_only": GuardProblem(
        "guard-off", "payloads"
    ),
    "ALTER TABLE commands ENABLE TRIGGER append_only": GuardProblem("guard-off", "commands"),
    "DROP TRIGGER grows_only ON ledger_heads": GuardProblem("guard-off", "ledger_heads"),
    "GRANT DELETE ON events TO dondoc_app": GuardProblem(
        "grant-wide", "events", "dondoc_app DELETE"
    ),
    "GRANT UPDATE (record) ON events TO PUBLIC": GuardProblem(
        "grant-wide", "events", "PUBLIC UPDATE"
    ),
    "GRANT INSERT ON ledgers TO dondoc_auditor": GuardProblem(
        "grant-wide", "ledgers", "dondoc_auditor INSERT"
    ),
    NO_GUARD: GuardProblem("guard-rewritten", "refuse_change"),
}


def seen(connection: psycopg.Connection) -> GuardsSeen:
    """The guards as this very transaction has them."""

    def rows(name: str, **values: object) -> list[tuple[str, ...]]:
        return connection.execute(statement(name), values).fetchall()

    bodies = rows("guard_functions", functions=list(FUNCTIONS))
    return GuardsSeen(
        triggers=[(a, b, c) for a, b, c in rows("guard_triggers", tables=list(TRIGGERS))],
        grants=[(a, b, c) for a, b, c in rows("guard_grants", tables=list(TRIGGERS))],
        functions={row[0]: row[1] for row in bodies},
    )


def test_a_migrated_database_has_every_guard_on(house: House) -> None:
    with psycopg.connect(house.admin) as connection:
        assert guard_problems(seen(connection)) == ()


@pytest.mark.parametrize(("attack", "problem"), ATTACKS.items(), ids=[one[:40] for one in ATTACKS])
def test_what_was_switched_off_is_named(house: House, attack: str, problem: GuardProblem) -> None:
    with psycopg.connect(house.admin) as connection:
        connection.execute(attack.encode())
        assert guard_problems(seen(connection)) == (problem,)
        connection.rollback()
