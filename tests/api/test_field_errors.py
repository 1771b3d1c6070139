"""A refusal stands beside its field: marked, focused, tied to its sentence, led to from above."""

import re
from dataclasses import dataclass
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from httpx2 import Response

from api.labels.words import day
from api.web.field_errors import PLACE, field_of
from infra.randomness import RANDOMNESS
from services.domain.errors import Refusal
from services.domain.task.acts.return_submission import REASON_MISSING
from tests.api.board import chasing_form, due
from tests.api.documents import DOCUMENTS, document, forms_of, hand_in
from tests.api.programs import key, program
from tests.api.reading import alert, form_of, send
from tests.api.test_people_csv import sent as send_roster
from tests.api.ward import WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
ROOT = Path(__file__).resolve().parents[2]


class _Elements(HTMLParser):
    """Every element of a page with its attributes, and the words of those with an id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.all: list[tuple[str, dict[str, str]]] = []
        self.words: dict[str, str] = {}
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        collected = {name: value or "" for name, value in attrs}
        self.all.append((tag, collected))
        if tag == "p" and "id" in collected:
            self._inside = collected["id"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.words[self._inside] = self.words.get(self._inside, "") + data


def stands_at(
    answer: Response, field: str, place: str = PLACE, others: tuple[str, ...] = ()
) -> None:
    """The page says what is wrong at these fields, in every way that a reader needs."""
    page = _Elements()
    page.feed(answer.text)
    ids = [each["id"] for _, each in page.all if "id" in each]
    assert len(ids) == len(set(ids)), "an id stands twice"
    marked = [each for _, each in page.all if "aria-invalid" in each]
    assert [each["name"] for each in marked] == [field, *others]
    assert "autofocus" in marked[0]
    assert [each for _, each in page.all if "autofocus" in each] == marked[:1]
    named = {each.get("for") for tag, each in page.all if tag == "label"}
    for number, each in enumerate(marked, start=1):
        here = place if number == 1 else f"{place}-{number}"
        assert each["id"] == here
        sentence = page.words[each["aria-describedby"].split()[0]].strip()
        assert sentence.startswith("Cần sửa: ")
        assert sentence.removeprefix("Cần sửa: ") in alert(answer)
        assert ("a", {"href": f"#{here}"}) in page.all
        assert here in named or each["type"] in {"radio", "checkbox"}
    assert ("Có " in alert(answer) and "chỗ cần sửa" in alert(answer)) == bool(others)


@dataclass(frozen=True)
class Case:
    """One form, filled in wrongly."""

    login: str
    page: str
    form: str
    typed: dict[str, str]
    field: str
    others: tuple[str, ...] = ()


FAR = "01/01/2099"
CASES = [
    Case("chuyenvien", "task:51-08", "/bao-cao", {"text": ""}, "text"),
    Case("chuyenvien", "task:51-08", "/bao-cao", {"text": "a\x07"}, "text"),
    Case(
        "chuyenvien", "task:51-08", "/bao-cao", {"text": "a", "paper_number": "1/BC"}, "paper_date"
    ),
    Case(
        "chuyenvien",
        "task:51-08",
        "/bao-cao",
        {"text": "a", "paper_date": "31/02"},
        "paper_number",
        ("paper_date",),
    ),
    Case(
        "chuyenvien",
        "task:51-08",
        "/bao-cao",
        {"text": "a\x07", "paper_number": "số 1", "paper_date": "31.02.2026", "file": "x.pdf"},
        "text",
        ("paper_number", "paper_date", "file"),
    ),
    Case(
        "chuyenvien",
        "task:CT10",
        "/bao-cao",
        {"figure.CT10.1": "1.2.3", "figure.CT10.2": "mười", "paper_number": "1"},
        "figure.CT10.1",
        ("figure.CT10.2", "paper_date"),
    ),
    Case("chuyenvien", "task:51-08", "/bao-cao", {"text": "a", "file": "x.pdf"}, "file"),
    Case(
        "chuyenvien",
        "task:51-08",
        "/bao-cao",
        {"text": "a", "paper_number": "số một", "paper_date": "01/01/2026"},
        "paper_number",
    ),
    Case("chuyenvien", "task:CT10", "/bao-cao", {"figure.CT10.2": "1.2.3"}, "figure.CT10.2"),
    Case("chuyenvien", "task:CT10", "/bao-cao", {"figure.CT10.1": "1"}, "figure.CT10.2"),
    Case("chuyenvien", "task:CT10", "/bao-cao", {"nil.CT10.3": "a\x07"}, "nil.CT10.3"),
    Case("conganvien", "task:58-01", "/bao-cao", {"text": "lời"}, "paper_number"),
    Case("conganvien", "task:58-01", "/bao-cao", {}, "paper_number"),
    Case("phoihop", "task:51-08", "/phoi-hop", {"text": " "}, "text"),
    Case("phoihop", "task:51-08", "/phoi-hop", {"unit": "CAP", "text": "a"}, "unit"),
    Case("chanhvp", "/ke-hoach/III-07", "/chu-tri", {"lead_unit": ""}, "lead_unit"),
    Case("chanhvp", "/ke-hoach/III-07", "/chu-tri", {"lead_unit": "VHXH"}, "lead_unit"),
    Case("chanhvp", "/ke-hoach", "/diem/D-CHUNG", {"decision": ""}, "decision"),
    Case("chanhvp", "/ke-hoach/51-08", "/han", {"after": "31/02", "days": "1"}, "after"),
    Case("chanhvp", "/ke-hoach/51-08", "/han", {"after": "31/01", "days": "x"}, "days"),
    Case("chanhvp", "/ke-hoach/51-08", "/diem/D-51-08", {"decision": "a\x07"}, "decision"),
    Case(
        "chuyenvien",
        "/tai-khoan/ma-truy-cap",
        "/ma-truy-cap",
        {"label": " "},
        "label",
        ("ends_on",),
    ),
    Case(
        "chuyenvien",
        "/tai-khoan/ma-truy-cap",
        "/ma-truy-cap",
        {"label": " ", "ends_on": "01/01/2027"},
        "label",
    ),
    Case(
        "chuyenvien",
        "/tai-khoan/ma-truy-cap",
        "/ma-truy-cap",
        {"label": "a", "ends_on": "01/01/2027", "scope": "moi-thu"},
        "scope",
    ),
    Case(
        "chuyenvien",
        "/tai-khoan/ma-truy-cap",
        "/ma-truy-cap",
        {"label": "a", "ends_on": FAR},
        "ends_on",
    ),
    Case("quantri", "/quan-tri", "/can-bo", {"name": "A", "login": "chuyenvien"}, "login"),
    Case("quantri", "/quan-tri", "/can-bo", {"name": "A", "login": "có dấu"}, "login"),
    Case("quantri", "/quan-tri", "/can-bo", {"name": " ", "login": "a"}, "name"),
    Case("quantri", "person", "/dinh-chinh", {"name": "a", "phone": "\x07"}, "phone"),
    Case("quantri", "person", "/chuc-vu", {"office": "vua"}, "office"),
    Case("quantri", "person", "/chuc-vu", {"office": "chair", "from_on": "x"}, "from_on"),
    Case("quantri", "person", "/chuc-vu", {"office": "specialist", "unit": ""}, "unit"),
    Case("quantri", "person", "/thoi-chuc", {"until_on": "01/01/2020"}, "until_on"),
    Case("quantri", "person", "/thoi-chuc", {"held": "chair:", "until_on": FAR}, "held"),
]


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{number}{case.form}-{case.field}" for number, case in enumerate(CASES)]
)
async def test_a_refused_form_says_it_at_the_field_and_keeps_what_was_typed(
    web: WebWard, case: Case
) -> None:
    page = case.page.replace("person", f"/quan-tri/can-bo/{await web.person_id('dongnghiep')}")
    if page.startswith("task:"):
        page = f"/viec/{web.task(page.removeprefix('task:'))}"
    async with web.browser(case.login) as somebody:
        answer = await send(somebody, page, case.form, case.typed)
    assert answer.status_code in {409, 422}
    stands_at(answer, case.field, others=case.others)
    kept = form_of(answer, case.form).fields
    seen = {name: value for name, value in case.typed.items() if name in kept}
    assert all(
        kept[n] == v
        for n, v in seen.items()
        if n not in {"file", "office", "held", "unit", "scope"}
    )


async def test_a_return_is_refused_at_its_ground_its_reason_or_its_day(web: WebWard) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as specialist:
        assert (await send(specialist, address, "/bao-cao", {"text": "Xong"})).status_code == 303
    soon = day(today() + timedelta(days=3))
    whole = {"ground": "failed_content", "reason": "Thiếu", "correct_by": soon}
    async with web.browser("truongphong") as head:
        for field, wrong in (
            ("ground", ""),
            ("reason", " "),
            ("correct_by", ""),
            ("correct_by", FAR),
        ):
            answer = await send(head, address, "/tra-lai", {**whole, field: wrong})
            stands_at(answer, field)


async def test_an_uploaded_file_is_refused_at_the_field_that_chose_it(web: WebWard) -> None:
    duty = web.task("51-08")
    lies = ("biểu.pdf", b"MZ\x90\x00 no document", "application/pdf")
    async with web.browser("chuyenvien") as specialist:
        form = form_of(await specialist.get(f"/viec/{duty}"), "/bao-cao").fields
        data = {**form, "text": "Đang viết dở"}
        answer = await specialist.post(f"/viec/{duty}/tep", data=data, files={"file": lies})
        assert answer.status_code == 422
        stands_at(answer, "file")
        assert form_of(answer, "/bao-cao").fields["text"] == "Đang viết dở"
        sheet = f"/phieu/{duty.rpartition('.')[2]}"
        row = form_of(await specialist.get(sheet), "/luu").fields
        answer = await specialist.post(f"{sheet}/tep", data=row, files={f"{duty}:file": lies})
        stands_at(answer, f"{duty}:file", f"{PLACE}-{duty}")


async def test_a_frequency_is_refused_at_its_first_box(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        form = form_of(await chief.get("/ke-hoach/51-08"), "/tan-suat")
        data = {k: v for k, v in form.fields.items() if not k.startswith("frequency.")}
        answer = await chief.post(form.action, data=data)
    stands_at(answer, "frequency.month")


async def test_a_document_is_refused_at_its_file_and_a_decision_at_its_field(web: WebWard) -> None:
    async with web.browser("kiemtra") as office:
        stands_at(await hand_in(office, b"", "trong.txt"), "file")
        stands_at(await hand_in(office, b"\x00\x01", "anh.docx"), "file")
        address = await document(office)
        forms = forms_of(await office.get(f"{address}/ban-lam-viec"))
        fields = next(iter(forms.values())).fields
        for field, typed in (
            ("decision", {"decision": ""}),
            ("why", {"decision": "left_open", "why": " "}),
        ):
            stands_at(await office.post(f"{address}/quyet-dinh", data={**fields, **typed}), field)
    assert DOCUMENTS in address


async def test_a_chase_is_refused_at_the_letter_or_at_the_first_box(web: WebWard) -> None:
    late = await due(web, "51-08", today() - timedelta(days=1))
    box = {f"chon.{late}": str(RANDOMNESS.new_id())}
    async with web.browser("kiemtra") as office:
        fields = chasing_form(await office.get("/don-doc")).fields
        stands_at(await office.post("/don-doc", data=fields), f"chon.{late}")
        for field, typed in (
            ("paper_date", {"paper_number": "1/VP"}),
            ("paper_number", {"paper_number": "số", "paper_date": day(today())}),
            ("note", {"note": "a\x07"}),
        ):
            stands_at(await office.post("/don-doc", data={**fields, **box, **typed}), field)


async def test_a_row_of_the_sheet_is_refused_at_its_own_field(web: WebWard) -> None:
    rate, duty = web.task("CT10"), web.task("51-08")
    address = f"/phieu/{rate.rpartition('.')[2]}"
    async with web.browser("chuyenvien") as specialist:
        fields = form_of(await specialist.get(address), "/luu").fields
        wrong = {f"{rate}:figure.CT10.1": "1.2.3", "only": rate}
        answer = await specialist.post(f"{address}/gui", data={**fields, **wrong})
        assert answer.status_code == 422
        stands_at(answer, f"{rate}:figure.CT10.1", f"{PLACE}-{rate}")
        assert "Tỷ lệ hộ dùng nước sạch: “1.2.3” không phải là số." in alert(answer)
        two = {**wrong, f"{rate}:figure.CT10.2": "1 23"}
        answer = await specialist.post(f"{address}/gui", data={**fields, **two})
        page = _Elements()
        page.feed(answer.text)
        marked = {each["id"] for _, each in page.all if "aria-invalid" in each}
        assert marked == {f"{PLACE}-{rate}", f"{PLACE}-{rate}-2"}
        half = {f"{duty}:text": "a", f"{duty}:paper_number": "1/BC", "only": duty}
        answer = await specialist.post(f"{address}/gui", data={**fields, **half})
        stands_at(answer, f"{duty}:paper_date", f"{PLACE}-{duty}")
        assert '<details class="panel" name="ghi-chu" open>' in answer.text


async def test_the_door_says_it_at_the_password(web: WebWard) -> None:
    async with web.browser() as nobody:
        wrong = {"login": "chuyenvien", "password": "sai-mat-khau"}
        answer = await nobody.post("/dang-nhap", data=wrong)
        assert answer.status_code == 401
        stands_at(answer, "password")
        assert form_of(answer, "/dang-nhap").fields["login"] == "chuyenvien"
    person = f"/quan-tri/can-bo/{await web.person_id('dongnghiep')}"
    async with web.browser("quantri") as administrator:
        page = await send(administrator, person, "/lien-ket", {})
    link = re.search(r"/lien-ket/[\w-]{20,}", page.text)
    assert link is not None
    async with web.browser() as nobody:
        for typed in ({"password": "ngắn", "password_again": "ngắn"}, {"password": "a" * 12}):
            stands_at(await nobody.post(link.group(0), data=typed), "password")


async def test_a_list_of_people_is_refused_at_its_file(web: WebWard) -> None:
    async with web.browser("quantri") as administrator:
        stands_at(await send_roster(administrator, b"a,b\n1,2\n"), "file")


@pytest.mark.parametrize(
    ("query", "field"),
    [("tu=31/02/2026", "tu"), ("tu=02/01/2026&den=01/01/2026", "den"), ("loai=x", "loai")],
)
async def test_a_filter_of_the_log_is_refused_at_its_field(
    web: WebWard, query: str, field: str
) -> None:
    async with web.browser("thanhtra") as inspector:
        stands_at(await inspector.get(f"/nhat-ky?{query}"), field)


async def test_two_wrong_filters_are_both_refused(web: WebWard) -> None:
    async with web.browser("thanhtra") as inspector:
        answer = await inspector.get("/nhat-ky?tu=31.02.2026&den=x")
        stands_at(answer, "tu", others=("den",))
    async with web.browser("chanhvp") as chief:
        answer = await chief.get("/so-theo-doi?han-tu=31.02.2026&han-den=x")
        stands_at(answer, "han-tu", others=("han-den",))
        assert (await chief.get("/so-theo-doi?han-tu=1.2.26&han-den=1-3-2026")).status_code == 200


async def test_a_program_gets_all_its_mistakes_at_once(web: WebWard) -> None:
    async with program(web, "chuyenvien") as specialist:
        body = {
            "after_submission": 0,
            "text": "a\x07",
            "paper": {"number": "số 1", "dated_on": "05.12.2026"},
            "figures": [{"measure": "CT10.1", "value": "97,45", "kind": "estimate"}],
        }
        answer = await specialist.post(
            f"/tasks/{web.task('CT10')}/report", json=body, headers=key()
        )
    assert answer.status_code == 422, answer.text
    problems = answer.json()
    assert {each["field"] for each in problems["errors"]} == {
        "text",
        "paper.number",
        "paper.dated_on",
        "figures.0.value",
    }
    assert all(each["detail"] in problems["detail"] for each in problems["errors"])
    assert "năm-tháng-ngày" in problems["detail"], "over JSON a day is ISO alone"


async def test_what_no_field_is_to_blame_for_takes_the_focus_itself(web: WebWard) -> None:
    address = f"/viec/{web.task('51-08')}"
    async with web.browser("chuyenvien") as specialist:
        form = form_of(await specialist.get(address), "/bao-cao")
        stale = {**form.fields, "text": "a", "after_submission": "7"}
        answer = await specialist.post(form.action, data=stale)
    assert answer.status_code == 409
    assert "aria-invalid" not in answer.text
    assert answer.text.count("autofocus") == 1
    assert f'href="#{PLACE}"' in answer.text
    assert f'<p class="wrong" id="{PLACE}">' in answer.text
    assert f'<a href="{address}">Tải lại trang</a>' in answer.text


def test_a_field_that_the_form_sent_comes_before_one_that_it_did_not() -> None:
    missing = REASON_MISSING.refuse()
    assert field_of(missing, {"why": ""}) == "why"
    assert field_of(missing, {}) == "reason_code"
    assert field_of(Refusal("task-closed", "Việc đã xong."), {"text": ""}) == ""
