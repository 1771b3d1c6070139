"""The page Bằng chứng chấm điểm: who sees which lines, what it says, its workbook and its call."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from api.appraisal import count_labels, labels
from api.appraisal.asked import period_choices
from api.appraisal.workbook import workbook
from api.labels import count_groups, words
from infra.wiring import decree_readings
from services.commands.access import AccessKind
from services.domain.directory.tokens import Scope
from services.domain.task.appraisal_lines import month_of, period_of, quarter_of
from services.domain.task.births import CountGroup
from services.domain.task.events import DeadlineMissed
from services.queries.appraisal import appraisal
from services.queries.appraisal_views import Appraisal, AppraisalFilter
from services.queries.reading import reading
from tests.api.pages_said import said
from tests.api.programs import problem, program
from tests.api.reading import alert
from tests.api.ward import PEOPLE, WebWard
from tests.moment import today
from tests.projections.lives import act, approval, clock, live, report, sampled
from tests.queries.people import viewing_of

pytestmark = pytest.mark.postgres
CLOSED = "dongnghiep"  # the account that the usual lives close
PAGE = "/bang-chung-cham-diem"
QUARTER = quarter_of(today()).code
SECRET = ("Giữ gìn trật tự an toàn xã hội", "15/BC-CAP")


async def found_by(web: WebWard, login: str, period: str = QUARTER) -> Appraisal:
    asked = period_of(period)
    assert asked is not None
    viewing = await viewing_of(web, login)
    which = AppraisalFilter(period=asked)
    async with reading(web.engine) as connection:
        return await appraisal(connection, web.ward.ledger, viewing, which, decree_readings())


@pytest.mark.parametrize("login", sorted({*PEOPLE} - {CLOSED}))
async def test_everybody_sees_exactly_the_lines_of_their_right(web: WebWard, login: str) -> None:
    await live(web)
    found = await found_by(web, login)
    async with web.browser(login) as viewer:
        answer = await viewer.get(f"{PAGE}?ky={QUARTER}")
        assert answer.status_code == 200
        spoken = said(answer)
        for row in found.rows:
            for cell in labels.cells(labels.line_words(row, found)):
                assert " ".join(cell.split()) in spoken, cell
        assert answer.text.count('data-label="Sự kiện"') == len(found.rows)
        front = await viewer.get("/viec")
        assert (f'href="{PAGE}"' in front.text) is (login != "quantri")
        seen = any(secret in answer.text for secret in SECRET)
    if login in {"chuyenvien", "truongphong", "phoihop", "thanhtra", "quantri"}:
        assert not seen
    units = {row.line.owner.unit for row in found.rows}
    if login in {"kiemtra", "chanhvp", "phochutich"}:
        assert units == {"KTHTDT", "VP", "CAP"}
    elif PEOPLE[login][2] and login != "phoihop":
        assert units <= {PEOPLE[login][2]}
    if login in {"quantri", "phoihop"}:
        assert found.rows == ()


async def test_each_link_of_a_line_opens_its_task_or_its_fact(web: WebWard) -> None:
    await live(web)
    found = await found_by(web, "chanhvp")
    links = [fact for row in found.rows for fact in labels.facts_of(row)]
    assert {fact.said for fact in links} >= {"Trả lại bản 1", "Xác nhận hoàn thành"}
    async with web.browser("chanhvp") as chief:
        for row in found.rows:
            assert (await chief.get(f"/viec/{row.task.stream}")).status_code == 200
        for fact in links:
            shown = await chief.get(f"/nhat-ky/{fact.position}")
            assert shown.status_code == 200
            assert fact.said.split()[0] in said(shown)


async def test_a_period_without_products_says_so_and_gives_no_number(web: WebWard) -> None:
    await live(web)
    async with web.browser("chanhvp") as chief:
        spoken = said(await chief.get(f"{PAGE}?ky=2020-M02"))
    assert spoken.count("Nhóm này không có dòng nào.") == len(CountGroup)
    assert "Không có dòng nào trong kỳ" in spoken
    assert "%" not in spoken.split("Từng dòng")[0]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("ky=2026", "Kỳ: chỉ xem được theo tháng"),
        ("ky=2026-M13", "Kỳ: chỉ xem được theo tháng"),
        ("ky=%00", "Kỳ: chỉ xem được theo tháng"),
        ("don-vi=KHONGCO", "Đơn vị: không có"),
        ("can-bo=ai", "Cán bộ: hãy chọn"),
    ],
)
async def test_an_address_that_is_not_understood_is_answered_in_a_sentence(
    web: WebWard, asked: str, sentence: str
) -> None:
    async with web.browser("chanhvp") as chief:
        answer = await chief.get(f"{PAGE}?{asked}")
        assert answer.status_code == 422
        assert sentence in alert(answer)
        file = await chief.get(f"{PAGE}/tep.xlsx?{asked}")
        assert file.status_code == 422
        assert sentence in said(file)
    async with program(web, "chanhvp", Scope.READ) as client:
        problem(
            await client.get("/appraisal", params={"period": "2026-M13"}), 422, "request-invalid"
        )


async def test_the_workbook_says_what_the_page_says_and_is_noted(web: WebWard) -> None:
    await live(web)
    found = await found_by(web, "chanhvp")
    async with web.browser("chanhvp") as chief:
        page = said(await chief.get(f"{PAGE}?ky={QUARTER}"))
        answer = await chief.get(f"{PAGE}/tep.xlsx?ky={QUARTER}")
    assert answer.status_code == 200
    assert f"bang-chung-cham-diem-{QUARTER}.xlsx" in answer.headers["content-disposition"]
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Tổng hợp", "Từng dòng", "Cách đọc"]
    rows = [tuple(cell.value for cell in row) for row in book["Từng dòng"].iter_rows()]
    head = rows.index(tuple(labels.COLUMNS.values()))
    assert labels.NO_SCORE in {row[0] for row in rows[:head]}
    assert any(count_labels.filters_of(found) in str(row[0]) for row in rows[:head])
    lines = rows[head + 1 :]
    of_groups = [line for line in lines if line[1] is not None]
    assert of_groups == [labels.cells(labels.line_words(row, found)) for row in found.rows]
    assert all(" ".join(str(cell).split()) in page for line in of_groups for cell in line)
    headings = [str(line[0]).partition(":")[0] for line in lines if line[1] is None]
    assert headings == [*count_groups.NAMES.values()]
    counts = [tuple(cell.value for cell in row) for row in book["Tổng hợp"].iter_rows()]
    head = counts.index(tuple(count_labels.COUNT_COLUMNS.values()))
    counted = [row for row in counts[head + 1 :] if row[1] is not None]
    assert len(counted) == sum(len(each.by_unit) + len(each.by_person) for each in found.groups)
    async with web.engine.connect() as connection:
        noted = await connection.execute(
            text("SELECT count(*) FROM access_log WHERE kind = :kind"),
            {"kind": AccessKind.APPRAISAL_EXPORTED.value},
        )
        assert noted.scalar_one() == 1


async def test_what_looks_like_a_formula_stays_words_in_the_workbook(web: WebWard) -> None:
    found = await found_by(web, "chanhvp")
    content = workbook(
        found, decree_readings(), (await viewing_of(web, "chanhvp")).now, ("=1+1\x01",)
    )
    sheet = load_workbook(BytesIO(content))["Tổng hợp"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")


async def test_the_call_gives_the_lines_and_counts_of_the_page(web: WebWard) -> None:
    duty = web.task("51-08")
    missed_on = today() - timedelta(days=10)
    await clock(web, duty, DeadlineMissed(due_on=missed_on, cause="due_day_ended"))
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "truongphong", approval(duty, 1))
    await act(
        web, "chuyenvien", sampled("claim-cause", duty, about="missed_date", submission=None)
    )
    period = month_of(missed_on).code
    found = await found_by(web, "truongphong", period)
    async with program(web, "truongphong", Scope.READ) as client:
        body = (await client.get("/appraisal", params={"period": period})).json()
    assert body["period"] == period
    assert [each["group"] for each in body["groups"]] == [*CountGroup]
    routine = body["groups"][-1]
    assert len(routine["lines"]) == len(found.rows)
    (line,) = (line for line in routine["lines"] if line["stream"] == duty)
    assert line["late"]["since_on"] == missed_on.isoformat()
    assert line["late"]["cause"]["confirmed"] is None
    assert line["owned_by"] == "sent"
    assert [each["progress_percent"] for each in line["readings"]] == [25, 100]
    assert line["readings_differ"]
    assert routine["total"]["late"] == 1
    (row,) = (row for row in found.rows if row.task.stream == duty)
    spoken = labels.line_words(row, found)
    assert spoken.readings.startswith("Khác nhau. Theo câu chữ nghị định: trừ 25% điểm tiến độ")
    assert "không còn điểm tiến độ" in spoken.readings
    assert "chưa được trả lời" in spoken.causes
    assert "người gửi báo cáo" in spoken.official


def test_every_column_has_its_words() -> None:
    assert tuple(labels.COLUMNS) == labels.LineWords.__slots__
    assert tuple(count_labels.COUNT_COLUMNS) == count_labels.CountWords.__slots__
    chosen = dict(period_choices(today(), "2020-Q1"))
    assert next(iter(chosen)) == "2020-Q1"
    assert {month_of(today()).code, quarter_of(today()).code} < set(chosen)
    assert chosen["2020-Q1"] == words.period("2020-Q1")


async def test_a_filter_that_holds_is_seen_where_the_period_has_no_such_line(web: WebWard) -> None:
    await live(web)
    official = await web.person_id("phoihop")
    async with web.browser("chanhvp") as chief:
        answer = await chief.get(f"{PAGE}?ky={QUARTER}&don-vi=VHXH&can-bo={official}")
        assert answer.status_code == 200
        assert '<option value="VHXH" selected>Phòng Văn hóa - Xã hội</option>' in answer.text
        name = PEOPLE["phoihop"][0]
        assert f'<option value="{official}" selected>{name}</option>' in answer.text
        spoken = said(answer)
        assert f"Cán bộ: {name}" in spoken
        assert "Không có dòng nào như đang lọc" in spoken
        assert "Không có dòng nào trong kỳ" not in spoken
        book = load_workbook(
            BytesIO((await chief.get(f"{PAGE}/tep.xlsx?can-bo={official}")).content)
        )
        head = [str(row[0].value) for row in book["Tổng hợp"].iter_rows(max_row=6)]
    assert any(f"Cán bộ: {name}" in line for line in head)


async def test_the_help_names_what_the_page_shows_and_takes(web: WebWard) -> None:
    async with web.browser("chuyenvien") as viewer:
        spoken = said(await viewer.get("/tro-giup/bang-chung-cham-diem"))
    for key in ("contributions", "contests", "readings"):
        assert labels.COLUMNS[key] in spoken.split("Chữ và màu")[1]
    assert "Gửi đề nghị" in spoken.split("Chữ và màu")[0]
    assert "chỉ để xem" not in spoken
