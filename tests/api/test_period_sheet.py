"""The period sheet: many tasks on one page, each with its own command, nothing typed lost."""

from datetime import timedelta

import pytest
from httpx2 import AsyncClient, Response

from api.labels.words import day
from tests import evidence_files as files
from tests.api.reading import alert, form_of, read, send
from tests.api.sheet_reading import cells_of
from tests.api.ward import WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
WORDS = "Đã tổ chức gặp mặt 45 doanh nghiệp.\n\nKiến nghị: 3 việc."


def address_of(web: WebWard) -> str:
    return f"/phieu/{web.task('51-08').rpartition('.')[2]}"


def fields_of(answer: Response) -> dict[str, str]:
    """The sheet as a browser without script would send it, without its file inputs."""
    fields = form_of(answer, "/luu").fields
    return {name: value for name, value in fields.items() if not name.endswith(":file")}


async def press(
    client: AsyncClient, address: str, act: str, typed: dict[str, str]
) -> tuple[Response, dict[str, str]]:
    """Open the sheet, fill in, press a button; the answer and what was sent."""
    sent = {**fields_of(await client.get(address)), **typed}
    return await client.post(f"{address}/{act}", data=sent), sent


def figures(stream: str, rate: str = "97,45") -> dict[str, str]:
    return {
        f"{stream}:figure.CT10.1": rate,
        f"{stream}:nil.CT10.2": "Chưa kiểm đếm xong.",
        f"{stream}:figure.CT10.3": "dat",
        f"{stream}:chosen": "1",
    }


async def test_a_unit_finishes_its_period_on_one_page(web: WebWard) -> None:
    duty, rate, address = web.task("51-08"), web.task("CT10"), address_of(web)
    async with web.browser("chuyenvien") as specialist:
        typed = {f"{duty}:text": WORDS, f"{duty}:chosen": "1", **figures(rate)}
        answer, sent = await press(specialist, address, "gui", typed)
        assert answer.status_code == 200, alert(answer)
        assert "Đã gửi 2 việc." in answer.text
        again = await specialist.post(f"{address}/gui", data=sent)
        assert "Đã gửi 2 việc." in again.text
    for stream in (duty, rate):
        assert (await web.states(stream)).count("report-submitted") == 1
    async with web.browser("truongphong") as head:
        page = await head.get(address)
        assert WORDS in page.text
        assert cells_of(page, rate, "Thực hiện kỳ này") == ["97,45", "không có số", "Đạt"]
        assert "Chưa kiểm đếm xong." in page.text
        chosen = {f"{duty}:chosen": "1", f"{rate}:chosen": "1"}
        answer, sent = await press(head, address, "duyet", chosen)
        assert answer.status_code == 200
        assert "Đã duyệt 2 việc." in answer.text
        assert "Đã duyệt 2 việc." in (await head.post(f"{address}/duyet", data=sent)).text
    for stream in (duty, rate):
        assert (await web.states(stream)).count("submission-approved") == 1


async def test_what_is_refused_stays_as_it_was_typed_and_the_rest_is_done(web: WebWard) -> None:
    duty, rate, address = web.task("51-08"), web.task("CT10"), address_of(web)
    async with web.browser("chuyenvien") as specialist:
        typed = {f"{duty}:text": WORDS, f"{duty}:chosen": "1", **figures(rate, "1.23,5")}
        answer, sent = await press(specialist, address, "gui", typed)
        assert answer.status_code == 422
        assert "Đã gửi 1 việc. Còn 1 việc chưa được" in alert(answer)
        assert "“1.23,5” không phải là số" in answer.text
        kept = fields_of(answer)
        assert kept[f"{rate}:figure.CT10.1"] == "1.23,5"
        assert kept[f"{rate}:nil.CT10.2"] == "Chưa kiểm đếm xong."
        assert kept[f"{rate}:command_id"] == sent[f"{rate}:command_id"]
        assert f"{duty}:text" not in kept
        kept |= {f"{rate}:figure.CT10.1": "97,5"}
        answer = await specialist.post(f"{address}/gui", data=kept)
        assert answer.status_code == 200
    assert "report-submitted" in await web.states(rate)


