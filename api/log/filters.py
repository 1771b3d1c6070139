"""The filters of the log, once they are known to be this reader's."""

from collections.abc import Container
from dataclasses import replace
from typing import Final
from uuid import UUID

from api.labels import log_words
from api.web.forms import BadForm
from services.queries.log_views import CLOCK, LogChoices, LogFilter

# What the database's clock can reckon with; no ward kept a log before.
_YEARS: Final = range(2000, 2200)
_LABELS: Final = {
    "can-bo": "Người thực hiện",
    "don-vi": "Đơn vị của việc",
    "don-vi-nguoi": "Đơn vị của người thực hiện",
    "ky": "Kỳ",
    "muc": "Mục của kế hoạch",
    "loai": "Loại sự kiện",
}
_LISTED: Final = "{label}: lựa chọn không có trong danh sách. Hãy chọn lại."


def within(wanted: LogFilter, choices: LogChoices) -> LogFilter:
    """The same filters, once they are known to be this reader's; raises BadForm.

    What is not in the lists is refused alike, whether it is nowhere or not this reader's.
    """
    for field, day in (("tu", wanted.from_on), ("den", wanted.until_on)):
        if day is not None and day.year not in _YEARS:
            sentence = "Ngày: năm phải từ 2000 đến 2199. Hãy sửa lại."
            raise BadForm("field-day", sentence, field=field)
    if wanted.from_on and wanted.until_on and wanted.from_on > wanted.until_on:
        sentence = "Đến hết ngày phải từ “Từ ngày” trở đi. Hãy sửa lại."
        raise BadForm("field-day", sentence, field="den")
    for value, listed, field in (
        (wanted.unit, choices.units, "don-vi"),
        (wanted.person_unit, choices.units, "don-vi-nguoi"),
        (wanted.period, choices.periods, "ky"),
        (wanted.item, {item.code for item in choices.items}, "muc"),
        (wanted.kind, log_words.KINDS, "loai"),
    ):
        _require_listed(value, listed, field)
    return replace(wanted, person=_person(wanted.person, choices))


def _require_listed(value: str | None, listed: Container[str], field: str) -> None:
    if value is not None and value not in listed:
        raise BadForm("field-choice", _LISTED.format(label=_LABELS[field]), field=field)


def _person(value: UUID | str | None, choices: LogChoices) -> UUID | str | None:
    if value in {None, CLOCK}:
        return value
    _require_listed(str(value), choices.people, "can-bo")
    return UUID(str(value))
