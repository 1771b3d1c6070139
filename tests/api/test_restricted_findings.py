"""Findings about restricted work: who learns of them in the log, and what became restricted."""

from datetime import timedelta
from io import BytesIO

import pytest
from httpx2 import AsyncClient, Response
from openpyxl import load_workbook

from api.labels.words import day
from infra.randomness import RANDOMNESS
from services.domain.assignment.events import assignment_stream
from services.domain.directory.events import UnitRegistered, unit_stream
from services.domain.directory.tokens import Scope
from services.domain.directory.unit_kinds import UnitKind
from services.domain.inspection_scope import InspectionScope
from services.domain.roles import Holder, Office, OfficeHeld
from services.queries.log import log_page
from services.queries.log_views import LogFilter
from services.queries.reading import reading
from tests.api.log_rows import rows_of
from tests.api.pages_said import said
from tests.api.programs import program
from tests.api.reading import send
from tests.api.test_inspection_findings import LIST, WORDS, opened
from tests.api.ward import WebWard
from tests.commands.forging import judged
from tests.moment import today
from tests.projections.lives import act, clock, sampled_of
from tests.queries.people import reader_of

pytestmark = pytest.mark.postgres
NUMBER = "15/TTr"
PAPER = {"text": "", "paper_number": NUMBER, "paper_date": day(today())}
ITEM = "III-07"
OUTSIDE = "Việc ngoài phạm vi của bạn"


async def of_secret(web: WebWard, inspector: AsyncClient, **typed: str) -> str:
    """A finding about the restricted task, by a paper of the day before."""
    before = {"paper_date": day(today() - timedelta(days=1))}
    return await opened(
        inspector, subject=web.task("58-01"), unit="CAP", **{**PAPER, **before, **typed}
    )


async def restrict(web: WebWard) -> None:
    """The item, which nobody led, is the police's from now on."""
    named = sampled_of("name-lead", {"item": assignment_stream(ITEM)}, lead_unit="CAP")
    await act(web, "chanhvp", named)


def cells(answer: Response) -> list[str]:
    """Everything that stands in an Excel file."""
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]


async def test_the_office_reads_no_more_of_it_in_the_log_than_of_other_restricted_work(
    web: WebWard,
) -> None:
    async with web.browser("thanhtra") as inspector, web.browser("truongcongan") as head:
        way = await of_secret(web, inspector)
        position = await web.size()
        answered = await send(head, way, "/tra-loi", {**PAPER, "paper_number": "16/CV"})
        assert answered.status_code == 303
    code = way.rpartition("/")[2]
    async with web.browser("chanhvp") as chief:
        for number in (NUMBER, "16/CV"):
            assert rows_of(await chief.get("/nhat-ky", params={"so": number})) == []
        assert rows_of(await chief.get("/nhat-ky", params={"ghi-sau": "1"})) == []
        shown = await chief.get("/nhat-ky")
        rows = [(row[2], row[3].partition(" Sự kiện")[0]) for row in rows_of(shown)]
        for kind in ("Trả lời kiến nghị kiểm tra.", "Lập kiến nghị kiểm tra."):
            assert (OUTSIDE, kind) in rows
        event = await chief.get(f"/nhat-ky/{position}")
        assert OUTSIDE in said(event)
        file = await chief.get("/nhat-ky/tep.xlsx")
        for page_text in (shown.text, event.text, *cells(file)):
            for secret in (NUMBER, "16/CV", code, "trả lời trước hết ngày"):
                assert secret not in page_text
    async with program(web, "chanhvp", Scope.READ) as caller:
        line = (await caller.get(f"/log/{position}")).json()
        assert (line["stream"], line["version"], line["happened_on"]) == (None, None, None)
        assert line["said"] == "Lập kiến nghị kiểm tra."
        listed = (await caller.get("/log", params={"number": NUMBER})).json()
        assert (listed["lines"], listed["total"]) == ([], 0)


async def test_who_may_see_it_finds_the_way_to_it_in_the_log_and_the_act_alone(
    web: WebWard,
) -> None:
    async with web.browser("thanhtra") as inspector:
        way = await of_secret(web, inspector)
        position = await web.size()
        for login in ("thanhtra", "phochutich"):
            async with web.browser(login) as somebody:
                event = await somebody.get(f"/nhat-ky/{position}")
                assert f'href="{way}"' in event.text
                assert "Lập kiến nghị kiểm tra." in said(event)
                assert NUMBER not in event.text
                assert rows_of(await somebody.get("/nhat-ky", params={"so": NUMBER})) == []
                assert NUMBER in said(await somebody.get(way))


