"""The words and the addresses of the Office's board."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from api.board import row_labels
from api.labels import count_groups, words
from api.web.filters import LONGEST, small_count
from services.domain.policy import BoardRules
from services.domain.task.births import CountGroup
from services.domain.task.standing import BoardColumn
from services.queries.board_views import (
    NOBODY,
    BoardFilter,
    BoardList,
    BoardSide,
    BoardSort,
)

_LISTS: Final[Mapping[BoardList, str]] = {
    BoardList.LATE: "Quá hạn",
    BoardList.SILENT: "Chưa có cập nhật (chưa quá hạn)",
    BoardList.ESCALATED: "Đã báo cáo lãnh đạo",
    BoardList.ASKED: "Đề nghị chờ trả lời",
    BoardList.ALL: "Tất cả việc đang mở",
}
SLUGS: Final[Mapping[BoardList | BoardColumn, str]] = {
    BoardColumn.NO_DUE_DATE: "khong-thoi-han",
    BoardColumn.NOT_DUE: "chua-den-han",
    BoardColumn.NEAR: "sap-den-han",
    BoardColumn.LATE: "qua-han-1-5",
    BoardColumn.LATER: "qua-han-6-15",
    BoardColumn.LATEST: "qua-han-tren-15",
    BoardColumn.RETURNED: "tra-lai",
    BoardColumn.WITH_HEAD: "cho-duyet",
    BoardColumn.TO_CONFIRM: "cho-xac-nhan",
    BoardColumn.SUSPENDED: "tam-dung",
    BoardList.LATE: "qua-han",
    BoardList.SILENT: "im-lang",
    BoardList.ESCALATED: "vuot-cap",
    BoardList.ASKED: "de-nghi",
    BoardList.ALL: "tat-ca",
}


_DAYS: Final = "ngày làm việc"


def columns(rules: BoardRules) -> dict[BoardColumn, str]:
    """The columns of the board, with the ward's own steps of lateness (working days)."""
    first, second = rules.late_steps_working_days
    return {
        BoardColumn.NO_DUE_DATE: "Không thời hạn",
        BoardColumn.NOT_DUE: "Chưa đến hạn",
        BoardColumn.NEAR: "Sắp đến hạn",
        BoardColumn.LATE: f"Quá hạn 1 đến {first} {_DAYS}" if first > 1 else f"Quá hạn 1 {_DAYS}",
        BoardColumn.LATER: f"Quá hạn {first + 1} đến {second} {_DAYS}",
        BoardColumn.LATEST: f"Quá hạn trên {second} {_DAYS}",
        BoardColumn.RETURNED: "Trả lại",
        BoardColumn.WITH_HEAD: "Chờ thủ trưởng duyệt",
        BoardColumn.TO_CONFIRM: "Chờ xác nhận",
        BoardColumn.SUSPENDED: "Tạm dừng",
    }


def lists(rules: BoardRules) -> dict[BoardList | BoardColumn, str]:
    """What each number of the board opens."""
    named = dict[BoardList | BoardColumn, str](columns(rules).items())
    return named | dict[BoardList | BoardColumn, str](_LISTS.items())


# In the address: what is ticked when the list opens.
TICK_TO_CHASE: Final = "tat-ca"
TICK_ALL: Final = "moi-viec"
__all__ = ("NOBODY",)
SUSPENDED_SLUG: Final = SLUGS[BoardColumn.SUSPENDED]
SOUGHT: Final = {slug: sought for sought, slug in SLUGS.items()}


SIDES: Final[Mapping[BoardSide, str]] = {
    BoardSide.LEAD: "Đơn vị chủ trì",
    BoardSide.SUPPORTER: "Đơn vị phối hợp chưa gửi nội dung",
}
SIDE_SLUGS: Final = {BoardSide.LEAD: "", BoardSide.SUPPORTER: "phoi-hop"}
_SIDE_OF: Final = {slug: side for side, slug in SIDE_SLUGS.items()}
SORT_SLUGS: Final[Mapping[BoardSort, str]] = {
    BoardSort.DUE: "han",
    BoardSort.LATE: "tre",
    BoardSort.UNIT: "don-vi",
    BoardSort.CHASES: "don-doc",
    BoardSort.PROMISE: "hua",
    BoardSort.SIGN: "cap-nhat",
}
_SORT_OF: Final = {slug: sort for sort, slug in SORT_SLUGS.items()}
_BY_LEADER: Final = "lanh-dao"


