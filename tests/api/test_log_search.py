"""The log searched for words that were typed and for papers that were named."""

import io

import pytest
from openpyxl import load_workbook

from services.domain.directory.tokens import Scope
from services.domain.task.events import Ground
from tests.api.directed_work import directed
from tests.api.log_rows import rows_of
from tests.api.pages_said import said
from tests.api.programs import program
from tests.api.test_log_filters import counted
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import Typing, act, approval, figures, returned, sampled, sampled_of
from tests.projections.test_row_audit import by_the_application

pytestmark = pytest.mark.postgres
REPORTED = "Đã lắp 12 trạm cấp nước; còn chờ số liệu của Chi cục Thống kê về hộ ngoại thành."
LONG = " ".join(["Nội dung khác."] * 25 + ["Kinh phí quỹ đất"] + ["đã giải ngân."] * 25)
PAPER = "15/BC-KTHTĐT"


def reported(stream: str, after: int, text: str = REPORTED) -> Typing:
    """A report in words, with a paper behind it."""
    paper = {"number": PAPER, "dated_on": today().isoformat()}
    return sampled("submit-report", stream, after_submission=after, text=text, paper=paper)


async def worked(web: WebWard) -> None:
    """A report that came back for a reason, and figures of which one is nil for a reason."""
    duty = web.task("51-08")
    await act(web, "chuyenvien", reported(duty, 0))
    await act(web, "truongphong", approval(duty, 1))
    await act(web, "kiemtra", returned(duty, 1, Ground.FORMAL_GAP))
    await act(web, "chuyenvien", figures(web.task("CT10")))


async def shown(web: WebWard, login: str, **query: str) -> list[str]:
    """What somebody's list of the log says; as many acts as it counts."""
    async with web.browser(login) as reader:
        answer = await reader.get("/nhat-ky", params=query)
        rows = rows_of(answer)
        assert counted(answer) == len(rows), query
    return [row[3] for row in rows]


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("chờ số liệu", "Gửi báo cáo bản 1"),
        ("THONG KE cho", "Gửi báo cáo bản 1"),
        ("12 trạm", "Gửi báo cáo bản 1"),
        ("can bo sung", "Trả lại báo cáo bản 1"),
        ("kiểm đếm", "Gửi báo cáo bản 1: tỷ lệ"),
    ],
)
async def test_what_was_typed_is_found_in_any_order_and_without_marks(
    web: WebWard, words: str, begins: str
) -> None:
    await worked(web)
    (line,) = await shown(web, "thanhtra", **{"noi-dung": words})
    assert line.startswith(begins), line


@pytest.mark.parametrize("words", ["chờ quỹ", "th", "trạmm", "%", "'", "\x00", "''' & :*", "-"])
async def test_what_nobody_typed_is_found_nowhere(web: WebWard, words: str) -> None:
    await worked(web)
    assert await shown(web, "thanhtra", **{"noi-dung": words}) == []


async def test_the_words_are_marked_and_of_a_long_report_what_stands_around_them(
    web: WebWard,
) -> None:
    await act(web, "chuyenvien", reported(web.task("51-08"), 0, LONG))
    async with web.browser("thanhtra") as inspector:
        answer = await inspector.get("/nhat-ky", params={"noi-dung": "quy dat"})
    assert "<mark>quỹ đất</mark>" in answer.text
    assert "Nội dung khác. Kinh phí quỹ đất đã giải ngân." in said(answer)
    assert said(answer).count("Nội dung khác.") < 5


async def test_words_are_those_of_work_that_the_reader_sees(web: WebWard) -> None:
    await worked(web)
    for login, amount in (
        ("thanhtra", 1),
        ("chuyenvien", 1),
        ("phoihop", 1),
        ("conganvien", 0),
        ("quantri", 0),
    ):
        assert len(await shown(web, login, **{"noi-dung": "thống kê"})) == amount, login
    # Other words of the same people: what a unit has no part in is not theirs.
    assert await shown(web, "phoihop", **{"noi-dung": "kiểm đếm"}) == []


