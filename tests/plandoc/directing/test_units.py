"""Which unit leads and which support, by the words around their names."""

from datetime import date

import pytest

from services.plandoc.directing.layout import lay_out
from services.plandoc.directing.proposals import ClauseProposal
from services.plandoc.directing.proposing import propose
from services.plandoc.directing.unit_names import OrderUnit, UnitFinder
from tests import givens
from tests.plandoc.directing.planted import read, units

ORDERED_ON = date(2026, 12, 2)


def proposed(words: str) -> ClauseProposal:
    """What the last clause of a text proposes."""
    return read(words, ORDERED_ON)[-1][1]


def sides(words: str) -> tuple[str | None, set[str], set[str]]:
    proposal = proposed(words)
    lead = proposal.lead.code if proposal.lead else None
    doubts = {each.code for each in proposal.doubts} - {"rest-day"}
    return lead, {each.code for each in proposal.supporters}, doubts


@pytest.mark.parametrize(
    ("words", "lead", "supporters"),
    [
        ("Giao Công an phường kiểm tra chợ.", "CAP", set()),
        ("Giao cho Công an phường kiểm tra chợ.", "CAP", set()),
        ("Công an phường kiểm tra chợ.", "CAP", set()),
        ("Công an phường: kiểm tra chợ.", "CAP", set()),
        ("Đối với Công an phường: kiểm tra chợ.", "CAP", set()),
        ("Yêu cầu Công an phường khẩn trương kiểm tra chợ.", "CAP", set()),
        ("Công an phường có trách nhiệm kiểm tra chợ.", "CAP", set()),
        ("Công an phường chủ trì, phối hợp với Trạm Y tế phường kiểm tra chợ.", "CAP", {"TYT"}),
        ("Công an phường phối hợp Trạm Y tế phường kiểm tra chợ.", "CAP", {"TYT"}),
        ("Công an phường cùng Trạm Y tế phường kiểm tra chợ.", "CAP", {"TYT"}),
        ("Giao Công an phường chủ trì; Trạm Y tế phường, Văn phòng phối hợp kiểm tra chợ.", "CAP",
         {"TYT", "VP"}),
        ("Kiểm tra chợ. Chủ trì: Công an phường; phối hợp: Trạm Y tế phường, Văn phòng.", "CAP",
         {"TYT", "VP"}),
        ("Việc kiểm tra chợ do Công an phường chủ trì.", "CAP", set()),
        ("Kiểm tra chợ (Công an phường).", "CAP", set()),
        ("Kiểm tra chợ → Công an phường.", "CAP", set()),
        ("Đồng chí Trưởng Công an phường kiểm tra chợ.", "CAP", set()),
        ("Công an phường báo cáo Văn phòng kết quả kiểm tra.", "CAP", set()),
        ("Công an phường gửi kết quả về Trạm Y tế phường, Văn phòng.", "CAP", set()),
        ("Trước ngày 10/12/2026, Công an phường kiểm tra chợ.", "CAP", set()),
        ("CA phường kiểm tra chợ.", "CAP", set()),
        ("P. Kinh tế kiểm tra chợ.", "KTHTDT", set()),
        ("Phòng KTHTĐT kiểm tra chợ.", "KTHTDT", set()),
        ("Phòng Văn hoá và Xã hội kiểm tra chợ.", "VHXH", set()),
        ("VP HĐND&UBND soạn giấy mời.", "VP", set()),
    ],
)  # fmt: skip
def test_who_leads_and_who_supports_is_read_from_the_words_around(
    words: str, lead: str, supporters: set[str]
) -> None:
    assert sides(words) == (lead, supporters, set())


@pytest.mark.parametrize(
    ("words", "lead", "code"),
    [
        ("Giao Công an phường và Trạm Y tế phường kiểm tra chợ.", "CAP", "several-leads"),
        ("Giao Công an phường kiểm tra chợ. Giao Văn phòng soạn giấy mời.", "CAP",
         "several-leads"),
        ("Đề nghị Ủy ban MTTQ Việt Nam phường vận động bà con.", "MTTQ", "lead-outside"),
        ("Các trường học quét dọn sân.", "TRUONG", "lead-group"),
        ("Các phòng, ban, đơn vị quét dọn trụ sở.", None, "group-unlisted"),
        ("Giao Phòng Tài nguyên và Môi trường kiểm tra chợ.", None, "unit-unknown"),
        ("Giao Công an thành phố kiểm tra chợ.", None, "unit-unknown"),
        ("Giao đồng chí Nguyễn Văn Bình kiểm tra chợ.", None, "lead-person"),
        ("Công an phường phối hợp với Đội Kiểm tra liên ngành kiểm tra chợ.", "CAP",
         "supporter-unknown"),
        ("Công an phường phối hợp với các đơn vị liên quan kiểm tra chợ.", "CAP",
         "supporters-unnamed"),
        ("Kiểm tra chợ trước ngày 10/12/2026.", None, "no-lead"),
    ],
)  # fmt: skip
def test_whatever_is_unsure_of_a_unit_is_said(words: str, lead: str | None, code: str) -> None:
    leading, _, doubts = sides(words)
    assert leading == lead
    assert code in doubts


