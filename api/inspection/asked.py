"""What the address asks at the inspector's page: its fields as typed, and what they mean."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from fastapi import Request

from api.log.asked import LogAsked, understood
from api.web.addresses import is_task_name
from api.web.forms import BadForm
from api.web.mistakes import Mistakes
from services.domain.replacing import replace
from services.queries.inspected_tasks import InspectionQuestion, TaskPlace
from services.queries.log_views import LogChoices

ADDRESS: Final = "/thanh-tra"
# The filters by the names of their fields; those that the log has too are called as there.
FILTERS: Final[Mapping[str, str]] = {
    "muc": "Mục của kế hoạch",
    "chi-tieu": "Chỉ tiêu thành phần",
    "ky": "Kỳ",
    "can-bo": "Người thực hiện",
    "don-vi": "Đơn vị của việc",
    "loai": "Loại sự kiện",
    "ket-qua": "Kết quả",
    "noi-dung": "Tìm trong nội dung",
    "tu-choi": "Có yêu cầu bị từ chối",
    "tu": "Từ ngày",
    "den": "Đến hết ngày",
}
_AFTER: Final = "sau"
_PLACE: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?\+00:00) (\S+)", re.ASCII)
Measures = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class InspectionAsked:
    """The fields of the address; `sau` is where the page begins."""

    fields: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """What a field holds; nothing where it was not asked for."""
        return self.fields.get(name, "")

    @property
    def narrowed(self) -> Mapping[str, str]:
        """What is asked for, by the names of the fields."""
        return {name: self.get(name) for name in FILTERS if self.get(name)}

    @property
    def is_first(self) -> bool:
        """Whether the page is the first one."""
        return not self.get(_AFTER)

    def link(self, behind: TaskPlace | None = None, **changed: str) -> str:
        """The address of the same question, behind a task or with a field changed."""
        kept = dict(self.narrowed) | {
            name.replace("_", "-"): value for name, value in changed.items()
        }
        if behind is not None:
            kept[_AFTER] = f"{behind.last_act_at.isoformat()} {behind.stream}"
        query = urlencode({name: value for name, value in kept.items() if value})
        return f"{ADDRESS}?{query}" if query else ADDRESS


def get_inspection_asked(request: Request) -> InspectionAsked:
    """What the address asks for, without blanks around it."""
    sent = request.query_params
    return InspectionAsked({name: sent.get(name, "").strip() for name in (*FILTERS, _AFTER)})


def question_of(
    asked: InspectionAsked, choices: LogChoices, measures: Measures
) -> InspectionQuestion:
    """The question as the query takes it; raises BadForm."""
    mistakes = Mistakes()
    measure = asked.get("chi-tieu") or None
    with mistakes:
        if measure and not any(measure in each for each in measures.values()):
            sentence = "Chỉ tiêu thành phần: lựa chọn không có trong danh sách. Hãy chọn lại."
            raise BadForm("field-choice", sentence, field="chi-tieu")
    acts = None
    with mistakes:
        acts = understood(LogAsked(asked.narrowed), choices)
    mistakes.settle()
    if acts is None:  # said above
        raise BadForm("field-choice", "Hãy xem lại các ô lọc.")
    return InspectionQuestion(
        acts=replace(acts, unit=None, item=None, period=None),
        unit=acts.unit,
        item=acts.item,
        measure=measure,
        period=acts.period,
        refused=bool(asked.get("tu-choi")),
        behind=_place(asked.get(_AFTER)),
    )


def _place(typed: str) -> TaskPlace | None:
    if not typed:
        return None
    match = _PLACE.fullmatch(typed)
    if match is not None and is_task_name(match[2]):
        with suppress(ValueError):  # a day or an hour that no calendar has
            return TaskPlace(last_act_at=datetime.fromisoformat(match[1]), stream=match[2])
    raise BadForm("field-page", "Địa chỉ của trang không đúng. Hãy xem lại từ trang đầu.")
