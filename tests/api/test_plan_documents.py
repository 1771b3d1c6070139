"""Văn bản kế hoạch: who hands one in, what is refused, and what the page shows of it."""

import re
from collections import Counter
from html import unescape

import pytest
from httpx2 import AsyncClient, Response

from api.labels.finding_kinds import FINDING_KINDS
from services.domain.attempts import CommandRefused, stream_of
from services.domain.plan.draft import ItemKind
from tests.api.documents import DOCUMENTS, decide, document, forms_of, hand_in, opened
from tests.api.pages_said import said
from tests.api.reading import alert, form_of, read
from tests.api.ward import WebWard
from tests.moment import today
from tests.plan_text import PLAN_TEXT

pytestmark = pytest.mark.postgres
OFFICE = ("kiemtra", "chanhvp", "phochutich")
OTHERS = ("chuyenvien", "truongphong", "thanhtra", "quantri")


@pytest.mark.parametrize("login", OFFICE)
async def test_the_office_and_the_leaders_hand_in_a_document(web: WebWard, login: str) -> None:
    async with web.browser(login) as person:
        plan = await person.get("/ke-hoach")
        assert f'href="{DOCUMENTS}"' in plan.text
        address = await document(person)
        page = await person.get(address)
        assert page.status_code == 200
        listed = await person.get(DOCUMENTS)
        assert address in listed.text
        assert "kế hoạch.txt" in listed.text
        assert "Đang xem xét" in listed.text
        opened_document = await opened(web, address)
        lines = sum(len(finding.lines) for finding in opened_document.reading.findings)
        assert opened_document.reading.draft.title in listed.text
        assert f"0/{lines} dòng" in listed.text


async def test_the_whole_text_is_shown_with_what_each_line_became(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        address = await document(chief)
        assert f'href="{address}/toan-van"' in (await chief.get(address)).text
        page = await chief.get(f"{address}/toan-van")
        assert page.status_code == 200
        spoken = " ".join(said(page).split())
        for line in filter(None, (" ".join(each.split()) for each in PLAN_TEXT.splitlines())):
            for word in line.replace("*", "").split():
                assert word in spoken
        code = re.search(r'href="([^"]+#muc-[^"]+)"', page.text)
        assert code is not None
        way, _, place = unescape(code[1]).partition("#")
        assert f'id="{place}"' in (await chief.get(way)).text


@pytest.mark.parametrize("login", OTHERS)
async def test_nobody_else_sees_or_does_anything_there(web: WebWard, login: str) -> None:
    async with web.browser("kiemtra") as office:
        address = await document(office)
        forms = {
            form.action: form.fields
            for way in (address, f"{address}/ban-lam-viec")
            for form in read(await office.get(way)).forms
        }
        form = form_of(await office.get(DOCUMENTS), DOCUMENTS)
    async with web.browser("chanhvp") as chief:
        forms |= {form.action: form.fields for form in read(await chief.get(address)).forms}
    for everywhere in ("/dang-xuat", "/tim", "", f"{address}/ban-lam-viec"):
        forms.pop(everywhere)
    before = await web.states(f"plan-reading.{address.rpartition('/')[2]}")
    async with web.browser(login) as person:
        for path in (DOCUMENTS, address, f"{address}/toan-van", f"{address}/cac-muc"):
            assert (await person.get(path)).status_code == 403
        for action, fields in forms.items():
            answer = await person.post(action, data={**fields, "decision": "accepted"})
            assert answer.status_code == 403, action
        answer = await hand_in_of(person, form.fields["command_id"])
        assert answer.status_code == 403
    assert await web.states(f"plan-reading.{address.rpartition('/')[2]}") == before
    stream = stream_of(today(), await web.person_id(login))
    facts = (await web.ward.ledger.read([stream])).of(stream)
    rules = [fact.event.rule for fact in facts if isinstance(fact.event, CommandRefused)]
    assert set(rules) == {"not-settling", "not-loading"}


async def hand_in_of(person: AsyncClient, command_id: str) -> Response:
    """Send a file without having been shown the form."""
    return await person.post(
        DOCUMENTS,
        data={"command_id": command_id},
        files={"file": ("k.txt", PLAN_TEXT.encode(), "text/plain")},
    )


async def test_nobody_who_is_not_signed_in_gets_anywhere(web: WebWard) -> None:
    async with web.browser() as nobody:
        answer = await hand_in_of(nobody, "0" * 8)
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/dang-nhap?tiep={DOCUMENTS}"
        assert (await nobody.get(DOCUMENTS)).status_code == 303


@pytest.mark.parametrize(
    ("content", "name", "status", "said"),
    [
        (b"", "", 422, "chưa chọn tệp"),
        (b"", "trống.txt", 422, "chưa chọn tệp, hoặc tệp trống"),
        (b"%PDF-1.7\n%\xe2\xe3", "kế hoạch.pdf", 422, "tệp PDF"),
        (b"\x89PNG\r\n\x1a\n0000", "ảnh.png", 422, "hình ảnh"),
        ("Thư mời họp tổ dân phố.".encode(), "thư.txt", 422, "thư.txt"),
        (b"\xff\xfe\x00", "k.txt", 422, "k.txt"),
    ],
)
async def test_what_is_no_plan_is_refused_in_a_sentence_beside_the_form(
    web: WebWard, content: bytes, name: str, status: int, said: str
) -> None:
    async with web.browser("chanhvp") as chief:
        before = await web.size()
        answer = await hand_in(chief, content, name)
        assert answer.status_code == status
        assert said in alert(answer)
        assert form_of(answer, DOCUMENTS).fields["command_id"]
        assert await web.size() == before


async def test_a_form_of_another_kind_or_cut_in_two_is_refused(web: WebWard) -> None:
    kind = "multipart/form-data; boundary=x"
    async with web.browser("chanhvp") as chief:
        for body, header in (
            (b"command_id=1", "application/x-www-form-urlencoded"),
            (b"--x\r\nContent-Disp", kind),
            (b"no boundary at all", kind),
            (b"--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n", kind),
            (b"", "multipart/form-data"),
        ):
            answer = await chief.post(DOCUMENTS, content=body, headers={"Content-Type": header})
            assert answer.status_code == 422, body
            assert "Hãy" in answer.text


async def test_a_file_is_measured_before_it_is_read(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        for length in ("209715200", str(17 * 1024 * 1024)):
            answer = await chief.post(
                DOCUMENTS,
                content=b"--x",
                headers={
                    "Content-Type": "multipart/form-data; boundary=x",
                    "Content-Length": length,
                },
            )
            assert answer.status_code == 413
            assert "Tệp lớn hơn 16 MB" in answer.text
        answer = await chief.post("/ke-hoach/van-ban/abc/nap", content=b"x" * (1024 * 1024 + 1))
        assert answer.status_code == 413
        assert "1 MB" in answer.text


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("C:\\Văn bản\\kế hoạch.txt", "kế hoạch.txt"),
        ("../../etc/kế hoạch.txt", "kế hoạch.txt"),
        ("<b>kế hoạch</b>.txt", "b>.txt"),
        ("..", "văn bản"),
        ("k" * 300 + ".txt", "k" * 196 + ".txt"),
    ],
)
async def test_a_file_s_name_is_only_its_last_part(web: WebWard, sent: str, shown: str) -> None:
    async with web.browser("chanhvp") as chief:
        answer = await hand_in(chief, name=sent)
        assert answer.status_code == 303, answer.text
        opened_page = await opened(web, answer.headers["location"])
        assert opened_page.name == shown


