"""Rows that the application's own login changed are found: verify folds every stream again."""

from collections.abc import Sequence

import psycopg
import pytest

from infra.verify.row_words import of_rows
from infra.wiring import CODEC
from services.ledger.engine import make_engine
from services.ledger.postgres_source import postgres_source
from services.ledger.verify import verify
from services.projections.audit import FoldedRows, RowsReport
from services.projections.tables import ALL
from tests.api.ward import WebWard
from tests.ledger.databases import plain
from tests.projections.lives import live

pytestmark = pytest.mark.postgres


async def audit(web: WebWard) -> RowsReport:
    """What verify says of the rows, under the auditor's login."""
    folded = FoldedRows(CODEC)
    engine = make_engine(web.logins.auditor)
    try:
        async with postgres_source(engine, web.ward.ledger.ledger_id) as source:
            assert (await verify(source, watch=folded.row)).ok
            return folded.check({each.name: await source.table_rows(each.name) for each in ALL})
    finally:
        await engine.dispose()


def by_the_application(web: WebWard, attack: str, values: Sequence[object] = ()) -> None:
    with psycopg.connect(plain(web.logins.app)) as connection:
        connection.execute(attack.encode(), values)


async def test_rows_as_the_facts_made_them_are_sound(web: WebWard) -> None:
    await live(web)
    report = await audit(web)
    assert (report.problems, report.more) == ((), 0)
    assert report.checked > 30
    assert of_rows(report).endswith("đúng như sổ.")


async def test_a_due_date_that_was_moved_in_the_row_is_found(web: WebWard) -> None:
    duty = web.task("51-08")
    by_the_application(web, "UPDATE tasks SET due_on = '2031-06-30' WHERE stream = %s", [duty])
    [problem] = (report := await audit(web)).problems
    assert (problem.table, problem.stream, problem.code) == ("tasks", duty, "differs")
    assert list(problem.fields) == ["due_on"]
    said = of_rows(report)
    assert "Bảng tasks khác sổ ở 1 dòng:" in said
    assert "mục 51-08: hạn 30/06/2031, theo sổ " in said


@pytest.mark.parametrize(
    ("attack", "table", "code"),
    [
        ("UPDATE tasks SET state = jsonb_set(state, '{missed}', 'true')", "tasks", "differs"),
        ("UPDATE tasks SET ending = 'confirmed', stage = 'confirmed'", "tasks", "differs"),
        ("DELETE FROM tasks", "tasks", "missing"),
        ("UPDATE offices SET office = 'chair', unit = NULL", "offices", "differs"),
        ("DELETE FROM offices", "offices", "missing"),
        ("UPDATE accounts SET closed = NOT closed", "accounts", "differs"),
        ("UPDATE accounts SET state = jsonb_set(state, '{tokens}', '[1]')", "accounts", "differs"),
        (
            (
                "INSERT INTO offices (stream, number, person_id, office, from_on)"
                " SELECT stream, number + 90, person_id, 'chair', from_on FROM offices"
            ),
            "offices",
            "stray",
        ),
        (
            (
                "INSERT INTO units (stream, version, state, code, name, internal)"
                " SELECT stream || 'X', version, state, code || 'X', name, internal FROM units"
            ),
            "units",
            "stray",
        ),
        ("UPDATE measure_values SET value = value + 1", "measure_values", "differs"),
        ("DELETE FROM typed_texts", "typed_texts", "missing"),
        (
            (
                "INSERT INTO named_papers (stream, version, number)"
                " SELECT stream, version, '9/QĐ' FROM named_papers"
            ),
            "named_papers",
            "stray",
        ),
    ],
)
async def test_whatever_else_is_changed_in_a_row_is_found_too(
    web: WebWard, attack: str, table: str, code: str
) -> None:
    await live(web)
    by_the_application(web, attack)
    report = await audit(web)
    assert report.problems
    assert {(problem.table, problem.code) for problem in report.problems} == {(table, code)}
    assert f"Bảng {table} khác sổ ở {len(report.problems)} dòng:" in of_rows(report)