async def test_words_of_restricted_work_are_found_by_nobody(web: WebWard) -> None:
    await worked(web)
    by_the_application(
        web, "UPDATE tasks SET restricted = true WHERE stream = %s", [web.task("51-08")]
    )
    for login in ("thanhtra", "chuyenvien", "chanhvp", "truongcongan"):
        assert await shown(web, login, **{"noi-dung": "thống kê"}) == [], login
        assert await shown(web, login, so=PAPER) == [], login


async def test_an_erased_text_is_found_no_more(web: WebWard) -> None:
    await worked(web)
    with web.database.superuser() as owner:
        owner.execute("ALTER TABLE texts DISABLE TRIGGER append_only")
        owner.execute("DELETE FROM texts WHERE body = %s", [REPORTED])
        owner.execute("ALTER TABLE texts ENABLE ALWAYS TRIGGER append_only")
    assert await shown(web, "thanhtra", **{"noi-dung": "thống kê"}) == []
    assert len(await shown(web, "thanhtra", **{"noi-dung": "cần bổ sung"})) == 1


async def test_a_paper_is_found_behind_a_report_and_behind_the_decision_on_an_office(
    web: WebWard,
) -> None:
    await worked(web)
    for number in (PAPER, f" {PAPER.lower()} "):
        (line,) = await shown(web, "thanhtra", so=number)
        assert line.startswith("Gửi báo cáo bản 1")
    assert await shown(web, "thanhtra", so=PAPER[:-1]) == []
    assert await shown(web, "conganvien", so=PAPER) == []
    await act(web, "quantri", await _renaming(web, "77/QĐ-UBND"))
    (line,) = await shown(web, "thanhtra", so="77/qđ-ubnd")
    assert "Phòng Văn hóa" in line
    assert await shown(web, "chuyenvien", so="77/QĐ-UBND") == []


async def _renaming(web: WebWard, number: str) -> Typing:
    meant = {"person_id": str(await web.person_id("dongnghiep")), "unit": "VHXH"}
    paper = {"number": number, "dated_on": today().isoformat()}
    return sampled_of("rename-unit", meant, name="Phòng Văn hóa", basis=paper)


async def test_a_source_and_acts_that_name_its_paper_are_found_together(web: WebWard) -> None:
    await directed(web, number=PAPER)
    await act(web, "chuyenvien", reported(web.task("51-08"), 0))
    lines = await shown(web, "thanhtra", so=PAPER)
    assert len(lines) == 2
    assert lines[0].startswith("Gửi báo cáo bản 1")
    assert lines[1].startswith("Ghi nhận thông báo kết luận")


async def test_programs_and_the_file_get_the_same(web: WebWard) -> None:
    await worked(web)
    async with program(web, "thanhtra", Scope.READ) as caller:
        answer = (await caller.get("/log", params={"words": "chờ số liệu"})).json()
        nothing = (await caller.get("/log", params={"words": "chờ quỹ"})).json()
        papers = (await caller.get("/log", params={"number": PAPER})).json()
    assert answer["total"] == 1
    assert answer["lines"][0]["words"] == [REPORTED]
    assert (nothing["total"], papers["total"]) == (0, 1)
    async with web.browser("thanhtra") as inspector:
        file = await inspector.get("/nhat-ky/tep.xlsx", params={"noi-dung": "chờ số liệu"})
    (sheet,) = load_workbook(io.BytesIO(file.content)).worksheets
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[-1][-1] == REPORTED
    assert "Lọc theo: tìm trong nội dung chờ số liệu" in {row[0] for row in rows}
    assert rows[-2][0] == "Sự kiện số"


async def test_an_empty_answer_says_that_the_words_left_nothing(web: WebWard) -> None:
    await worked(web)
    async with web.browser("thanhtra") as inspector:
        query = {"noi-dung": "lũ quét", "loai": "report-submitted"}
        answer = await inspector.get("/nhat-ky", params=query)
    assert "Bỏ “Tìm trong nội dung: lũ quét” thì có 2 sự kiện." in said(answer)
    assert 'name="noi-dung" value="lũ quét"' in answer.text