async def test_all_that_is_wrong_in_a_row_is_said_at_once_beside_its_fields(web: WebWard) -> None:
    rate, address = web.task("CT10"), address_of(web)
    wrong = {f"{rate}:figure.CT10.1": "nhiều", f"{rate}:paper_date": "hôm qua", "only": rate}
    async with web.browser("chuyenvien") as specialist:
        answer, _ = await press(specialist, address, "gui", wrong)
    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 3
    assert '<details class="panel" name="ghi-chu" open>' in answer.text
    assert "3 lỗi" in answer.text
    assert "“nhiều” không phải là số" in alert(answer)


async def test_one_row_is_sent_by_its_own_button(web: WebWard) -> None:
    duty, rate, address = web.task("51-08"), web.task("CT10"), address_of(web)
    async with web.browser("chuyenvien") as specialist:
        typed = {f"{duty}:text": WORDS, **figures(rate), "only": duty}
        answer, _ = await press(specialist, address, "gui", typed)
        assert "Đã gửi 1 việc." in answer.text
        assert fields_of(answer)[f"{rate}:figure.CT10.1"] == "97,45"
        nothing, _ = await press(specialist, address, "gui", {})
        assert "Chưa chọn việc nào" in nothing.text
        everything, _ = await press(specialist, address, "gui", {"all": "1"})
        assert "Đã gửi 1 việc." in everything.text
    assert "report-submitted" in await web.states(rate)


async def test_a_draft_is_its_writer_s_and_outlives_the_session(web: WebWard) -> None:
    duty, address = web.task("51-08"), address_of(web)
    async with web.browser("chuyenvien") as specialist:
        row = {"don_vi": "KTHTDT", f"{duty}:text": WORDS, f"{duty}:after_submission": "0"}
        before = await web.size()
        kept = await specialist.post(f"{address}/luu", data=row, headers={"X-Save": "1"})
        assert kept.status_code == 204
        assert await web.size() == before
        await web.ward.directory.accounts.end_sessions(await web.person_id("chuyenvien"))
        late = await specialist.post(f"{address}/luu", data=row, headers={"X-Save": "1"})
        assert late.status_code == 401
    async with web.browser("chuyenvien") as specialist:
        assert fields_of(await specialist.get(address))[f"{duty}:text"] == WORDS
        page = await specialist.get(f"/viec/{duty}")
        assert form_of(page, "/bao-cao").fields["text"] == WORDS
        cleared, _ = await press(specialist, address, "luu", {f"{duty}:text": ""})
        assert fields_of(cleared)[f"{duty}:text"] == ""
    async with web.browser("dongnghiep") as colleague:
        assert fields_of(await colleague.get(address))[f"{duty}:text"] == ""


async def test_an_ended_session_carries_the_whole_sheet_through_the_sign_in(web: WebWard) -> None:
    duty, address = web.task("51-08"), address_of(web)
    async with web.browser("chuyenvien") as specialist:
        sent = {**fields_of(await specialist.get(address)), f"{duty}:text": WORDS, "only": duty}
        sent |= {f"task-x.{number}:text": "" for number in range(400)}
        await web.ward.directory.accounts.end_sessions(await web.person_id("chuyenvien"))
        asked = await specialist.post(f"{address}/gui", data=sent)
        assert asked.status_code == 401
        form = form_of(asked, "/dang-nhap").fields
        login = {"login": "chuyenvien", "password": "mat-khau-cho-san"}
        resumed = await specialist.post("/dang-nhap", data={**form, **login})
        assert resumed.status_code == 200, alert(resumed)
        on = form_of(resumed, "/gui")
        answer = await specialist.post(on.action, data=on.fields)
        assert "Đã gửi 1 việc." in answer.text
    assert "report-submitted" in await web.states(duty)


