"""What `dondoc ledger verify` says of guards that are off and of a ledger that says nothing."""

from typing import Any, Final

from services.ledger.guards import GuardProblem

EMPTIED: Final = "Sổ này đã từng mở, nay không còn sự kiện nào."
NEVER_OPENED: Final = "Sổ này chưa có sự kiện nào: chưa ai mở sổ. Hãy khởi động Đôn Đốc."
NOT_OPENED_FIRST: Final = "Vị trí 1: sự kiện đầu tiên không phải là mở chính sổ này."
_NEXT: Final = "Hãy báo người giữ máy chủ và đối chiếu với mã gốc đã giữ ở nơi khác."


def of_guards(problems: tuple[GuardProblem, ...]) -> str:
    """One sentence for each guard; one for all of them where they are on."""
    if not problems:
        return "Khóa chống sửa của các bảng sổ đang bật."
    return "\n".join([*(_sentence(one) for one in problems), _NEXT])


def _sentence(problem: GuardProblem) -> str:
    if problem.code == "guard-off":
        return f"Khóa chống sửa của bảng {problem.table} đang tắt."
    if problem.code == "grant-wide":
        return f"Quyền trên bảng {problem.table} đã bị nới: {problem.detail}."
    return f"Khóa chống sửa {problem.table} đã bị viết lại."


def of_missing_table(table: str) -> str:
    """A table of the ledger is not there any more."""
    return f"Bảng {table} của sổ không còn trong cơ sở dữ liệu. {_NEXT}"


def guards_as_json(problems: tuple[GuardProblem, ...]) -> list[dict[str, Any]]:
    """The same for a program."""
    return [
        {"code": one.code, "table": one.table, "detail": one.detail or None} for one in problems
    ]
