"""People by file: a preview that changes nothing, then each line once; bad files of every kind."""

import codecs
import csv
import io
import re
import unicodedata

import pytest
from httpx2 import AsyncClient, Response

from api.labels.words import day
from api.people.csv_table import COLUMNS
from tests import givens
from tests.api.reading import alert, form_of, send
from tests.api.ward import WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
COMMAND = str(givens.person("roster"))
ADDRESS = "/quan-tri/danh-sach"
LAN = ("Cao Thị Lan", "lan.cao", "", "Chuyên viên", "VHXH", "")


def table(*lines: tuple[str, ...], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([COLUMNS, *lines])
    return out.getvalue()


def alert_of_done(page: Response) -> str:
    match = re.search(r'role="status">([^<]+)<', page.text)
    assert match is not None
    return match.group(1)


async def sent(client: AsyncClient, content: bytes) -> Response:
    return await client.post(ADDRESS, files={"file": ("can-bo.csv", content, "text/csv")})


@pytest.mark.parametrize(
    "content",
    [
        table(LAN).encode(),
        codecs.BOM_UTF8 + table(LAN).encode(),
        table(LAN).encode("utf-16"),
        table(LAN, delimiter=";").encode(),
        table(LAN, delimiter="\t").encode("utf-16"),
        b"sep=;\r\n" + table(LAN, delimiter=";").encode(),
        b"sep=\t\r\n" + table(LAN, delimiter="\t").encode(),
        unicodedata.normalize("NFD", table(LAN)).encode(),
        table(LAN).replace("\r\n", ",,\r\n").encode(),
        table(LAN).replace("Họ và tên", "HỌ  VÀ TÊN ").encode(),
    ],
    ids=[
        *("utf-8", "utf-8-mark", "utf-16", "semicolons", "unicode-text", "sep-semicolon"),
        *("sep-tab", "decomposed", "blank-columns", "capitals"),
    ],
)
async def test_a_file_is_shown_first_and_written_once(web: WebWard, content: bytes) -> None:
    before = await web.size()
    async with web.browser("quantri") as administrator:
        shown = await sent(administrator, content)
        assert shown.status_code == 200
        assert "Thêm cán bộ và mở tài khoản “lan.cao”." in shown.text
        assert f"Giao chức vụ Chuyên viên Phòng Văn hóa - Xã hội từ {day(today())}." in shown.text
        assert await web.ward.directory.accounts.by_login("lan.cao") is None
        form = form_of(shown, "/ghi")
        size, said = await web.size(), list[str]()
        for _ in range(2):
            answer = await administrator.post(form.action, data=form.fields)
            assert answer.status_code == 303
            said.append(alert_of_done(await administrator.get(answer.headers["location"])))
        assert await web.size() == size + 3
        reported = (
            "Đã ghi danh sách: thêm {0} cán bộ, đính chính 0 cán bộ, giao {0} chức vụ; {1} dòng"
        )
        assert [each.partition(" đã có đủ")[0] for each in said] == [
            reported.format(1, 0),
            reported.format(0, 1),
        ]
        again = await sent(administrator, content)
        assert "Đã có, không đổi gì." in again.text
    assert size > before
    person = await web.person_id("lan.cao")
    assert await web.states(f"directory-person.{person}") == [
        "person-registered",
        "office-granted",
    ]


async def test_a_name_that_two_units_bear_is_refused_and_the_code_is_asked_for(
    web: WebWard,
) -> None:
    async with web.browser("quantri") as administrator:
        listed = "/quan-tri/don-vi"
        for code in ("TH1", "TH2"):
            new = {"code": code, "name": "Trường Tiểu học", "kind": "school"}
            assert (await send(administrator, listed, listed, new)).status_code == 303
        line = ("Lan", "lan.cao", "", "Chuyên viên")
        shown = await sent(administrator, table((*line, "Trường Tiểu học", "")).encode())
        assert "có 2 đơn vị cùng tên “Trường Tiểu học”. Hãy ghi mã: TH1, TH2." in shown.text
        coded = await sent(administrator, table((*line, "TH2", "")).encode())
        assert "Sai ở dòng" not in coded.text


async def test_a_number_from_abroad_is_kept_and_comes_back_from_the_list(web: WebWard) -> None:
    async with web.browser("quantri") as administrator:
        line = ("Cao Thị Lan", "lan.cao", "+84 901 234 567", "Chuyên viên", "VHXH", "")
        shown = await sent(administrator, table(line).encode())
        assert "Sai ở dòng" not in shown.text
        form = form_of(shown, "/ghi")
        assert (await administrator.post(form.action, data=form.fields)).status_code == 303
        listed = await administrator.get(f"{ADDRESS}/can-bo.csv")
        assert "'+84 901 234 567" in listed.text
        again = await sent(administrator, listed.content)
        assert "Đã có, không đổi gì." in again.text
        assert "Sai ở dòng" not in again.text


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ((*COLUMNS, "Ghi chú"), "Không có trong mẫu: “Ghi chú”."),
        (COLUMNS[:-1], "Còn thiếu: Từ ngày."),
        ((*COLUMNS[:-1], "Ngày"), "Còn thiếu: Từ ngày. Không có trong mẫu: “Ngày”."),
    ],
)
async def test_a_heading_that_is_off_is_shown_which_column(
    web: WebWard, heading: tuple[str, ...], said: str
) -> None:
    async with web.browser("quantri") as administrator:
        out = io.StringIO()
        csv.writer(out).writerows([heading, LAN])
        shown = await sent(administrator, out.getvalue().encode())
        assert shown.status_code == 422
        assert said in shown.text


