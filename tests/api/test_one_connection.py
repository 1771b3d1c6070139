"""One connection a request: every page and every call is answered by a pool of one.

The routes are taken from the application, the questions from the table of samples: a new route
without a sample fails here as it does in the matrix of rights.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from infra.engines.postgres.engine import PostgresEngine
from tests.acts.rights import Given, Viewer
from tests.api.matrix import ACTS, SIGNED_IN, TASKS, VIEWERS
from tests.api.matrix_site import (
    MatrixSite,
    one_of_each,
    opened_matrix,
    routes_of,
    sampled,
)
from tests.api.matrix_ward import fill_matrix
from tests.api.route_samples import HARMLESS, READS, WRITES
from tests.api.sample_kinds import Write
from tests.api.ward import ONE_CONNECTION
from tests.ledger.databases import make_database

pytestmark = pytest.mark.postgres
LEAVING = next(each for each in SIGNED_IN if each.office is None)  # and signs out here
# The pages and calls that stopped the ward from 18 at once on.
BUSY = (
    "/don-doc",
    "/giao-ban",
    "/lanh-dao",
    "/loi-hua-nhac-viec",
    "/ke-hoach",
    "/nhat-ky",
    "/ke-hoach/van-ban",
    "/tong-quan",
    "/viec",
    "/phieu/{period}",
    "/api/log",
    "/api/plan/items",
)
AT_ONCE = 40


@pytest.fixture(scope="module")
async def site(
    postgres: PostgresEngine, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[MatrixSite]:
    """The ward of the matrix, whose pages have one connection for all of them."""
    folder = tmp_path_factory.mktemp("one")
    template = make_database(postgres.admin_dsn(), "one_template", folder)
    files = await fill_matrix(template.neighbour)
    async with opened_matrix(template, files, "one", ONE_CONNECTION) as opened_site:
        yield opened_site


async def test_every_read_is_answered_by_a_pool_of_one(site: MatrixSite) -> None:
    assert set(routes_of(site.web.app)) == sampled()
    wrong, done = [], set()
    for viewer in VIEWERS:
        for asked, read in site.reads(viewer):
            kind = (asked.route, asked.address.partition("?")[2], read.by(viewer, asked.task))
            if kind not in done:  # who is refused, and who is shown it: each once is enough
                done.add(kind)
                answer = await site.browsers[viewer].get(asked.address)
                if answer.status_code >= 500:
                    wrong.append((viewer.login, asked.address, answer.status_code))
    assert wrong == []
    assert {route for route, _, _ in done} == set(READS)


async def test_every_act_is_answered_by_a_pool_of_one(site: MatrixSite) -> None:
    wrong = []
    for route, write in WRITES.items():
        for viewer, task in _senders(write):
            answer = await site.send(viewer, route, write, task)
            if answer.status_code >= 500:
                wrong.append((viewer.login, route, answer.status_code))
    for route in HARMLESS:
        assert (await site.browsers[LEAVING].post(route)).status_code < 500
    assert wrong == []


def _senders(write: Write) -> Iterator[tuple[Viewer, Given]]:
    """Somebody with the right, where anybody has it, and somebody without."""
    due = set().union(*(states for _, _, states in ACTS[write.act])) if write.act else None
    tasks = TASKS[:1] if due is None else one_of_each(due)
    for right in (True, False):
        result = (
            (viewer, task)
            for task in tasks
            for viewer in VIEWERS
            if write.by(viewer, task) is right
        )
        yield from list(result)[:1]


async def test_forty_at_once_are_all_answered_by_a_pool_of_one(site: MatrixSite) -> None:
    for route in BUSY:
        reads = READS[route]
        read = reads[0] if isinstance(reads, tuple) else reads
        viewers = [each for each in SIGNED_IN if each is not LEAVING and read.by(each, None)]
        address = site.address(route, TASKS[0])
        asking = [
            site.browsers[viewers[number % len(viewers)]].get(address) for number in range(AT_ONCE)
        ]
        answers = await asyncio.gather(*asking)
        assert [answer.status_code for answer in answers] == [200] * AT_ONCE, route
