"""Cách xem đã lưu: a list as it was filtered, kept under a name for one person alone."""

import pytest

from api.saved_views.page import MOST
from api.web.navigation import saving_address
from tests.api.reading import form_of
from tests.api.ward import WebWard

LIST = "/don-doc?tinh-trang=tat-ca&don-vi=VHXH"
PAGE = "/cach-xem"


@pytest.mark.postgres
async def test_a_list_is_saved_as_it_is_filtered_and_opened_by_its_name(web: WebWard) -> None:
    path, _, query = LIST.partition("?")
    async with web.browser("chanhvp") as chief, web.browser("kiemtra") as other:
        assert f'href="{saving_address(path, query)}"' in (await chief.get(LIST)).text
        form = form_of(await chief.get(saving_address(path, query)), PAGE)
        typed = {**form.fields, "name": "  Việc   của Văn hóa "}
        answer = await chief.post(PAGE, data=typed)
        page = await chief.get(answer.headers["location"])
        assert "Đã lưu cách xem." in page.text
        shown = LIST.replace("&", "&amp;")
        assert f'<a href="{shown}">Việc của Văn hóa</a>' in page.text
        assert "Việc của Văn hóa" not in (await other.get(PAGE)).text
        again = {**typed, "address": "/nhat-ky?don-vi=VHXH"}
        await chief.post(PAGE, data=again)
        page = await chief.get(PAGE)
        assert page.text.count("Việc của Văn hóa</a>") == 1
        assert "/nhat-ky?don-vi=VHXH" in page.text
        dropped = await chief.post(f"{PAGE}/bo", data=form_of(page, f"{PAGE}/bo").fields)
        assert "Đã bỏ cách xem." in (await chief.get(dropped.headers["location"])).text
        assert "Việc của Văn hóa" not in (await chief.get(PAGE)).text


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": " "}, "hãy nhập một tên"),
        ({"name": "a" * 81}, "nhiều nhất 80 ký tự"),
        ({"name": "Ngoài", "address": "https://ke-gia-mao.test/"}, "Trang này không lưu được"),
        ({"name": "Ngoài", "address": "//ke-gia-mao.test/viec"}, "Trang này không lưu được"),
        ({"name": "Cửa", "address": "/dang-xuat"}, "Trang này không lưu được"),
    ],
)
async def test_what_cannot_be_saved_is_said_and_keeps_what_was_typed(
    web: WebWard, typed: dict[str, str], said: str
) -> None:
    async with web.browser("chanhvp") as chief:
        answer = await chief.post(PAGE, data={"address": LIST, **typed})
        assert answer.status_code == 422
        assert said in answer.text
        assert "Chưa lưu cách xem nào" in (await chief.get(PAGE)).text


@pytest.mark.postgres
async def test_one_person_keeps_so_many_and_no_more(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        for number in range(MOST):
            await chief.post(PAGE, data={"address": LIST, "name": f"Cách {number}"})
        full = await chief.post(PAGE, data={"address": LIST, "name": "Một cách nữa"})
        assert full.status_code == 422
        assert "là mức tối đa" in full.text
        renewed = await chief.post(PAGE, data={"address": LIST, "name": "Cách 7"})
        assert renewed.status_code == 303
