"""What an import writes: so many rows a click, each once, whatever happens between two clicks."""

import pytest

from api.context import Services
from api.register.giving import ImportChoice
from api.register.importing import RegisterImport, looked_into, read_file, write_new
from api.web.uploads import SentFile
from services.commands.acting import Acting
from tests.api.registers import paper_row, workbook
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
ROWS = [paper_row(work=f"Việc {number}") for number in range(4)]


async def acting_as(web: WebWard, login: str) -> Acting:
    """Somebody who is signed in, as the pages know them."""
    services: Services = web.app.state.services
    async with web.browser(login) as client:
        acting = await services.accounts.acting(client.cookies[services.cookie], seen=False)
    assert acting is not None
    return acting


async def preview(web: WebWard, acting: Acting) -> RegisterImport:
    """The file as it is looked into now."""
    services: Services = web.app.state.services
    read = await read_file(services, SentFile(name="sổ.xlsx", content=workbook(ROWS)))
    return await looked_into(services, acting, read, ImportChoice())


async def test_a_long_file_is_written_in_several_clicks_and_none_is_written_twice(
    web: WebWard,
) -> None:
    services: Services = web.app.state.services
    acting = await acting_as(web, "kiemtra")
    first = await preview(web, acting)
    written = await write_new(services, acting, first, at_most=3)
    assert (len(written.codes), written.papers, written.left) == (3, 1, 1)
    again = await preview(web, acting)
    assert (again.reconciliation.sums.same, again.judged.rows) == (3, 1)
    last = await write_new(services, acting, again, at_most=3)
    assert (len(last.codes), last.papers, last.left) == (1, 0, 0)
    assert len({*written.codes.values(), *last.codes.values()}) == len(ROWS)


async def test_a_preview_of_before_writes_nothing_that_was_written_since(web: WebWard) -> None:
    services: Services = web.app.state.services
    acting = await acting_as(web, "kiemtra")
    old = await preview(web, acting)
    await write_new(services, acting, old)
    size = await web.size()
    repeated = await write_new(services, acting, old)
    assert await web.size() == size, "the same commands of the same rows"
    assert len(set(repeated.codes.values())) == len(ROWS)


async def test_a_row_that_the_rules_refuse_meanwhile_is_said_and_blocks_no_other(
    web: WebWard,
) -> None:
    services: Services = web.app.state.services
    clerk = await acting_as(web, "kiemtra")
    chief = await acting_as(web, "chanhvp")
    late = await preview(web, chief)
    await write_new(services, clerk, await preview(web, clerk))
    result = await write_new(services, chief, late)
    assert result.codes == {}, "another person registered this paper in the meantime"
    assert len(result.refusals) == len(ROWS)
    sentences = {remark.sentence for remark in result.refusals.values()}
    assert all("Ô" in sentence for sentence in sentences)
