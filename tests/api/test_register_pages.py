"""The register shows assigned work in the columns of the paper, and writes the same as Excel."""

import pytest

from api.labels.words import day
from api.web.static_files import STATIC
from services.register.columns import REGISTER_COLUMNS
from tests.api.registers import HEADS, cells_of, given, registered, said
from tests.api.ward import WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
FORMS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def two_works(web: WebWard) -> str:
    """Two units have work of one paper, one of them without a day; the paper's code."""
    async with web.browser("kiemtra") as office:
        code = await registered(web, office)
        await given(
            web,
            office,
            code,
            title="Báo cáo kết quả rà soát",
            lead_units="VHXH",
            supporting_units="KTHTDT",
            due_on="18/12/2026",
            follower=str(await web.person_id("kiemtra")),
        )
        await given(
            web,
            office,
            code,
            title="Tuyên truyền trên loa",
            lead_units="KTHTDT",
            without_due="khong-thoi-han",
        )
    return code


async def test_the_register_has_the_columns_of_the_paper_and_each_task_once(web: WebWard) -> None:
    code = await two_works(web)
    async with web.browser("chanhvp") as chief:
        page = await chief.get("/so-theo-doi")
        assert page.status_code == 200
        spoken = said(page)
        places = [spoken.index(column.head) for column in REGISTER_COLUMNS[3:8]]
        assert places == sorted(places)
        assert f"{code}.1" in spoken
        assert f"{code}.2" in spoken
        assert "2 việc" in spoken
        assert "Không thời hạn" in spoken
        assert "Vũ Thị Ngọc" in spoken, "the one who ordered, not the one who typed"


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("tinh-trang=dang-thuc-hien", (1, 2)),
        ("tinh-trang=qua-han", ()),
        ("tinh-trang=da-xong", ()),
        ("tinh-trang=cho-cap-tren", ()),
        ("tinh-trang=khong-thoi-han", (2,)),
        ("don-vi=KTHTDT", (1, 2)),
        ("don-vi=VHXH", (1,)),
        ("nguon=van-ban-den", (1, 2)),
        ("nguon=don", ()),
        ("tim=loa", (2,)),
        ("tim=ra+soat+512", (1, 2)),
        ("han-tu=18/12/2026&han-den=18/12/2026", (1,)),
        ("han-tu=19/12/2026", ()),
    ],
)
async def test_filters_keep_the_same_rows_on_the_page_and_in_the_file(
    web: WebWard, query: str, codes: tuple[int, ...]
) -> None:
    code = await two_works(web)
    wanted = [f"{code}.{number}" for number in codes]
    async with web.browser("chanhvp") as chief:
        spoken = said(await chief.get(f"/so-theo-doi?{query}"))
        assert [each for each in (f"{code}.1", f"{code}.2") if each in spoken] == wanted
        file = await chief.get(f"/so-theo-doi/so.xlsx?{query}")
        assert file.status_code == 200, file.text
        assert file.headers["content-type"] == FORMS
        rows = cells_of(file.content)
        heads = next(at for at, row in enumerate(rows) if row[0] == HEADS["ordinal"])
        assert list(rows[heads]) == [column.head for column in REGISTER_COLUMNS]
        assert [row[1] for row in rows[heads + 1 :]] == wanted


async def test_a_wrong_day_or_unit_is_said_and_nothing_else_is_lost(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        wrong = await chief.get("/so-theo-doi?han-tu=31/02/2026&tim=loa")
        assert wrong.status_code == 422
        assert "31/02/2026" in said(wrong)
        assert (await chief.get("/so-theo-doi?don-vi=XYZ")).status_code == 422
        assert (await chief.get("/so-theo-doi/so.xlsx?don-vi=XYZ")).status_code == 422


async def test_all_rows_stand_on_one_page_for_print_in_either_size(web: WebWard) -> None:
    await two_works(web)
    async with web.browser("chanhvp") as chief:
        large = await chief.get("/so-theo-doi?in=1")
        assert 'class="data-box register a3"' in large.text
        small = await chief.get("/so-theo-doi?in=1&kho=a4")
        assert 'class="data-box register a4"' in small.text
        css = (STATIC / "own" / "print.css").read_text(encoding="utf-8")
        for rule in ("A3 landscape", "A4 landscape", "table-header-group"):
            assert rule in css, "heads are printed again on every page of either size"


@pytest.mark.parametrize("login", ["chuyenvien", "truongphong", "quantri"])
async def test_who_sees_no_directives_sees_no_register(web: WebWard, login: str) -> None:
    async with web.browser(login) as somebody:
        for address in ("", "/so.xlsx", "/mau.xlsx"):
            assert (await somebody.get(f"/so-theo-doi{address}")).status_code == 404


async def test_of_a_secret_paper_number_and_day_alone_are_shown(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        code = await registered(web, office, number="07/M-VP", secret="mat")
        await given(web, office, code, lead_units="CAP", due_on="18/12/2026", title="")
    async with web.browser("thanhtra") as inspector:
        page = said(await inspector.get("/so-theo-doi"))
        assert "07/M-VP" in page
        assert day(today()) in page
        assert "18/12/2026" not in page
        rows = cells_of((await inspector.get("/so-theo-doi/so.xlsx")).content)
        row = dict(zip(HEADS, rows[-1], strict=True))
        filled = {key for key, value in row.items() if value is not None}
        assert filled == {"ordinal", "code", "number", "issued_on", "restricted"}


async def test_the_template_opens_with_our_heads(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        rows = cells_of((await chief.get("/so-theo-doi/mau.xlsx")).content)
    assert [column.head for column in REGISTER_COLUMNS] in [list(row) for row in rows]
