"""A place in the file from which one value is read: what is wrong there is noted, never raised.

Every reader gives back something of the right type, so that one run finds all problems; what a
reader gives after a complaint is never used, because the sheet raises at the end.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

import yaml

from services.domain.due_days import DayInPeriod
from services.domain.instants import YEARS
from services.domain.numerals import OF_PLAN_FILE
from services.ledger.canonical import normalise
from services.planyaml.document import Sheet

Word = TypeVar("Word", bound=StrEnum)

_NULLS = frozenset({"", "null", "Null", "NULL", "~"})
_CODE = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")
_DECIMAL = re.compile(OF_PLAN_FILE)
_COUNT = re.compile(r"0|[1-9]\d{0,2}")
_YEAR = re.compile(r"\d{4}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE_AT_MOST = 40
_TEXT_AT_MOST = 2000
_FORBIDDEN = frozenset({"Cc", "Cs", "Cn"})


@dataclass(frozen=True, slots=True)
class Cursor:
    """One node with its path; where a field is absent, `node` is None and `near` holds it."""

    sheet: Sheet
    path: str
    node: yaml.Node | None
    near: yaml.Node | None = None

    def complain(self, sentence: str) -> None:
        """Note what is wrong here and what to do."""
        node = self.node or self.near
        self.sheet.complain(node.start_mark if node else None, self.path, sentence)

    @property
    def empty(self) -> bool:
        """Whether nothing is given: the field is absent or null."""
        node = self.node
        if node is None:
            return True
        return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NULLS

    @property
    def is_null(self) -> bool:
        """Whether it is said that there is nothing: the field is there, and null."""
        return self.node is not None and self.empty

    @property
    def is_list(self) -> bool:
        """Whether a list is given."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_mapping(self) -> bool:
        """Whether keys with values are given."""
        return isinstance(self.node, yaml.MappingNode)

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, "Cursor"]:
        """Read a mapping with exactly these keys; each is there in the answer, absent or not."""
        required, optional = tuple(required), tuple(optional)
        known = (*required, *optional)
        collected: dict[str, Cursor] = {}
        if isinstance(self.node, yaml.MappingNode):
            for key, value in self.node.value:
                self._field(key, value, known, collected)
            for name in required:
                if name not in collected:
                    self.complain(f'Thiếu "{name}". Thêm dòng "{name}: …" vào mục này.')
        else:
            self.complain(f"Ở đây phải là các dòng khóa: giá trị ({', '.join(required)}).")
        absent = {name: Cursor(self.sheet, self._at(name), None, self.node) for name in known}
        return {**absent, **collected}

    def items(self) -> list["Cursor"]:
        """Read a list; an absent one is empty."""
        if isinstance(self.node, yaml.SequenceNode):
            return [
                Cursor(self.sheet, f"{self.path}[{number}]", node)
                for number, node in enumerate(self.node.value)
            ]
        if self.node is not None:
            self.complain('Ở đây phải là danh sách: mỗi phần tử một dòng bắt đầu bằng "- ".')
        return []

    def text(self) -> str:
        """Read words, as NFC with LF line ends; never empty."""
        value = self._scalar()
        if value is None:
            return ""
        value = normalise(value).strip()
        bad = next(
            (c for c in value if unicodedata.category(c) in _FORBIDDEN and c not in "\n\t"), ""
        )
        if bad:
            self.complain(f"Ký tự U+{ord(bad):04X} không được dùng. Xóa ký tự này.")
            return ""
        if not value or len(value) > _TEXT_AT_MOST:
            self.complain(f"Cần từ 1 đến {_TEXT_AT_MOST} ký tự, ở đây có {len(value)}.")
            return ""
        return value

    def code(self) -> str:
        """Read a code: ASCII letters and digits, joined by "-" or "."."""
        value = self._scalar()
        if value is None:
            return ""
        if len(value) > _CODE_AT_MOST or not _CODE.fullmatch(value):
            self.complain(
                f'"{_short(value)}" không phải là mã. Dùng chữ không dấu và số, nối bằng - hoặc .,'
                f" tối đa {_CODE_AT_MOST} ký tự, ví dụ 51-08."
            )
            return ""
        return value

    def count(self) -> int:
        """Read a number of things or days, at most three digits."""
        return int(self._matching(_COUNT, "một số nguyên từ 0 đến 999, ví dụ 20") or 0)

    def year(self) -> int:
        """Read a year of this century."""
        value = int(self._matching(_YEAR, "một năm, ví dụ 2026") or YEARS.start)
        if value not in YEARS:
            self.complain(f"Năm {value} nằm ngoài khoảng 2000 – 2100. Kiểm tra lại năm.")
        return value

    def decimal(self) -> str:
        """Read a figure; it stays the string that was written, with a point."""
        return self._matching(_DECIMAL, "một con số với dấu chấm thập phân, ví dụ 7.5")

    def day(self) -> date:
        """Read a calendar day as YYYY-MM-DD."""
        value = self._matching(_DATE, "một ngày dạng năm-tháng-ngày, ví dụ 2026-03-15")
        try:
            result = date.fromisoformat(value) if value else date.min
        except ValueError:
            self.complain(f'Không có ngày "{value}" trong lịch. Kiểm tra lại tháng và ngày.')
            return date.min
        if value and result.year not in YEARS:
            self.complain(f"Năm {result.year} nằm ngoài khoảng 2000 – 2100. Kiểm tra lại năm.")
        return result

    def month_day(self) -> tuple[int, int]:
        """Read a day of every year as MM-DD."""
        value = self._matching(re.compile(r"\d{2}-\d{2}"), "tháng-ngày, ví dụ 01-31")
        if not value:
            return 1, 1
        try:
            day = date.fromisoformat(f"2001-{value}")
        except ValueError:
            self.complain(f'Không năm nào cũng có ngày "{value}". Chọn một ngày khác.')
            return 1, 1
        return day.month, day.day

    def place_in_period(self) -> DayInPeriod:
        """Read a day of a period as MM-DD, its months counted from 01; of a year up to 15."""
        wanted = "tháng của kỳ-ngày, ví dụ 03-20 là ngày 20 tháng thứ ba của kỳ"
        value = self._matching(re.compile(r"(?:0[1-9]|1[0-5])-(?:0[1-9]|[12]\d|3[01])"), wanted)
        month, _, day = (value or "01-01").partition("-")
        return DayInPeriod(month=int(month), day=int(day))

    def flag(self) -> bool:
        """Read true or false."""
        value = self._scalar()
        if value not in {"true", "false", None}:
            self.complain(f'"{_short(value or "")}" phải là true (có) hoặc false (không).')
        return value == "true"

    def word(self, words: type[Word]) -> Word:
        """Read one word of a closed set."""
        value = self._scalar()
        known = [word.value for word in words]
        if value in known:
            return words(value)
        if value is not None:
            self.complain(
                f'Không có giá trị "{_short(value)}"{likely(value, known)}.'
                f" Chọn một trong: {', '.join(known)}."
            )
        return next(iter(words))

    def _field(
        self, key: yaml.Node, value: yaml.Node, known: tuple[str, ...], given: dict[str, "Cursor"]
    ) -> None:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        here = Cursor(self.sheet, self._at(_short(name)), key)
        if name not in known:
            here.complain(
                f'Không có khóa "{_short(name)}"{likely(name, known)}.'
                f" Các khóa được dùng: {', '.join(known)}."
            )
        elif name in given:
            first = given[name].node
            line = first.start_mark.line + 1 if first else 0
            two = "Một mục chỉ có một đơn vị chủ trì. " if name == "lead" else ""
            here.complain(f'{two}"{name}" đã ghi ở dòng {line}. Giữ lại một dòng.')
        else:
            given[name] = Cursor(self.sheet, self._at(name), value)

    def _at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def _scalar(self) -> str | None:
        """Read the written text; None (with a complaint, unless absent) where there is none."""
        if self.node is None:
            return None
        if not isinstance(self.node, yaml.ScalarNode) or self.empty:
            self.complain("Ở đây phải là một giá trị. Điền giá trị hoặc bỏ dòng này.")
            return None
        return str(self.node.value)

    def _matching(self, pattern: re.Pattern[str], wanted: str) -> str:
        value = self._scalar()
        if value is None:
            return ""
        if not pattern.fullmatch(value):
            self.complain(f'"{_short(value)}" không phải là {wanted}.')
            return ""
        return value


def likely(value: str, known: Iterable[str]) -> str:
    """Guess what was meant, as the end of a sentence's first half."""
    close = difflib.get_close_matches(value[:_CODE_AT_MOST], list(known), n=1)
    return f' (có phải "{close[0]}"?)' if close else ""


def _short(value: str) -> str:
    return value if len(value) <= _CODE_AT_MOST else f"{value[:_CODE_AT_MOST]}…"