async def test_of_other_work_the_log_says_and_finds_the_paper(web: WebWard) -> None:
    async with web.browser("thanhtra") as inspector, web.browser("chanhvp") as chief:
        before = {"paper_date": day(today() - timedelta(days=1))}
        await opened(inspector, subject="51-08", **{**PAPER, **before, "text": WORDS})
        for query in ({"so": NUMBER}, {"ghi-sau": "1"}):
            (row,) = rows_of(await chief.get("/nhat-ky", params=query))
            assert f"văn bản số {NUMBER}" in row[3]
            assert row[2] == ""


async def test_an_inspector_with_a_scope_reads_in_the_log_what_this_inspector_did_alone(
    web: WebWard,
) -> None:
    async with web.browser("thanhtra") as inspector:
        await opened(inspector, subject="51-08", **{**PAPER, "text": WORDS})
        await of_secret(web, inspector)
    scope = InspectionScope(units=("KTHTDT", "CAP"))
    office = OfficeHeld(office=Office.INSPECTOR, unit=None, from_on=today(), scope=scope)
    own = await web.person_id("thanhtra")
    other = await web.person_id("kiemtra")
    seen = {}
    for person_id in (own, other):
        holder = Holder(person_id=person_id, offices=(office,))
        reader = await reader_of(web, "thanhtra", holder)
        for number in (None, NUMBER):
            async with reading(web.engine) as connection:
                wanted = LogFilter(number=number or "")
                page = await log_page(connection, web.ward.ledger, reader, wanted)
            lines = [each for each in page.lines if each.fact.stream.startswith("inspection-")]
            seen[person_id, number] = [each.elsewhere for each in lines]
    assert seen == {
        (own, None): [False, False],
        (own, NUMBER): [False],
        (other, None): [],
        (other, NUMBER): [],
    }


async def test_what_became_restricted_later_is_hidden_and_takes_no_more_words(
    web: WebWard,
) -> None:
    async with web.browser("thanhtra") as inspector, web.browser("truongphoihop") as head:
        way = await opened(inspector, subject=ITEM, unit="VHXH", text=WORDS)
        answered = await send(head, way, "/tra-loi", {"text": "Đã đối chiếu."})
        assert answered.status_code == 303
        async with web.browser("chanhvp") as chief:
            assert WORDS in said(await chief.get(way))
            assert WORDS in said(await chief.get(LIST))
            await restrict(web)
            assert (await chief.get(way)).status_code == 404
            assert WORDS not in said(await chief.get(LIST))
            sent = {"command_id": str(RANDOMNESS.new_id()), "text": "Xong."}
            tried = await chief.post(f"{way}/ket-luan", data=sent)
            assert tried.status_code == 404
        assert 'name="text"' not in (await head.get(way)).text
        for client, act_on in ((head, "/tra-loi"), (inspector, "/ket-luan"), (inspector, "/rut")):
            refused = await send(client, way, act_on, {"text": "Bằng lời."})
            assert refused.status_code == 409, act_on
            assert "không nhập nội dung bằng lời" in refused.text
            bare = await send(client, way, act_on, {"text": ""})
            assert "hãy ghi số và ngày của văn bản" in bare.text
        for client, act_on in ((head, "/tra-loi"), (inspector, "/ket-luan")):
            assert (await send(client, way, act_on, PAPER)).status_code == 303, act_on
    async with program(web, "thanhtra", Scope.READ) as caller:
        code = way.rpartition("/")[2]
        whole = (await caller.get(f"/inspection-findings/{code}")).json()
        listed = (await caller.get("/inspection-findings")).json()
        assert whole["finding"]["restricted"]
        assert [each["restricted"] for each in listed["findings"]] == [True]
    async with program(web, "chanhvp", Scope.READ) as caller:
        assert (await caller.get(f"/inspection-findings/{code}")).status_code == 404
        assert (await caller.get("/inspection-findings")).json()["total"] == 0
    async with web.browser("chanhvp") as chief:
        rows = rows_of(await chief.get("/nhat-ky", params={"loai": "inspection-finding-opened"}))
        assert [row[2] for row in rows] == [OUTSIDE]
    # What was answered in words while that was lawful stays sound.
    assert (await judged(web)).wrongs == frozenset()


async def test_a_unit_that_became_restricted_makes_findings_about_it_so(web: WebWard) -> None:
    async with web.browser("thanhtra") as inspector, web.browser("chanhvp") as chief:
        ways = [await opened(inspector), await opened(inspector, period="2026-Q4")]
        restricted = UnitRegistered(
            code="KTHTDT",
            name="Phòng Kinh tế, Hạ tầng và Đô thị",
            kind=UnitKind.SPECIALISED.value,
            aliases=(),
            internal=True,
            restricted=True,
        )
        for way in ways:
            assert (await chief.get(way)).status_code == 200
        await clock(web, unit_stream("KTHTDT"), restricted)
        assert WORDS not in said(await chief.get(LIST))
        for way in ways:
            assert (await chief.get(way)).status_code == 404
            refused = await send(inspector, way, "/rut", {"text": "Lập nhầm."})
            assert refused.status_code == 409
