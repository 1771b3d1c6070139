"""A clerk registers where work comes from, lays its text out, and gives work by keyboard."""

from collections.abc import Mapping

import pytest
from httpx2 import AsyncClient, Response

from api.labels.words import day
from tests.api.reading import alert, form_of, read
from tests.api.ward import WebWard, run_clock
from tests.moment import today

pytestmark = pytest.mark.postgres
CONCLUSION = """THÔNG BÁO KẾT LUẬN
1. Phòng Văn hóa - Xã hội chủ trì, phối hợp với Phòng Kinh tế, Hạ tầng và Đô thị rà soát hộ nghèo,
báo cáo kết quả trước ngày 15/12/2026.
2. Phòng Kinh tế, Hạ tầng và Đô thị báo cáo tình hình giải phóng mặt bằng hằng tuần đến hết ngày
31/12/2026.
3. Thường trực HĐND phường dự và phát biểu tại hội nghị.
"""


async def registered(client: AsyncClient, source: str, typed: Mapping[str, str]) -> Response:
    """The answer to the form of a new directive."""
    page = await client.get(f"/giao-viec/moi?nguon={source}")
    assert page.status_code == 200, page.text
    form = form_of(page, "/giao-viec/moi")
    return await client.post(form.action, data={**form.fields, **typed})


async def conclusion(web: WebWard, client: AsyncClient, **typed: str) -> str:
    """The address of a registered conclusion that the vice-chair gave."""
    leader = str(await web.person_id("phochutich"))
    answer = await registered(
        client,
        "conclusion",
        {"number": "45/TB-UBND", "dated_on": day(today()), "orderer": leader, **typed},
    )
    assert answer.status_code == 303, alert(answer)
    return answer.headers["location"].partition("?")[0].removesuffix("/giao")


async def laid(client: AsyncClient, address: str, text: str) -> Response:
    """The answer to a pasted text."""
    page = await client.get(f"{address}/van-ban")
    form = form_of(page, "/van-ban")
    fields = {**form.fields, "text": text}
    fields.pop("file", None)
    files = {name: (None, value.encode()) for name, value in fields.items()}
    return await client.post(form.action, files=files)


async def given(client: AsyncClient, address: str, clause: str, **typed: str) -> Response:
    """The answer to the form that gives work."""
    page = await client.get(f"{address}/giao?khoan={clause}")
    assert page.status_code == 200, page.text
    form = form_of(page, "/giao-viec")
    return await client.post(form.action, data={**form.fields, **typed})


def said(answer: Response) -> str:
    """Everything that a page says, with single blanks."""
    return " ".join("".join(read(answer).text).split())


