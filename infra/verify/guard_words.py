"""What `dondoc ledger verify` says of guards that are off and of a ledger that says nothing."""

from typing import Any, Final

from services.ledger.guards import GuardProblem

EMPTIED: Final = "Sổ này đã từng mở, nay không còn sự kiện nào."
NEVER_OPENED: Final = "Sổ này chưa có sự kiện nào: chưa ai mở sổ. Hãy khởi động Đôn Đốc."
NOT_OPENED_FIRST: Final = "Vị trí 1: sự kiện đầu tiên không phải là mở chính sổ này."
_NEXT: Final = "Hãy báo người giữ máy chủ và đối chiếu với mã gốc đã giữ ở nơi khác."
# By code and fault of a GuardProblem.
_SENTENCES: Final = {
    ("guard-off", ""): "Khóa chống sửa của bảng {table} đang tắt.",
    ("guard-off", "definition"): (
        "Khóa chống sửa của bảng {table} không còn như lúc cài đặt: nó chặn ít hơn hoặc gọi hàm "
        "khác."
    ),
    ("guard-off", "stranger"): (
        "Có trigger {detail} trên bảng {table} mà Đôn Đốc không tạo: nó có thể đổi dòng mà khóa "
        "chống sửa đã cho qua."
    ),
    ("guard-off", "rows-open"): "Việc tách riêng từng sổ ở bảng {table} đang tắt.",
    ("guard-off", "rows-not-forced"): (
        "Việc tách riêng từng sổ ở bảng {table} không còn áp dụng cho chủ của bảng."
    ),
    ("grant-wide", ""): "Quyền trên bảng {table} đã bị nới: {detail}.",
    ("grant-wide", "role"): (
        "Vai trò {table} có quyền của {detail}, đủ để sửa sổ. Hãy thu hồi quyền này."
    ),
    ("grant-wide", "definer"): (
        "Hàm {table} chạy với quyền của {detail} mà Đôn Đốc không tạo như vậy. Hãy xem ai tạo, "
        "rồi bỏ hàm."
    ),
    ("grant-wide", "caller"): (
        "Hàm {table} ghi vào sổ với quyền của chủ sổ, nay {detail} cũng gọi được. Hãy thu hồi "
        "quyền này."
    ),
    ("guard-rewritten", ""): "Khóa chống sửa {table} đã bị viết lại.",
}


def of_guards(problems: tuple[GuardProblem, ...]) -> str:
    """One sentence for each guard; one for all of them where they are on."""
    if not problems:
        return "Khóa chống sửa của các bảng sổ đang bật."
    return "\n".join([*(_sentence(problem) for problem in problems), _NEXT])


def _sentence(problem: GuardProblem) -> str:
    return _SENTENCES[problem.code, problem.fault].format(
        table=problem.table, detail=problem.detail
    )


def of_missing_table(table: str) -> str:
    """A table of the ledger is not there any more; the name is empty where nobody told it."""
    which = f"Bảng {table}" if table else "Một bảng"
    return f"{which} của sổ không còn trong cơ sở dữ liệu. {_NEXT}"


def guards_as_json(problems: tuple[GuardProblem, ...]) -> list[dict[str, Any]]:
    """The same for a program."""
    return [
        {
            "code": problem.code,
            "table": problem.table,
            "detail": problem.detail or None,
            "fault": problem.fault or None,
        }
        for problem in problems
    ]
