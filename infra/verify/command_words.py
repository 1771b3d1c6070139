"""What `dondoc ledger verify` says of commands and the facts that they wrote."""

from typing import Any, Final

from services.ledger.command_audit import CommandFault, CommandsReport

_SAID: Final = {
    CommandFault.NO_COMMAND: "vị trí {position}: không có lệnh nào ghi sự kiện này.",
    CommandFault.NO_FACTS: (
        "lệnh {command}: sổ không có sự kiện nào của lệnh này ở vị trí {position}."
    ),
    CommandFault.VERSIONS: (
        "lệnh {command}: kết quả ghi khác với các sự kiện của lệnh, từ vị trí {position}."
    ),
    CommandFault.ACTOR: "vị trí {position}: lệnh {command} mang tên người khác với sự kiện.",
}


def of_commands(report: CommandsReport) -> str:
    """One sentence where commands and facts say the same, else one for each that does not."""
    if report.ok:
        return f"Lệnh: {report.checked} lệnh, khớp với sự kiện."
    lines = [
        "  - " + _SAID[problem.fault].format(position=problem.position, command=problem.command_id)
        for problem in report.problems
    ]
    if report.more_problems:
        lines.append(f"  - và {report.more_problems} chỗ nữa.")
    if report.beyond:
        lines.append(
            f"  - Có {report.beyond} lệnh ghi sự kiện sau vị trí {report.size}, sổ chỉ còn "
            f"{report.size}."
        )
    return "Lệnh KHÔNG khớp với sự kiện:\n" + "\n".join(lines)


def commands_as_json(report: CommandsReport) -> dict[str, Any]:
    """The same for a program."""
    return {
        "checked": report.checked,
        "beyond": report.beyond,
        "problems": [
            {
                "position": problem.position,
                "command_id": str(problem.command_id),
                "code": problem.fault.value,
            }
            for problem in report.problems
        ],
        "more_problems": report.more_problems,
    }
