"""What the address asks of the log: its fields as they were typed, and what they mean."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlencode

from fastapi import Request

from api.labels import log_words
from api.log.filters import within
from api.web.forms import BadForm, read_day
from api.web.mistakes import Mistakes
from services.domain.assignment.terms import period_or_code
from services.queries.log_views import CLOCK, PAGE, LogChoices, LogFilter, LogOutcome
from services.queries.search import readable

PATH: Final = "/nhat-ky"
POSITION: Final = re.compile(r"[1-9][0-9]{0,17}")
OLDEST_FIRST: Final = "cu-truoc"
MOST_LETTERS: Final = 200
WITH_WORDS: Final = 20  # acts of a page on which each is shown with what was typed
OUTCOMES: Final[Mapping[str, LogOutcome]] = {
    "tre-han": LogOutcome.LATE,
    "tra-lai": LogOutcome.RETURNED,
    "bao-cao-lanh-dao": LogOutcome.ESCALATED,
    "xac-nhan": LogOutcome.CONFIRMED,
}
# The filters by the names of their fields: what each is called, and the query's own field.
FILTERS: Final[Mapping[str, tuple[str, str]]] = {
    "muc": ("Mục của kế hoạch", "item"),
    "ky": ("Kỳ", "period"),
    "ket-qua": ("Kết quả", "outcome"),
    "so": ("Số văn bản", "number"),
    "noi-dung": ("Tìm trong nội dung", "words"),
    "loai": ("Loại sự kiện", "kind"),
    "can-bo": ("Người thực hiện", "person"),
    "chi-nguoi": ("Chỉ việc do người làm", "people_only"),
    "ghi-sau": ("Ghi sau ngày xảy ra", "late"),
    "don-vi-nguoi": ("Đơn vị của người thực hiện", "person_unit"),
    "don-vi": ("Đơn vị của việc", "unit"),
    "tu": ("Từ ngày", "from_on"),
    "den": ("Đến hết ngày", "until_on"),
}
_PLACES: Final = ("thu-tu", "ngay", "vi-tri", "sau")


@dataclass(frozen=True, slots=True)
class LogAsked:
    """The fields of the address; `thu-tu` is the order, `ngay` the day to go to.

    `vi-tri` is the position that the page ends before, `sau` the one that it begins after.
    """

    fields: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """What a field holds; nothing where it was not asked for."""
        return self.fields.get(name, "")

    @property
    def oldest_first(self) -> bool:
        """Whether the oldest acts come first."""
        return self.get("thu-tu") == OLDEST_FIRST

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for but another page or order."""
        return any(self.get(name) for name in FILTERS)

    @property
    def rows_a_page(self) -> int:
        """How many acts a page has: fewer where each is shown with what was typed."""
        return WITH_WORDS if self.get("noi-dung") else PAGE

    @property
    def is_first(self) -> bool:
        """Whether the page is the first in its order."""
        return not any(self.get(name) for name in ("ngay", "vi-tri", "sau"))

    def link(self, path: str = PATH, **changed: object) -> str:
        """The address of the same filters and order, of another page or with a field changed."""
        kept = {name: self.get(name) for name in (*FILTERS, "thu-tu")}
        kept |= {name.replace("_", "-"): str(value or "") for name, value in changed.items()}
        query = urlencode({name: value for name, value in kept.items() if value})
        return f"{path}?{query}" if query else path

    def kept(self, *but: str) -> Mapping[str, str]:
        """What another form of the page sends along."""
        names = (name for name in (*FILTERS, "thu-tu") if name not in but)
        return {name: self.get(name) for name in names if self.get(name)}


def get_asked(request: Request) -> LogAsked:
    """What the address asks for, without blanks around it."""
    sent = request.query_params
    return LogAsked({name: sent.get(name, "").strip() for name in (*FILTERS, *_PLACES)})


def understood(asked: LogAsked, choices: LogChoices) -> LogFilter:
    """The filters as the query takes them; raises BadForm."""
    days: dict[str, date | None] = {"tu": None, "den": None}
    outcome = asked.get("ket-qua")
    mistakes = Mistakes()
    for name in days:
        with mistakes:
            if asked.get(name):
                days[name] = read_day(asked.get(name), label=FILTERS[name][0], field=name)
    with mistakes:
        if outcome and outcome not in OUTCOMES:
            sentence = "Kết quả: lựa chọn không có trong danh sách. Hãy chọn lại."
            raise BadForm("field-choice", sentence, field="ket-qua")
    mistakes.settle()
    wanted = LogFilter(
        person=asked.get("can-bo") or None,
        people_only=bool(asked.get("chi-nguoi")),
        late=bool(asked.get("ghi-sau")),
        person_unit=asked.get("don-vi-nguoi") or None,
        unit=asked.get("don-vi") or None,
        item=asked.get("muc") or None,
        period=asked.get("ky") or None,
        kind=asked.get("loai") or None,
        outcome=OUTCOMES.get(outcome),
        number=readable(asked.get("so"))[:MOST_LETTERS],
        words=readable(asked.get("noi-dung"))[:MOST_LETTERS],
        from_on=days["tu"],
        until_on=days["den"],
        oldest_first=asked.oldest_first,
        before=_position(asked.get("vi-tri")),
        after=_position(asked.get("sau")),
        limit=asked.rows_a_page,
    )
    return within(wanted, choices)


def _position(typed: str) -> int | None:
    if typed and not POSITION.fullmatch(typed):
        raise BadForm("field-page", "Địa chỉ của trang không đúng. Hãy xem lại từ trang mới nhất.")
    return int(typed) if typed else None


def said(asked: LogAsked, choices: LogChoices, items: Mapping[str, str]) -> Mapping[str, str]:
    """What is filtered by, in words, by the names of the fields; `items` are the items' names."""
    ways: Mapping[str, Callable[[str], str]] = {
        "muc": lambda value: items.get(value, value),
        "ky": period_or_code,
        "ket-qua": lambda value: log_words.OUTCOMES[OUTCOMES[value]],
        "loai": lambda value: log_words.KINDS[value],
        "can-bo": lambda value: NOBODY if value == CLOCK else choices.people[value],
        "chi-nguoi": lambda _: "",
        "ghi-sau": lambda _: "",
        "don-vi-nguoi": lambda value: choices.units[value],
        "don-vi": lambda value: choices.units[value],
    }
    return {name: ways.get(name, str)(asked.get(name)) for name in FILTERS if asked.get(name)}


NOBODY: Final = "hệ thống, máy chủ, người chưa đăng nhập"


def in_one_line(filtered_by: Mapping[str, str]) -> str:
    """All filters in one sentence, for paper and for the file."""
    parts: Sequence[str] = [
        f"{FILTERS[name][0].lower()} {value}".strip() for name, value in filtered_by.items()
    ]
    return f"Lọc theo: {'; '.join(parts)}" if parts else "Không lọc"
