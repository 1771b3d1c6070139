"""What `ledger verify` says of the signed log and what is kept of it: Vietnamese, and JSON."""

from typing import Any, Final

from infra.verify.log_check import LogCheck
from services.domain.numerals import count

_MOST_SAID: Final = 20


def of_log(check: LogCheck) -> str:
    """Sound, or each thing that is wrong."""
    tiles = check.tiles
    if not check.problems:
        if not check.anything:
            return "Nhật ký ký số: chưa có."
        built = 0 if tiles is None else tiles.leaves
        return (
            f"Nhật ký ký số: khối băm đến sự kiện {count(built)}, "
            f"{count(check.checkpoints)} điểm kiểm tra, khớp với sổ."
        )
    said = [f"  - {each.sentence}" for each in check.problems[:_MOST_SAID]]
    more = len(check.problems) - len(said) + check.more
    return "\n".join(
        [
            "Nhật ký ký số và bản giữ bên ngoài KHÔNG khớp với sổ:",
            *said,
            *([f"  - và {count(more)} chỗ nữa."] if more else []),
        ]
    )


def log_as_json(check: LogCheck) -> dict[str, Any]:
    """The same for a program."""
    return {
        "tiles": None if check.tiles is None else check.tiles.leaves,
        "checkpoints": check.checkpoints,
        "problems": [{"code": each.wrong.key, "detail": each.sentence} for each in check.problems],
        "more_problems": check.more,
    }
