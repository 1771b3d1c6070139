"""What `ledger verify` says of the ledger's own bytes, places and times: Vietnamese."""

from collections.abc import Iterator
from typing import Final

from infra.verify.kept_roots import OF_KEPT_ROOTS
from services.domain.numerals import count
from services.ledger.row_check import LedgerProblem
from services.ledger.verify import Report

# By the problem's code; `before` and `detail` are what stands before and behind its colon.
_SAID: Final = {
    "position-missing": "thiếu sự kiện ở vị trí này, dòng kế tiếp ở vị trí {detail}",
    "leaf-differs": "bản ghi đã bị sửa, mã băm không còn đúng",
    "record-not-canonical": "bản ghi đã bị sửa, không còn ở dạng chuẩn",
    "record-unreadable": "bản ghi không còn đọc được",
    "other-ledger": "bản ghi là của sổ khác",
    "column-differs": "cột {before} đã bị sửa, khác bản ghi ({detail})",
    "version-gap": "thiếu sự kiện trước đó của cùng luồng ({before}, lẽ ra @{detail})",
    "version-back": "sự kiện bị đổi chỗ trong luồng ({before}, lẽ ra @{detail})",
    "recorded-before": "ghi nhận trước sự kiện {before}",
    "recorded-before-own": "ghi nhận trước sự kiện {before} của cùng luồng",
    "payload-missing": "nội dung sự kiện đã bị xóa",
    "payload-differs": "nội dung sự kiện đã bị sửa, mã băm không còn đúng",
    "payload-not-canonical": "nội dung sự kiện không còn ở dạng chuẩn",
    "text-missing": "văn bản của sự kiện đã bị xóa",
    "text-differs": "văn bản của sự kiện đã bị sửa, mã băm không còn đúng",
    "end-missing": "sổ bị cắt ở cuối, thiếu từ vị trí này (sổ ghi là có {detail} sự kiện)",
    "verified-shorter": (
        "nay sổ chỉ còn {detail} sự kiện, lần kiểm tra trước đã có nhiều hơn: sổ bị lùi về bản cũ "
        "hoặc bị cắt ở cuối"
    ),
    "beyond-head": "sự kiện nằm ngoài số đã ghi của sổ ({detail} sự kiện)",
    "payload-orphans": "có {before} nội dung cho {detail} sự kiện",
    "text-orphans": "có {before} văn bản, sự kiện nêu {detail}",
}


def of_ledger(report: Report) -> str:
    """Sound, with size and root to be kept outside; or each thing that is wrong, by position."""
    if report.ok:
        return (
            f"Sổ {report.ledger_id} toàn vẹn: {report.size} sự kiện, {report.texts} văn bản.\n"
            f"Mã gốc (SHA-256): {report.root}"
        )
    first = report.first_bad if report.first_bad is not None else "không rõ vị trí"
    lines = [
        f"Sổ {report.ledger_id} KHÔNG toàn vẹn. Sự kiện sai đầu tiên: {first}.",
        *_lines(report),
    ]
    if report.more_problems:
        lines.append(f"  - và {count(report.more_problems)} chỗ nữa.")
    return "\n".join(lines)


def of_ledger_problem(problem: LedgerProblem) -> str:
    """One thing that is wrong: “vị trí 653: ghi nhận trước sự kiện 652.”"""
    before, parted, detail = problem.detail.partition(": ")
    if not parted:
        detail = problem.detail
    said = _SAID[problem.code].format(before=before, detail=detail)
    return f"vị trí {problem.position}: {said}." if problem.position else f"{said}."


def _lines(report: Report) -> Iterator[str]:
    for problem in report.problems:
        if problem.code not in OF_KEPT_ROOTS:
            yield f"  - {of_ledger_problem(problem)}"
