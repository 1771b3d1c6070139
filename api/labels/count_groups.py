"""The three groups of work, which no page adds up: their names, and their part of an address."""

from collections.abc import Mapping
from typing import Final

from services.domain.task.births import CountGroup

NAMES: Final[Mapping[CountGroup, str]] = {
    CountGroup.ASSIGNED_DATED: "Việc theo chỉ đạo, có thời hạn",
    CountGroup.ASSIGNED_UNDATED: "Việc theo chỉ đạo, không thời hạn",
    CountGroup.ROUTINE: "Việc thường xuyên theo kế hoạch",
}
SLUGS: Final[Mapping[CountGroup, str]] = {
    CountGroup.ASSIGNED_DATED: "giao-co-han",
    CountGroup.ASSIGNED_UNDATED: "giao-khong-han",
    CountGroup.ROUTINE: "thuong-xuyen",
}
BY_SLUG: Final = {slug: group for group, slug in SLUGS.items()}
FIELD: Final = "nhom"
