"""Bad input and bad moments: a clear Vietnamese answer, nothing changed, nothing typed lost."""

import asyncio
import re

import pytest
from httpx2 import Response

from api.labels.words import day
from infra.randomness import RANDOMNESS
from tests.api.reading import alert, form_of, read, send
from tests.api.ward import BASE, PASSWORD, WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
WORDS = "Báo cáo đã viết rất lâu.\n\nDòng thứ ba, “ngoặc kép” & dấu <nhỏ hơn>."
NASTY = [
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "'; DROP TABLE events; --",
    '"><form action="https://vi-du.test">',
    "{{ 7 * 7 }} {% include 'base.html' %}",
    "%00%0d%0aSet-Cookie: a=b",
]


def calm(answer: Response) -> None:
    """No stack, no English, no word of the machinery."""
    assert 'lang="vi"' in answer.text
    assert "Traceback" not in answer.text
    assert not re.search(r"psycopg|sqlalchemy|Exception|Internal Server", answer.text)


async def test_a_wrong_password_and_an_unknown_login_get_one_and_the_same_sentence(
    web: WebWard,
) -> None:
    async with web.browser() as nobody:
        sentences = set()
        for login in ("chuyenvien", "khongco", "' OR 1=1 --", "<b>", "a\x00b"):
            form = {"login": login, "password": "sai-mat-khau-roi"}
            answer = await nobody.post("/dang-nhap", data=form)
            assert answer.status_code == 401
            calm(answer)
            sentences.add(alert(answer))
            kept = form_of(answer, "/dang-nhap").fields
            assert kept["password"] == ""
            assert kept["login"].replace("\ufffd", "\x00") == login
        assert len(sentences) == 1
        assert "set-cookie" not in answer.headers


async def test_an_ended_session_keeps_the_report_and_sends_it_on_after_signing_in(
    web: WebWard,
) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as specialist:
        page = await specialist.get(address)
        form = form_of(page, "/bao-cao")
        await web.ward.directory.accounts.end_sessions(await web.person_id("chuyenvien"))
        before = await web.size()
        asked = await specialist.post(form.action, data={**form.fields, "text": WORDS})
        assert asked.status_code == 401
        assert "Phiên làm việc đã hết" in alert(asked)
        assert await web.size() == before
        sign_in = form_of(asked, "/dang-nhap").fields
        assert sign_in["kept:text"] == WORDS
        wrong = await specialist.post("/dang-nhap", data={**sign_in, "login": "chuyenvien"})
        assert wrong.status_code == 401
        sign_in = form_of(wrong, "/dang-nhap").fields
        answer = await specialist.post(
            "/dang-nhap", data={**sign_in, "login": "chuyenvien", "password": PASSWORD}
        )
        assert answer.status_code == 200
        resumed = form_of(answer, "/bao-cao")
        assert resumed.fields["text"] == WORDS
        assert resumed.fields["command_id"] == form.fields["command_id"]
        assert (await specialist.post(resumed.action, data=resumed.fields)).status_code == 303
        assert "ngoặc kép” &amp; dấu &lt;nhỏ hơn&gt;" in (await specialist.get(address)).text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://ke-gia-mao.test"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_a_form_sent_from_elsewhere_changes_nothing(
    web: WebWard, headers: dict[str, str]
) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as victim:
        form = form_of(await victim.get(address), "/bao-cao")
        before = await web.size()
        answer = await victim.post(
            form.action, data={**form.fields, "text": "giả mạo"}, headers=headers
        )
        assert answer.status_code == 403
        calm(answer)
        assert "bị chặn" in answer.text
        assert await web.size() == before


async def test_a_foreign_host_name_is_answered_with_nothing(web: WebWard) -> None:
    async with web.browser() as nobody:
        answer = await nobody.get("/dang-nhap", headers={"Host": "ke-gia-mao.test"})
        assert answer.status_code == 400
        calm(answer)


async def test_a_double_click_is_one_report(web: WebWard) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as specialist:
        form = form_of(await specialist.get(address), "/bao-cao")
        typed = {**form.fields, "text": WORDS}
        answers = await asyncio.gather(
            *(specialist.post(form.action, data=typed) for _ in range(4))
        )
        assert {answer.status_code for answer in answers} == {303}
        changed = await specialist.post(form.action, data={**typed, "text": "nội dung khác"})
    assert changed.status_code == 422
    assert "đã được nhận" in alert(changed)
    assert "nội dung khác" in read(changed).areas
    assert (await web.states(web.task("51-08"))).count("report-submitted") == 1


