"""`dondoc projections rebuild`: by hand, all tables or one, with a line of progress."""

from collections.abc import Sequence

import psycopg
import pytest
from structlog.testing import capture_logs

from infra.errors import SettingsError
from infra.migrations.state_rows import rebuild_rows, renew_rows
from infra.settings import InstallationFile
from services.domain.numerals import count
from services.projections import STATE_ROWS
from tests.api.ward import WebWard
from tests.ledger.databases import installation_of, plain

pytestmark = pytest.mark.postgres


@pytest.fixture
def installed(web: WebWard) -> InstallationFile:
    """The ward as an installation that runs."""
    return installation_of(web.logins)


def rows_of_both(web: WebWard) -> Sequence[int]:
    """How many rows of tasks and of people the ward has."""
    with psycopg.connect(plain(web.logins.app)) as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM tasks), (SELECT count(*) FROM people)"
        ).fetchone()
    assert row is not None
    return row


async def test_one_table_is_made_again_and_the_others_are_left(
    web: WebWard, installed: InstallationFile
) -> None:
    tasks, people = rows_of_both(web)
    with psycopg.connect(plain(web.logins.app)) as connection:
        connection.execute("DELETE FROM tasks")
        connection.execute("DELETE FROM people")
    said: list[str] = []
    sentence = await rebuild_rows(installed, "tasks", said.append)
    size = count(await web.size())
    assert sentence == f"Đã lập lại bảng kê tasks từ {size} sự kiện của sổ."
    assert said[-1] == f"Đang lập lại các bảng kê từ sổ: đã đọc {size} sự kiện…"
    assert rows_of_both(web) == (tasks, 0)
    await rebuild_rows(installed, None, said.append)
    assert rows_of_both(web) == (tasks, people)


async def test_a_start_makes_every_table_once(web: WebWard, installed: InstallationFile) -> None:
    said: list[str] = []
    with capture_logs() as logged:
        renewed = await renew_rows(installed.app, installed.ledger_id, said.append)
    assert list(renewed) == [state_row.name for state_row in STATE_ROWS]
    assert said, "whoever starts sees that something goes on"
    assert not [line for line in said if "tasks" in line], "names of tables are for the log"
    assert [each["tables"] for each in logged] == [renewed]
    assert await renew_rows(installed.app, installed.ledger_id, said.append) == []


async def test_a_table_that_nobody_rebuilds_is_refused_with_those_that_are(
    installed: InstallationFile,
) -> None:
    with pytest.raises(
        SettingsError, match=r"Không có bảng events.*assignments, tasks, directives"
    ):
        await rebuild_rows(installed, "events")
