"""The sheet leaves as an Excel file and comes back as drafts; nothing is sent by it."""

import io

import pytest
from httpx2 import AsyncClient, Response
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.api.reading import alert
from tests.api.test_period_sheet import WORDS, address_of, fields_of
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
HEAD = 4  # the row of the columns' names
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def taken(client: AsyncClient, address: str) -> tuple[Workbook, Worksheet, dict[str, int]]:
    """The file as it comes, its sheet, and where each column stands."""
    answer = await client.get(f"{address}/bang.xlsx")
    assert answer.headers["content-type"] == EXCEL
    book = load_workbook(io.BytesIO(answer.content))
    page = book.worksheets[0]
    return book, page, {str(cell.value): place for place, cell in enumerate(page[HEAD], 1)}


def line_of(page: Worksheet, columns: dict[str, int], key: str) -> int:
    """The row of a line, by its key."""
    place = columns["Mã dòng (không sửa)"]
    return next(row for row in range(HEAD, 60) if page.cell(row, place).value == key)


async def brought(client: AsyncClient, address: str, content: bytes, **typed: str) -> Response:
    """The file, sent back in the form of the sheet."""
    fields = {**fields_of(await client.get(address)), **typed}
    files = {"bang-excel:file": ("phiếu.xlsx", content, EXCEL)}
    return await client.post(f"{address}/nhap", data=fields, files=files)


def bytes_of(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


async def test_what_was_filled_in_comes_back_as_drafts(web: WebWard) -> None:
    duty, rate, address = web.task("51-08"), web.task("CT10"), address_of(web)
    async with web.browser("chuyenvien") as specialist:
        book, page, columns = await taken(specialist, address)
        first = line_of(page, columns, f"{rate} CT10.1")
        page.cell(first, columns["Thực hiện kỳ này"], 97.45)
        page.cell(first, columns["Loại số"], "số sơ bộ")
        second = line_of(page, columns, f"{rate} CT10.2")
        page.cell(second, columns["Lý do không có số"], "Chưa kiểm đếm xong.")
        page.cell(line_of(page, columns, f"{rate} CT10.3"), columns["Thực hiện kỳ này"], "ĐẠT")
        page.cell(line_of(page, columns, duty), columns["Nội dung báo cáo"], WORDS)
        size = await web.size()
        answer = await brought(specialist, address, bytes_of(book))
        assert answer.status_code == 200, alert(answer)
        assert "Đã đọc 5 ô của 2 việc vào nháp" in answer.text
        assert await web.size() == size, "nothing was sent"
        for kept in (fields_of(answer), fields_of(await specialist.get(address))):
            assert kept[f"{rate}:figure.CT10.1"] == "97,45"
            assert kept[f"{rate}:kind.CT10.1"] == "preliminary"
            assert kept[f"{rate}:nil.CT10.2"] == "Chưa kiểm đếm xong."
            assert kept[f"{rate}:figure.CT10.3"] == "dat"
            assert kept[f"{duty}:text"] == WORDS
        _, again, columns = await taken(specialist, address)
        assert again.cell(first, columns["Thực hiện kỳ này"]).value == 97.45
        assert again.cell(first, columns["Loại số"]).value == "Số sơ bộ"


async def test_a_blank_cell_keeps_what_was_typed_and_a_wrong_one_is_named(web: WebWard) -> None:
    duty, rate, address = web.task("51-08"), web.task("CT10"), address_of(web)
    async with web.browser("chuyenvien") as specialist:
        book, page, columns = await taken(specialist, address)
        third = line_of(page, columns, f"{rate} CT10.3")
        page.cell(third, columns["Thực hiện kỳ này"], "có lẽ")
        page.cell(third + 40, columns["Mã dòng (không sửa)"], "task-khac CT10.1")
        page.cell(third + 40, columns["Thực hiện kỳ này"], 5)
        answer = await brought(specialist, address, bytes_of(book), **{f"{duty}:text": WORDS})
        assert answer.status_code == 200
        assert "Đã đọc 0 ô của 0 việc" in answer.text
        assert "“có lẽ” không có trong danh sách" in answer.text
        assert f"Dòng {third + 40}: không có mã dòng nào của phiếu này." in answer.text
        assert fields_of(answer)[f"{duty}:text"] == WORDS


@pytest.mark.parametrize("content", [b"", b"no workbook", bytes_of(Workbook())])
async def test_another_file_is_refused_and_nothing_typed_is_lost(
    web: WebWard, content: bytes
) -> None:
    duty, address = web.task("51-08"), address_of(web)
    async with web.browser("chuyenvien") as specialist:
        answer = await brought(specialist, address, content, **{f"{duty}:text": WORDS})
        assert answer.status_code == 422
        assert "tệp" in alert(answer).casefold()
        assert fields_of(answer)[f"{duty}:text"] == WORDS


async def test_restricted_work_is_not_in_the_file(web: WebWard) -> None:
    async with web.browser("conganvien") as officer:
        _, page, _ = await taken(officer, address_of(web))
        said = "".join(str(cell.value or "") for row in page.iter_rows() for cell in row)
    assert web.task("58-01") not in said


@pytest.mark.parametrize("words", ["=1+1", "_x0041_ là chữ", "-5 hộ\nso với kỳ trước", "@đơn vị"])
async def test_what_excel_could_take_for_something_else_comes_back_as_it_was_typed(
    web: WebWard, words: str
) -> None:
    text, address = f"{web.task('51-08')}:text", address_of(web)
    async with web.browser("chuyenvien") as specialist:
        await brought(specialist, address, b"", **{text: words})  # kept as a draft all the same
        file = (await specialist.get(f"{address}/bang.xlsx")).content
        answer = await brought(specialist, address, file, **{text: WORDS})
        assert answer.status_code == 200, alert(answer)
        assert fields_of(answer)[text] == words
