"""A returned row says why: the first line of the reason, as far as its reader may have it."""

from datetime import timedelta

import pytest

from api.labels import phrases
from services.domain.task.events import Ground
from services.queries.return_reasons import ReturnReason
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, approval, report, sampled, secret_report

pytestmark = pytest.mark.postgres
REASON = "Thiếu số liệu của quý III.\nXem thêm phụ lục 2."
BOARD = "/don-doc?tinh-trang=tat-ca&nhom=thuong-xuyen"


async def test_a_returned_row_shows_the_first_line_of_its_reason(web: WebWard) -> None:
    duty = web.task("51-08")
    await act(web, "chuyenvien", report(duty, 0))
    await act(web, "truongphong", approval(duty, 1))
    typed = {
        "submission": 1,
        "ground": Ground.FORMAL_GAP.value,
        "correct_by": (today() + timedelta(days=3)).isoformat(),
        "reason": REASON,
    }
    async with web.browser("chuyenvien") as clerk, web.browser("kiemtra") as checker:
        assert "Trả lại: " not in (await clerk.get("/viec")).text
        await act(web, "kiemtra", sampled("return-submission", duty, **typed))
        for page in (await clerk.get("/viec"), await checker.get(BOARD)):
            assert page.text.count("Trả lại: Thiếu số liệu của quý III.") == 1
            assert "phụ lục 2" not in page.text
        await act(web, "chuyenvien", report(duty, 1))
        assert "Trả lại: " not in (await clerk.get("/viec")).text


async def test_of_restricted_work_the_code_stands_in_the_row(web: WebWard) -> None:
    secret = web.task("58-01")
    await act(web, "truongcongan", secret_report(secret))
    back = sampled(
        "return-submission",
        secret,
        submission=1,
        ground=Ground.FORMAL_GAP.value,
        correct_by=(today() + timedelta(days=3)).isoformat(),
        reason="",
        reason_code="incomplete",
    )
    await act(web, "chanhvp", back)
    async with web.browser("truongcongan") as head, web.browser("thanhtra") as inspector:
        for page in (await head.get("/viec"), await inspector.get(BOARD)):
            assert "Trả lại: Văn bản chưa đủ nội dung yêu cầu" in page.text


def test_words_that_were_withheld_or_erased_say_so() -> None:
    assert phrases.why_returned(ReturnReason(words=None, code=None)) == (
        "Trả lại: lý do không hiển thị"
    )
