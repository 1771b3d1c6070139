"""A decision on a finding of a plan document, as it was sent."""

from dataclasses import dataclass

from api.web.forms import BadForm
from services.commands.requests import TypedTexts
from services.domain.errors import Refusal
from services.domain.plan.reading import ReadFinding, Reading
from services.domain.plan.reading_decider import (
    SettleFinding,
)
from services.domain.plan.reading_events import FindingVerdict
from services.domain.plan.rules import REASON_MISSING
from services.domain.plan.settling import holds, read_value
from services.ledger.canonical import normalise
from services.queries.plan_documents import (
    DocumentPage,
    OpenedDocument,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A decision on one finding as it was sent; `value` is the correction as it was typed."""

    key: str
    verdict: FindingVerdict
    value: str
    why: str
    seen: int


def settling(said: Said, opened: OpenedDocument, put: TypedTexts) -> SettleFinding:
    """The command that keeps a decision; a slip of the hand is no attempt. Raises BadForm."""
    finding = next(
        (finding for finding in opened.reading.findings if finding.key == said.key), None
    )
    typed = normalise(said.value) if said.verdict is FindingVerdict.CORRECTED else ""
    _check(finding, opened.reading, said.verdict, typed, said.why.strip())
    return SettleFinding(
        stream=opened.state.stream,
        key=said.key,
        decision=said.verdict,
        typed=typed,
        value=put.put(typed, label="Nội dung sửa"),
        reason=put.put(said.why, label="Lý do"),
        seen=said.seen,
    )


def _check(
    read_finding: ReadFinding | None,
    reading: Reading,
    verdict: FindingVerdict,
    typed: str,
    why: str,
) -> None:
    """A slip of the hand is said beside the field and is no attempt; raises BadForm."""
    if verdict is FindingVerdict.LEFT_OPEN and not why:
        raise BadForm.of(REASON_MISSING.refuse())
    if (
        read_finding is None
        or read_finding.corrects is None
        or verdict is not FindingVerdict.CORRECTED
    ):
        return
    try:
        read_value(read_finding.corrects, typed, reading.draft)
    except Refusal as refusal:
        raise BadForm.of(refusal) from refusal


def may_correct(finding: ReadFinding, document_page: DocumentPage) -> bool:
    """Whether there is a place that a correction of this finding would change."""
    slot = finding.corrects
    return slot is not None and holds(document_page.opened.reading.draft, slot)
