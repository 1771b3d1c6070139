"""What `ledger verify` says of acts that nobody could do so: Vietnamese, and JSON."""

from typing import Any, Final

from services.commands.session_audit import SessionFault, Sessions
from services.projections.act_audit import ActAudit

_SESSIONS: Final = {
    SessionFault.OTHER: "phiên này không phải của người này",
    SessionFault.ENDED: "phiên này đã kết thúc trước đó",
}


def of_acts(acts: ActAudit, sessions: Sessions) -> str:
    """Sound, or each act with what was not so, by position."""
    said = [(each.position, each.sentence) for each in acts.problems]
    said += [(each.position, _SESSIONS[each.fault]) for each in sessions.problems]
    if not said:
        return "Thao tác: đúng phiên, chức vụ và quy tắc."
    more = acts.more + sessions.more
    return "\n".join(
        [
            "Có thao tác KHÔNG đúng phiên, chức vụ hoặc quy tắc:",
            *(f"  - vị trí {position}: {sentence}." for position, sentence in sorted(said)),
            *([f"  - và {more} chỗ nữa."] if more else []),
        ]
    )


def acts_as_json(acts: ActAudit, sessions: Sessions) -> dict[str, Any]:
    """The same for a program."""
    return {
        "problems": [
            {"position": each.position, "code": "act-not-possible", "detail": each.sentence}
            for each in acts.problems
        ]
        + [
            {"position": each.position, "code": each.fault.value, "detail": None}
            for each in sessions.problems
        ],
        "more_problems": acts.more + sessions.more,
    }
