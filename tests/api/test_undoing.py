"""The button that takes the newest act back: for its author, with the name of the act."""

import pytest

from tests.api.programs import program
from tests.api.reading import form_of, send
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
REPORT = {"text": "Đã tổ chức gặp mặt 45 doanh nghiệp."}


async def test_an_approval_by_mistake_is_undone_by_who_gave_it(web: WebWard) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as specialist:
        await send(specialist, address, "/bao-cao", REPORT)
        seen = (await specialist.get(address)).text
        assert f'action="{address}/hoan-tac"' not in seen
        assert "Hoàn tác: Thao tác “gửi báo cáo” không hoàn tác được" in seen
    async with web.browser("truongphong") as head:
        await send(head, address, "/duyet", {})
        page = await head.get(address)
        assert "Hoàn tác: duyệt báo cáo</button>" in page.text
        old = form_of(page, "/hoan-tac").fields
        answer = await head.post(f"{address}/hoan-tac", data=old)
        assert answer.headers["location"] == f"{address}?xong=hoan-tac"
        page = await head.get(address)
        assert "Chờ thủ trưởng duyệt" in page.text
        assert "Hoàn tác: duyệt báo cáo." in page.text
        assert "(bước thủ trưởng đơn vị). (đã hoàn tác)" in page.text
        assert f'action="{address}/hoan-tac"' not in page.text
    async with program(web, "truongphong") as caller:
        answered = (await caller.get(f"/tasks/{web.task('51-08')}")).json()
        assert answered["task"]["latest"] is None
        assert [line["event"] for line in answered["trail"] if line["undone"]] == [
            "submission-approved"
        ]
        assert "undo" not in answered["may"]


async def test_nobody_undoes_what_was_acted_on(web: WebWard) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as specialist, web.browser("truongphong") as head:
        await send(specialist, address, "/tien-do", {"note": "Đã có 9/12 tổ."})
        mine = form_of(await specialist.get(address), "/hoan-tac").fields
        await send(head, address, "/tien-do", {"note": "Đã có 12/12 tổ."})
        page = (await specialist.get(address)).text
        assert "Hoàn tác: Sau thao tác của bạn đã có “cập nhật tiến độ”" in page
        refused = await specialist.post(f"{address}/hoan-tac", data=mine)
        assert refused.status_code == 409
    assert "act-undone" not in await web.states(web.task("51-08"))
