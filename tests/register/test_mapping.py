"""The columns of another system are mapped once, and remembered by their heads."""

import json
import random

import pytest

from services.plandoc.sources.source import DocumentError
from services.register.columns import REGISTER_COLUMNS
from services.register.mapping import (
    ColumnMapping,
    SheetHead,
    heads_key,
    mapping_from,
    propose_mapping,
    sure_key,
)
from services.register.reconciling import reconcile
from tests.register.drafts import draft_of, workbook_of
from tests.register.seed import imported, ours_of, seed_rows


def heads(*texts: str) -> list[SheetHead]:
    return [SheetHead(column=column, text=text) for column, text in enumerate(texts, 1)]


def proposed(*texts: str) -> dict[str, str]:
    sheet = heads(*texts)
    columns = propose_mapping(sheet).mapping.columns(sheet)
    return {texts[column - 1]: key for column, key in columns.items()}


def test_heads_of_other_systems_are_known_by_their_words() -> None:
    assert proposed(
        "TT",
        "Số phiếu giao việc",
        "SỐ KÝ HIỆU",
        "Ngày  ban hành",
        "Ý kiến chỉ đạo",
        "Cơ quan chủ trì",
        "CQ phối hợp",
        "Thời hạn (ngày)",
        "Tình trạng",
        "Màu",
    ) == {
        "TT": "ordinal",
        "Số phiếu giao việc": "code",
        "SỐ KÝ HIỆU": "number",
        "Ngày  ban hành": "issued_on",
        "Ý kiến chỉ đạo": "work",
        "Cơ quan chủ trì": "lead",
        "CQ phối hợp": "supporters",
        "Thời hạn (ngày)": "due_on",
        "Tình trạng": "state",
    }


def test_every_head_and_synonym_means_its_own_column() -> None:
    for column in REGISTER_COLUMNS:
        for words in (column.head, *column.synonyms):
            group, _, text = words.rpartition(" / ")
            head = SheetHead(column=1, text=text, group=group)
            assert sure_key(head) == column.key, words


def test_two_columns_for_one_of_ours_are_both_left_to_a_person() -> None:
    sheet = heads("Nội dung", "Nội dung công việc", "Chủ trì", "Hạn")
    proposal = propose_mapping(sheet)
    assert set(proposal.mapping.columns(sheet).values()) == {"lead", "due_on"}
    assert proposal.mapping.missing() == ("Nội dung giao",)
    assert "“Nội dung”, “Nội dung công việc” đều có thể là “Nội dung giao”" in proposal.doubts[0]


def test_summaries_stand_for_the_work_where_nothing_else_says_it() -> None:
    sheet = heads("Trích yếu", "Chủ trì", "Hạn")
    proposal = propose_mapping(sheet)
    assert proposal.mapping.columns(sheet)[1] == "work"
    assert "cột “Trích yếu” được dùng thay" in proposal.doubts[0]


def test_a_guess_is_said() -> None:
    sheet = heads("Đơn vị chủ trì thực hiện", "Nội dung", "Hạn")
    proposal = propose_mapping(sheet)
    assert proposal.mapping.columns(sheet)[1] == "lead"
    assert "được đoán là “Chủ trì”" in proposal.doubts[0]


def test_a_mapping_is_remembered_whatever_the_order_of_the_columns() -> None:
    sheet = heads("Việc của tôi", "Ai làm", "Bao giờ", "Hạn nộp báo cáo tuần")
    keys = dict(zip((head.label for head in sheet), ("work", "lead", "due_on", None), strict=True))
    empty = propose_mapping(sheet).mapping
    decided = mapping_from(
        {
            "heads_key": empty.heads_key,
            "heads": [[each.label, each.occurrence, keys[each.label]] for each in empty.heads],
        }
    )
    stored = mapping_from(json.loads(json.dumps(decided.as_values())))
    assert stored == decided
    turned = heads("Bao giờ", "Hạn nộp báo cáo tuần", "ai  làm", "VIỆC CỦA TÔI")
    assert heads_key(turned) == stored.heads_key == heads_key(sheet)
    assert stored.columns(turned) == {1: "due_on", 3: "lead", 4: "work"}


def test_two_heads_of_the_same_words_are_parted_by_their_order_alone() -> None:
    assert heads_key(heads("Ngày", "Số", "Ngày")) != heads_key(heads("Số", "Ngày", "Ngày"))
    assert heads_key(heads("Ngày", "Số")) == heads_key(heads("Số", "Ngày"))


@pytest.mark.parametrize(
    "stored",
    [{}, {"heads_key": "x"}, {"heads_key": "x", "heads": [["a", 1, "colour"]]}],
    ids=["nothing", "no heads", "unknown column"],
)
def test_what_is_no_stored_mapping_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"mapping|columns"):
        mapping_from(stored)


def test_a_file_of_unknown_heads_is_read_with_the_mapping_of_a_person() -> None:
    draft = draft_of(seed_rows(9), 1)
    draft.keys = ["ordinal", "number", "issued_on", "work", "lead", "due_on"]
    names = ("#", "Ký hiệu gốc", "Ngày gốc", "Phải làm gì", "Ai làm", "Bao giờ xong")
    draft.heads = dict(zip(draft.keys, names, strict=True))
    random.Random(3).shuffle(draft.keys)  # noqa: S311  (an order, no secret)
    content = workbook_of(draft)
    with pytest.raises(DocumentError) as caught:
        imported(content)
    assert caught.value.code == "register-columns-missing"
    assert "“Phải làm gì”" in caught.value.sentence

    labels = {draft.heads[key]: key for key in draft.keys}
    mapping = ColumnMapping(
        heads_key="",
        heads=mapping_from(
            {"heads_key": "", "heads": [[label, 1, key] for label, key in labels.items()]}
        ).heads,
    )
    result = reconcile(imported(content, mapping), ours_of(seed_rows(9)))
    assert len(result.same) == 9


def test_columns_that_are_not_used_are_named() -> None:
    draft = draft_of(seed_rows(2), 1)
    draft.keys.append("colour")
    draft.heads["colour"] = "Màu sắc"
    assert imported(workbook_of(draft)).notes == ("1 cột của tệp không được dùng: “Màu sắc”.",)
