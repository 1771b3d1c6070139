"""What `dondoc ledger verify` says of passwords, sessions and tokens: Vietnamese, and JSON."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from services.commands.secret_audit import SecretFault, SecretProblem, SecretsReport

_SAID: Final = {
    SecretFault.PASSWORD: "Mật khẩu của {name} không phải mật khẩu đã đặt trong sổ.",
    SecretFault.SESSION: "Một phiên đăng nhập của {name} mang mã khác mã của phiên trong sổ.",
    SecretFault.TOKEN: "Một mã truy cập của {name} không phải mã đã cấp trong sổ.",
    SecretFault.WIDENED: "Một mã truy cập của {name} ghi quyền hoặc ngày hết hạn khác sổ.",
}
_KINDS: Final = {"password": "mật khẩu", "session": "phiên đăng nhập", "token": "mã truy cập"}


def of_secrets(report: SecretsReport, names: Mapping[UUID, str]) -> str:
    """The sentences for the keeper of the machine; `names` by the id of their text."""
    lines = []
    if report.problems:
        lines.append("Mật khẩu, phiên đăng nhập, mã truy cập KHÔNG khớp sổ:")
        lines += [f"  - {_line(problem, names)}" for problem in report.problems]
    else:
        lines.append(f"Mật khẩu, phiên đăng nhập, mã truy cập: {report.checked} mục, khớp sổ.")
    old = [
        f"{report.unproved[kind]} {said}"
        for kind, said in _KINDS.items()
        if kind in report.unproved
    ]
    if old:
        lines.append(
            f"Không kiểm tra được: {', '.join(old)} (ghi từ trước khi sổ giữ mã đối chiếu)."
        )
    return "\n".join(lines)


def _line(problem: SecretProblem, names: Mapping[UUID, str]) -> str:
    name = names.get(problem.name_text) if problem.name_text else None
    return _SAID[problem.fault].format(name=name or f"cán bộ {problem.person_id}")


def secrets_as_json(report: SecretsReport) -> dict[str, Any]:
    """The same for a program."""
    return {
        "checked": report.checked,
        "unproved": dict(report.unproved),
        "problems": [
            {
                "person_id": str(problem.person_id),
                "key": None if problem.key is None else str(problem.key),
                "code": problem.fault.value,
            }
            for problem in report.problems
        ],
    }
