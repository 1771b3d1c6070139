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
        "Loại số liệu CT10.1": "Số ước",
    }


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
