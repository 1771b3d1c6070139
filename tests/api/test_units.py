"""The units' pages: a new unit, a corrected name; what is refused loses nothing."""

import pytest

from api.labels.words import day
from services.domain.directory.events import unit_stream
from tests.api.reading import alert, form_of, send
from tests.api.ward import WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
LIST = "/quan-tri/don-vi"
NEW = {
    "code": "ttyt",
    "name": "Trạm Y tế phường",
    "kind": "health",
    "place": "trong",
}


async def test_a_new_unit_may_be_worked_for_and_led_by_at_once(web: WebWard) -> None:
    async with web.browser("quantri") as administrator:
        answer = await send(administrator, LIST, LIST, NEW)
        assert answer.status_code == 303
        page = await administrator.get(answer.headers["location"])
        assert "Đã thêm đơn vị." in page.text
        assert "Trạm Y tế phường" in (await administrator.get(LIST)).text
        person = f"/quan-tri/can-bo/{await web.person_id('dongnghiep')}"
        office = {"office": "unit_head", "unit": "TTYT", "from_on": day(today())}
        assert (await send(administrator, person, "/chuc-vu", office)).status_code == 303
    async with web.browser("chanhvp") as chief:
        lead = await send(chief, "/ke-hoach/III-07", "/chu-tri", {"lead_unit": "TTYT"})
        assert lead.status_code == 303
    assert await web.states(unit_stream("TTYT")) == ["unit-registered"]


async def test_a_partner_is_outside_and_has_no_accounts(web: WebWard) -> None:
    typed = {**NEW, "code": "BHXH", "name": "Bảo hiểm xã hội", "place": "ngoai"}
    async with web.browser("quantri") as administrator:
        assert (await send(administrator, LIST, LIST, typed)).status_code == 303
        assert "Ngoài bộ máy" in (await administrator.get(f"{LIST}/BHXH")).text
        person = f"/quan-tri/can-bo/{await web.person_id('dongnghiep')}"
        office = {"office": "specialist", "unit": "BHXH", "from_on": day(today())}
        assert (await send(administrator, person, "/chuc-vu", office)).status_code == 409


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"code": "kthtdt"}, "không bao giờ dùng lại"),
        ({"code": "trạm y tế"}, "chữ cái không dấu"),
        ({"code": ""}, "chữ cái không dấu"),
        ({"name": " "}, "tên chính thức"),
        ({"name": "x" * 201}, "tối đa 200"),
        ({"name": "a\x07"}, "ký tự điều khiển"),
        ({"kind": "vua"}, "chọn trong danh sách"),
        ({"kind": ""}, "chọn trong danh sách"),
    ],
)
async def test_a_new_unit_that_makes_no_sense_keeps_the_form(
    web: WebWard, typed: dict[str, str], said: str
) -> None:
    whole = {**NEW, **typed}
    async with web.browser("quantri") as administrator:
        answer = await send(administrator, LIST, LIST, whole)
    assert answer.status_code in {409, 422}
    assert said in alert(answer)
    kept = form_of(answer, LIST).fields
    for name in ("code", "name", "place"):
        assert kept[name].replace("\ufffd", "\x07") == whole[name]
    assert await web.states(unit_stream("TTYT")) == []


async def test_a_corrected_name_is_on_every_page_and_the_code_stays(web: WebWard) -> None:
    typed = {
        "name": "Phòng Kinh tế",
        "from_on": day(today()),
        "paper_number": "12/QĐ-UBND",
        "paper_date": day(today()),
    }
    async with web.browser("quantri") as administrator:
        answer = await send(administrator, f"{LIST}/KTHTDT", "/doi-ten", typed)
        assert answer.status_code == 303
        page = await administrator.get(answer.headers["location"])
        assert "Đã đính chính tên đơn vị." in page.text
        assert "theo Văn bản số 12/QĐ-UBND" in page.text
        log = (await administrator.get("/nhat-ky")).text
        assert "Đính chính tên đơn vị KTHTDT thành Phòng Kinh tế" in log
    async with web.browser("chanhvp") as chief:
        task = await chief.get(f"/viec/{web.task('51-08')}")
        board = await chief.get("/don-doc?tinh-trang=tat-ca")
        plan = await chief.get("/ke-hoach")
    for shown in (task, board, plan):
        assert "Phòng Kinh tế, Hạ tầng và Đô thị" not in shown.text
        assert "Phòng Kinh tế" in shown.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"from_on": ""}, "chưa nhập ngày"),
        ({"paper_number": ""}, "hãy nhập cả số và ngày"),
        ({"paper_number": "", "paper_date": ""}, "hãy nhập cả số và ngày"),
        ({"name": "Phòng Kinh tế, Hạ tầng và Đô thị"}, "không cần đính chính"),
        ({"from_on": "01/01/2096"}, "quá xa"),
    ],
)
async def test_a_correction_that_makes_no_sense_keeps_the_form(
    web: WebWard, typed: dict[str, str], said: str
) -> None:
    whole = {
        "name": "Phòng Kinh tế",
        "from_on": day(today()),
        "paper_number": "12/QĐ-UBND",
        "paper_date": day(today()),
        **typed,
    }
    async with web.browser("quantri") as administrator:
        answer = await send(administrator, f"{LIST}/KTHTDT", "/doi-ten", whole)
    assert answer.status_code in {409, 422}
    assert said in alert(answer)
    kept = form_of(answer, "/doi-ten").fields
    shown = {**whole, "from_on": typed.get("from_on") or day(today())}
    assert shown.items() <= kept.items()
    assert "unit-renamed" not in await web.states(unit_stream("KTHTDT"))
