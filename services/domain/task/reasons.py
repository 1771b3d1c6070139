"""The reason of a decision that every unit can read: in words, of restricted work in a code."""

from collections.abc import Mapping
from typing import Final

from services.domain.act import Rule
from services.domain.facts import TextRef
from services.domain.fields import CodeOf, TypedText
from services.domain.task.rules import RESTRICTED
from services.domain.task.state import Task
from services.domain.task.terms import DECISION_CODES

REASON_NEEDED: Final = Rule(
    code="reason-missing",
    sentence="Quyết định này phải có lý do. Hãy ghi rõ vì sao.",
    brief="thiếu lý do",
    fields=("reason", "reason_code"),
)
REASON_NOT_LISTED: Final = Rule(
    code="field-reason",
    sentence="Lý do: hãy chọn một lý do trong danh sách.",
    brief="lý do không có trong danh sách",
    fields=("reason_code",),
)
REASON_RULES: Final = (RESTRICTED, REASON_NEEDED, REASON_NOT_LISTED)
REASON: Final = TypedText(label="Lý do", example="Chờ ý kiến của Sở Xây dựng.")
REASON_CODE: Final = CodeOf(label="Lý do", among=DECISION_CODES, unknown=REASON_NOT_LISTED)


def check_reason(
    task: Task,
    reason: TextRef | None,
    reason_code: str | None,
    among: Mapping[str, str] = DECISION_CODES,
) -> None:
    """Words, or of restricted work a code and no words; raises Refusal."""
    if reason_code not in {None, *among}:
        raise REASON_NOT_LISTED.refuse()
    if task.restricted and reason is not None:
        raise RESTRICTED.refuse()
    if (reason_code if task.restricted else reason) is None:
        raise REASON_NEEDED.refuse()


def coded(reason_code: str | None, among: Mapping[str, str] = DECISION_CODES) -> str:
    """The reason of restricted work as the trail says it; blank where words say it."""
    said = among.get(reason_code or "")
    return f" – {said.lower()}" if said else ""
