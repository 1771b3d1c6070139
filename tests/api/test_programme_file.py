"""A programme as Excel by its pages: out, in with faults, corrected, sent again."""

from datetime import UTC, date, datetime
from typing import Final

import pytest
from httpx2 import AsyncClient, Response

from api.context import Services
from api.programmes.file_importing import look_into, register_new
from api.web.uploads import SentFile
from services.commands.acts import ActCommand
from services.commands.requests import CommandRequest, TypedTexts
from services.domain.instants import start_of
from services.domain.programme.acts.open_programme import OpenProgramme
from services.domain.programme.acts.register_row import RegisterProgrammeRow
from services.domain.programme.acts.withdraw_row import WithdrawProgrammeRow
from services.domain.programme.periods import programme_stream
from services.domain.programme.terms import PresentedTo
from services.programme_file.columns import HEADS
from tests.api.programme_files import ROW, SECOND, file_of
from tests.api.reading import alert, form_of
from tests.api.registers import cells_of, said, sums
from tests.api.test_register_writing import acting_as
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
CODE: Final = "2026-M12"
STREAM: Final = programme_stream(CODE)
PAGE: Final = f"/chuong-trinh/{CODE}"


async def act(web: WebWard, login: str, name: str, command: ActCommand, words: TypedTexts) -> None:
    """Somebody does an act."""
    services: Services = web.app.state.services
    acting = await acting_as(web, login)
    request = CommandRequest(
        sender=acting.sender,
        command_id=services.randomness.new_id(),
        name=name,
        sent={"target": command.stream},
        texts=tuple(words.texts),
    )
    await services.acts.handle(request, command)


def typed(web: WebWard) -> TypedTexts:
    """Where words become texts."""
    services: Services = web.app.state.services
    return TypedTexts(randomness=services.randomness, limit=10_000)


async def opened(web: WebWard) -> None:
    """The Office asks all units for their rows."""
    command = OpenProgramme(stream=STREAM, period=CODE, units=("KTHTDT", "VHXH", "VP", "CAP"))
    await act(web, "kiemtra", "open-programme", command, typed(web))


async def registered(web: WebWard, login: str, unit: str, content: str) -> None:
    """A unit registers a row by hand."""
    words = typed(web)
    command = RegisterProgrammeRow(
        stream=STREAM,
        unit=unit,
        content=words.need(content, label="Nội dung"),
        product=None,
        lead_unit=unit,
        supporting_units=(),
        due_on=date(2026, 12, 10),
        presented_to=PresentedTo.CHAIR,
        leader=None,
        sits_at=None,
        note=None,
        source=None,
        superior_due_on=None,
        twins=(),
    )
    await act(web, login, "register-programme-row", command, words)


async def sent(client: AsyncClient, content: bytes, name: str = "chương trình.xlsx") -> Response:
    """The answer to a file that is sent for a preview, and the page behind it."""
    form = form_of(await client.get(f"{PAGE}/nhap"), f"{PAGE}/nhap")
    answer = await client.post(form.action, files={"file": (name, content)})
    if answer.status_code != 303:
        return answer
    return await client.get(answer.headers["location"])


async def written(client: AsyncClient, preview: Response) -> Response:
    """The page after “Ghi” on a preview."""
    form = form_of(preview, "/ghi")
    answer = await client.post(form.action, data=form.fields)
    assert answer.status_code == 303, alert(answer)
    return await client.get(answer.headers["location"])


async def test_out_in_with_two_faults_corrected_and_sent_again(web: WebWard) -> None:
    await opened(web)
    await registered(web, "phoihop", "VHXH", "Tổ chức ngày hội đọc sách")
    wrong = [
        ROW,
        {**SECOND, "due_on": "31/12/2027"},
        {**SECOND, "content": "Kiểm kê tài sản", "lead_unit": "Phòng Không Có"},
        {**SECOND, "content": "Việc của người lạ", "leader": "Bùi Đức Anh"},
    ]
    async with web.browser("kiemtra") as office:
        size = await web.size()
        preview = await sent(office, file_of(wrong))
        spoken = said(preview)
        assert sums(preview) == {
            **dict.fromkeys(sums(preview), 0),
            "Chỉ có trong tệp (dòng mới)": 2,
            "Không nhận được, có lỗi": 2,
            "Tổng số dòng của tệp": 4,
        }
        assert "1 dòng mới ghi được ngay" in spoken
        assert "Ô F3 (Thời gian): Thời hạn 31/12/2027 ở ngoài kỳ" in spoken
        assert "Ô D4 (Cơ quan chủ trì): không có đơn vị nào tên “Phòng Không Có”" in spoken
        assert "Ô I5 (Lãnh đạo): Người chủ trì phải là lãnh đạo" in spoken
        assert "Dòng chỉ có trên phần mềm (1)" in spoken
        assert await web.size() == size, "a preview writes nothing"
        done = await written(office, preview)
        assert "Đã ghi 1 dòng mới. 1 dòng chưa ghi được" in said(done)
        assert await web.size() == size + 1
        correct = [ROW, SECOND, {**SECOND, "content": "Kiểm kê tài sản", "lead_unit": "VP"}]
        preview = await sent(office, file_of(correct))
        assert sums(preview)["Giống nhau"] == 1
        done = await written(office, preview)
        assert "Đã ghi 2 dòng mới." in said(done)
        size = await web.size()
        again = await sent(office, file_of(correct))
        assert sums(again)["Giống nhau"] == 3
        assert "Không có dòng nào để ghi" in said(again)
        await written(office, preview)  # the old page is still open, and is sent again
        assert await web.size() == size
        assert await web.states(STREAM) == [
            "programme-opened",
            *["programme-row-registered"] * 4,
        ]
    async with web.browser("chanhvp") as chief:
        again = await sent(chief, file_of(correct))
        assert "Không có dòng nào để ghi" in said(again), "whoever sends it"


