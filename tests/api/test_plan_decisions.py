"""The Office decides on a plan document and loads it, with bad input and in bad moments too."""

import asyncio
from datetime import timedelta

import pytest
from httpx2 import AsyncClient, Response

from api.labels.words import day
from infra.randomness import RANDOMNESS
from services.commands.active_plan import active_plan
from services.commands.requests import CommandRequest, Sender, TypedTexts
from services.domain.plan.draft import expand
from services.domain.plan_document.acts.read_document import ReadDocument
from services.domain.plan_document.open_findings import findings_of
from services.domain.plan_document.reading import Field, ReadFinding
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source_store import dump
from tests.api.documents import (
    DOCUMENTS,
    accept_all,
    decide,
    document,
    form_on_bench,
    forms_of,
    load,
    on_the_bench,
    opened,
)
from tests.api.reading import alert, form_of, read, send
from tests.api.ward import WebWard, run_clock
from tests.moment import today
from tests.plan_readings import reading
from tests.plan_text import PLAN_TEXT

pytestmark = pytest.mark.postgres
LEAVE = {"decision": "left_open", "why": "Chờ Sở trả lời"}


def reported(answer: Response) -> str:
    """Everything that a page says, with single blanks."""
    return " ".join("".join(read(answer).text).split())


async def correctable(
    web: WebWard, address: str, *fields: Field, wanted: bool = True
) -> ReadFinding:
    """A finding of the document whose place can be corrected; not `wanted` asks for another."""
    for finding in (await opened(web, address)).reading.findings:
        slot = finding.corrects
        if (slot is not None and (not fields or slot.field in fields)) is wanted:
            return finding
    raise AssertionError(f"no such finding: {fields}")


async def test_each_decision_is_shown_with_its_author_and_can_be_changed(web: WebWard) -> None:
    async with web.browser("kiemtra") as office, web.browser("chanhvp") as chief:
        address = await document(office)
        key = (await opened(web, address)).reading.errors[0].key
        answer = await decide(office, address, key, {"decision": "accepted"})
        assert answer.status_code == 303
        assert answer.headers["location"].startswith(f"{address}/ban-lam-viec?sau=")
        page = await chief.get(answer.headers["location"])
        assert "Đã ghi quyết định." in reported(page)
        page = await on_the_bench(chief, address, key)
        assert "Đã quyết định: Theo cách đọc này." in reported(page)
        assert "Bùi Đức Anh (Chuyên viên Văn phòng HĐND&UBND phường)" in reported(page)
        assert (await decide(chief, address, key, LEAVE)).status_code == 303
        page = await chief.get(address)  # among its decisions
        assert "Chưa quyết định (nêu lý do). Lý do: Chờ Sở trả lời." in reported(page)
        assert "Phạm Minh Tuấn (Chánh Văn phòng HĐND&UBND phường)" in reported(page)
    state = (await opened(web, address)).state
    assert state.settled[key].event.decision == "left_open"


async def test_a_correction_is_kept_as_typed_and_shown_in_the_plan(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        address = await document(chief)
        read_finding = await correctable(web, address, Field.NUMBER)
        answer = await decide(
            chief, address, read_finding.key, {"decision": "corrected", "value": " 70/KH-UBND "}
        )
        assert answer.status_code == 303
        page = reported(await chief.get(address))
        assert "Sửa lại – số, ký hiệu của kế hoạch: 70/KH-UBND." in page
        assert "Số, ký hiệu70/KH-UBND" in page
        listed = reported(await chief.get(DOCUMENTS))
        assert "70/KH-UBND" in listed
        assert " 1/" in listed.replace("–", " "), "one line is decided on"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Quyết định: chưa chọn"),
        ({"decision": "nonsense"}, "Quyết định: chưa chọn"),
        ({"decision": "left_open"}, "Lý do: chưa quyết định thì phải nêu lý do"),
        ({"decision": "corrected", "value": ""}, "Nội dung sửa: chưa nhập gì"),
        ({"decision": "corrected", "value": "số bảy mươi"}, "“số bảy mươi” không phải là số"),
        ({"decision": "left_open", "why": "a\x00b"}, "có ký tự điều khiển"),
    ],
)
async def test_a_mistake_is_said_beside_the_field_that_keeps_what_was_typed(
    web: WebWard, typed: dict[str, str], said: str
) -> None:
    async with web.browser("chanhvp") as chief:
        address = await document(chief)
        read_finding = await correctable(web, address, Field.NUMBER)
        before = await web.size()
        answer = await decide(chief, address, read_finding.key, typed)
        assert answer.status_code in {409, 422}
        assert said in alert(answer)
        kept = forms_of(answer)[read_finding.key].fields
        assert kept.get("value", "") == typed.get("value", "")
        assert kept["why"].replace("\ufffd", "\x00") == typed.get("why", "")
        assert await web.size() == before


