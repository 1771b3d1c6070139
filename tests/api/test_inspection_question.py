"""The inspector's question: sentences of a task's own facts, by every filter, page after page."""

from datetime import timedelta

import pytest

from services.domain.errors import Refusal
from tests.api.answer_reading import answers_of, next_of
from tests.api.directed_work import ORDERED, directed, given_work
from tests.api.pages_said import said
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, live, sampled

pytestmark = pytest.mark.postgres


async def test_a_task_is_answered_in_one_sentence_with_each_act_linked(web: WebWard) -> None:
    await live(web)
    async with web.browser("thanhtra") as inspector:
        (answer,) = answers_of(await inspector.get("/thanh-tra?muc=51-08"))
        sentence = answer.words
        assert sentence.startswith(
            "51-08, quý IV/2026: Nguyễn Thị Hoa (Chuyên viên Phòng Kinh tế, Hạ tầng và Đô thị) "
            "báo cáo ngày 23/11/2026; Trần Văn Bình (Trưởng phòng Kinh tế, Hạ tầng và Đô thị) "
            "duyệt ngày 23/11/2026; Bùi Đức Anh (Chuyên viên Văn phòng HĐND&UBND phường) "
            "trả lại ngày 23/11/2026 vì “Cần bổ sung”;"
        ), sentence
        assert "xác nhận hoàn thành ngày 23/11/2026; đúng hạn." in sentence
        ways = answer.led_by("answer-act")
        assert len(ways) == 6
        for way in ways:
            event = said(await inspector.get(way))
            assert f"Vị trí trong sổ {way.rpartition('/')[2]}" in event
        (way,) = answer.led_by("answer-name")
        timeline = said(await inspector.get(way))
        assert "Gửi báo cáo bản 2." in timeline
        assert "Hạn gốc: 15/12/2026" in timeline


async def test_each_filter_keeps_the_tasks_that_it_names(web: WebWard) -> None:
    await live(web)
    person = await web.person_id("chuyenvien")
    async with web.browser("thanhtra") as inspector:
        assert len(answers_of(await inspector.get("/thanh-tra"))) == 4
        for query, named in (
            ("muc=CT10", ["CT10"]),
            ("ky=2026-Q4&muc=54-02", ["54-02"]),
            ("don-vi=CAP", ["58-01"]),
            ("chi-tieu=CT10.2", ["CT10"]),
            ("ket-qua=tra-lai", ["54-02", "51-08"]),
            ("ket-qua=xac-nhan", ["51-08"]),
            ("loai=submission-recalled", ["54-02"]),
            (f"can-bo={person}", ["CT10", "51-08"]),
            ("noi-dung=bổ sung", ["54-02", "51-08"]),
            ("tu=24/11/2026", []),
        ):
            shown = answers_of(await inspector.get(f"/thanh-tra?{query}"))
            assert [each.words.partition(",")[0] for each in shown] == named, query


async def test_assigned_work_is_named_by_what_was_asked_for(web: WebWard) -> None:
    code = await directed(web)
    stream = await given_work(web, 1, code=code, due_on=today() + timedelta(days=7))
    async with web.browser("thanhtra") as inspector:
        shown = await inspector.get("/thanh-tra")
        (answer,) = (each for each in answers_of(shown) if each.words.startswith(ORDERED))
        (way,) = answer.led_by("answer-name")
        timeline = said(await inspector.get(way))
    assert answer.words.startswith(f"{ORDERED}: chưa có báo cáo nào; trong hạn.")
    assert f"Việc theo chỉ đạo · Nguồn giao việc {code}.1 ·" in said(shown)
    assert way.endswith(stream)
    assert f"Việc theo chỉ đạo: {ORDERED}" in timeline


async def test_the_verification_is_one_press_away(web: WebWard) -> None:
    async with web.browser("thanhtra") as inspector:
        assert (
            '<a href="/khoa-so">Kiểm tra toàn vẹn</a>' in (await inspector.get("/thanh-tra")).text
        )
        assert "Kiểm tra toàn vẹn" in said(await inspector.get("/khoa-so"))
    for login, in_frame in (
        ("quantri", True),
        ("truongphong", False),
        ("chanhvp", True),
        ("chuyenvien", False),
    ):
        async with web.browser(login) as reader:
            page = (await reader.get("/viec")).text
            assert ('<a href="/khoa-so">Khóa ký sổ</a>' in page) is in_frame, login


