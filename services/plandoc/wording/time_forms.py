"""How words of time are written: a pattern for each way, and what it says."""

import re
from collections.abc import Callable

from services.plandoc.wording.time_readings import (
    Found,
    always,
    bare_cycle,
    cycle,
    cycle_end,
    day_alone,
    day_month,
    half_cycle,
    months,
    of_months,
    part_of_some_year,
    part_of_year,
    quarter_day,
    quarters,
    ten_days,
    times_in,
    unoffered,
    week,
    whole_date,
    year_alone,
    years,
    years_between,
    years_from_to,
    years_on,
)

_EACH = r"(?:hằng|hàng|mỗi|từng)"
_NUMBER = r"(?:\d{1,2}|một|hai|ba|bốn|sáu|chín|mười hai)"
_N = r"\d{1,2}(?!\d|/\d{1,2}(?!\d))"  # a month's number, not the day of 15/6
_Q = r"(?:IV|III|II|I|[1-4])(?!\w)"
_AND = r"\s*(?:,|;|và|-|–|—)\s*"
# Words after which a part of a year without its number is a time, and no report's name.
_WITHIN = r"(?:(?<=trong )|(?<=vào )|(?<=trước )|(?<=đến )|(?<=hết )|(?<=xong ))"
_BARE_YEAR = r"20[2-5]\d(?![\w/]|[.,]\d)"
# What follows a year and not a count: "đến 2030 hộ" is no year.
_NO_COUNT = (
    r"(?=\s*(?:[,.;:)]|\Z|(?:đạt|có|hoàn thành|phải|sẽ|tất cả|toàn bộ|không còn|cơ bản|xong"
    r"|xây dựng|phấn đấu)(?!\w)))"
)
_NEXT = r"(?:sau|kế tiếp|tiếp theo|liền kề|liền sau)"


