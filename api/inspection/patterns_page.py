"""Dấu hiệu cần xem: one ready search with its definition, and what it finds in some days."""

from collections.abc import Mapping
from datetime import date, timedelta
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer, viewing_of
from api.inspection import labels
from api.inspection.asked import ADDRESS
from api.log import labels as log_phrases
from api.reading_rights import require_reading_across
from api.web.field_errors import filter_error
from api.web.filters import page_number
from api.web.forms import BadForm, read_day
from api.web.mistakes import Mistakes
from api.web.pages import page
from services.queries.inspection_patterns import (
    MOST_MOVES,
    Pattern,
    PatternFilter,
    PatternSearch,
)
from services.queries.log_rights import Reader
from services.queries.my_work import unit_names
from services.queries.pattern_statements import AT_ONCE_WITHIN
from services.queries.reading import reading
from services.queries.stretch import Stretch

router = APIRouter()
PATH: Final = f"{ADDRESS}/dau-hieu"
_A_PAGE: Final = 15
_WINDOW: Final = timedelta(days=365)
_SECONDS: Final = int(AT_ONCE_WITHIN.total_seconds())
SLUGS: Final[Mapping[str, Pattern]] = {
    "duyet-ngay": Pattern.APPROVED_AT_ONCE,
    "doi-han": Pattern.MOVED_WHEN_PASSED,
    "chuyen-ky": Pattern.CARRIED_WHEN_PASSED,
    "cung-tep": Pattern.SAME_FILE,
}
NAMES: Final[Mapping[Pattern, str]] = {
    Pattern.APPROVED_AT_ONCE: "Duyệt trong một phút",
    Pattern.MOVED_WHEN_PASSED: "Dời hạn sau khi đã qua hạn",
    Pattern.CARRIED_WHEN_PASSED: "Chuyển kỳ sau khi đã qua hạn",
    Pattern.SAME_FILE: "Cùng một tệp ở nhiều kỳ",
}
DEFINITIONS: Final[Mapping[Pattern, str]] = {
    Pattern.APPROVED_AT_ONCE: (
        f"Báo cáo được người khác duyệt trong vòng {_SECONDS} giây sau khi gửi: chưa đủ thời gian "
        "để mở báo cáo và tệp kèm theo. Thủ trưởng tự gửi và ký cùng lúc thì không tính."
    ),
    Pattern.MOVED_WHEN_PASSED: (
        "Hạn được gia hạn, điều chỉnh theo chương trình công tác hoặc dời theo lịch nghỉ vào ngày "
        "sau khi hạn cũ đã qua, kể cả khi đề nghị được gửi trước hạn; không kể hạn dời khi ký cả "
        "chương trình hoặc chuyển dòng sang kỳ sau."
    ),
    Pattern.CARRIED_WHEN_PASSED: (
        "Hạn cũ đã qua khi việc chưa xong được ký vào chương trình công tác, hoặc được quyết định "
        "chuyển sang chương trình kỳ sau với hạn mới."
    ),
    Pattern.SAME_FILE: (
        "Cùng một tệp (mã SHA-256 giống nhau từng byte) được đính kèm ở việc của từ hai kỳ trở "
        "lên, kể cả tệp đã bỏ ra; so sánh trong tất cả các năm."
    ),
}


@router.get(PATH)
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """One search; days that cannot be read are answered in a sentence."""
    require_reading_across(acting.holder)
    given = request.query_params
    reader = Reader(services.ledger_id, acting.holder, acting.rules.policy)
    viewing = await viewing_of(services, acting)
    pattern = SLUGS.get(given.get("tim", ""), Pattern.APPROVED_AT_ONCE)
    number, shown, problem = page_number(given), None, None
    async with reading(services.engine) as connection:
        units = await unit_names(connection, services.ledger_id)
        try:
            asked = filter_of(given, pattern, viewing.today)
        except BadForm as refusal:
            problem = filter_error(refusal, given)
        else:
            search = PatternSearch(connection, services.ledger, reader, viewing)
            shown = await search.find(asked, Stretch.of_page(number, _A_PAGE))
    return page(
        request,
        "inspection/patterns.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK,
        shown=shown,
        problem=problem,
        pattern=pattern,
        slugs=SLUGS,
        names=NAMES,
        definitions=DEFINITIONS,
        typed={name: given.get(name, "") for name in ("tu", "den")},
        since=viewing.today - _WINDOW,
        units=units,
        number=number,
        next_way=_way(given, number + 1) if shown and shown.more else "",
        former_way=_way(given, number - 1) if number > 1 else "",
        most_moves=MOST_MOVES,
        is_of_moves=pattern is Pattern.MOVED_WHEN_PASSED,
        carried_way=_way({**given, "tim": "chuyen-ky"}, 1),
        has_days=pattern is not Pattern.SAME_FILE,
        labels=labels,
        log_phrases=log_phrases,
    )


def filter_of(given: Mapping[str, str], pattern: Pattern, today: date) -> PatternFilter:
    """The days of an address, else the last year; raises BadForm."""
    days = {"tu": today - _WINDOW, "den": today}
    mistakes = Mistakes()
    for name, label in (("tu", "Từ ngày"), ("den", "Đến hết ngày")):
        with mistakes:
            if typed := given.get(name, "").strip():
                days[name] = read_day(typed, label=label, field=name)
    mistakes.settle()
    if days["tu"] > days["den"]:
        sentence = "Đến hết ngày phải từ “Từ ngày” trở đi. Hãy sửa lại."
        raise BadForm("field-day", sentence, field="den")
    return PatternFilter(pattern=pattern, from_on=days["tu"], until_on=days["den"])


def _way(given: Mapping[str, str], number: int) -> str:
    kept = {name: given.get(name, "") for name in ("tim", "tu", "den")}
    named = {name: value for name, value in kept.items() if value}
    return f"{PATH}?{urlencode({**named, 'trang': number})}"
