"""What was typed, read once; and how days, numbers and ids are understood. Words stay as typed."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from urllib.parse import parse_qsl
from uuid import UUID

from fastapi import Request

from services.domain import numerals
from services.domain.assignment.events import MeasureAsked
from services.domain.assignment.ranges import SHARE
from services.domain.errors import Refusal
from services.domain.instants import YEAR_SAID, YEARS
from services.domain.papers import PAPER_NUMBER
from services.domain.typed_days import read_typed_day

COMMAND_ID: Final = "command_id"
MOST_FIELDS: Final = 300
# The period sheet holds all tasks of a unit, up to a hundred with some twenty fields each, a
# finding of a plan document all lines of one cause with two fields each; the sign-in page carries
# both where the session has ended.
SHEET_FIELDS: Final = 3000
_SHEETS: Final = re.compile(r"/phieu/[^/]+/[a-z-]+|/ke-hoach/van-ban/[^/]+/quyet-dinh|/dang-nhap")
# A paper's number is a code, never words: it starts with a figure and holds no blank.
_CODE = re.compile(r"[A-Za-z0-9]{1,40}")
_FORM: Final = "application/x-www-form-urlencoded"


class BadForm(Refusal):
    """A field cannot be understood as what it stands for; never an attempt."""

    @classmethod
    def of(cls, refusal: Refusal, *, field: str = "") -> "BadForm":
        """What a rule of the domain says of a field, found before anything was tried."""
        return cls(
            refusal.code,
            refusal.sentence,
            field=field or refusal.field,
            fields=refusal.fields,
        )


# What a page knew of the drafts when it was drawn.
DRAFT_MARKS: Final = ("page_id", "draft_version", "draft_seen", "other_seen")
_NOT_SENT: Final = frozenset({COMMAND_ID, *DRAFT_MARKS})


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of one form, as they were sent, with LF line ends."""

    fields: Mapping[str, str]

    def get(self, name: str) -> str:
        """What stands in a field; nothing where it was not sent."""
        return self.fields.get(name, "")

    def choice(self, name: str) -> str:
        """A chosen value, a day, a number: without blanks around it."""
        return self.get(name).strip()

    def command_id(self) -> UUID:
        """The id drawn when the form was made; raises BadForm."""
        return self.uuid(COMMAND_ID)

    def uuid(self, name: str) -> UUID:
        """An id that the form carries; raises BadForm."""
        try:
            result = UUID(self.choice(name))
        except ValueError:
            result = None
        if result is None or str(result) != self.choice(name):
            raise BadForm(
                "form-id", "Biểu mẫu không còn nguyên vẹn. Hãy kiểm tra nội dung rồi gửi lại."
            )
        return result

    def number(self, name: str) -> int:
        """A small count that the form carries, such as the submission that is judged."""
        chosen = self.choice(name)
        if not (chosen.isascii() and chosen.isdigit() and len(chosen) <= 9):  # noqa: PLR2004  (fits an integer column)
            raise BadForm(
                "form-number", "Biểu mẫu không còn nguyên vẹn. Hãy tải lại trang rồi gửi lại."
            )
        return int(chosen)

    def day(self, name: str, *, label: str) -> date | None:
        """A calendar day typed day first; None where nothing was typed. Raises BadForm."""
        chosen = self.choice(name)
        return read_day(chosen, label=label, field=name) if chosen else None

    def need_day(self, name: str, *, label: str) -> date:
        """Like `day`, but a blank is refused."""
        on = self.day(name, label=label)
        if on is None:
            raise BadForm("field-day", f"{label}: chưa nhập ngày.", field=name)
        return on

    def code(self, name: str, *, label: str) -> str | None:
        """A chosen unit's code; None where nothing was chosen. Raises BadForm."""
        return read_code(self.choice(name), label=label, field=name)

    def sent(self) -> dict[str, object]:
        """What makes two clicks the same: every field but the ids and marks of its page."""
        return {name: value for name, value in self.fields.items() if name not in _NOT_SENT}


async def read_form(request: Request) -> Typed:
    """Read an ordinary form; raises BadForm for anything else."""
    if content_kind(request) != _FORM:
        raise BadForm("form-kind", "Máy chủ chỉ nhận biểu mẫu của trang này. Hãy mở lại trang.")
    body = (await request.body()).decode("latin-1")
    try:
        pairs = parse_qsl(
            body,
            keep_blank_values=True,
            max_num_fields=most_fields(request.url.path),
            errors="replace",
        )
    except ValueError as error:
        raise BadForm("form-fields", "Biểu mẫu có quá nhiều ô. Hãy mở lại trang.") from error
    return Typed({name: value.replace("\r\n", "\n") for name, value in pairs})