async def test_what_is_taken_out_comes_back_as_the_same_and_changes_are_shown(
    web: WebWard,
) -> None:
    await opened(web)
    await registered(web, "phoihop", "VHXH", "Tổ chức ngày hội đọc sách")
    await registered(web, "kiemtra", "KTHTDT", "Trình đề án thu gom rác")
    async with web.browser("kiemtra") as office:
        answer = await office.get(f"{PAGE}/chuong-trinh.xlsx")
        assert answer.status_code == 200
        rows = cells_of(answer.content)
        assert rows[-3] == tuple(HEADS.values())
        assert (rows[-1][1], rows[-1][-1]) == ("Trình đề án thu gom rác", 2)
        same = await sent(office, answer.content)
        assert sums(same)["Giống nhau"] == 2
        changed = [dict(zip(HEADS, row, strict=True)) for row in rows[-2:]]
        for row in changed:
            day = row["due_on"]
            assert isinstance(day, datetime)
            row["due_on"] = day.date()
        changed[0]["due_on"] = date(2026, 12, 11)
        page = await sent(office, file_of(changed))
        assert "Thời gian: tệp “11/12/2026”, phần mềm “10/12/2026”" in said(page)
        assert "Không có dòng nào để ghi" in said(page)
        template = await office.get(f"{PAGE}/mau.xlsx")
        empty = await sent(office, template.content)
        assert sums(empty)["Dòng ví dụ"] == 1
        broken = await sent(office, b"no file")
        assert broken.status_code == 422
        assert 'aria-invalid="true"' in broken.text
    withdrawn = WithdrawProgrammeRow(stream=STREAM, row=1, seen=None)
    await act(web, "phoihop", "withdraw-programme-row", withdrawn, typed(web))
    async with web.browser("kiemtra") as office:
        gone = await sent(office, answer.content)
        assert "dòng 1 không còn trong chương trình" in said(gone)


async def test_words_of_the_police_are_neither_given_nor_compared_for_others(
    web: WebWard,
) -> None:
    await opened(web)
    await registered(web, "conganvien", "CAP", "Kế hoạch bảo vệ Tết")
    async with web.browser("conganvien") as police:
        assert cells_of((await police.get(f"{PAGE}/chuong-trinh.xlsx")).content)[-1][1] == (
            "Kế hoạch bảo vệ Tết"
        )
    async with web.browser("phoihop") as other:
        taken = (await other.get(f"{PAGE}/chuong-trinh.xlsx")).content
        row = dict(zip(HEADS, cells_of(taken)[-1], strict=True))
        assert (row["content"], row["number"]) == (None, 1)
        same = await sent(other, taken)
        assert sums(same)["Giống nhau"] == 1
        assert "Kế hoạch bảo vệ Tết" not in said(same)


async def test_a_unit_imports_for_itself_until_the_registration_is_over(web: WebWard) -> None:
    await opened(web)
    async with web.browser("phoihop") as unit:
        preview = await sent(unit, file_of([SECOND]))
        assert "Đã ghi 1 dòng mới." in said(await written(unit, preview))
        assert (await unit.get("/chuong-trinh/2031-M01/nhap")).status_code == 404
        assert (await unit.get(f"{PAGE}/nhap/{'0' * 64}")).status_code == 404
    web.clock.at = start_of(date(2026, 11, 25), 9).astimezone(UTC)
    async with web.browser("phoihop") as unit:
        late = await unit.get(f"{PAGE}/nhap")
        assert late.status_code == 409
        assert "Đã hết hạn đăng ký (24/11/2026)" in said(late)
    async with web.browser("kiemtra") as office:
        preview = await sent(office, file_of([SECOND, ROW]))
        assert "Đã ghi 1 dòng mới." in said(await written(office, preview))
    async with web.browser("thanhtra") as inspector:
        assert (await inspector.get(f"{PAGE}/chuong-trinh.xlsx")).status_code == 200
        assert (await inspector.get(f"{PAGE}/nhap")).status_code == 403
        sending = await inspector.post(f"{PAGE}/nhap", files={"file": ("a.xlsx", file_of([ROW]))})
        assert sending.status_code == 403
    async with web.browser("quantri") as administrator:
        for part in ("chuong-trinh.xlsx", "mau.xlsx", "nhap"):
            assert (await administrator.get(f"{PAGE}/{part}")).status_code == 404


async def test_a_long_file_is_written_in_several_clicks_and_none_is_written_twice(
    web: WebWard,
) -> None:
    await opened(web)
    services: Services = web.app.state.services
    acting = await acting_as(web, "kiemtra")
    rows = [{**SECOND, "content": f"Việc {number}"} for number in range(4)]
    file = SentFile(name="a.xlsx", content=file_of(rows))
    first = await look_into(services, acting, STREAM, file)
    assert (await register_new(services, acting, first, at_most=3)).rows == 3
    again = await look_into(services, acting, STREAM, file)
    assert (len(again.comparison.same), len(again.ready)) == (3, 1)
    size = await web.size()
    assert (await register_new(services, acting, first)).refusals == {}
    assert await web.size() == size + 1, "the same commands of the same rows"
