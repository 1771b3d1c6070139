"""Drafts: one person's, one ward's, whatever was typed; and the sheets of a head of two units."""

from collections.abc import Mapping

import pytest

from infra.randomness import RANDOMNESS
from infra.stores.drafts import PostgresDraftStore
from services.commands.ports import DraftSaved
from services.commands.requests import CommandRequest, Sender
from services.domain.directory.acts.grant_office import GrantOffice
from services.domain.roles import Office
from services.ledger.engine import make_engine
from tests import givens
from tests.api.ward import WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
ME, OTHER = givens.person("me"), givens.person("other")
KEY = ("task-51-08.report.2026-Q4", "bao-cao")
OTHER_KEY = (KEY[0], "phoi-hop")


def draft(fields: Mapping[str, str], over: int = 0) -> DraftSaved:
    return DraftSaved(fields=fields, over=over, page_id="trang")


async def test_a_draft_comes_back_as_it_was_typed_and_is_replaced_and_forgotten(
    web: WebWard,
) -> None:
    store = PostgresDraftStore(web.engine)
    typed = {"text": "Dòng 1\n\tdòng 2 \x00 “ngoặc” \U0001f600", "paper_number": ""}
    assert await store.save(ME, {KEY: draft({"text": "trước"})})
    assert await store.save(ME, {KEY: draft(typed, over=1), OTHER_KEY: draft({"text": "khác"})})
    assert (await store.of(ME, [KEY[0]]))[KEY].fields == typed
    assert await store.of(OTHER, [KEY[0]]) == {}
    await store.drop(OTHER, *KEY)
    await store.drop(ME, *KEY)
    assert list(await store.of(ME, [KEY[0]])) == [(KEY[0], "phoi-hop")]


async def test_who_saves_over_a_version_that_is_not_the_newest_saves_nothing(web: WebWard) -> None:
    store = PostgresDraftStore(web.engine)
    assert await store.save(ME, {KEY: draft({"text": "một"})})
    for over in (0, 2):
        late = {OTHER_KEY: draft({"text": "khác"}), KEY: draft({"text": "hai"}, over=over)}
        assert not await store.save(ME, late)
    result = await store.of(ME, [KEY[0]])
    assert [(key, each.fields, each.version) for key, each in result.items()] == [
        (KEY, {"text": "một"}, 1)
    ]


async def test_another_ward_of_the_same_database_sees_no_draft(web: WebWard) -> None:
    await PostgresDraftStore(web.engine).save(ME, {KEY: draft({"text": "của phường này"})})
    engine = make_engine(web.database.ward.app)
    try:
        assert await PostgresDraftStore(engine).of(ME, [KEY[0]]) == {}
    finally:
        await engine.dispose()


async def test_a_head_of_two_units_has_a_sheet_of_each(web: WebWard) -> None:
    asked = CommandRequest(
        sender=Sender(person_id=await web.person_id("quantri"), session_id=givens.person("s")),
        command_id=RANDOMNESS.new_id(),
        name="given",
        sent={},
    )
    grant = GrantOffice(
        person_id=await web.person_id("truongphong"),
        office=Office.UNIT_HEAD,
        unit="VHXH",
        from_on=today(),
        until_on=None,
    )
    await web.ward.directory.acts.handle(asked, grant)
    address = f"/phieu/{web.task('51-08').rpartition('.')[2]}"
    async with web.browser("truongphong") as head:
        first = await head.get(address)
        assert "Tổ chức gặp mặt doanh nghiệp" in first.text
        assert f'href="{address}?don-vi=VHXH"' in first.text
        second = await head.get(f"{address}?don-vi=VHXH")
        assert second.status_code == 200
        assert "không còn việc nào đang mở" in second.text
