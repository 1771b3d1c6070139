"""An inspector with a scope: every route, and no word of what is outside it.

The matrix of `test_authorisation` once more for this one viewer: each route of the table of
samples is read under each scope, and the markers say what an answer was allowed to tell.
"""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta

import pytest
from httpx2 import Response

from infra.engines.postgres.engine import PostgresEngine
from infra.randomness import RANDOMNESS
from services.domain.roles import Office
from tests.acts.rights import OTHER, UNIT, Given, Relation
from tests.api.matrix import (
    INSPECTION_NUMBER,
    PERIODIC,
    TASKS,
    VIEWERS,
    Mark,
    Marker,
    allowed,
    reported,
    stream_of,
)
from tests.api.matrix_site import MatrixSite, SiteAsked, opened_matrix
from tests.api.matrix_ward import fill_matrix
from tests.api.pages_said import said
from tests.ledger.databases import make_database
from tests.moment import today

pytestmark = pytest.mark.postgres
INSPECTOR = next(viewer for viewer in VIEWERS if viewer.office is Office.INSPECTOR)
ADMINISTRATOR = next(viewer for viewer in VIEWERS if viewer.office is Office.ADMINISTRATOR)
CHOSEN = next(task for task in PERIODIC if task.relation is Relation.LED and not task.restricted)
# Pages about the whole ward, which say so: they are refused as a whole.
OF_THE_WARD = (
    "/don-doc",
    "/giao-ban",
    "/lanh-dao",
    "/cho-cap-tren",
    "/loi-hua-nhac-viec",
    "/giao-viec",
    "/chuong-trinh",
    "/so-theo-doi",
    "/api/board",
    "/api/meeting-list",
    "/api/late-for-leaders",
    "/api/awaited-recognitions",
    "/api/reminder-promises",
    "/api/directives",
    "/api/programmes",
    "/api/register",
)

# The own reads alone, by the addresses that this inspector asked for.
_OF_OWN_READS = ("/thanh-tra/ai-da-doc", "/api/access-reads")


