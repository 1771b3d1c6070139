"""Whom an overdue task was escalated to sees it in the own work, on the board and the page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from api.reminders import labels
from services.domain.directory.tokens import Scope
from services.domain.roles import Office
from services.domain.task.events import DeadlineMissed, OverdueEscalated, OverdueStepSkipped
from services.domain.task.promised_ladders import PromiseKind
from services.domain.task.reminder_promises import ReminderPromise
from tests.api.board import due
from tests.api.programs import program
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, approval, clock, figures

pytestmark = pytest.mark.postgres
STEPS: Sequence[tuple[int, tuple[Office, ...], str | None]] = (
    (1, (Office.UNIT_HEAD, Office.CHIEF_OF_OFFICE), "KTHTDT"),
    (5, (Office.CHIEF_OF_OFFICE,), "VP"),
    (10, (Office.VICE_CHAIR,), None),
)


async def overdue(web: WebWard, code: str) -> str:
    """A task whose missed date was recorded."""
    due_on = today() - timedelta(days=20)
    stream = await due(web, code, due_on)
    missed = DeadlineMissed(due_on=due_on, cause="due_day_ended")
    await clock(web, stream, missed, name=code)
    return stream


async def escalated(web: WebWard, stream: str, *, asked: bool = False) -> None:
    """Its steps went out; the leader in charge by name, or as a request from the chair."""
    leader = await web.person_id("phochutich")
    for days, to, unit in STEPS:
        step = OverdueEscalated(
            due_on=today() - timedelta(days=20),
            after_working_days=days,
            overdue_working_days=days,
            to=(Office.CHAIR,) if asked else to,
            unit=None if asked else unit,
            person_id=leader if days == 10 and not asked else None,
            as_request=asked,
        )
        await clock(web, stream, step, name=f"{stream}/{days}")


async def page_of(web: WebWard, login: str, address: str) -> str:
    async with web.browser(login) as client:
        answer = await client.get(address)
    assert answer.status_code == 200
    return answer.text


async def test_the_leader_in_charge_and_the_chief_find_it_until_the_unit_signs(
    web: WebWard,
) -> None:
    stream = await overdue(web, "CT10")
    await escalated(web, stream)
    skipped = OverdueStepSkipped(
        due_on=today() - timedelta(days=20), after_working_days=15, reason="higher_step"
    )
    await clock(web, stream, skipped)
    own = await page_of(web, "phochutich", "/viec")
    assert "Việc được báo cáo đến tôi" in own
    assert "Đã báo cáo tới bạn khi quá hạn 10 ngày làm việc" in own
    assert "Đã báo cáo tới bạn khi quá hạn 5 ngày làm việc" in await page_of(
        web, "chanhvp", "/viec"
    )
    head = await page_of(web, "truongphong", "/viec")
    assert "Đã báo cáo tới bạn khi quá hạn 1 ngày làm việc" in head
    assert "Đã báo cáo tới bạn" not in await page_of(web, "chuyenvien", "/viec")
    board = await page_of(web, "chanhvp", "/don-doc?tinh-trang=vuot-cap")
    assert "Đã báo cáo Phó Chủ tịch Vũ Thị Ngọc khi quá hạn 10 ngày làm việc" in board
    page = await page_of(web, "chanhvp", f"/viec/{stream}")
    assert "Báo cáo việc quá hạn" in page
    assert "Đã báo cáo Chánh Văn phòng HĐND&amp;UBND phường khi quá hạn 5" in page
    assert "quy tắc của phường là báo cáo bước này từ ngày làm việc thứ 10 sau hạn." in page
    assert "đã đến bước báo cáo cao hơn" in page
    log = await page_of(web, "chanhvp", "/nhat-ky")
    assert "10 ngày làm việc: báo cáo Phó Chủ tịch Vũ Thị Ngọc." in log
    await act(web, "chuyenvien", figures(stream))
    await act(web, "truongphong", approval(stream, 1))
    assert "Đã báo cáo tới bạn" not in await page_of(web, "phochutich", "/viec")
    board = await page_of(web, "chanhvp", "/don-doc?tinh-trang=vuot-cap")
    assert "khi quá hạn 10 ngày làm việc" not in board
    assert "Báo cáo việc quá hạn</dt>" not in await page_of(web, "chanhvp", f"/viec/{stream}")


async def test_of_the_police_a_request_is_read_and_nobody_has_a_report(web: WebWard) -> None:
    """This ward has no chair: what the chair asks stands with who leads it."""
    stream = await overdue(web, "58-01")
    await escalated(web, stream, asked=True)
    asked = "Đề nghị của Chủ tịch gửi Công an phường: báo cáo kết quả việc quá hạn"
    assert asked in await page_of(web, "phochutich", "/viec")
    chief = await page_of(web, "chanhvp", "/viec")
    assert "Đã báo cáo" not in chief
    assert asked not in chief
    page = await page_of(web, "phochutich", f"/viec/{stream}")
    assert asked in page
    assert "Chủ tịch đề nghị đơn vị báo cáo vì hạn" in page


def test_the_page_of_promises_names_a_step_and_says_what_became_of_it() -> None:
    at = datetime(2026, 12, 22, 1, tzinfo=UTC)
    promise = ReminderPromise(
        kind=PromiseKind.OVERDUE,
        due_on=date(2026, 12, 15),
        number=5,
        about="",
        promised_at=at,
        policy_version="policy-ward@1",
        units=("KTHTDT",),
        recorded_at=at,
        skip_reason=None,
    )
    assert labels.step(promise) == "Báo cáo việc quá hạn 5 ngày làm việc, hạn 15/12/2026"
    assert labels.became(promise) == "Đã báo cáo lúc 22/12/2026 08:00"
    skipped = replace(promise, skip_reason="higher_step")
    assert labels.became(skipped).startswith("Bỏ qua vì đã đến bước báo cáo cao hơn, ghi lúc")
    waited = replace(promise, kind=PromiseKind.STEP, number=2, about="office")
    assert labels.step(waited) == (
        "Nhắc bước Văn phòng quá hạn xử lý báo cáo bản 2, hạn xử lý 15/12/2026"
    )
    asked = replace(promise, kind=PromiseKind.REQUEST, number=1, about="extension")
    assert labels.step(asked) == (
        "Đề nghị gia hạn lần 1 chưa được trả lời, hạn trả lời 15/12/2026"
    )
    assert labels.became(asked) == "Đã báo cáo lúc 22/12/2026 08:00"


async def test_programs_read_what_went_out(web: WebWard) -> None:
    stream = await overdue(web, "CT10")
    await escalated(web, stream)
    async with program(web, "phochutich", Scope.READ) as leader:
        work = (await leader.get("/my-work")).json()
        board = (await leader.get("/board/tasks")).json()
    (step,) = work["overdue"]
    assert (step["task"], step["after_working_days"], step["as_request"]) == (stream, 10, False)
    (line,) = [each for each in board["tasks"] if each["task"]["stream"] == stream]
    assert line["overdue"] == {
        "after_working_days": 10,
        "overdue_working_days": 10,
        "offices": ["vice_chair"],
        "unit": None,
        "as_request": False,
    }