async def test_a_wrong_line_below_a_mark_of_excel_has_its_number_in_the_file(web: WebWard) -> None:
    async with web.browser("quantri") as administrator:
        wrong = ("", "lan.cao", "", "", "", "")
        content = b"sep=;\r\n" + table(LAN, wrong, delimiter=";").encode()
        assert "Sai ở dòng 4:" in (await sent(administrator, content)).text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("=1+1", "lan.cao", "", "", "", ""), "bắt đầu như một công thức"),
        (("+Lan", "lan.cao", "", "", "", ""), "bắt đầu như một công thức"),
        (("-Lan", "lan.cao", "", "", "", ""), "bắt đầu như một công thức"),
        (("Lan", "lan.cao", "@SUM(A1)", "", "", ""), "bắt đầu như một công thức"),
        (("Lan", "lan.cao", "+SUM(A1)", "", "", ""), "không phải là số điện thoại"),
        (("Lan", "lan.cao", "9.01235E+08", "", "", ""), "bảng tính đã viết lại"),
        (("Lan", "lan.cao", "abc", "", "", ""), "không phải là số điện thoại"),
        (("Lan", "lan.cao", "", "Chuyên viên", "PHONGMA", ""), "không có đơn vị “PHONGMA”"),
        (("Lan", "lan.cao", "", "Vua", "VHXH", ""), "không có chức vụ “Vua”"),
        (("Lan", "lan.cao", "", "Chuyên viên", "", ""), "đơn vị"),
        (("Lan", "lan.cao", "", "Chuyên viên", "VHXH", "2026-12-01"), "không phải là ngày"),
        (("Lan", "lan cao", "", "", "", ""), "Tên đăng nhập chỉ gồm"),
        (("", "lan.cao", "", "", "", ""), "Họ và tên: chưa nhập"),
        (("Lan", "lan.cao"), "Phải có 6 ô"),
        (("La\x07n", "lan.cao", "", "", "", ""), "ký tự điều khiển"),
    ],
)
async def test_a_wrong_line_is_said_with_its_number_and_nothing_is_written(
    web: WebWard, line: tuple[str, ...], said: str
) -> None:
    async with web.browser("quantri") as administrator:
        size = await web.size()
        shown = await sent(administrator, table((*LAN[:1], "khac", *LAN[2:]), line).encode())
        assert shown.status_code == 200
        assert "Sai ở dòng 3:" in shown.text
        assert said in shown.text
        assert "/ghi" not in shown.text
        data = {"roster": table(line), "command_id": COMMAND}
        refused = await administrator.post(f"{ADDRESS}/ghi", data=data)
        assert refused.status_code == 422
        assert await web.size() == size


async def test_all_that_is_wrong_in_a_line_is_said_at_once(web: WebWard) -> None:
    line = ("", "lan cao", "abc", "Vua", "PHONGMA", "2026-12-01")
    async with web.browser("quantri") as administrator:
        shown = await sent(administrator, table(line).encode())
    reported = shown.text.partition("Sai ở dòng 2:")[2]
    places = [
        reported.index(sentence)
        for sentence in (
            "Họ và tên: chưa nhập.",
            "Tên đăng nhập chỉ gồm",
            "Số điện thoại: “abc” không phải là số điện thoại.",
            "Đơn vị: không có đơn vị “PHONGMA”.",
            "Chức vụ: không có chức vụ “Vua”.",
            "Từ ngày: “2026-12-01” không phải là ngày.",
        )
    ]
    assert places == sorted(places)