async def test_a_figure_is_typed_with_a_comma(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        address = await document(chief)
        read_finding = await correctable(web, address, Field.FINAL, Field.AVERAGE)
        for wrong in ("61.5.3", "1.23,5", "61,", "sáu mốt"):
            typed = {"decision": "corrected", "value": wrong}
            answer = await decide(chief, address, read_finding.key, typed)
            assert answer.status_code == 422
            assert "dấu phẩy thập phân" in alert(answer)
        typed = {"decision": "corrected", "value": "61,5"}
        assert (await decide(chief, address, read_finding.key, typed)).status_code == 303
        assert "61,5" in reported(await chief.get(address))


async def test_an_unknown_finding_and_one_without_a_place_are_refused(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        address = await document(chief)
        key = (await opened(web, address)).reading.findings[0].key
        unknown = await decide(chief, address, key, {"decision": "accepted", "key": "không có"})
        assert unknown.status_code == 404
        assert "Không có điểm cần làm rõ này" in alert(unknown)
        fixed = await correctable(web, address, wanted=False)
        typed = {"decision": "corrected", "value": "61,5"}
        answer = await decide(chief, address, fixed.key, typed)
        assert answer.status_code == 409
        assert "không có chỗ để sửa" in alert(answer)


async def test_a_decision_that_was_overtaken_says_so_and_keeps_the_words(web: WebWard) -> None:
    async with web.browser("kiemtra") as office, web.browser("chanhvp") as chief:
        address = await document(office)
        key = (await opened(web, address)).reading.errors[0].key
        mine = await form_on_bench(chief, address, key)
        assert (await decide(office, address, key, LEAVE)).status_code == 303
        typed = {"decision": "left_open", "why": "Lý do viết lâu"}
        answer = await chief.post(mine.action, data={**mine.fields, **typed})
        assert answer.status_code == 409
        assert "vừa có người khác quyết định" in alert(answer)
        assert "Tải lại trang" in answer.text
        assert forms_of(answer)[key].fields["why"] == "Lý do viết lâu"


async def test_a_double_click_decides_once(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        address = await document(chief)
        key = (await opened(web, address)).reading.errors[0].key
        form = await form_on_bench(chief, address, key)
        data = {**form.fields, **LEAVE}
        both = await asyncio.gather(*(chief.post(form.action, data=data) for _ in range(2)))
        assert [answer.status_code for answer in both] == [303, 303]
        state = (await opened(web, address)).state
        assert state.version == 2


async def test_the_plan_is_loaded_when_no_error_is_undecided(unplanned: WebWard) -> None:
    web = unplanned
    async with web.browser("kiemtra") as office, web.browser("chanhvp") as chief:
        assert "Chưa nạp kế hoạch nào." in reported(await chief.get("/ke-hoach"))
        address = await document(office)
        await refused_early(web, chief, address)
        await accept_all(web, office, address)
        page = await office.get(address)
        assert "Chánh Văn phòng hoặc lãnh đạo UBND phường nạp kế hoạch" in reported(page)
        assert not [form for form in read(page).forms if form.action.endswith("/nap")]
        for wrong, said in (
            ("31/02/2027", "không phải là ngày"),
            (day(today() - timedelta(days=1)), "từ hôm nay"),
            ("01/01/2062", "không quá một năm"),
        ):
            answer = await load(chief, address, active_from=wrong)
            assert said in alert(answer)
            assert form_of(answer, "/nap").fields["active_from"] == wrong
        answer = await load(chief, address)
        assert answer.status_code == 303
        page = await chief.get(answer.headers["location"])
        assert "Đã nạp kế hoạch" in reported(page)
        assert forms_of(page) == {}
        assert "Đã nạp" in reported(await chief.get(DOCUMENTS))
        await shown_with_its_words(web, chief, address)


async def refused_early(web: WebWard, chief: AsyncClient, address: str) -> None:
    """A page without the button, and a request that comes anyway."""
    page = await chief.get(address)
    errors = (await opened(web, address)).reading.errors
    assert f"Còn {len(errors)} lỗi chưa quyết định" in reported(page)
    some = (await form_on_bench(chief, address, errors[0].key)).fields["command_id"]
    data = {"command_id": some, "version": "1", "active_from": ""}
    answer = await chief.post(f"{address}/nap", data=data)
    assert answer.status_code == 409
    assert f"Còn {len(errors)} lỗi chưa quyết định" in alert(answer)
    assert await active_plan(web.ward.ledger) is None


async def shown_with_its_words(web: WebWard, chief: AsyncClient, address: str) -> None:
    """Every item that is not restricted has its sentence, on its own page and its task's."""
    reading = (await opened(web, address)).reading
    secret = {unit.code for unit in reading.draft.units if unit.restricted}
    for each in expand(reading.draft):
        quote = reading.quotes[each.item_code]
        words = f"{' '.join(quote.text.split())} Văn bản, {quote.place}"
        page = reported(await chief.get(f"/ke-hoach/{each.code}"))
        assert (words in page) is not each.restricted, each.code
    item = next(item for item in reading.draft.items if item.lead and item.lead not in secret)
    await run_clock(web.ward, f"assignment-{item.code}")
    task = next(
        fact.stream
        for fact in await web.ward.ledger.tail(0, 10_000)
        if fact.stream.startswith(f"task-{item.code}.")
    )
    words = " ".join(reading.quotes[item.code].text.split())
    assert words in reported(await chief.get(f"/viec/{task}"))


async def test_a_load_that_was_overtaken_or_repeated_makes_one_plan(unplanned: WebWard) -> None:
    web = unplanned
    async with web.browser("chanhvp") as chief, web.browser("phochutich") as leader:
        address = await document(chief)
        await accept_all(web, chief, address)
        old = form_of(await leader.get(address), "/nap")
        key = (await opened(web, address)).reading.errors[0].key
        assert (await decide(chief, address, key, LEAVE)).status_code == 303
        answer = await leader.post(old.action, data=old.fields)
        assert answer.status_code == 409
        assert "Tải lại trang" in answer.text
        assert await active_plan(web.ward.ledger) is None
        form = form_of(await leader.get(address), "/nap")
        both = await asyncio.gather(
            *(leader.post(form.action, data=form.fields) for _ in range(2))
        )
        assert [answer.status_code for answer in both] == [303, 303]
        size = await web.size()
        assert (await leader.post(form.action, data=form.fields)).status_code == 303
        assert await web.size() == size
        data = {"command_id": str(RANDOMNESS.new_id()), "key": key, "seen": "2"}
        late = await leader.post(f"{address}/quyet-dinh", data={**data, "decision": "accepted"})
        assert late.status_code == 409
        assert "đã được nạp" in alert(late)


async def test_a_ward_with_a_plan_gets_the_sentences_beside_it(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief, web.browser("kiemtra") as office:
        address = await document(office)
        assert "bản này chưa hỗ trợ điều chỉnh kế hoạch" in reported(
            await chief.get(address)
        ).replace("Bản này", "bản này")
        assert not [
            form for form in read(await office.get(address)).forms if "ghi-cau-chu" in form.action
        ]
        data = {**form_of(await chief.get(address), "/ghi-cau-chu").fields, "active_from": ""}
        refused = await chief.post(f"{address}/nap", data=data)
        assert refused.status_code == 409
        await accept_all(web, chief, address)
        stale = await chief.post(f"{address}/ghi-cau-chu", data=data)
        assert stale.status_code == 409
        answer = await send(chief, address, "/ghi-cau-chu", {})
        assert answer.status_code == 303
        page = await chief.get(answer.headers["location"])
        assert "Đã gắn trích dẫn văn bản vào từng mục." in reported(page)
        item = await chief.get("/ke-hoach/51-08")
        assert "Văn bản, " in reported(item)
        task = await chief.get(f"/viec/{web.task('51-08')}")
        assert "<blockquote>" in task.text
        assert "rut-cau-chu" not in (await office.get(address)).text
        answer = await send(chief, address, "/rut-cau-chu", {})
        assert answer.status_code == 303
        page = await chief.get(answer.headers["location"])
        assert "Đã rút trích dẫn văn bản." in reported(page)
        assert "4 mục sẽ có trích dẫn, 0 không." in reported(page)
        task = await chief.get(f"/viec/{web.task('51-08')}")
        assert "<blockquote>" not in task.text
        assert (await send(chief, address, "/ghi-cau-chu", {})).status_code == 303
    async with web.browser("truongcongan") as police:
        task = await police.get(f"/viec/{web.task('58-01')}")
        assert "<blockquote>" not in task.text


async def test_a_document_that_an_earlier_release_read_otherwise_is_handed_in_again(
    unplanned: WebWard,
) -> None:
    web, words = unplanned, TypedTexts(randomness=RANDOMNESS, limit=100_000)
    source = dump(read_source(PLAN_TEXT.encode(), "kế hoạch.txt"))
    command = ReadDocument(
        stream="plan-reading.0001",
        name=words.need("kế hoạch.txt", label="Tên tệp"),
        source=words.need(source, label="Văn bản"),
        file_sha256="0" * 64,
        file_bytes=len(PLAN_TEXT),
        findings=findings_of(reading()),
    )
    sender = Sender(person_id=await web.person_id("chanhvp"), session_id=RANDOMNESS.new_id())
    command_request = CommandRequest(
        sender=sender,
        command_id=RANDOMNESS.new_id(),
        name="read-plan",
        sent={},
        texts=tuple(words.texts),
    )
    await web.ward.acts.handle(command_request, command)
    address = f"{DOCUMENTS}/0001"
    async with web.browser("chanhvp") as chief:
        assert "Phần mềm đã đổi cách đọc" in reported(await chief.get(address))
        await accept_all(web, chief, address)
        answer = await load(chief, address)
        assert answer.status_code == 409
        assert "Hãy tải văn bản lên lại" in alert(answer)