async def test_of_restricted_work_an_answer_says_who_and_when_and_no_word(web: WebWard) -> None:
    await live(web)
    async with web.browser("thanhtra") as inspector:
        (answer,) = answers_of(await inspector.get("/thanh-tra?muc=58-01"))
    assert "Ngô Quang Huy (Trưởng Công an phường) báo cáo ngày 23/11/2026" in answer.words
    assert "Giữ gìn trật tự" not in answer.words


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("muc=khong-co", "lựa chọn không có trong danh sách"),
        ("chi-tieu=XX", "Chỉ tiêu thành phần: lựa chọn không có trong danh sách."),
        ("tu=31/02/2026", "không phải là ngày"),
        ("muc=51-08&sau=abc", "Địa chỉ của trang không đúng."),
        ("sau=2026-13-01T00:00:00%2B00:00 task-51-08.once", "Địa chỉ của trang không đúng."),
        ("sau=2026-01-01T00:00:00%2B00:00 task-%00", "Địa chỉ của trang không đúng."),
        ("sau=٢٠٢٦-01-01T00:00:00%2B00:00 task-51-08.once", "Địa chỉ của trang không đúng."),
    ],
)
async def test_what_cannot_be_understood_is_said_and_nothing_typed_is_lost(
    web: WebWard, query: str, sentence: str
) -> None:
    async with web.browser("thanhtra") as inspector:
        answer = await inspector.get(f"/thanh-tra?{query}")
    assert answer.status_code == 422
    assert sentence in said(answer)


async def test_the_office_of_an_inspector_begins_with_the_question(web: WebWard) -> None:
    async with web.browser("thanhtra") as inspector:
        assert (await inspector.get("/")).headers["location"] == "/thanh-tra"
    async with web.browser("chuyenvien") as specialist:
        assert (await specialist.get("/thanh-tra")).status_code == 403


async def test_the_next_page_goes_on_where_the_first_one_ended(
    web: WebWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.queries.inspected_tasks.TASKS_A_PAGE", 3)
    await live(web)
    async with web.browser("thanhtra") as inspector:
        first = await inspector.get("/thanh-tra")
        second = await inspector.get(next_of(first))
    shown = (*answers_of(first), *answers_of(second))
    named = [each.words.partition(",")[0] for each in shown]
    assert sorted(named) == ["51-08", "54-02", "58-01", "CT10"]


async def test_tasks_with_a_refused_request_are_found_by_it(web: WebWard) -> None:
    duty = web.task("51-08")
    async with web.browser("thanhtra") as inspector:
        assert answers_of(await inspector.get("/thanh-tra?tu-choi=1")) == []
        with pytest.raises(Refusal):
            await act(web, "chuyenvien", sampled("withdraw-extension", duty))  # none was asked
        (answer,) = answers_of(await inspector.get("/thanh-tra?tu-choi=1"))
        assert "yêu cầu một thao tác bị từ chối" in answer.words
        timeline = said(await inspector.get(f"/thanh-tra/viec/{duty}"))
        assert "Yêu cầu một thao tác bị từ chối" in timeline


async def test_refused_requests_push_no_report_out_of_an_answer(web: WebWard) -> None:
    await live(web)
    duty = web.task("51-08")
    for _ in range(12):
        with pytest.raises(Refusal):
            await act(web, "chuyenvien", sampled("withdraw-extension", duty))
    async with web.browser("thanhtra") as inspector:
        shown = answers_of(await inspector.get("/thanh-tra"))
    (answer,) = [each for each in shown if each.words.startswith("51-08")]
    assert "báo cáo ngày 23/11/2026" in answer.words
    assert "xác nhận hoàn thành ngày 23/11/2026" in answer.words
    assert answer.words.count("yêu cầu một thao tác bị từ chối") == 3
    assert "9 sự kiện khác ở dòng thời gian" in answer.words


async def test_a_refused_request_is_asked_for_with_its_person_and_its_days(web: WebWard) -> None:
    await live(web)
    with pytest.raises(Refusal):
        await act(web, "chuyenvien", sampled("withdraw-extension", web.task("51-08")))
    refused, head = await web.person_id("chuyenvien"), await web.person_id("truongphong")
    async with web.browser("thanhtra") as inspector:
        for query, amount in (
            (f"can-bo={refused}", 1),
            (f"can-bo={head}", 0),
            (f"can-bo={refused}&tu=01/01/2027", 0),
            ("den=01/01/2026", 0),
        ):
            shown = answers_of(await inspector.get(f"/thanh-tra?tu-choi=1&{query}"))
            assert len(shown) == amount, query
