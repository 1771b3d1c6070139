"""A plan document of any length, in the forms that wards use; every line differs from the next."""

from collections.abc import Iterator
from typing import Final

_UNITS: Final = (
    "Phòng Kinh tế",
    "Phòng Văn hóa - Xã hội",
    "Văn phòng HĐND và UBND",
    "Trung tâm Phục vụ hành chính công",
    "Trạm Y tế",
    "Công an phường",
)
_WORK: Final = (
    "Rà soát danh mục công trình {n} và báo cáo kết quả hằng quý.",
    "Tổ chức tập huấn đợt {n} cho cán bộ các tổ dân phố; hoàn thành trước ngày 30/9/2028.",
    "Chủ trì, phối hợp với Công an phường kiểm tra tuyến đường số {n}.",
    "Xây dựng phương án cải tạo khu đất {n}; trình Ủy ban nhân dân phường trước ngày 15/11.",
    "Vận động các hộ ở ngõ {n} phân loại rác; tuyên truyền trên đài truyền thanh hằng tháng.",
)
_GOALS: Final = (
    "Tỷ lệ hộ ở khu {n} dùng nước sạch đạt 9{d}%.",
    "Số mô hình nhóm {n} làm mới bình quân 1{d} mô hình/năm.",
    "Giá trị sản xuất ngành {n} đạt ít nhất 4{d}0 tỷ đồng.",
)
_ROMAN: Final = ("II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_HEAD: Final = """ỦY BAN NHÂN DÂN
PHƯỜNG TRÀNG AN
Số: 5/KH-UBND
Tràng An, ngày 05 tháng 02 năm 2026
KẾ HOẠCH
Phát triển kinh tế - xã hội phường Tràng An giai đoạn 2026 - 2030
I. CHỈ TIÊU CHỦ YẾU ĐẾN NĂM 2030
"""
_END: Final = "Nơi nhận:\n- Các phòng, đơn vị thuộc phường;\n- Lưu: VT.\n"


def long_plan(size: int) -> bytes:
    """Write a plan of at least `size` bytes: sixty goals, then work of units as far as it goes."""
    parts = [_HEAD]
    written = 0
    for line in (*_goals(), *_sections()):
        if written >= size:
            break
        parts.append(line)
        written += len(line.encode())
    return ("".join(parts) + _END).encode()


def _goals() -> Iterator[str]:
    for number in range(1, 61):
        form = _GOALS[number % len(_GOALS)]
        yield f"{number}. {form.format(n=number, d=number % 10)}\n"


def _sections() -> Iterator[str]:
    number = 0
    for roman in _ROMAN:
        yield f"{roman}. NHIỆM VỤ NHÓM {roman}\n"
        for place in range(1, 31):
            yield f"{place}. {_UNITS[place % len(_UNITS)]}\n"
            for form in _WORK:
                number += 1
                yield f"- {form.format(n=number)}\n"