async def test_of_two_who_decide_at_once_one_is_shown_that_it_is_decided(web: WebWard) -> None:
    stream = web.task("54-02")
    address = f"/viec/{stream}"
    async with web.browser("kiemtra") as officer, web.browser("chanhvp") as chief:
        await send(officer, address, "/bao-cao", {"text": WORDS})
        page = await chief.get(address)
        approve, back = form_of(page, "/duyet"), form_of(page, "/tra-lai")
        returned = {
            **back.fields,
            "ground": "formal_gap",
            "reason": "Lý do dài đã nhập",
            "correct_by": _soon(),
        }
        answers = await asyncio.gather(
            chief.post(approve.action, data=approve.fields),
            chief.post(back.action, data=returned),
        )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 303
    assert statuses[1] in {403, 409}
    loser = next(answer for answer in answers if answer.status_code != 303)
    calm(loser)
    decided = [state for state in await web.states(stream) if state.startswith("submission-")]
    assert len(decided) == 1
    if decided == ["submission-approved"]:
        assert "Lý do dài đã nhập" in read(loser).areas


async def test_a_stale_page_says_so_links_to_the_new_one_and_keeps_the_reason(
    web: WebWard,
) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as specialist, web.browser("truongphong") as head:
        await send(specialist, address, "/bao-cao", {"text": WORDS})
        seen = form_of(await head.get(address), "/tra-lai")
        typed = {**seen.fields, "ground": "formal_gap", "correct_by": _soon()}
        await head.post(seen.action, data={**typed, "reason": "lần một"})
        await send(specialist, address, "/bao-cao", {"text": "bản hai"})
        before = await web.size()
        typed["command_id"] = "6d9f2f0e-3d43-4c6e-9d83-6d3f5cf2a111"
        late = await head.post(seen.action, data={**typed, "reason": "lý do của tôi"})
    assert late.status_code == 409
    assert "không còn là bản mới nhất" in alert(late)
    assert f'href="{address}"' in late.text
    assert "lý do của tôi" in read(late).areas
    assert form_of(late, "/tra-lai").fields["submission"] == "2"
    assert await web.size() == before


@pytest.mark.parametrize(
    "address",
    [
        "/viec/task-KHONGCO.report.2026-Q4",
        "/viec/task-51-08'; DROP TABLE events; --",
        "/viec/assignment-51-08",
        "/viec/task-" + "a" * 200,
        "/viec/task-a%00b",
        "/quan-tri/can-bo/khong-phai-ma",
        "/quan-tri/can-bo/6d9f2f0e-3d43-4c6e-9d83-6d3f5cf2a111",
        "/lien-ket/khong-co-lien-ket-nay-dau-nhe",
        "/khong-co-trang-nay",
    ],
)
async def test_an_address_that_does_not_exist_is_a_page_that_says_so(
    web: WebWard, address: str
) -> None:
    async with web.browser("quantri" if "quan-tri" in address else "chanhvp") as viewer:
        answer = await viewer.get(address)
    assert answer.status_code == 404
    calm(answer)
    assert alert(answer)


async def test_what_belongs_to_others_does_not_exist_for_this_person(web: WebWard) -> None:
    address = f"/viec/{web.task('58-01')}"
    for login in ("chuyenvien", "quantri"):
        async with web.browser(login) as viewer:
            answer = await viewer.get(address)
            assert answer.status_code == 404
            assert "trật tự an toàn" not in answer.text
            work = await viewer.get("/viec")
            assert "trật tự an toàn" not in work.text
            forged = {"command_id": "6d9f2f0e-3d43-4c6e-9d83-6d3f5cf2a111", "submission": "1"}
            refused = await viewer.post(f"{address}/duyet", data=forged)
            assert refused.status_code == 404
            calm(refused)