def test_a_lead_is_taken_over_from_the_heading() -> None:
    proposal = proposed("1. Công an phường:\n- Kiểm tra chợ.\n- Bố trí lực lượng trực gác.\n")
    assert proposal.lead is not None
    assert (proposal.lead.code, proposal.lead.inherited) == ("CAP", True)
    assert proposal.doubts == ()


def test_a_lead_of_a_sentence_above_is_taken_over_with_a_doubt() -> None:
    words = "1. Công an phường kiểm tra chợ.\n- Bố trí lực lượng trực gác.\n"
    assert sides(words) == ("CAP", set(), {"lead-from-above"})


def test_the_doubts_of_a_heading_are_said_with_each_line_below_it() -> None:
    words = "1. Công an phường, Trạm Y tế phường:\n- Kiểm tra chợ.\n"
    assert sides(words) == ("CAP", set(), {"several-leads"})


def test_a_heading_with_a_day_gives_it_to_what_stands_below_with_a_doubt() -> None:
    proposal = proposed("1. Công an phường, xong trước ngày 10/12/2026:\n- Kiểm tra chợ.\n")
    assert proposal.due is not None
    assert (proposal.due.on, proposal.due.inherited) == (date(2026, 12, 10), True)
    assert "due-from-above" in {each.code for each in proposal.doubts}


def test_a_rhythm_of_a_heading_is_asked_about_below_it() -> None:
    proposal = proposed("1. Báo cáo vào thứ Sáu hằng tuần:\n- Công an phường báo cáo số vụ.\n")
    assert proposal.repeats is None
    assert "rhythm-from-above" in {each.code for each in proposal.doubts}


def test_what_is_longer_than_any_order_is_read_in_part_and_said() -> None:
    proposal = proposed("Công an phường kiểm tra chợ, " + "quét dọn sạch sẽ, " * 500)
    assert proposal.lead is not None
    assert "clause-too-long" in {each.code for each in proposal.doubts}


def test_a_name_that_two_units_share_is_a_doubt() -> None:
    twins = (
        OrderUnit(code="A", name="Tổ công tác số 1", other_names=("Tổ công tác",)),
        OrderUnit(code="B", name="Tổ công tác số 2", other_names=("Tổ công tác",)),
    )
    text = "Giao Tổ công tác kiểm tra chợ."
    (proposal,) = propose(text, lay_out(text), twins, ORDERED_ON, givens.calendar())
    assert "unit-ambiguous" in {each.code for each in proposal.doubts}


def test_the_longest_name_counts_and_words_that_only_begin_so_are_none() -> None:
    finder = UnitFinder(units())
    for words in ("các trường hợp vi phạm", "trên đường Văn Phú", "hội trường", "Tổ chức họp"):
        assert [each for each in finder.named(words) if each.codes] == []
    (only,) = finder.named("Phòng Kinh tế, Hạ tầng và Đô thị")
    assert only.codes == ("KTHTDT",)


@pytest.mark.parametrize(
    ("words", "lead", "supporters"),
    [
        ("Văn phòng phẩm do Văn phòng cấp.", "VP", set()),
        ("Sau khi có ý kiến của Trạm Y tế phường, Công an phường cấp phép.", "CAP", set()),
        ("Trạm Y tế phường làm tổ trưởng, Công an phường là thành viên.", "TYT", {"CAP"}),
        ("Công an phường đã kiểm tra chợ; giao Trạm Y tế phường theo dõi.", "TYT", set()),
        ("Kết quả gửi về UBND phường (qua Văn phòng).", None, set()),
        ("Báo cáo của Công an phường còn chậm, yêu cầu rút kinh nghiệm.", None, set()),
        ("Sở Nội vụ đề nghị Công an phường cấp số liệu hộ khẩu.", "CAP", set()),
        ("Giao Công an phường (đồng chí Hùng) kiểm tra chợ.", "CAP", set()),
        ("Chuyển đơn đến Công an phường để giải quyết.", "CAP", set()),
    ],
)
def test_a_unit_that_is_only_spoken_of_does_not_lead(
    words: str, lead: str | None, supporters: set[str]
) -> None:
    leading, supporting, doubts = sides(words)
    assert (leading, supporting) == (lead, supporters)
    assert lead is not None or "no-lead" in doubts


@pytest.mark.parametrize(
    "text",
    [
        "UBND PHƯỜNG XA\nSố: 12/UBND\nCông an phường kiểm tra chợ trước ngày 10/12/2026\n",
        "Kính gửi: Các đơn vị\n- Công an phường kiểm tra chợ trước ngày 10/12/2026;\n",
        "1. Quét dọn.\nNơi nhận:\n- Lưu.\n\nCông an phường kiểm tra chợ trước ngày 10/12/2026\n",
    ],
)
def test_an_order_is_lost_in_no_head_and_behind_no_signature(text: str) -> None:
    asked = [each.lead.code for _, each in read(text, ORDERED_ON) if each.lead]
    assert asked == ["CAP"]