def asked_of(given: Mapping[str, str]) -> BoardFilter:
    """The filters of an address or a form; what is no filter of ours asks for everything."""
    kind, order = given.get("loai", "").strip(), given.get("xep", "")
    return BoardFilter(
        group=count_groups.BY_SLUG.get(given.get(count_groups.FIELD, "")),
        kind=kind if kind in words.KINDS else "",
        wanted=given.get("tim", "").strip()[:LONGEST],
        side=_SIDE_OF.get(given.get("vai", ""), BoardSide.LEAD),
        late_from=small_count(given.get("tre", "").strip()) or 0,
        unit=given.get("don-vi", "").strip()[:LONGEST],
        leader=given.get("phu-trach", "").strip()[:LONGEST],
        sought=SOUGHT.get(given.get("tinh-trang", ""), BoardList.LATE),
        sort=_SORT_OF.get(order.removeprefix("-"), BoardSort.DUE),
        backwards=order.startswith("-"),
        by_leader=given.get("xem", "") == _BY_LEADER,
        columns=row_labels.shown_columns(given.get("cot", "")),
    )


def sent(asked: BoardFilter) -> dict[str, str]:
    """The filters as the address and the form carry them."""
    order = f"{'-' if asked.backwards else ''}{SORT_SLUGS[asked.sort]}"
    collected = {
        count_groups.FIELD: count_groups.SLUGS[asked.group] if asked.group else "",
        "loai": asked.kind,
        "tim": asked.wanted,
        "vai": SIDE_SLUGS[asked.side],
        "tre": str(asked.late_from or ""),
        "don-vi": asked.unit,
        "phu-trach": asked.leader,
        "tinh-trang": SLUGS[asked.sought],
        "xep": "" if order == SORT_SLUGS[BoardSort.DUE] else order,
        "xem": _BY_LEADER if asked.by_leader else "",
        "cot": "" if asked.columns in {(), row_labels.USUAL} else ".".join(asked.columns),
    }
    return {name: value for name, value in collected.items() if value}


def is_narrowed(asked: BoardFilter) -> bool:
    """Whether something narrows the board besides the list that was chosen."""
    narrowing = (asked.kind, asked.wanted, asked.unit, asked.leader, asked.late_from)
    return any(narrowing) or asked.side is not BoardSide.LEAD


def address(
    asked: BoardFilter, unit: str, sought: BoardList | BoardColumn, leader: str = ""
) -> str:
    """Where a cell, a total or a count leads: the same narrowing, its own unit and state."""
    own = replace(asked, unit=unit, leader=leader, sought=sought)
    return f"/don-doc?{urlencode(sent(own))}#danh-sach"


def of_group(asked: BoardFilter, group: CountGroup) -> str:
    """The board of another group of work, narrowed alike."""
    own = replace(asked, group=group, unit="", leader="")
    return f"/don-doc?{urlencode(sent(own))}"


def viewed_by(asked: BoardFilter, *, leader: bool) -> str:
    """The same board with leaders, or with units, in its lines."""
    return f"/don-doc?{urlencode(sent(replace(asked, by_leader=leader)))}#ma-tran"


def sorted_by(asked: BoardFilter, sort: BoardSort) -> str:
    """The same list in another order; asked for again it is turned around."""
    backwards = asked.sort is sort and not asked.backwards
    own = replace(asked, sort=sort, backwards=backwards)
    return f"/don-doc?{urlencode(sent(own))}#danh-sach"


def order_of(asked: BoardFilter, sort: BoardSort) -> str:
    """How a column is ordered, as a table says it (`aria-sort`)."""
    if asked.sort is not sort:
        return "none"
    return "descending" if asked.backwards else "ascending"