async def test_a_file_goes_to_its_row_and_everything_typed_stays(web: WebWard) -> None:
    duty, rate, address = web.task("51-08"), web.task("CT10"), address_of(web)
    async with web.browser("chuyenvien") as specialist:
        sent = {**fields_of(await specialist.get(address)), **figures(rate)}
        good = {f"{duty}:file": ("biểu.pdf", files.PDF, "application/pdf")}
        answer = await specialist.post(f"{address}/tep", data=sent, files=good)
        assert answer.status_code == 200, alert(answer)
        assert "Đã tải lên tệp “biểu.pdf”." in answer.text
        assert fields_of(answer)[f"{rate}:figure.CT10.1"] == "97,45"
        bad = {f"{duty}:file": ("biểu.pdf", files.DOCM, "application/pdf")}
        answer = await specialist.post(f"{address}/tep", data=fields_of(answer), files=bad)
        assert answer.status_code == 422
        assert "macro" in answer.text
        assert fields_of(answer)[f"{rate}:figure.CT10.1"] == "97,45"
        unsent = {**fields_of(answer), f"{duty}:file": "a.pdf", "only": duty}
        answer = await specialist.post(f"{address}/gui", data=unsent)
        assert "chưa tải lên" in answer.text
    assert (await web.states(duty)).count("file-attached") == 1


async def test_restricted_work_leaves_no_draft_and_takes_its_paper(web: WebWard) -> None:
    secret, address = web.task("58-01"), address_of(web)
    async with web.browser("conganvien") as officer:
        page = await officer.get(address)
        assert 'type="file"' not in page.text
        assert f"{secret}:text" not in fields_of(page)
        typed = {f"{secret}:text": WORDS, f"{secret}:paper_number": "mười hai"}
        await press(officer, address, "luu", typed)
        assert (
            await web.app.state.services.drafts.of(await web.person_id("conganvien"), [secret])
            == {}
        )
        answer, _ = await press(officer, address, "gui", {**typed, "only": secret})
        assert answer.status_code == 422
        assert "report-submitted" not in await web.states(secret)


async def test_a_sheet_is_its_own_unit_s(web: WebWard) -> None:
    address, duty = address_of(web), web.task("51-08")
    for login, status in {
        "chuyenvien": 200,
        "truongphong": 200,
        "phoihop": 404,
        "conganvien": 404,
        "chanhvp": 404,
        "phochutich": 404,
        "thanhtra": 404,
        "quantri": 404,
    }.items():
        async with web.browser(login) as somebody:
            answer = await somebody.get(f"{address}?don-vi=KTHTDT")
            assert answer.status_code == status, login
            sent = {"don_vi": "KTHTDT", f"{duty}:after_submission": "0", "only": duty}
            if status == 404:
                posted = await somebody.post(
                    f"{address}/gui", data={**sent, f"{duty}:text": WORDS}
                )
                assert posted.status_code == 404, login
    async with web.browser("phoihop") as other:  # a row that is not of the own sheet
        row = {
            f"{duty}:command_id": str(web.app.state.services.randomness.new_id()),
            f"{duty}:after_submission": "0",
            f"{duty}:text": WORDS,
        }
        answer = await other.post(f"{address}/gui", data={"only": duty, **row})
        assert answer.status_code == 422
        assert "report-submitted" not in await web.states(duty)
        assert (await other.get("/phieu/2026-Q9")).status_code == 404
    async with web.browser("chuyenvien") as specialist:
        page = await specialist.get("/phieu")
        assert f"{address}?don-vi=KTHTDT" in page.text
        assert read(page).forms


async def test_words_that_a_colleague_overtook_are_still_shown(web: WebWard) -> None:
    duty, address = web.task("51-08"), address_of(web)
    async with web.browser("chuyenvien") as specialist:
        sent = {**fields_of(await specialist.get(address)), f"{duty}:text": WORDS}
        await specialist.post(f"{address}/luu", data=sent)
        async with web.browser("dongnghiep") as colleague:
            first = await send(colleague, f"/viec/{duty}", "/bao-cao", {"text": "Bản khác."})
            assert first.status_code == 303
        answer = await specialist.post(f"{address}/gui", data={**sent, "only": duty})
        assert answer.status_code == 422
        assert WORDS in read(answer).areas
        assert "Đã có bản báo cáo khác" in answer.text
    async with web.browser("truongphong") as head:
        by = day(today() + timedelta(days=5))
        back = {"ground": "failed_content", "reason": "Làm lại.", "correct_by": by}
        assert (await send(head, f"/viec/{duty}", "/tra-lai", back)).status_code == 303
    async with web.browser("chuyenvien") as specialist:
        for where in (address, f"/viec/{duty}"):
            page = await specialist.get(where)
            assert WORDS in read(page).areas, where
            assert "Bản khác." in read(page).areas, where
            assert "trước khi có bản mới hơn" in page.text
