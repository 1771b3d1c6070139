"""Orders put together from parts in every usual order: right, or a doubt says what is unsure."""

from datetime import date
from itertools import cycle, product

import pytest

from services.plandoc.directing.proposals import Asking
from tests.plandoc.directing.planted import OF_LEAD, OF_SUPPORT, OF_TIME, read

ORDERED_ON = date(2026, 12, 2)
LEADS = {
    "Công an phường": "CAP",
    "Phòng Kinh tế, Hạ tầng và Đô thị": "KTHTDT",
    "VP HĐND&UBND": "VP",
    "Phòng Văn hoá và Xã hội phường": "VHXH",
}
SUPPORTERS = {
    "Trạm Y tế phường": {"TYT"},
    "Ban Chỉ huy Quân sự phường và Trung tâm Dịch vụ tổng hợp": {"BCHQS", "TTDVTH"},
    "Ban QLDA, Đoàn Thanh niên phường": {"BQLDA", "DTN"},
}
WORKS = (
    "rà soát các điểm ngập trên địa bàn",
    "xây dựng phương án chữa cháy chợ Bến Ngự",
    "xử lý dứt điểm đơn của ông N.V.T. ở khu phố 3",
    "tổ chức ra quân dọn vệ sinh theo Kế hoạch số 12/KH-UBND ngày 05/11/2026",
    "tham mưu UBND phường ban hành quy chế quản lý chợ",
    "kiểm tra 24/30 cơ sở kinh doanh còn lại",
)
DAYS = {
    "hoàn thành trước ngày 18/12/2026": date(2026, 12, 18),
    "xong trước 18/12": date(2026, 12, 18),
    "chậm nhất ngày 18 tháng 12 năm 2026": date(2026, 12, 18),
    "trước 16h00 ngày 18/12/2026": date(2026, 12, 18),
    "hoàn thành trong tuần này": date(2026, 12, 4),
    "báo cáo trước thứ Sáu tuần sau": date(2026, 12, 11),
    "thời gian hoàn thành: 18/12/2026": date(2026, 12, 18),
    "hoàn thành trong tháng 12/2026": date(2026, 12, 31),
    "hoàn thành trong quý IV/2026": date(2026, 12, 31),
    "trong 10 ngày làm việc kể từ ngày ban hành": date(2026, 12, 16),
}
SHAPES = (
    "{lead} chủ trì, phối hợp với {supporters} {work}, {day}.",
    "{lead} chủ trì phối hợp cùng {supporters} {work}; {day}.",
    "Giao {lead} {work}, {day}; {supporters} phối hợp.",
    "Giao {lead} chủ trì {work}; {supporters} phối hợp thực hiện; {day}.",
    "{Day}, {lead} phối hợp với {supporters} {work}.",
    "{Work} (chủ trì: {lead}; phối hợp: {supporters}), {day}.",
    "{Work}. Chủ trì: {lead}. Phối hợp: {supporters}. {Day}.",
    "Yêu cầu {lead} phối hợp với {supporters} {work}, {day}.",
    "Đối với {lead}: phối hợp với {supporters} {work}, {day}.",
    "{Work}, giao {lead} chủ trì, phối hợp {supporters} thực hiện, {day}.",
    "{Work} do {lead} chủ trì, phối hợp với {supporters}; {day}.",
    "{lead} cùng {supporters} {work}, {day}.",
)
LEAST_RIGHT = 0.95


def composed(shape: str, lead: str, supporters: str, work: str, day: str) -> str:
    parts = {"lead": lead, "supporters": supporters, "work": work, "day": day}
    for name in ("work", "day"):
        parts[name.capitalize()] = parts[name][0].upper() + parts[name][1:]
    words = shape.format(**parts)
    return f"Chủ tịch yêu cầu:\n1. {words[0].upper()}{words[1:]}\n2. Văn phòng theo dõi.\n"


def failures(shape: str) -> tuple[list[str], list[str], int]:
    """What is wrong without a doubt, what is wrong at all, and of how many."""
    silent: list[str] = []
    wrong: list[str] = []
    cases = list(product(WORKS, DAYS))
    sides_of = cycle(product(LEADS, SUPPORTERS))
    for (work, day), (lead, supporters) in zip(cases, sides_of, strict=False):
        text = composed(shape, lead, supporters, work, day)
        proposal = read(text, ORDERED_ON)[1][1]
        doubts = {each.code for each in proposal.doubts}
        sides = (
            (proposal.lead and proposal.lead.code, LEADS[lead], OF_LEAD),
            ({each.code for each in proposal.supporters}, SUPPORTERS[supporters], OF_SUPPORT),
            (proposal.due and proposal.due.on, DAYS[day], OF_TIME),
        )
        for got, wanted, codes in sides:
            if got != wanted:
                wrong.append(f"{text!r}: {got}")
                if not doubts & codes:
                    silent.append(f"{text!r}: {got}, not {wanted}")
        if proposal.asks is Asking.INFORMATION:
            silent.append(f"{text!r}: {proposal.reason}")
    return silent, wrong, len(cases)


@pytest.mark.parametrize("shape", SHAPES)
def test_an_order_of_usual_parts_is_read_right_and_never_wrong_in_silence(shape: str) -> None:
    silent, wrong, count = failures(shape)
    assert silent == []
    assert len(wrong) <= (1 - LEAST_RIGHT) * count