def content_kind(request: Request) -> str:
    """Which kind of form was sent."""
    return request.headers.get("content-type", "").split(";")[0].strip().lower()


def most_fields(path: str) -> int:
    """How many fields a form at this address may have."""
    return SHEET_FIELDS if _SHEETS.fullmatch(path) else MOST_FIELDS


def is_code(typed: str) -> bool:
    """Whether something can be the code of a unit."""
    return _CODE.fullmatch(typed) is not None


def read_code(typed: str, *, label: str, field: str = "") -> str | None:
    """The code of a unit from a list; None for a blank. Raises BadForm."""
    if typed and not is_code(typed):
        sentence = f"{label}: hãy chọn một đơn vị trong danh sách."
        raise BadForm("field-code", sentence, field=field)
    return typed or None


def read_day(typed: str, *, label: str, field: str = "") -> date:
    """A calendar day, typed day first; raises BadForm that names the field and shows the form."""
    parts = read_typed_day(typed)
    if parts is not None and parts.on is not None:
        return of_our_time(parts.on, label=label, field=field)
    why = f": {parts.why_not}" if parts else ""
    raise BadForm(
        "field-day",
        f"{label}: “{typed:.40}” không phải là ngày{why}. "
        "Hãy nhập theo dạng ngày/tháng/năm, ví dụ 05/12/2026.",
        field=field,
    )


def of_our_time(day: date, *, label: str, field: str) -> date:
    """A day that a plan can mean; raises BadForm."""
    if day.year not in YEARS:
        raise BadForm(
            "field-year",
            f"{label}: ngày {day.day:02}/{day.month:02}/{day.year:04} {YEAR_SAID}. "
            "Hãy kiểm tra lại năm, ví dụ 05/12/2026.",
            field=field,
        )
    return day


def read_figure(typed: str, asked: MeasureAsked | None, *, label: str, field: str) -> Decimal:
    """A figure as its measure means it: of 1.234 a count reads thousands, a share decimals.

    Raises BadForm; where the measure says neither, such a number is asked again. None is a measure
    that is not known here: whatever can be a number is read, and refused as all of its task is.
    """
    bare = numerals.without_percent(typed)
    if bare != typed and asked is not None and "%" not in asked.unit:
        raise BadForm(
            "field-number",
            f"{label}: tính bằng {asked.unit or 'số'}, không tính bằng phần trăm. "
            f"Hãy nhập số, không có dấu %, thay cho “{typed:.40}”.",
            field=field,
        )
    read_as = numerals.either(bare)
    number = None if read_as is None else _meant(asked, read_as)
    return read_number(typed, label=label, field=field) if number is None else number


def read_number(typed: str, *, label: str, field: str) -> Decimal:
    """A number of which nothing else is known; raises BadForm, of 1.234 with both readings."""
    bare = numerals.without_percent(typed)
    read_as = numerals.either(bare)
    if read_as is not None:
        question = numerals.asked_again(bare, read_as)
        raise BadForm("field-thousands", f"{label}: {question}", field=field)
    number = numerals.read(bare)
    if number is None:
        raise BadForm(
            "field-number",
            f"{label}: “{typed:.40}” không phải là số. "
            "Hãy nhập chữ số với dấu phẩy thập phân, ví dụ 97,45.",
            field=field,
        )
    return number


def _meant(asked: MeasureAsked | None, read_as: tuple[Decimal, Decimal]) -> Decimal | None:
    possible = asked.possible if asked else SHARE
    if possible is not None and possible.is_count:
        return read_as[0]
    return read_as[1] if possible is not None and possible.is_share else None


def read_paper_number(typed: str, *, label: str, field: str = "") -> str:
    """The number of a paper such as 15/BC-KTHTĐT, in NFC; raises BadForm."""
    number = unicodedata.normalize("NFC", typed)
    if not PAPER_NUMBER.fullmatch(number):
        raise BadForm(
            "field-paper",
            f"{label}: “{typed:.60}” không phải là số văn bản. "
            "Hãy nhập số và ký hiệu liền nhau, ví dụ 15/BC-KTHTĐT.",
            field=field,
        )
    return number
