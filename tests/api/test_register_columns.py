"""A file of another system: its columns are asked for once, remembered, and never guessed."""

from datetime import date

import pytest

from tests.api.reading import alert, form_of
from tests.api.registers import paper_row, said, sent, sums, workbook, written
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
# The heads of an invented rival, of which ours know some.
FOREIGN = {
    "number": "Số/Ký hiệu VB",
    "issued_on": "Ngày VB",
    "issuer": "Nơi gửi",
    "summary": "Tóm tắt",
    "work": "Đầu việc phải làm xong",
    "assigner": "Sếp phân việc",
    "lead": "Đầu mối gánh vác",
    "due_on": "Mốc cuối",
}
ROWS = (paper_row(), paper_row(work="Việc thứ hai", due_on=date(2026, 12, 14)))


def columns(page_form: dict[str, str], chosen: dict[str, str]) -> dict[str, str]:
    """The form with our column for each head, by the order of the heads."""
    return {**page_form, **{f"cot.{at}": key for at, key in enumerate(chosen)}}


async def test_heads_of_another_system_are_mapped_once_and_remembered(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        content = workbook(ROWS, FOREIGN)
        page = await sent(office, content)
        assert "Ghép cột của tệp" in said(page)
        assert "Đầu mối gánh vác" in said(page)
        form = form_of(page, "/ghep-cot")
        size = await web.size()
        answer = await office.post(form.action, data=columns(form.fields, FOREIGN))
        assert answer.status_code == 303, alert(answer)
        assert await web.size() == size + 1
        preview = await office.get(answer.headers["location"])
        assert "Đã ghi nhớ cách ghép cột" in said(preview)
        assert sums(preview)["Chỉ có trong tệp (việc mới)"] == 2
        await written(office, preview)
        size = await web.size()
        more = workbook((*ROWS, paper_row(work="Việc thứ ba")), FOREIGN)
        again = await sent(office, more)
        assert sums(again)["Giống nhau"] == 2, "no form the next time"
        assert sums(again)["Chỉ có trong tệp (việc mới)"] == 1
        assert await web.size() == size
    async with web.browser("chanhvp") as chief:
        reordered = dict(reversed(FOREIGN.items()))
        other = await sent(chief, workbook(ROWS, reordered))
        assert sums(other)["Giống nhau"] == 2, "for everybody, whatever the order of the columns"


async def test_a_mapping_that_lacks_or_repeats_a_column_is_said_and_asked_again(
    web: WebWard,
) -> None:
    async with web.browser("kiemtra") as office:
        page = await sent(office, workbook(ROWS, FOREIGN))
        form = form_of(page, "/ghep-cot")
        whole = columns(form.fields, FOREIGN)
        lacking = await office.post(form.action, data={**whole, "cot.6": ""})
        assert lacking.status_code == 422
        assert "Chưa có cột Chủ trì" in alert(lacking)
        assert form_of(lacking, "/ghep-cot").fields["cot.7"] == "due_on", "what was chosen stays"
        twice = await office.post(form.action, data={**whole, "cot.3": "work"})
        assert twice.status_code == 422
        assert "được chọn hai lần" in alert(twice)
        strange = await office.post(form.action, data={**whole, "cot.3": "xyz"})
        assert strange.status_code == 422


async def test_a_mapping_is_decided_anew_where_somebody_asks_for_it(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        page = await sent(office, workbook(ROWS, FOREIGN))
        form = form_of(page, "/ghep-cot")
        await office.post(form.action, data=columns(form.fields, FOREIGN))
        again = await office.get(f"{page.url}?ghep=1")
        form = form_of(again, "/ghep-cot")
        assert form.fields["cot.6"] == "lead"
        size = await web.size()
        same = await office.post(form.action, data=form.fields)
        assert same.status_code == 303
        assert await web.size() == size, "the same mapping again is no fact"
        other = await office.post(form.action, data={**form.fields, "cot.3": ""})
        assert other.status_code == 303
        assert await web.size() == size + 1