Reading = Callable[[re.Match[str]], Found]
_D, _M, _Y = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<y>20\d\d)(?![\w/])"
_NEXT_YEAR = rf"(?P<next>,?\s+(?:của\s+)?năm\s+{_NEXT}(?!\w))?"
_TO_YEAR = rf"\s*(?:/|-|năm|của năm|,\s*năm)\s*{_Y}"
_WORDS: tuple[tuple[str, Reading], ...] = (
    (rf"(?:ngày\s+)?{_D}(?P<by>[/.-]){_M}(?:(?P=by)|\s+năm\s+){_Y}", whole_date),
    (rf"(?:ngày\s+)?{_D}\s+tháng\s+{_M}(?:\s*,?\s*năm\s+|/){_Y}", whole_date),
    (rf"(?:ngày\s+)?{_D}\s+tháng\s+{_M}(?![\w/]){_NEXT_YEAR}", day_month),
    (rf"(?:ngày\s+)?{_D}/{_M}(?![\w/]|[.,-]\d){_NEXT_YEAR}", day_month),
    (
        (rf"(?:(?:ngày\s+)?{_D}\s+(?:của\s+)?)?tháng\s+"
        rf"(?P<place>đầu tiên|đầu|thứ nhất|giữa|thứ hai|thứ 2|cuối cùng|cuối|thứ ba|thứ 3)"
        rf"\s+(?:(?:của|{_EACH}|các|trong)\s+){{0,2}}quý(?:\s+(?P<next>{_NEXT}))?(?!\w)"),
        quarter_day,
    ),
    (
        (rf"ngày\s+{_D}(?![\w/]|[.,-]\d)(?!\s+(?:làm việc|ngày|tháng\s+\d))"
        rf"(?:\s+(?:của\s+)?tháng\s+(?P<next>{_NEXT})(?!\w))?"),
        day_alone,
    ),
    (rf"quý\s+(?P<list>{_Q}(?:{_AND}(?:quý\s+)?{_Q})*)(?:{_TO_YEAR})?", quarters),
    (
        (rf"tháng\s+(?P<list>\d{{1,2}}(?!\d)(?:{_AND}(?:tháng\s+)?{_N})*)"
        rf"(?:{_TO_YEAR}|(?![\w/]|[.,]\d))"),
        months,
    ),
    (
        (rf"(?:nửa|(?P<n>{_NUMBER})\s+tháng)\s+(?P<half>đầu|cuối)\s+(?:của\s+)?(?:năm\s+)?{_Y}"),
        part_of_year,
    ),
    (
        (rf"{_WITHIN}(?:nửa|(?:0?6|sáu)\s+tháng)\s+(?P<half>đầu|cuối)\s+(?:của\s+)?năm(?!\w)"
        r"(?!\s+(?:\d|học))"),
        part_of_some_year,
    ),
    (
        rf"{_WITHIN}(?P<part>đầu|giữa|cuối)\s+năm(?!\w)(?!\s+(?:\d|học|nay|sau|trước|tới))",
        part_of_some_year,
    ),
    (
        (r"tuần(?:\s+lễ)?\s+(?:thứ\s+)?"
        r"(?P<n>\d|nhất|hai|ba|tư|đầu tiên|đầu|cuối cùng|cuối)\s+(?:của\s+)?tháng\s+"
        rf"(?P<m>\d{{1,2}})(?!\d)(?:{_TO_YEAR})?"),
        week,
    ),
    (
        rf"(?P<ten>thượng|trung|hạ) tuần\s+(?:của\s+)?tháng\s+{_M}{_TO_YEAR}",
        ten_days,
    ),
    (rf"(?<=hết ){_BARE_YEAR}", year_alone),
    (rf"(?:(?<=đến )|(?<=trước )){_BARE_YEAR}{_NO_COUNT}", year_alone),
    (
        rf"(?<=từ )(?P<from>20[2-5]\d)\s+đến\s+(?:hết\s+)?(?P<to>{_BARE_YEAR})",
        years_from_to,
    ),
    (rf"năm\s+20\d\d(?![\w/])(?:{_AND}(?:năm\s+)?20\d\d(?![\w/]))*", years),
    (r"(?:năm\s+)?(?P<from>20\d\d)\s*[-–—÷]\s*(?P<to>20\d\d)(?![\w/])", years_between),
    (
        (rf"(?:năm\s+)?{_Y}\s*(?:và|,)\s*(?:các|những)\s+năm\s+"
        rf"(?:tiếp theo|kế tiếp|tiếp|sau)(?!\w)"),
        years_on,
    ),
    (rf"(?:{_EACH}|theo)\s+(?P<what>tháng|quý|nửa năm|năm học|năm)(?!\w)", cycle),
    (rf"cuối\s+(?:{_EACH}|các)\s+(?P<what>tháng|quý|năm)(?!\w)(?!\s+học)", cycle_end),
    (rf"ngày\s+cuối(?:\s+cùng)?\s+(?:của\s+)?{_EACH}?\s*(?P<what>tháng|quý|năm)(?!\w)",
     cycle_end),
    (r"(?:tháng|quý|năm)(?!\w)(?!\s+(?:học|\d|trước(?!\s+ngày)|nay|tới|vừa|sau|tiếp|kế))",
     bare_cycle),
    (r"tuần(?=\s*[,/]\s*(?:tháng|quý)(?!\w))", unoffered),
    (rf"(?P<n2>{_NUMBER})\s+lần\s*/\s*(?P<n>{_NUMBER}) tháng(?!\w)", of_months),
    (
        (rf"(?:(?:{_EACH}|định kỳ)\s+)(?P<n>{_NUMBER}) tháng(?!\w)"
        r"(?:\s*(?:/|một|1|01)\s*lần)?(?!\s+tuổi)"),
        of_months,
    ),
    (rf"(?P<n>{_NUMBER}) tháng\s*(?:/|một|1|01)\s*(?:01\s+|1\s+|một\s+)?lần(?!\w)",
     of_months),
    (
        (r"(?:0?6|sáu) tháng(?:\s+(?:đầu|cuối)\s+năm)?(?!\w)"
        r"(?!\s+(?:tuổi|kể|trở|tính|liên|tập|\d))"),
        half_cycle,
    ),
    (
        (rf"(?P<n>{_NUMBER})\s+(?:lần|đợt)\s*(?:/|mỗi|trong|trên|một)\s*(?:một\s+|mỗi\s+|1\s+|01\s+)?"
        rf"(?P<what>tháng|quý|năm|tuần|ngày)(?!\w)"),
        times_in,
    ),
    (rf"(?:mỗi|một)\s+(?P<what>tháng|quý|năm|tuần|ngày)\s+(?P<n>{_NUMBER})\s+lần(?!\w)",
     times_in),
    (
        (r"(?:(?:sáng|chiều)\s+)?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])\s+)?"
        rf"(?:{_EACH}|theo)\s+(?:tuần|ngày)(?!\w)"),
        unoffered,
    ),
    (rf"{_NUMBER}\s+(?:năm|tuần|ngày)\s*(?:/|một|1|01)\s*(?:1\s+|01\s+)?lần(?!\w)",
     unoffered),
    (r"định kỳ\s+\d{1,2}\s+(?:ngày|tuần|năm)(?!\w)", unoffered),
    (
        (r"(?:trong\s+)?(?:vòng|thời hạn)\s+(?:\d{1,3}|một|hai|ba)\s+(?:ngày|tháng|tuần)"
        r"(?:\s+làm việc)?,?\s+(?:kể\s+)?(?:từ|sau)\s+ngày(?!\s+\d)"),
        unoffered,
    ),
    (r"(?<!chi )(?:thường xuyên|liên tục|đột xuất)(?!\w)", always),
)  # fmt: skip
# What is a date only where nothing else can stand: in a column of times.
_WORDS_OF_CELLS: tuple[tuple[str, Reading], ...] = (
    (rf"(?<![.,-])(?:T\.?\s?)?(?P<list>\d{{1,2}})/{_Y}", months),
    (r"(?<![.,-])20\d\d(?![\w/]|[.,]\d)", years),
)
FORMS, FORMS_OF_CELLS = (
    tuple((re.compile(rf"(?<![\w/]){words}", re.IGNORECASE), reading) for words, reading in each)
    for each in (_WORDS, _WORDS_OF_CELLS)
)
