"""Registers for the tests of their pages: work that is given, files that come in."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date

from httpx2 import AsyncClient, Response
from openpyxl import Workbook, load_workbook

from api.labels.words import day
from services.register.columns import REGISTER_COLUMNS
from tests.api.reading import alert, form_of, read
from tests.api.ward import WebWard
from tests.moment import today

HEADS = {column.key: column.head for column in REGISTER_COLUMNS}
Cells = Mapping[str, str | date]


def said(answer: Response) -> str:
    """Everything that a page says, with single blanks."""
    return " ".join("".join(read(answer).text).split())


async def registered(
    web: WebWard, client: AsyncClient, source: str = "incoming_document", **typed: str
) -> str:
    """The code of a directive that was registered by its form."""
    page = await client.get(f"/giao-viec/moi?nguon={source}")
    form = form_of(page, "/giao-viec/moi")
    fields = {"number": "512/UBND-VP", "dated_on": day(today()), **typed}
    if source == "incoming_document":
        more = {"issuer": "UBND thành phố", "summary": "V/v rà soát hộ nghèo"}
        secret = fields.get("secret")
        fields = {**({} if secret else more), **fields}
    else:
        fields.setdefault("orderer", str(await web.person_id("phochutich")))
    answer = await client.post(form.action, data={**form.fields, **fields})
    assert answer.status_code == 303, alert(answer)
    return form.fields["code"]


async def given(web: WebWard, client: AsyncClient, code: str, **typed: str) -> None:
    """Work of a whole directive, given by its form."""
    page = await client.get(f"/giao-viec/{code}/giao")
    form = form_of(page, "/giao-viec")
    leader = str(await web.person_id("phochutich"))
    fields = {"orderer": leader, "ordered_on": day(today()), **typed}
    answer = await client.post(form.action, data={**form.fields, **fields})
    assert answer.status_code == 303, alert(answer)


def workbook(
    rows: Sequence[Cells], heads: Mapping[str, str] | None = None, title: str = "SỔ THEO DÕI"
) -> bytes:
    """An Excel file with these rows under these heads, by the keys of our columns."""
    columns = heads or {key: head for key, head in HEADS.items() if any(key in r for r in rows)}
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.append(list(columns.values()))
    for row in rows:
        sheet.append([row.get(key) for key in columns])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cells_of(content: bytes) -> list[tuple[object, ...]]:
    """The filled rows of the first sheet of an Excel file."""
    book = load_workbook(io.BytesIO(content))
    rows = book.worksheets[0].iter_rows(values_only=True)
    return [row for row in rows if any(value is not None for value in row)]


def paper_row(**cells: str | date) -> Cells:
    """A row of one paper, with other cells where they are given."""
    return {
        "received_number": "310",
        "number": "700/UBND-VP",
        "issued_on": date(2026, 11, 20),
        "issuer": "UBND thành phố",
        "summary": "V/v rà soát nhà ở xã hội",
        "work": "Báo cáo kết quả rà soát nhà ở xã hội",
        "assigner": "Vũ Thị Ngọc",
        "assigned_on": date(2026, 11, 23),
        "lead": "Phòng Văn hóa - Xã hội",
        "due_on": date(2026, 12, 18),
        **cells,
    }


async def sent(client: AsyncClient, content: bytes, name: str = "sổ.xlsx") -> Response:
    """The answer to a file that is sent for a preview, and the page behind it."""
    page = await client.get("/so-theo-doi/nhap")
    form = form_of(page, "/so-theo-doi/nhap")
    answer = await client.post(form.action, files={"file": (name, content)})
    if answer.status_code != 303:
        return answer
    return await client.get(answer.headers["location"])


async def written(client: AsyncClient, preview: Response, **typed: str) -> Response:
    """The page after “Ghi” on a preview."""
    form = form_of(preview, "/ghi")
    answer = await client.post(form.action, data={**form.fields, **typed})
    assert answer.status_code == 303, alert(answer)
    return await client.get(answer.headers["location"])


def sums(page: Response) -> dict[str, int]:
    """The sums of the file on a page of an import, by their words."""
    table = page.text.split("<caption>Các dòng của tệp</caption>")[1].split("</table>")[0]
    found = re.findall(r'scope="row">([^<]+)</th><td[^>]*>([\d.]+|–)</td>', table)
    return {name: int(number.replace(".", "").replace("–", "0")) for name, number in found}