async def test_a_document_is_registered_with_one_form_and_stands_in_the_list(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        answer = await registered(
            office,
            "incoming_document",
            {
                "arrival_number": "1250",
                "number": "512/UBND-VP",
                "dated_on": day(today()),
                "issuer": "UBND thành phố Hải Phòng",
                "summary": "V/v rà soát hộ nghèo năm 2026",
                "superior_due_on": "20/12/2026",
                "tiep": "",
            },
        )
        assert answer.status_code == 303, alert(answer)
        page = await office.get(answer.headers["location"])
        assert "Đã ghi nhận nguồn giao việc." in said(page)
        assert "V/v rà soát hộ nghèo năm 2026" in said(page)
        listed = said(await office.get("/giao-viec?tim=hộ nghèo"))
        assert "Văn bản đến số 512/UBND-VP" in listed
        assert "Chưa có nguồn giao việc nào như vậy" in said(
            await office.get("/giao-viec?tim=cây")
        )


async def test_the_same_paper_again_is_shown_and_needs_a_reason(web: WebWard) -> None:
    paper = {
        "number": "512/UBND-VP",
        "dated_on": day(today()),
        "issuer": "UBND thành phố Hải Phòng",
        "summary": "V/v rà soát",
    }
    async with web.browser("kiemtra") as office:
        first = await registered(office, "incoming_document", paper)
        assert first.status_code == 303
        again = {**paper, "issuer": "ubnd THÀNH PHỐ hải phòng"}
        refused = await registered(office, "incoming_document", again)
        assert refused.status_code == 409
        assert "cùng số, ngày và cơ quan ban hành" in alert(refused)
        form = form_of(refused, "/giao-viec/moi")
        assert form.fields["summary"] == "V/v rà soát"
        sent = {**form.fields, "twins_reason": "Văn bản đính chính dùng lại số cũ."}
        answer = await office.post(form.action, data=sent)
        assert answer.status_code == 303


async def test_a_pasted_conclusion_is_laid_out_and_gives_work_by_letters(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        address = await conclusion(web, office)
        answer = await laid(office, address, CONCLUSION)
        assert answer.status_code == 303, alert(answer)
        assert "4 ý chưa quyết định trong 4 ý" in said(await office.get(address))
        form = await office.get(f"{address}/giao?khoan=k2")
        assert "Chủ trì: Phòng Văn hóa - Xã hội" in said(form)
        assert "Hạn: 15/12/2026" in said(form)
        assert form_of(form, "/giao-viec").fields["due_on"] == "", "nothing is taken unasked"
        taken = await office.get(f"{address}/giao?khoan=k2&nhan=1")
        fields = form_of(taken, "/giao-viec").fields
        assert (fields["lead_units"], fields["due_on"]) == ("VHXH", "15/12/2026")
        given_first = await office.post(
            form_of(taken, "/giao-viec").action, data={**fields, "tiep": "nhap-tiep"}
        )
        assert given_first.status_code == 303, alert(given_first)
        following = given_first.headers["location"]
        assert "khoan=k3" in following
        following_page = await office.get(following)
        next_fields = form_of(following_page, "/giao-viec").fields
        assert next_fields["due_on"] == "15/12/2026", "the last used day is offered"
        shown = said(await office.get(address))
        assert "Đã giao việc" in shown
        assert "3 ý chưa quyết định trong 4 ý" in shown
    async with web.browser("phoihop") as unit:
        listed = said(await unit.get("/viec"))
        assert "Việc theo chỉ đạo: Phòng Văn hóa - Xã hội chủ trì" in listed


async def test_conclusions_are_typed_with_the_meeting_on_one_page(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        address = await conclusion(web, office, text=CONCLUSION)
        assert "4 ý chưa quyết định trong 4 ý" in said(await office.get(address))


async def test_letters_that_mean_no_unit_or_several_are_said_beside_the_field(
    web: WebWard,
) -> None:
    async with web.browser("kiemtra") as office:
        address = await conclusion(web, office)
        refused = await given(office, address, "", lead_units="zz", due_on="18/12/2026", title="X")
        assert refused.status_code == 422
        assert "không có đơn vị nào là “zz”" in alert(refused)
        refused = await given(office, address, "", lead_units="ph", due_on="18/12/2026", title="X")
        assert refused.status_code == 422
        assert "có thể là" in alert(refused)
        assert form_of(refused, "/giao-viec").fields["lead_units"] == "ph"
        both = await given(
            office, address, "", lead_units="zz", supporting_units="qq", due_on="31.02.26"
        )
        assert "Có 3 chỗ cần sửa:" in alert(both)
        for part in ("Chủ trì: không có", "Phối hợp: không có", "“31.02.26” không phải là ngày"):
            assert part in alert(both)
        twice = await given(
            office, address, "", lead_units="vh, VHXH", due_on="18/12/2026", title="X"
        )
        assert twice.status_code == 409
        assert "chọn hai lần" in alert(twice)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"due_on": "31/02/2026"}, "“31/02/2026” không phải là ngày"),
        ({"due_on": "cuối quý"}, "“cuối quý” không phải là ngày"),
        ({"due_on": "20/11/2026"}, "Hạn 20/11/2026 đã qua"),
        ({"due_on": ""}, "Chưa có hạn"),
        ({"due_on": "13/12/2026"}, "là ngày nghỉ; ngày làm việc tiếp theo là 14/12/2026"),
        ({"due_on": "18/12/2026", "superior_due_on": "15/12/2026"}, "sau hạn của cấp trên"),
        ({"due_on": "18/12/2026", "without_due": "khong-thoi-han"}, "Hãy giữ một trong hai"),
        ({"due_on": "18/12/2026", "lead_units": ""}, "Chưa chọn đơn vị chủ trì"),
    ],
)
async def test_what_is_wrong_with_a_task_is_said_before_it_is_given(
    web: WebWard, typed: Mapping[str, str], sentence: str
) -> None:
    async with web.browser("kiemtra") as office:
        address = await conclusion(web, office)
        sent = {"lead_units": "vh", "title": "Rà soát hộ nghèo", **typed}
        refused = await given(office, address, "", **sent)
        assert refused.status_code in {409, 422}
        assert sentence in alert(refused)
        assert form_of(refused, "/giao-viec").fields["title"] == "Rà soát hộ nghèo"
        assert "Chưa giao việc nào" in said(await office.get(address))


