"""What `ledger verify` says of rows that are not what their facts make of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from infra.verify.things import called
from services.projections.audit import RowProblem, RowsReport

_FIELDS: Final[Mapping[str, str]] = {
    "version": "số sự kiện",
    "due_on": "hạn",
    "original_due_on": "hạn gốc",
    "stage": "bước",
    "ending": "kết thúc",
    "final_status": "tình trạng khi kết thúc",
    "missed": "đã ghi quá hạn",
    "lead_unit": "đơn vị chủ trì",
    "supporting_units": "đơn vị phối hợp",
    "restricted": "chế độ mật",
    "office": "chức vụ",
    "unit": "đơn vị",
    "from_on": "từ ngày",
    "until_on": "đến ngày",
    "value": "số liệu",
    "counted_on": "ngày được tính",
    "closed": "đã đóng",
}


def of_rows(report: RowsReport) -> str:
    """Sound, or each table with the rows that differ."""
    if not report.problems:
        return f"Các bảng kê của trang web: {report.checked} dòng, đúng như sổ."
    tables = sorted({problem.table for problem in report.problems})
    lines = [line for table in tables for line in _of_table(table, report.problems)]
    more = [f"  … và {report.more} dòng khác."] if report.more else []
    cure = "Lập lại các bảng kê bằng “dondoc projections rebuild”, rồi kiểm tra ai đã sửa."
    return "\n".join([*lines, *more, cure])


def rows_as_json(report: RowsReport) -> dict[str, Any]:
    """The same for programs."""
    return {
        "checked": report.checked,
        "problems": [
            {
                "table": problem.table,
                "stream": problem.stream,
                "code": problem.code,
                "fields": sorted(problem.fields),
            }
            for problem in report.problems
        ],
        "more_problems": report.more,
    }


def _of_table(table: str, problems: tuple[RowProblem, ...]) -> list[str]:
    own = [problem for problem in problems if problem.table == table]
    return [f"Bảng {table} khác sổ ở {len(own)} dòng:", *map(_line, own)]


def _line(problem: RowProblem) -> str:
    match problem.code:
        case "missing":
            said = "thiếu dòng này"
        case "stray":
            said = "dòng này không có trong sổ"
        case "unfoldable":
            said = "các sự kiện của dòng này không còn đọc được thành một trạng thái"
        case _:
            said = "; ".join(_field(name, *both) for name, both in problem.fields.items())
    return f"  - {called(problem.stream, problem.state)}: {said}."


def _field(name: str, given: Any, wanted: Any) -> str:
    return f"{_FIELDS.get(name, name)} {_said(given)}, theo sổ {_said(wanted)}"


def _said(value: Any) -> str:
    if value is None:
        return "trống"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)
