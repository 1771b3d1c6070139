"""A line of evidence is contested on its page, answered on the task's, and said everywhere."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from httpx2 import AsyncClient, Response
from openpyxl import load_workbook

from infra.randomness import RANDOMNESS
from services.domain.directory.tokens import Scope
from services.domain.task.appraisal_lines import month_of
from services.domain.task.events import ContributionMissed, DeadlineMissed
from tests.api.pages_said import said
from tests.api.programs import key, problem, program
from tests.api.reading import alert
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, approval, clock, report, sampled

pytestmark = pytest.mark.postgres
PAGE = "/bang-chung-cham-diem"
MISSED_ON = today() - timedelta(days=10)
PERIOD = month_of(MISSED_ON).code
WHY = "Văn bản giấy đã đóng dấu đến đúng hạn."


async def late(web: WebWard) -> str:
    """A task of which the due date was missed before its report was sent and signed."""
    duty = web.task("51-08")
    await clock(web, duty, DeadlineMissed(due_on=MISSED_ON, cause="due_day_ended"))
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "truongphong", approval(duty, 1))
    return duty


def form_of(answer: Response, stream: str) -> dict[str, str]:
    """What the form of a line carries by itself."""
    start = answer.text.index(f'action="{PAGE}/{stream}/de-nghi-xem-lai')
    form = answer.text[start : answer.text.index("</form>", start)]
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))


async def contest(browser: AsyncClient, stream: str, **fields: str) -> Response:
    """Send the form of a line as the page drew it."""
    shown = await browser.get(f"{PAGE}?ky={PERIOD}")
    typed = {**form_of(shown, stream), "about": "missed_date", "reason": WHY, **fields}
    return await browser.post(f"{PAGE}/{stream}/de-nghi-xem-lai?ky={PERIOD}", data=typed)


async def test_an_official_contests_a_line_and_the_answer_stands_beside_it(web: WebWard) -> None:
    duty = await late(web)
    async with web.browser("chuyenvien") as official:
        sent = await contest(official, duty)
        assert sent.status_code == 303
        page = await official.get(sent.headers["location"])
        assert "Đã gửi đề nghị xem lại" in said(page)
        assert f"Về quá hạn đã ghi nhận: đang đề nghị xem lại: {WHY}" in said(page)
    async with web.browser("chanhvp") as chief:
        board = await chief.get("/don-doc?tinh-trang=de-nghi")
        assert f'data-stream="{duty}"' in board.text
        assert f"/viec/{duty}" in (await chief.get("/viec")).text
    await act(web, "chanhvp", sampled("accept-contest", duty, contest=1))
    async with web.browser("chuyenvien") as official:
        page = await official.get(f"{PAGE}?ky={PERIOD}")
        spoken = said(page)
        assert "được chấp nhận: Biểu số 2 có trong tệp gửi kèm." in spoken
        assert "0 / 1 / 0" in spoken
        # What was recorded stays as it was.
        assert "Quá hạn đã ghi" in spoken
        book = load_workbook(BytesIO((await official.get(f"{PAGE}/tep.xlsx?ky={PERIOD}")).content))
        cells = [str(cell.value) for row in book["Từng dòng"].iter_rows() for cell in row]
        assert any("được chấp nhận: Biểu số 2" in cell for cell in cells)
    async with program(web, "truongphong", Scope.READ) as client:
        body = (await client.get("/appraisal", params={"period": PERIOD})).json()
        routine = body["groups"][-1]
        (line,) = (line for line in routine["lines"] if line["stream"] == duty)
        (contested,) = line["contests"]
        assert (contested["about"], contested["accepted"]) == ("missed_date", True)
        assert contested["answered_event"] > contested["asked_event"]
        assert line["contestable"] == []
        assert (routine["total"]["contests_accepted"], routine["total"]["late"]) == (1, 1)
        task = (await client.get(f"/tasks/{duty}")).json()
        assert [each["accepted"] for each in task["contests"]] == [True]


async def test_a_refused_contest_keeps_what_was_typed_at_its_line(web: WebWard) -> None:
    duty = await late(web)
    async with web.browser("chuyenvien") as official:
        empty = await contest(official, duty, reason="  ")
        assert empty.status_code == 409
        assert "phải có lý do" in alert(empty)
        assert '<option value="missed_date" selected>' in empty.text
        wrong = await contest(official, duty, about="return:7")
        assert "không có dòng bằng chứng như vậy" in alert(wrong)
        assert '<details class="contest" open>' in wrong.text
        assert WHY in wrong.text
        unknown = await contest(official, duty, about="khac")
        assert unknown.status_code == 422
        assert "hãy chọn sản phẩm" in alert(unknown)
        typed = form_of(await official.get(f"{PAGE}?ky={PERIOD}"), duty)
        await contest(official, duty)
        new = {"command_id": str(RANDOMNESS.new_id()), "about": "missed_date", "reason": WHY}
        address = f"{PAGE}/{duty}/de-nghi-xem-lai?ky={PERIOD}"
        twice = await official.post(address, data={**typed, **new})
        assert twice.status_code == 409
        assert "đang chờ trả lời hoặc đã được chấp nhận" in alert(twice)
        assert WHY in twice.text
    facts = (await web.ward.ledger.read([duty])).of(duty)
    assert [fact.event.TYPE for fact in facts].count("line-contested") == 1


async def test_only_the_official_and_the_head_are_offered_the_form(web: WebWard) -> None:
    duty = await late(web)
    for login, offered in {
        "chuyenvien": True,
        "truongphong": True,
        "dongnghiep": False,
        "chanhvp": False,
        "thanhtra": False,
    }.items():
        async with web.browser(login) as viewer:
            page = (await viewer.get(f"{PAGE}?ky={PERIOD}")).text
            assert (f"{duty}/de-nghi-xem-lai" in page) is offered, login
    async with program(web, "truongphong", Scope.WRITE) as client:
        body = {"about": "missed_date", "submission": None, "reason": WHY}
        sent = await client.post(f"/tasks/{duty}/contests", json=body, headers=key())
        assert sent.status_code < 300
    await act(web, "chanhvp", sampled("reject-contest", duty, contest=1))
    async with web.browser("truongphong") as head:
        answered = await head.get(f"{PAGE}?ky={PERIOD}")
        assert "không được chấp nhận: Không có biểu số 2 trong tệp." in said(answered)
        assert f"{duty}/de-nghi-xem-lai" in answered.text, "new grounds may be given"


async def test_a_late_contribution_is_contested_for_the_unit_of_its_line(web: WebWard) -> None:
    duty = web.task("51-08")
    await clock(web, duty, ContributionMissed(unit="VHXH", due_on=MISSED_ON))
    async with web.browser("truongphoihop") as head:
        shown = await head.get(f"{PAGE}?ky={PERIOD}")
        assert '<option value="contribution:VHXH">Phối hợp chậm đã ghi nhận</option>' in shown.text
        other = await contest(head, duty, about="contribution:KTHTDT")
        assert other.status_code == 409
        assert "phải chọn đơn vị phối hợp đã bị ghi nhận chậm" in alert(other)
        sent = await contest(head, duty, about="contribution:VHXH")
        assert sent.status_code == 303
    await act(web, "chanhvp", sampled("reject-contest", duty, contest=1))
    async with program(web, "truongphoihop", Scope.WRITE) as client:
        body = (await client.get("/appraisal", params={"period": PERIOD})).json()
        routine = body["groups"][-1]
        (line,) = (line for line in routine["lines"] if line["stream"] == duty)
        assert line["contestable"] == ["contribution:VHXH"]
        (late_one,) = line["contributions"]
        assert (late_one["counted_to"], late_one["until_on"]) == ("today", today().isoformat())
        again = {"about": "contribution", "reason": WHY}
        wrong = await client.post(
            f"/tasks/{duty}/contests", json={**again, "unit": "CAP"}, headers=key()
        )
        problem(wrong, 409, "contest-unit")
        made = await client.post(
            f"/tasks/{duty}/contests", json={**again, "unit": "VHXH"}, headers=key()
        )
        assert made.status_code < 300
        task = (await client.get(f"/tasks/{duty}")).json()
    assert [each["unit"] for each in task["contests"]] == ["VHXH", "VHXH"]