async def test_a_title_of_the_unit_and_a_name_in_small_letters_are_understood(
    web: WebWard,
) -> None:
    line = ("cao  thị lan", "lan.cao", "", "Phó Trưởng phòng", "VHXH", "")
    async with web.browser("quantri") as administrator:
        shown = await sent(administrator, table(line).encode())
        assert "Giao chức vụ Phó Trưởng phòng Văn hóa - Xã hội" in shown.text
        assert "Tên chưa viết hoa đúng chỗ, có phải là “Cao Thị Lan”?" in shown.text
        form = form_of(shown, "/ghi")
        assert (await administrator.post(form.action, data=form.fields)).status_code == 303
        page = await administrator.get("/quan-tri?tim=lan.cao")
        assert "cao thị lan" in page.text
        assert "Phó Trưởng phòng Văn hóa - Xã hội" in page.text


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (table(LAN).encode("cp1258", "replace"), 422, "bảng mã UTF-8"),
        (table(LAN).encode("utf-16-le"), 422, "bảng mã UTF-8"),
        (b"\xff\xfe\x00", 422, "bảng mã UTF-8"),
        (b"", 422, "chưa chọn tệp"),
        (b"a,b\n1,2\n", 422, "phải có đúng các cột"),
        (table().encode(), 422, "không có cán bộ nào"),
        ((table() + '"Lan').encode(), 422, "dấu ngoặc kép"),
        ((table() + "a,b,,,,\n" * 100_000).encode(), 422, "hơn 1.000 dòng"),
    ],
    ids=["ansi", "no-mark", "broken", "empty", "columns", "nobody", "quotes", "100000"],
)
async def test_a_bad_file_is_refused_in_a_sentence(
    web: WebWard, content: bytes, status: int, said: str
) -> None:
    async with web.browser("quantri") as administrator:
        answer = await sent(administrator, content)
        assert answer.status_code == status
        assert said in alert(answer)


async def test_a_list_that_was_tampered_with_is_refused(web: WebWard) -> None:
    async with web.browser("quantri") as administrator:
        for roster in ("", "a,b", table() + '"x', "\x00", "=1\t2"):
            data = {"roster": roster, "command_id": COMMAND}
            answer = await administrator.post(f"{ADDRESS}/ghi", data=data)
            assert answer.status_code == 422, roster
            assert alert(answer)
        answer = await administrator.post(f"{ADDRESS}/ghi", data={"roster": table(LAN)})
        assert answer.status_code == 422


async def test_what_is_written_out_can_be_read_in_again_and_no_cell_is_a_formula(
    web: WebWard,
) -> None:
    line = ("Cao Thị Lan", "lan.cao", "'+84 220 386 1234", "", "", "")
    async with web.browser("quantri") as administrator:
        form = form_of(await sent(administrator, table(line).encode()), "/ghi")
        assert (await administrator.post(form.action, data=form.fields)).status_code == 303
        file = await administrator.get(f"{ADDRESS}/can-bo.csv")
        assert "attachment" in file.headers["content-disposition"]
        lines = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
        assert tuple(lines[0]) == COLUMNS
        assert file.content.startswith(codecs.BOM_UTF8)
        assert list(line) in lines
        titles = {row[1]: (row[3], row[4]) for row in lines}
        assert titles["truongphong"] == ("Trưởng phòng", "KTHTDT")
        assert not [cell for row in lines for cell in row if cell.startswith(("=", "+", "-", "@"))]
        shown = await sent(administrator, file.content)
        assert shown.text.count("Đã có, không đổi gì.") == len(lines) - 1


@pytest.mark.parametrize("login", ["chanhvp", "thanhtra", "chuyenvien"])
async def test_only_an_administrator_sees_or_sends_the_list(web: WebWard, login: str) -> None:
    async with web.browser(login) as other:
        for path in (ADDRESS, f"{ADDRESS}/can-bo.csv"):
            assert (await other.get(path)).status_code == 403
        assert (await sent(other, table(LAN).encode())).status_code == 403
        data = {"roster": table(LAN), "command_id": COMMAND}
        assert (await other.post(f"{ADDRESS}/ghi", data=data)).status_code == 403
    assert await web.ward.directory.accounts.by_login("lan.cao") is None