@pytest.mark.parametrize("nasty", NASTY)
async def test_markup_and_sql_in_every_field_are_words_and_nothing_else(
    web: WebWard, nasty: str
) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as specialist:
        form = form_of(await specialist.get(address), "/bao-cao")
        before = await web.size()
        everywhere = await specialist.post(form.action, data=dict.fromkeys(form.fields, nasty))
        assert everywhere.status_code == 422
        calm(everywhere)
        assert nasty in read(everywhere).areas
        assert "<script>alert" not in everywhere.text
        assert await web.size() == before
        answer = await specialist.post(form.action, data={**form.fields, "text": nasty})
        assert answer.status_code == 303
        page = await specialist.get(address)
        assert nasty in " ".join(read(page).text)
        assert "<script>alert" not in page.text
    async with web.browser("chanhvp") as chief:
        assert (await chief.get("/viec", params={"tim": nasty})).status_code == 200


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("a\x00b", "ký tự điều khiển"),
        ("a\x1bb", "ký tự điều khiển"),
        ("ă" * 100_000, "tối đa 20.000"),
        ("   \n ", "còn trống"),
    ],
)
async def test_words_that_cannot_be_kept_are_refused_and_shown_again(
    web: WebWard, typed: str, sentence: str
) -> None:
    address = f"/viec/{web.task('51-08')}"
    states = await web.states(web.task("51-08"))
    async with web.browser("chuyenvien") as specialist:
        answer = await send(specialist, address, "/bao-cao", {"text": typed})
    assert answer.status_code == 409
    calm(answer)
    assert sentence in alert(answer)
    assert form_of(answer, "/bao-cao").fields["text"].replace("\ufffd", "\x00") == typed
    assert await web.states(web.task("51-08")) == states


async def test_more_than_a_megabyte_and_other_kinds_of_forms_are_refused(web: WebWard) -> None:
    address = f"/viec/{web.task('51-08')}/bao-cao"
    async with web.browser("chuyenvien") as specialist:
        before = await web.size()
        large = await specialist.post(address, data={"text": "a" * (1024 * 1024)})
        assert large.status_code == 413
        calm(large)
        json = await specialist.post(address, json={"text": "a"})
        assert json.status_code == 422
        calm(json)
        many = await specialist.post(address, data={f"f{n}": "1" for n in range(400)})
        assert many.status_code == 422
        wrong = await specialist.get(address)
        assert wrong.status_code == 405
        calm(wrong)
    assert await web.size() == before


async def test_nobody_is_sent_to_a_foreign_address_by_signing_in(web: WebWard) -> None:
    async with web.browser() as nobody:
        for way in (
            "https://ke-gia-mao.test/",
            "//ke-gia-mao.test",
            "/viec/../../x",
            "javascript:",
        ):
            form = {"login": "chuyenvien", "password": PASSWORD, "next": way, "kept_path": way}
            answer = await nobody.post("/dang-nhap", data={**form, "kept:text": "a"})
            assert "ke-gia-mao" not in answer.headers.get("location", "") + answer.text
    assert BASE.startswith("http://127.0.0.1")


def _soon() -> str:
    return day(today())


async def test_nonsense_in_every_field_of_every_form_breaks_nothing(web: WebWard) -> None:
    duty = f"/viec/{web.task('51-08')}"
    person = f"/quan-tri/can-bo/{await web.person_id('dongnghiep')}"
    forms: dict[str, list[tuple[str, list[str]]]] = {
        "chanhvp": [
            *((f"{duty}/{act}", ["submission"]) for act in ("tiep-nhan", "duyet", "xac-nhan")),
            (f"{duty}/tra-lai", ["submission", "ground", "reason", "reason_code", "correct_by"]),
            (f"{duty}/phoi-hop", ["unit", "text", "paper_number", "paper_date"]),
            (f"{duty}/bao-cao", ["after_submission", "text", "figure.X", "kind.X", "nil.X"]),
            ("/ke-hoach/III-07/chu-tri", ["lead_unit", "supporting_units"]),
            ("/ke-hoach/x';--/chu-tri", ["lead_unit"]),
        ],
        "quantri": [
            ("/quan-tri/can-bo", ["person_id", "login", "phone"]),
            (f"{person}/chuc-vu", ["office", "unit", "from_on", "until_on"]),
            (f"{person}/thoi-chuc", ["held", "until_on"]),
            ("/quan-tri/can-bo/x'--/lien-ket", ["name"]),
        ],
    }
    for login, addresses in forms.items():
        async with web.browser(login) as sender:
            before = await web.size()
            for address, names in addresses:
                for nasty in (*NASTY, "a\x00b", "9" * 5000):
                    fields = {
                        "command_id": str(RANDOMNESS.new_id()),
                        **dict.fromkeys(names, nasty),
                    }
                    answer = await sender.post(address, data=fields)
                    assert 400 <= answer.status_code < 500, (address, nasty, answer.status_code)
                    calm(answer)
                    assert read(answer).alerts, (address, nasty)
            facts = await web.ward.ledger.tail(before, 100_000)
            attempts = [fact for fact in facts if fact.stream.startswith("attempt-")]
            assert len(attempts) == len(facts), "a refusal is recorded, nothing else is"
