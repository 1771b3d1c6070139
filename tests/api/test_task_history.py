"""What a task's page tells beside the form: the period before, changes, who acts next."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid5

import pytest

from api.labels import phrases
from api.labels.words import day
from services.commands.runner import on_stream
from services.domain.assignment.events import task_stream
from services.domain.assignment.issuing import TaskIssued
from services.domain.facts import SYSTEM
from services.ledger.port import Command, Context
from tests import givens
from tests.api.reading import form_of, send
from tests.api.sheet_reading import cells_of
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, sampled

pytestmark = pytest.mark.postgres
FIRST = "Đã gặp 45 doanh nghiệp.\nKiến nghị: 3 việc."
SECOND = "Đã gặp 48 doanh nghiệp.\nKiến nghị: 3 việc."


async def issue_next(web: WebWard, stream: str, period: str = "2031-Q1") -> str:
    """The same work for a later period, as its clock would issue it."""
    snapshot = await web.ward.ledger.read([stream])
    first = snapshot.of(stream)[0].event
    assert isinstance(first, TaskIssued)
    event = replace(first, period=period, due_on=first.due_on + timedelta(days=90))
    later = task_stream(event.assignment, event.deliverable, event.period)
    command = Command(
        actor_key="system", command_id=uuid5(givens.SPACE, "next"), name="given", body=None
    )
    context = Context(
        actor=SYSTEM,
        occurred_at=snapshot.read_at,
        recorded_at=snapshot.read_at,
        correlation_id=command.command_id,
    )
    await web.ward.ledger.append(command, context, on_stream(later, [event]), expected={later: 0})
    return later


async def test_the_confirmed_figure_of_the_period_before_stands_beside_the_one_asked(
    web: WebWard,
) -> None:
    rate = web.task("CT10")
    later = await issue_next(web, rate)
    typed = {
        "figure.CT10.1": "97,45",
        "nil.CT10.2": "Chưa kiểm đếm xong.",
        "figure.CT10.3": "dat",
    }
    async with web.browser("chuyenvien") as specialist:
        assert "Đã xác nhận" not in (await specialist.get(f"/viec/{later}")).text
        assert (await send(specialist, f"/viec/{rate}", "/bao-cao", typed)).status_code == 303
    for login, way in (("truongphong", "/duyet"), ("chanhvp", "/xac-nhan")):
        async with web.browser(login) as somebody:
            assert (await send(somebody, f"/viec/{rate}", way, {})).status_code == 303
    async with web.browser("chuyenvien") as specialist:
        page = await specialist.get(f"/viec/{later}")
        for said in ("97,45%", "không có số", "Đạt"):
            assert f": {said}" in page.text, said
        assert "Đã xác nhận" in page.text
        sheet = await specialist.get("/phieu/2031-Q1")
        assert cells_of(sheet, later, "Kỳ trước") == ["97,45", "không có số", "Đạt"]
        assert cells_of(sheet, later, "Cùng kỳ") == ["–", "–", "–"]


async def test_a_version_says_what_it_changed_and_what_was_decided_on_the_one_before(
    web: WebWard,
) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as specialist:
        assert (await send(specialist, address, "/bao-cao", {"text": FIRST})).status_code == 303
    by = day(today() + timedelta(days=5))
    async with web.browser("truongphong") as head:
        wrong = {"ground": "failed_content", "reason": "Đối chiếu lại số.", "correct_by": by}
        assert (await send(head, address, "/tra-lai", wrong)).status_code == 303
    async with web.browser("chuyenvien") as specialist:
        page = await specialist.get(address)
        assert f"hạn {by}" in page.text
        assert form_of(page, "/bao-cao").fields["text"] == FIRST
        assert (await send(specialist, address, "/bao-cao", {"text": SECOND})).status_code == 303
        page = await specialist.get(address)
    assert "Thay đổi so với bản 1" in page.text
    assert "<del>[bỏ: 45 ]</del><ins>[thêm: 48 ]</ins>" in page.text
    decided = page.text.index('class="decision"')
    assert "Đối chiếu lại số." in page.text[decided:]


async def test_of_a_long_trail_the_newest_acts_are_shown_and_all_when_asked_for(
    web: WebWard,
) -> None:
    duty = web.task("51-08")
    for _ in range(phrases.OF_TRAIL):
        await act(web, "chuyenvien", sampled("note-progress", duty))
    async with web.browser("truongphong") as head:
        short = (await head.get(f"/viec/{duty}")).text
        assert short.count('<li id="dien-bien-') == phrases.OF_TRAIL
        amount = len(await web.states(duty))
        assert f"Xem cả {amount} diễn biến" in short
        whole = (await head.get(f"/viec/{duty}?dien-bien=tat-ca")).text
        assert whole.count('<li id="dien-bien-') == amount
        assert "Xem cả" not in whole
