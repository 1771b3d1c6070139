"""`dondoc doctor` names a clock that was set back."""

from datetime import timedelta

import pytest

from infra.cli.clock_check import RIGHT, clock_words, of_clock
from services.ledger.postgres import PostgresLedger
from tests.ledger.databases import LedgerDatabase, installation_of
from tests.ledger.toys import Counted, write

AHEAD = timedelta(hours=3)


def test_so_much_behind_is_said_in_words() -> None:
    assert of_clock(timedelta()) == RIGHT
    said = of_clock(timedelta(hours=26, minutes=5, seconds=7))
    assert said.startswith("chậm hơn sự kiện mới nhất của sổ 26 giờ 5 phút 7 giây")


@pytest.mark.postgres
async def test_a_clock_before_the_newest_fact_was_set_back(
    database: LedgerDatabase, postgres: PostgresLedger
) -> None:
    installation = installation_of(database.ward)
    assert await clock_words(installation) == RIGHT
    now = (await postgres.read(["task-1"])).read_at
    await write(postgres, "1", ("task-1", Counted(number=1)), expected={"task-1": 0}, at=now)
    assert await clock_words(installation) == RIGHT
    ahead = now + AHEAD
    await write(postgres, "2", ("task-1", Counted(number=2)), expected={"task-1": 1}, at=ahead)
    assert "đã bị vặn lùi" in await clock_words(installation)
