"""With years of events the log is still read from its end: never a whole table for one page."""

import pytest
from sqlalchemy.dialects import postgresql

from services.domain.task.acts.approve_submission import ApproveSubmission
from services.queries.log import page_statement
from services.queries.log_views import CLOCK, LogFilter
from tests.api.ward import WebWard
from tests.queries.people import reader_of, refused

pytestmark = pytest.mark.postgres
MANY = 50_000
# Only the shape of a year of the ward: the same facts again and again, in streams that grow.
_EVENTS = """
INSERT INTO events (ledger_id, position, stream, version, type, schema_version, occurred_at,
                    recorded_at, actor_key, person_id, command_id, leaf, record, subject,
                    actor_unit, setting_up)
SELECT ledger_id, position + k * %(size)s, stream, version + k * 1000, type, schema_version,
       occurred_at, recorded_at, actor_key, person_id, command_id, leaf, record, subject,
       actor_unit, setting_up
  FROM events CROSS JOIN generate_series(1, %(times)s) AS k
 WHERE ledger_id = %(ledger)s AND position <= %(size)s
"""
_PAYLOADS = """
INSERT INTO payloads (ledger_id, position, salt, payload)
SELECT ledger_id, position + k * %(size)s, salt, payload
  FROM payloads CROSS JOIN generate_series(1, %(times)s) AS k
 WHERE ledger_id = %(ledger)s AND position <= %(size)s
"""


async def grown(web: WebWard) -> None:
    """The filled ward with that many events."""
    await refused(web, "conganvien", ApproveSubmission(stream=web.task("51-08"), submission=2))
    size = await web.size()
    counts = {"size": size, "times": MANY // size, "ledger": web.logins.ledger_id}
    with web.database.superuser() as connection:
        connection.execute(_EVENTS, counts)
        connection.execute(_PAYLOADS, counts)
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()


async def plan_of(web: WebWard, login: str, wanted: LogFilter) -> str:
    reader = await reader_of(web, login)
    async with web.engine.connect() as connection:
        statement = await page_statement(connection, reader, wanted)
        compiled = statement.compile(
            dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
            compile_kwargs={"literal_binds": True},
        )
        rows = await connection.exec_driver_sql(f"EXPLAIN {compiled}")
        return "\n".join(row[0] for row in rows)


async def test_no_page_of_the_log_reads_a_whole_table(web: WebWard) -> None:
    await grown(web)
    head = await web.person_id("truongphong")
    for login, wanted in (
        ("thanhtra", LogFilter()),
        ("thanhtra", LogFilter(person=head)),
        ("thanhtra", LogFilter(person=CLOCK)),
        ("thanhtra", LogFilter(kind="command-refused")),
        ("thanhtra", LogFilter(item="51-08")),
        ("phoihop", LogFilter(item="51-08")),
        ("thanhtra", LogFilter(unit="VHXH", before=MANY // 2)),
        ("chuyenvien", LogFilter()),
        ("phoihop", LogFilter(kind="report-submitted")),
        ("quantri", LogFilter()),
    ):
        plan = await plan_of(web, login, wanted)
        assert "Seq Scan on events" not in plan, (login, wanted, plan)
        assert "Seq Scan on payloads" not in plan, (login, wanted, plan)
    assert "events_person" in await plan_of(web, "thanhtra", LogFilter(person=head))
    assert "events_type" in await plan_of(web, "thanhtra", LogFilter(kind="command-refused"))
