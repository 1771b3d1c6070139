"""Text in, YAML nodes with line and column out; nothing of the file is trusted before that.

Anchors, aliases and tags are refused (a plan needs none, and aliases can make a small file
explode), so are depth and size beyond what a plan of any ward needs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from services.domain.numerals import megabytes
from services.planyaml.problems import PlanFileError, Problem

AT_MOST_BYTES = 2 * 1024 * 1024
_AT_MOST_EVENTS = 100_000
_AT_MOST_DEPTH = 12
_AT_MOST_PROBLEMS = 200

# The C parser where it was built: a file at the limit of size takes a second, not twenty.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class YamlPlace(Protocol):
    """A line and a column, both counted from 0, as the parser's marks do."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that no parser marked."""

    line: int = 0
    column: int = 0


@dataclass(slots=True)
class Sheet:
    """The problems found in one file so far."""

    name: str
    problems: list[Problem] = field(default_factory=list)

    def complain(self, at: YamlPlace | None, path: str, sentence: str) -> None:
        """Note one problem; beyond two hundred nobody reads on."""
        if len(self.problems) < _AT_MOST_PROBLEMS:
            at = at or Spot()
            self.problems.append(
                Problem(line=at.line + 1, column=at.column + 1, path=path, sentence=sentence)
            )

    def close(self) -> None:
        """Raise PlanFileError if anything is wrong."""
        if self.problems:
            ordered = sorted(self.problems, key=lambda each: (each.line, each.column))
            raise PlanFileError(self.name, tuple(ordered))


def compose(source: str | bytes, sheet: Sheet) -> yaml.Node:
    """Read the one document of a file as nodes. Raises PlanFileError."""
    text = _text(source, sheet)
    try:
        _inspect(text, sheet)
        sheet.close()
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        sheet.complain(
            error.problem_mark,
            "",
            "Không đọc được YAML từ chỗ này. Kiểm tra thụt lề, dấu hai chấm, ngoặc và dấu nháy.",
        )
    except yaml.YAMLError:
        sheet.complain(None, "", "Không đọc được tệp. Lưu lại dưới dạng văn bản YAML, mã UTF-8.")
    else:
        if root is not None:
            return root
        sheet.complain(None, "", "Tệp trống. Kiểm tra đã chọn đúng tệp chưa.")
    sheet.close()
    raise AssertionError("a problem was noted above")


def _text(source: str | bytes, sheet: Sheet) -> str:
    raw = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    if len(raw) > AT_MOST_BYTES:
        sheet.complain(
            None,
            "",
            f"Tệp nặng {megabytes(len(raw))} MB, tối đa 2 MB. Kiểm tra đã chọn đúng tệp chưa.",
        )
        sheet.close()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        sheet.complain(
            _spot(before), "", "Tệp không phải mã UTF-8 từ chỗ này. Lưu lại tệp với mã UTF-8."
        )
        sheet.close()
        raise
    for each in _UNPRINTABLE.finditer(text):
        sheet.complain(
            _spot(text[: each.start()]),
            "",
            f"Ký tự điều khiển U+{ord(each.group()):04X} không được dùng. Xóa ký tự này.",
        )
        break
    sheet.close()
    return text


def _spot(before: str) -> Spot:
    return Spot(line=before.count("\n"), column=len(before) - (before.rfind("\n") + 1))


def _inspect(text: str, sheet: Sheet) -> None:
    """Walk the parser's events, which never recurse, before nodes are built, which do."""
    depth = documents = 0
    for number, event in enumerate(_events(text)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        documents += isinstance(event, yaml.DocumentStartEvent)
        fatal = _fatal(number, depth, documents)
        sentence = fatal or _refused(event)
        if sentence:
            sheet.complain(event.start_mark, "", sentence)
        if fatal:
            return


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=_Loader)


def _fatal(number: int, depth: int, documents: int) -> str | None:
    if number > _AT_MOST_EVENTS:
        return "Tệp có quá nhiều mục. Kiểm tra đã chọn đúng tệp chưa."
    if depth > _AT_MOST_DEPTH:
        return "Các mục lồng nhau quá sâu. Kiểm tra thụt lề và ngoặc."
    if documents > 1:
        return "Tệp chứa nhiều hơn một tài liệu YAML. Bỏ dòng '---' và phần sau nó."
    return None


def _refused(event: yaml.Event) -> str | None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return "Không dùng neo (&) và bí danh (*) của YAML. Viết đầy đủ nội dung tại chỗ này."
    if getattr(event, "tag", None):
        return "Không dùng nhãn kiểu (!) của YAML. Bỏ nhãn, giữ giá trị."
    return None
