"""What was typed and not yet taken stands on a page under the labels of its own form."""

from typing import Any

import pytest

from api.labels.words import readable
from infra.randomness import RANDOMNESS
from services.domain.act import Act
from services.domain.fields import CodeOf, OneOf, TypedText, fields_of
from services.domain.task.acts import ACTS
from services.domain.task.acts.attach_file import ACT as ATTACH
from services.domain.task.acts.detach_file import ACT as DETACH
from tests.api.reading import form_of, send
from tests.api.ward import WebWard

STREAM = "task-51-08.report.2026-Q4"


@pytest.mark.parametrize(
    "act", [act for act in ACTS if act not in (ATTACH, DETACH)], ids=lambda act: str(act.slug)
)
def test_the_fields_of_each_act_have_its_labels_and_no_codes(act: Act[Any, Any, Any]) -> None:
    for name, kind, _ in fields_of(act.command):
        box = kind.box or name
        shown: dict[str, str] = {}
        if isinstance(kind, TypedText):
            shown = {"Đã viết rất lâu.": "Đã viết rất lâu."}
        elif isinstance(kind, OneOf):
            shown = {str(code): said for code, said in kind.words.items()}
        elif isinstance(kind, CodeOf):
            shown = dict(kind.among)
        for typed, said in shown.items():
            kept = readable({box: typed}, f"/viec/{STREAM}/{act.slug}?ky=2026-Q4")
            assert kept == {kind.label: said}


def test_where_no_act_stands_at_the_address_a_reason_is_a_reason() -> None:
    typed = {"reason": "Chờ số liệu.", "note": "Lấy ba tổ.", "kind.CT10.1": "estimate"}
    assert readable(typed, "/giao-trong-don-vi/ghi") == {
        "Lý do": "Chờ số liệu.",
        "Ghi chú": "Lấy ba tổ.",
        "Loại số liệu": "Ước thực hiện",
    }


def test_a_measure_is_named_by_its_title_and_never_by_its_code() -> None:
    typed = {
        "figure.CT10.1": "97,45",
        "kind.CT10.1": "official",
        "nil.CT10.2": "Chưa thống kê.",
        "figure.CT10.3": "3",
    }
    titles = {"CT10.1": "Tỷ lệ hộ dùng nước sạch", "CT10.2": "Số trạm"}
    assert readable(typed, "/viec/x/bao-cao", titles) == {
        "Số liệu: Tỷ lệ hộ dùng nước sạch": "97,45",
        "Loại số liệu: Tỷ lệ hộ dùng nước sạch": "Số chính thức",
        "Lý do không có số: Số trạm": "Chưa thống kê.",
        "Số liệu": "3",
    }


@pytest.mark.postgres
async def test_a_form_that_was_overtaken_shows_its_figures_by_their_names(web: WebWard) -> None:
    address = f"/viec/{web.task('CT10')}"
    figures = {"figure.CT10.1": "97,45", "figure.CT10.2": "3", "figure.CT10.3": "dat"}
    async with web.browser("chuyenvien") as specialist:
        form = form_of(await specialist.get(address), "/bao-cao")
        assert (await send(specialist, address, "/bao-cao", figures)).status_code == 303
        stale = {**form.fields, **figures, "kind.CT10.1": "official"}
        stale["command_id"] = str(RANDOMNESS.new_id())
        answer = await specialist.post(form.action, data=stale)
    assert answer.status_code == 409
    assert "Số liệu: Tỷ lệ hộ dùng nước sạch" in answer.text
    assert "Số chính thức" in answer.text
    assert "CT10.1</label>" not in answer.text
    assert ">official<" not in answer.text.replace("\n", "")


def test_what_the_page_itself_put_into_the_form_is_not_shown() -> None:
    drawn = str(RANDOMNESS.new_id())
    carried = {"line": "KTHTDT:", "command_id": drawn, "chu-moi": drawn, f"chon.{STREAM}": drawn}
    carried[f"bo.{STREAM}"] = "1"
    typed = {**carried, "about": "return:1", "reason": "Đã gửi đúng hạn."}
    assert readable(typed, f"/bang-chung-cham-diem/{STREAM}/de-nghi-xem-lai") == {
        "Đề nghị xem lại": "Báo cáo bị trả lại (bản 1)",
        "Lý do đề nghị xem lại": "Đã gửi đúng hạn.",
    }


def test_the_same_field_of_several_tasks_of_a_sheet_is_shown_for_each() -> None:
    typed = {f"{STREAM}:text": "Một.", "task-52-01.report.2026-Q4:text": "Hai."}
    assert readable(typed, "/phieu/2026-Q4/gui") == {"Nội dung": "Một.", "Nội dung (2)": "Hai."}