async def test_a_double_click_hands_one_document_in(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        fields = {
            "command_id": form_of(await chief.get(DOCUMENTS), DOCUMENTS).fields["command_id"]
        }
        first = await hand_in(chief, fields=fields)
        size = await web.size()
        second = await hand_in(chief, fields=fields)
        assert first.headers["location"] == second.headers["location"]
        assert await web.size() == size
        other = await hand_in(chief, PLAN_TEXT.encode() + b"\n", fields=fields)
        assert other.status_code == 422
        assert "với nội dung khác" in alert(other)
        assert form_of(other, DOCUMENTS).fields["command_id"] != fields["command_id"]


def in_one_line(answer: Response) -> str:
    """Everything that a page says, with single blanks."""
    return " ".join("".join(read(answer).text).split())


async def test_the_page_counts_the_findings_by_kind_and_says_how_far_one_is(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        address = await document(office)
        page = await office.get(address)
        findings = (await opened(web, address)).reading.findings
        assert f"Đã quyết định 0/{len(findings)} điểm" in in_one_line(page)
        for code, amount in Counter(finding.code for finding in findings).items():
            way = f"{address}/ban-lam-viec?loai={code}"
            assert f'<a href="{way}">{FINDING_KINDS[code]}</a>' in page.text
            bench = await office.get(way)
            assert f"Đã quyết định 0/{amount} điểm" in in_one_line(bench)
        assert not forms_of(page)
        error = (await opened(web, address)).reading.errors[0]
        await decide(office, address, error.key, {"decision": "accepted"})
        page = await office.get(address)
    assert f"Đã quyết định 1/{len(findings)} điểm" in in_one_line(page)
    assert "Đã quyết định (1 dòng)" in in_one_line(page)


async def test_each_finding_and_each_item_stands_beside_the_document_s_own_words(
    web: WebWard,
) -> None:
    async with web.browser("kiemtra") as office:
        address = await document(office)
        reading = (await opened(web, address)).reading
        for number, finding in enumerate(reading.findings, start=1):
            bench = await office.get(f"{address}/ban-lam-viec?diem={number}")
            assert finding.key in forms_of(bench)
            for words in (
                finding.place,
                finding.sentence,
                finding.assumed,
                *(quote.text for quote in finding.quotes),
            ):
                assert " ".join(words.split()) in in_one_line(bench)
        ranges = 0
        for item in reading.draft.items:
            text = in_one_line(await office.get(f"{address}/cac-muc?muc={item.code}"))
            assert item.title in text
            assert reading.quotes[item.code].text in text
            ranges += bool(item.measures) and "Số liệu: từ 0 đến 100" in text
    assert ranges == sum(bool(item.measures) for item in reading.draft.items) > 0


async def test_items_are_shown_some_at_a_time_by_their_kind(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        address = await document(office)
        reading = (await opened(web, address)).reading
        for kind in ItemKind:
            codes = [item.code for item in reading.draft.items if item.kind is kind]
            pages = -(-len(codes) // 8)
            shown: list[str] = []
            for number in range(1, pages + 1):
                way = f"{address}/cac-muc?loai={kind}&trang={number}"
                shown += re.findall(r'id="muc-([^"]+)"', (await office.get(way)).text)
            assert shown == codes
        for odd in ("0", "99", "x", "9" * 30):
            assert (await office.get(f"{address}/cac-muc?trang={odd}")).status_code == 200


@pytest.mark.parametrize("address", ["khong-co", "0000", "A" * 40])
async def test_a_document_that_is_not_there_is_not_found(web: WebWard, address: str) -> None:
    async with web.browser("chanhvp") as chief:
        answer = await chief.get(f"{DOCUMENTS}/{address}")
        assert answer.status_code == 404
        posted = await chief.post(f"{DOCUMENTS}/{address}/nap", data={"command_id": "x"})
        assert posted.status_code in {404, 422}
