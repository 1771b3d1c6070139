"""What sorts of bodies there are in a ward and beside it, and what the office calls them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class UnitKind(StrEnum):
    """What sort of body a unit is; the law that binds it differs."""

    SPECIALISED = "specialised"  # cơ quan chuyên môn thuộc UBND
    ADMINISTRATIVE = "administrative"  # tổ chức hành chính khác
    SERVICE = "service"  # đơn vị sự nghiệp
    MILITARY = "military"  # ngành dọc quân sự
    POLICE = "police"  # ngành dọc công an
    HEALTH = "health"  # đơn vị y tế
    SCHOOL = "school"  # cơ sở giáo dục
    RESIDENTS = "residents"  # tổ chức tự quản của nhân dân
    FRONT = "front"  # Mặt trận và đoàn thể


UNIT_KINDS: Final[Mapping[UnitKind, str]] = {
    UnitKind.SPECIALISED: "Cơ quan chuyên môn",
    UnitKind.ADMINISTRATIVE: "Tổ chức hành chính khác",
    UnitKind.SERVICE: "Đơn vị sự nghiệp",
    UnitKind.MILITARY: "Quân sự",
    UnitKind.POLICE: "Công an",
    UnitKind.HEALTH: "Y tế",
    UnitKind.SCHOOL: "Giáo dục",
    UnitKind.RESIDENTS: "Tự quản của nhân dân",
    UnitKind.FRONT: "Mặt trận, đoàn thể",
}
# What the head of such a body is usually called, where its name does not say it.
HEAD_TITLES: Final[Mapping[UnitKind, str]] = {
    UnitKind.SERVICE: "Giám đốc",
    UnitKind.MILITARY: "Chỉ huy trưởng",
    UnitKind.POLICE: "Trưởng Công an",
    UnitKind.HEALTH: "Trưởng Trạm",
    UnitKind.SCHOOL: "Hiệu trưởng",
    UnitKind.RESIDENTS: "Tổ trưởng",
    UnitKind.FRONT: "Chủ tịch",
}