@pytest.fixture(scope="module")
async def site(
    postgres: PostgresEngine, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[MatrixSite]:
    """One ward for all scopes: each narrows the one before it, and so counts at once."""
    folder = tmp_path_factory.mktemp("scoped")
    template = make_database(postgres.admin_dsn(), "scoped_template", folder)
    files = await fill_matrix(template.neighbour)
    async with opened_matrix(template, files, "scoped") as opened_site:
        yield opened_site


async def narrow(site: MatrixSite, scope: Mapping[str, str]) -> str:
    """The administrator changes the scope; what the inspector's page says then."""
    person = await site.web.person_id(str(INSPECTOR.login))
    form = {"command_id": str(RANDOMNESS.new_id()), "reason": "Đổi đợt kiểm tra.", **scope}
    answer = await site.browsers[ADMINISTRATOR].post(
        f"/quan-tri/can-bo/{person}/pham-vi", data=form
    )
    assert answer.status_code == 303, said(answer)
    return said(await site.browsers[INSPECTOR].get("/thanh-tra"))


def allowed_within(within: frozenset[int]) -> frozenset[Marker]:
    """What an inspector of the whole ward may be told, as far as it is of these tasks."""
    return frozenset(
        (kind, number)
        for kind, number in allowed(INSPECTOR)
        if number in within and kind not in {Mark.QUESTION, Mark.DECIDED}
    )


async def leaks(
    site: MatrixSite, within: frozenset[int]
) -> tuple[list[tuple[str, list[Marker]]], set[Marker]]:
    """What was told beyond the scope, by address; and all that was told."""
    wrong, seen = [], set[Marker]()
    known = allowed_within(within)
    for asked, _ in site.reads(INSPECTOR):
        answer = await site.browsers[INSPECTOR].get(asked.address)
        assert answer.status_code < 500, asked.address
        # Keys and signatures are random letters: some of them may look like a code.
        markers = set() if asked.route.startswith(_OF_OWN_READS) else reported(answer)
        seen |= markers
        if beyond := markers - known:
            wrong.append((asked.address, sorted(beyond)))
        if not is_covered(asked, answer, within):
            wrong.append((asked.address, []))
    return wrong, seen


def is_covered(asked: SiteAsked, answer: Response, within: frozenset[int]) -> bool:
    """Whether what is outside is answered like what does not exist."""
    if asked.route.startswith(OF_THE_WARD):
        return answer.status_code in {303, 403, 404}
    outside = asked.task is not None and asked.task.number not in within
    return not outside or answer.status_code in {303, 403, 404}


def numbers(tasks: list[Given]) -> frozenset[int]:
    return frozenset(task.number for task in tasks)


async def test_a_scope_of_a_unit_leaves_out_all_other_work_everywhere(site: MatrixSite) -> None:
    shown = await narrow(site, {"scope_units": UNIT})
    assert "Phạm vi: đơn vị Phòng" in shown
    within = numbers([task for task in TASKS if task.relation is not Relation.FOREIGN])
    wrong, seen = await leaks(site, within | {INSPECTION_NUMBER})
    assert wrong == []
    assert {number for kind, number in seen if kind is Mark.CODE} == within
    assert (Mark.INSPECTION, INSPECTION_NUMBER) in seen


async def test_case_files_and_findings_are_of_what_is_within_alone(site: MatrixSite) -> None:
    """In the scope of the unit, which the test before has left."""
    inspector, before = site.browsers[INSPECTOR], await site.web.size()
    outside = next(task for task in PERIODIC if task.relation is Relation.FOREIGN)
    by_on = f"{today() + timedelta(days=9):%d/%m/%Y}"

    async def asked(address: str, **form: str) -> Response:
        command = {"command_id": str(RANDOMNESS.new_id())}
        return await inspector.post(address, data={**command, **form})

    for task, status in ((CHOSEN, 303), (outside, 404)):
        assert (await asked("/khoa-so/ho-so", task=stream_of(task))).status_code == status
        assert (await asked("/khoa-so/ho-so", item=task.code)).status_code == status
    said_of = {"text": "Đề nghị giải trình.", "answer_by_on": by_on}
    for form in (
        {"unit": OTHER, "period": "2026-Q4"},
        {"unit": OTHER, "subject": stream_of(outside)},
        {"unit": OTHER, "subject": outside.code},
    ):
        refused = await asked("/thanh-tra/kien-nghi/lap", **said_of, **form)
        assert refused.status_code == 409
        assert "không thuộc phạm vi của bạn" in refused.text
    assert await site.web.size() - before == 3, "the refused attempts"
    opened = await asked(
        "/thanh-tra/kien-nghi/lap", **said_of, unit=UNIT, subject=stream_of(CHOSEN)
    )
    assert opened.status_code == 303


async def test_a_scope_of_one_item_and_a_time_tells_of_nothing_else(site: MatrixSite) -> None:
    shown = await narrow(
        site,
        {"scope_units": UNIT, "scope_items": CHOSEN.code, "scope_from_on": "01/01/2001"},
    )
    assert f"mục {CHOSEN.code}; kỳ báo cáo từ ngày 01/01/2001" in shown
    # What this inspector has found stays this inspector's to read.
    wrong, seen = await leaks(site, frozenset({CHOSEN.number, INSPECTION_NUMBER}))
    assert wrong == []
    assert {number for kind, number in seen if kind is Mark.CODE} == {CHOSEN.number}


async def test_a_time_in_which_nothing_was_reported_shows_the_item_and_no_task(
    site: MatrixSite,
) -> None:
    days = {"scope_from_on": "01/01/2001", "scope_until_on": "31/12/2001"}
    shown = await narrow(site, {"scope_units": UNIT, "scope_items": CHOSEN.code, **days})
    assert "đến hết ngày 31/12/2001" in shown
    inspector = site.browsers[INSPECTOR]
    assert (await inspector.get(f"/ke-hoach/{CHOSEN.code}")).status_code == 200
    for address in (
        f"/viec/{stream_of(CHOSEN)}",
        f"/api/tasks/{stream_of(CHOSEN)}",
        f"/thanh-tra/viec/{stream_of(CHOSEN)}",
    ):
        assert (await inspector.get(address)).status_code == 404, address
    for address in ("/viec", "/thanh-tra", "/tong-quan/viec", "/nhat-ky", "/api/tasks"):
        answer = await inspector.get(address)
        assert answer.status_code == 200
        assert stream_of(CHOSEN) not in answer.text, address