async def test_a_rest_day_may_be_kept_once_it_was_said(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        address = await conclusion(web, office)
        sent = {"lead_units": "vh", "title": "Trực hội nghị", "due_on": "13/12/2026"}
        refused = await given(office, address, "", **sent)
        fields = form_of(refused, "/giao-viec").fields
        answer = await office.post(f"{address}/giao-viec", data={**fields, "despite": "giu"})
        assert answer.status_code == 303, alert(answer)
        assert "13/12/2026" in said(await office.get(address))


async def test_quiet_clauses_end_at_once_and_the_directive_closes_at_zero(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        address = await conclusion(web, office)
        await laid(office, address, CONCLUSION)
        page = await office.get(address)
        assert "Kết thúc xử lý nguồn này" not in said(page)
        form = form_of(page, "/quyet-dinh")
        quiet = {name: value for name, value in form.fields.items() if name.startswith("chon.")}
        assert set(quiet) == {"chon.k1", "chon.k4"}, "what asks for nothing is ticked"
        answer = await office.post(form.action, data={**form.fields, "outcome": "nothing"})
        assert answer.status_code == 303, alert(answer)
        for clause in ("k2", "k3"):
            sent = {"lead_units": "kt", "due_on": "18/12/2026"}
            assert (await given(office, address, clause, **sent)).status_code == 303
        page = await office.get(address)
        answer = await office.post(f"{address}/ket-thuc", data=form_of(page, "/ket-thuc").fields)
        assert answer.status_code == 303, alert(answer)
        assert "Đã kết thúc xử lý" in said(await office.get(address))


async def test_a_new_version_shows_the_clauses_that_it_touches(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        address = await conclusion(web, office)
        await laid(office, address, CONCLUSION)
        for clause in ("k2", "k3"):
            sent = {"lead_units": "kt", "due_on": "18/12/2026"}
            assert (await given(office, address, clause, **sent)).status_code == 303
        changed = CONCLUSION.replace("trước ngày 15/12/2026", "trước ngày 10/12/2026")
        answer = await laid(office, address, changed)
        assert answer.status_code == 303, alert(answer)
        page = said(await office.get(f"{address}?khoan=tat-ca"))
        assert "1 điều, khoản thay đổi" in page
        assert "3 ý chưa quyết định trong 4 ý" in page, "the changed one and the two quiet ones"


async def test_a_clause_is_cut_at_marks_but_never_in_a_word(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        address = await conclusion(web, office)
        await laid(office, address, "1. Giao phòng A rà soát. Giao phòng B báo cáo.")
        page = await office.get(f"{address}/tach-lai?khoan=k1")
        form = form_of(page, "/tach-lai")
        inside = form.fields["words"].replace("phòng B", "ph|òng B")
        refused = await office.post(form.action, data={**form.fields, "words": inside})
        assert refused.status_code == 422
        assert "giữa" in alert(refused)
        other = await office.post(form.action, data={**form.fields, "words": "Khác hẳn"})
        assert "không sửa chữ nào khác" in alert(other)
        cut = form.fields["words"].replace("Giao phòng B", "|Giao phòng B")
        answer = await office.post(form.action, data={**form.fields, "words": cut})
        assert answer.status_code == 303, alert(answer)
        assert "trong 2 ý" in said(await office.get(address))
        page = await office.get(f"{address}/tach-lai?khoan=k2")
        joining = [each for each in read(page).forms if each.fields.get("noi")]
        answer = await office.post(joining[0].action, data=joining[0].fields)
        assert answer.status_code == 303, alert(answer)
        assert "trong 1 ý" in said(await office.get(address))


async def test_a_recurring_order_is_assigned_by_its_clock(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        address = await conclusion(web, office)
        await laid(office, address, CONCLUSION)
        page = await office.get(f"{address}/giao?khoan=k3&nhan=1&dinh-ky=1")
        form = form_of(page, "/giao-dinh-ky")
        assert form.fields["rhythm"] == "weekly"
        sent = {
            **form.fields,
            "lead_units": "kt",
            "rhythm_day": "5",
            "from_on": day(today()),
            "until_on": "31/12/2026",
        }
        answer = await office.post(form.action, data=sent)
        assert answer.status_code == 303, alert(answer)
        stream = "directive-" + address.rpartition("/")[2]
        await run_clock(web.ward, stream)
        shown = said(await office.get(address))
        assert "hằng tuần" in shown.lower()
        assert "27/11/2026" in shown, "the first Friday was assigned"


async def test_a_unit_sees_number_day_and_source_and_opens_no_directive(web: WebWard) -> None:
    async with web.browser("kiemtra") as office, web.browser("chuyenvien") as unit:
        address = await conclusion(web, office)
        answer = await given(
            office, address, "", lead_units="kt", due_on="18/12/2026", title="Rà soát chợ"
        )
        assert answer.status_code == 303, alert(answer)
        code = address.rpartition("/")[2]
        task = said(await unit.get(f"/viec/task-{code}.1"))
        assert "Thông báo kết luận số 45/TB-UBND" in task
        assert "Rà soát chợ" in task
        assert (await unit.get(address)).status_code == 404
        assert (await unit.get("/giao-viec")).status_code == 404


@pytest.mark.parametrize("command_id", ["", "abc"])
async def test_a_form_without_its_code_and_its_id_is_answered_and_keeps_what_was_typed(
    web: WebWard, command_id: str
) -> None:
    async with web.browser("kiemtra") as office:
        sent = {"command_id": command_id, "code": "", "source": "petition", "summary": "Kiến nghị"}
        answer = await office.post("/giao-viec/moi", data=sent)
        assert answer.status_code in {404, 422}, answer.text
        assert form_of(answer, "/giao-viec/moi").fields["summary"] == "Kiến nghị"
