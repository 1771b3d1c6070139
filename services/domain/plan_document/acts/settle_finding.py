"""Quyết định về điểm cần làm rõ: the Office says what a place of a plan document means."""

from dataclasses import dataclass, replace
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import (
    CountField,
    DrawnHere,
    OneOf,
    PlainLine,
    TypedText,
    TypedWhere,
    WordsOf,
)
from services.domain.plan_document.authority import require_settling, still_open
from services.domain.plan_document.events import Correction, FindingSettled, FindingVerdict
from services.domain.plan_document.reading import ReadFinding, Reading
from services.domain.plan_document.rules import (
    FINDING_SETTLED_SINCE,
    NO_FINDING_IN_DOCUMENT,
    NO_READING,
    NOT_SETTLING,
    NOTHING_TO_CORRECT,
    READING_LOADED,
    READING_LOADED_AS_PLAN,
    REASON_MISSING,
    VALUE_EMPTY,
    VERDICT_UNKNOWN,
)
from services.domain.plan_document.settling import VALUE_RULES, holds, read_value, understood_as
from services.domain.plan_document.state import PlanReading, Settled

VERDICTS: Final = {
    FindingVerdict.ACCEPTED: "theo cách đọc",
    FindingVerdict.CORRECTED: "sửa lại",
    FindingVerdict.LEFT_OPEN: "để ngỏ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleFinding:
    """Quyết định về một điểm của văn bản: theo cách đọc, sửa lại, hoặc để ngỏ có lý do.

    `typed` are the words of the correction, `seen` is the version of the decision that stood when
    the form was made, 0 for none. `reading` is the document as this release reads it.
    """

    stream: str
    key: Annotated[
        str,
        PlainLine(
            label="Điểm cần làm rõ",
            at_most=200,
            example="date-incomplete/plan",
            known="findings/0/key",
        ),
    ]
    decision: Annotated[
        FindingVerdict,
        OneOf(
            label="Quyết định",
            of=FindingVerdict,
            words=VERDICTS,
            unknown=VERDICT_UNKNOWN,
            example="accepted",
        ),
    ]
    value: Annotated[
        TextRef | None,
        TypedWhere(
            label="Nội dung sửa",
            about="Nội dung sửa.",
            where="decision",
            says=FindingVerdict.CORRECTED,
        ),
    ]
    reason: Annotated[
        TextRef | None, TypedText(label="Lý do", about="Bắt buộc khi để ngỏ.", box="why")
    ]
    seen: Annotated[
        int, CountField(about="`seen` của điểm khi đọc.", example=0, known="findings/0/seen")
    ]
    typed: Annotated[str, WordsOf(field="value")]
    reading: Annotated[Reading, DrawnHere()]


def check(command: SettleFinding) -> None:
    """A reason that is missing, a correction that is none: seen before anything is tried."""
    if command.decision is FindingVerdict.LEFT_OPEN and command.reason is None:
        raise REASON_MISSING.refuse()
    if command.decision is not FindingVerdict.CORRECTED:
        return
    finding = _of_key(command)
    if finding is not None and finding.corrects is not None:
        read_value(finding.corrects, command.typed, command.reading.draft)


def offer(reading: PlanReading | None, context: DecisionContext) -> Offer:
    """Offered to the Office and the leaders, until the document is loaded."""
    held = require_settling(context.holder, context.policy)
    still_open(reading)
    return Offer(held=held)


def decide(
    reading: PlanReading | None, command: SettleFinding, context: DecisionContext
) -> Verdict:
    """Keep a decision on one finding; the same one again is nothing."""
    held = offer(reading, context).held
    document = still_open(reading)
    finding = _of_key(command)
    if finding is None:
        raise NO_FINDING_IN_DOCUMENT.refuse()
    if command.seen != document.seen(command.key):
        raise FINDING_SETTLED_SINCE.refuse()
    event = FindingSettled(
        key=command.key,
        decision=command.decision,
        correction=_correction(command, finding),
        reason=command.reason,
    )
    if event.decision is FindingVerdict.LEFT_OPEN and event.reason is None:
        raise REASON_MISSING.refuse()
    before = document.settled.get(command.key)
    same = before is not None and before.event == event
    return Verdict(held=held, events=() if same else (event,))


def _of_key(command: SettleFinding) -> ReadFinding | None:
    findings = command.reading.findings
    return next((finding for finding in findings if finding.key == command.key), None)


def _correction(command: SettleFinding, finding: ReadFinding) -> Correction | None:
    if command.decision is not FindingVerdict.CORRECTED:
        return None
    slot, draft = finding.corrects, command.reading.draft
    if slot is None or not holds(draft, slot):
        raise NOTHING_TO_CORRECT.refuse()
    meant = read_value(slot, command.typed, draft)
    if command.value is None:
        raise VALUE_EMPTY.refuse()
    return Correction(
        item=slot.item,
        field=slot.field,
        value=command.value,
        understood=understood_as(slot, meant),
    )


def _settled(reading: PlanReading, event: FindingSettled, fact: Fact) -> PlanReading:
    settled = Settled(event=event, actor=fact.actor, at=fact.occurred_at, version=fact.version)
    return replace(reading, settled={**reading.settled, event.key: settled})


def _describe(event: FindingSettled, _names: Names) -> str:
    return f"Quyết định về điểm cần làm rõ: {VERDICTS[event.decision]}."


ACT: Final = Act(
    command=SettleFinding,
    name="settle-finding",
    said="quyết định về điểm cần làm rõ",
    slug="quyet-dinh",
    resource="decisions",
    called="settleDocumentFinding",
    done="Đã ghi quyết định.",
    rules=(
        NOT_SETTLING,
        NO_READING,
        READING_LOADED,
        READING_LOADED_AS_PLAN,
        NO_FINDING_IN_DOCUMENT,
        FINDING_SETTLED_SINCE,
        VERDICT_UNKNOWN,
        NOTHING_TO_CORRECT,
        *VALUE_RULES,
        REASON_MISSING,
    ),
    check=check,
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=FindingSettled,
        name="Quyết định về điểm cần làm rõ",
        apply=_settled,
        describe=_describe,
    ),
)
