"""The grounds of a decision that every unit can read: its reason, and the paper where one is.

The reason is in words, of restricted work in a code.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Protocol

from services.domain.act import Rule
from services.domain.facts import TextRef
from services.domain.fields import CodeOf, PaperField, TypedText
from services.domain.papers import Paper, beside, check_paper
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG
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

PAPER: Final = PaperField(label="văn bản")
GROUNDS_RULES: Final = (*REASON_RULES, PAPER_NUMBER_WRONG, PAPER_IN_FUTURE)


class Grounded(Protocol):
    """A decision with its grounds: as it is sent, and as it is recorded."""

    @property
    def reason(self) -> TextRef | None:
        """The words."""

    @property
    def reason_code(self) -> str | None:
        """What stands for them where no words may be."""

    @property
    def paper(self) -> Paper | None:
        """The decision on paper."""


def check_grounds(task: Task, decision: Grounded, now: datetime) -> None:
    """Words or a code, and a paper that can be; raises Refusal."""
    check_reason(task, decision.reason, decision.reason_code)
    check_paper(decision.paper, now)


def said_grounds(decision: Grounded) -> str:
    """The coded reason and the paper as the trail says them; blank where there is neither."""
    return f"{coded(decision.reason_code)}{beside(decision.paper)}"


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
