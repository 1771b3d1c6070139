"""Work programmes by the forms of their pages: what several tests fill in."""

from collections.abc import Mapping
from datetime import UTC, date

from httpx2 import AsyncClient, Response

from services.domain.instants import start_of
from tests.api.reading import alert, form_of, read
from tests.api.ward import WebWard

LIST = "/chuong-trinh"
MONTH = f"{LIST}/2026-M12"
ROW: Mapping[str, str] = {
    "content": "Trình đề án thu gom rác tại nguồn",
    "lead_unit": "kt",
    "supporting_units": "vh",
    "due_on": "18/12/2026",
    "presented_to": "committee",
    "product": "Tờ trình và đề án",
}
UNITS = ("CAP", "KTHTDT", "VHXH", "VP")


def said(answer: Response) -> str:
    """Everything that a page says, with single blanks."""
    return " ".join("".join(read(answer).text).split())


async def sent(
    client: AsyncClient, slug: str, query: str = "", address: str = MONTH, **typed: str
) -> Response:
    """The answer to a form of the programme's page, filled in."""
    page = await client.get(f"{address}{query}")
    assert page.status_code == 200, page.text
    form = form_of(page, f"/{slug}")
    return await client.post(form.action, data={**form.fields, **typed})


async def done(
    client: AsyncClient, slug: str, query: str = "", address: str = MONTH, **typed: str
) -> str:
    """What the page says once the form was accepted."""
    answer = await sent(client, slug, query, address, **typed)
    assert answer.status_code == 303, alert(answer)
    page = await client.get(answer.headers["location"])
    assert page.status_code == 200
    return said(page)


async def opened(office: AsyncClient, code: str = "2026-M12") -> None:
    """A period whose registration the Office opened, for all units."""
    assert "Đã mở đăng ký" in await done(office, f"{code}/mo-dang-ky", address=LIST)


async def registered(client: AsyncClient, **typed: str) -> str:
    """A row of the programme."""
    return await done(client, "dang-ky", **{**ROW, "tiep": "", **typed})


async def composed(web: WebWard) -> None:
    """A programme with a row of each of two units, whose registration is over."""
    async with web.browser("kiemtra") as office:
        await opened(office)
        await registered(office)
        await registered(office, content="Sơ kết phong trào", lead_unit="vh", supporting_units="")
    later(web, date(2026, 11, 25))


async def in_force(web: WebWard) -> None:
    """The same, signed by the vice-chair."""
    await composed(web)
    async with web.browser("phochutich") as leader:
        shown = await done(leader, "ky", paper_number="12/CTr-UBND", paper_date="25/11/2026")
        assert "Đã ký ban hành" in shown


def later(web: WebWard, day: date, hour: int = 9) -> None:
    """Another day in the ward."""
    web.clock.at = start_of(day, hour).astimezone(UTC)
