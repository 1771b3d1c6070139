"""Reasons to refuse what somebody wants of a unit."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotFound

UNIT_NAMED: Final = 200  # characters that a unit's name or code may have at most

NOT_A_LEADER: Final = Rule(
    code="not-a-leader",
    sentence="Người phụ trách phải là Phó Chủ tịch hoặc Chủ tịch vào ngày bắt đầu phụ trách.",
    brief="người phụ trách không phải Phó Chủ tịch hoặc Chủ tịch",
    fields=("person_id",),
)
NO_UNIT: Final = Rule(
    code="no-unit",
    sentence="Không có đơn vị này trong danh bạ của phường.",
    brief="không có đơn vị này",
    kind=NotFound,
)
UNIT_CODE_WRONG: Final = Rule(
    code="unit-code",
    sentence=(
        "Mã đơn vị: từ 2 đến 20 chữ cái không dấu và chữ số, bắt đầu bằng chữ cái, ví dụ KTHTDT."
    ),
    brief="mã đơn vị không đúng dạng",
    fields=("code",),
)
UNIT_KIND: Final = Rule(
    code="field-kind",
    sentence="Loại: hãy chọn trong danh sách.",
    brief="loại đơn vị không có trong danh sách",
    fields=("kind",),
)
UNIT_KNOWN: Final = Rule(
    code="unit-known",
    sentence="Mã {code}{whose}. Mã không bao giờ dùng lại: hãy chọn mã khác.",
    brief="mã đơn vị đã được dùng",
    fields=("code",),
)
UNIT_NAME: Final = Rule(
    code="unit-name",
    sentence="Tên đơn vị: hãy nhập tên chính thức trên một dòng.",
    brief="tên đơn vị không đúng dạng",
    fields=("name",),
)
UNIT_NAME_DAY: Final = Rule(
    code="unit-name-day",
    sentence="Ngày áp dụng tên mới không được sau hôm nay. Hãy ghi khi tên mới có hiệu lực.",
    brief="ngày áp dụng tên mới ngoài khoảng cho phép",
    fields=("from_on",),
)
UNIT_NAME_DAY_2: Final = Rule(
    code="unit-name-day",
    sentence=(
        "Tên hiện nay áp dụng từ ngày {renamed_on:%d/%m/%Y}: ngày áp dụng tên mới không được "
        "trước ngày đó."
    ),
    brief="ngày áp dụng tên mới ngoài khoảng cho phép",
    fields=("from_on",),
)
UNIT_NAME_SAME: Final = Rule(
    code="unit-name-same",
    sentence="Đơn vị đang mang đúng tên này nên không cần đính chính.",
    brief="đơn vị đang mang đúng tên này",
    fields=("name",),
)
TITLE_WRONG: Final = Rule(
    code="unit-title",
    sentence=(
        "{label}: chỉ ghi chức danh trên một dòng, không ghi tên đơn vị, ví dụ “{example}”; để "
        "trống thì dùng chức danh thường gọi."
    ),
    brief="chức danh không đúng dạng",
    fields=("head_title", "deputy_title"),
)
TITLES_SAME: Final = Rule(
    code="unit-titles-same",
    sentence="Đơn vị đang dùng đúng các chức danh này nên không cần ghi lại.",
    brief="đơn vị đang dùng đúng các chức danh này",
    fields=("head_title",),
)


def check_name(name: str) -> None:
    """An official name has letters and stands on one line; raises Refusal."""
    if not any(character.isalpha() for character in name) or "\n" in name or "\t" in name:
        raise UNIT_NAME.refuse()
