"""What the Office may do with a plan document: read it, decide, load it. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.domain.authorities import require_authorised
from services.domain.facts import TextRef
from services.domain.plan.draft import PlanDraft, expand
from services.domain.plan.laying import not_quoted
from services.domain.plan.reading import ReadFinding, Reading
from services.domain.plan.reading_events import (
    Correction,
    FindingRead,
    FindingSettled,
    FindingVerdict,
    PlanDocumentLoaded,
)
from services.domain.plan.reading_state import PlanReading
from services.domain.plan.rules import (
    ACTIVE_FROM_FAR,
    ERRORS_UNDECIDED,
    FINDING_SETTLED_SINCE,
    NO_FINDING_IN_DOCUMENT,
    NO_PLAN,
    NO_READING,
    NOT_LOADING,
    NOT_SETTLING,
    NOTHING_TO_CORRECT,
    PLAN_ACTIVE,
    READING_CHANGED,
    READING_LOADED,
    READING_LOADED_AS_PLAN,
    READING_MOVED,
    REASON_MISSING,
    VALUE_EMPTY,
)
from services.domain.plan.settling import holds, read_value, understood_as
from services.domain.policy import Policy
from services.domain.roles import Holder, OfficeHeld

FURTHEST = timedelta(days=366)  # beyond a year it is a slip of the hand, and it cannot be undone
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleFinding:
    """Quyết định về một điểm cần làm rõ.

    `typed` and `value` are the correction, `seen` is the version of the decision that stood when
    the form was made, 0 for none.
    """

    stream: str
    key: str
    decision: FindingVerdict
    typed: str
    value: TextRef | None
    reason: TextRef | None
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReading:
    """Nạp kế hoạch đã đọc, từ một ngày; `version` is that of the reading the person looked at."""

    stream: str
    version: int
    active_from: date


def require_settling(holder: Holder, policy: Policy) -> OfficeHeld:
    """The office under which somebody reads documents and decides; raises NotAllowed."""
    return require_authorised(holder, policy.authorities.settle_findings, policy, NOT_SETTLING)


def require_loading(holder: Holder, policy: Policy) -> OfficeHeld:
    """The office under which somebody loads a plan; raises NotAllowed."""
    return require_authorised(holder, policy.authorities.load_plan, policy, NOT_LOADING)


def known(state: PlanReading | None) -> PlanReading:
    """A document of this ward; raises NotFound."""
    if state is None:
        raise NO_READING.refuse()
    return state


def settle(
    state: PlanReading | None,
    command: SettleFinding,
    reading: Reading,
    holder: Holder,
    policy: Policy,
) -> tuple[OfficeHeld, tuple[FindingSettled, ...]]:
    """Keep a decision on one finding; the same one again is nothing. Raises Refusal, Stale."""
    held = require_settling(holder, policy)
    found_state = _still_open(known(state))
    result = _finding(reading, command.key)
    if command.seen != found_state.seen(command.key):
        raise FINDING_SETTLED_SINCE.refuse()
    event = FindingSettled(
        key=command.key,
        decision=command.decision,
        correction=_correction(command, result, reading.draft),
        reason=command.reason,
    )
    if event.decision is FindingVerdict.LEFT_OPEN and event.reason is None:
        raise REASON_MISSING.refuse()
    before = found_state.settled.get(command.key)
    return held, () if before is not None and before.event == event else (event,)


def _correction(
    command: SettleFinding, read_finding: ReadFinding, draft: PlanDraft
) -> Correction | None:
    if command.decision is not FindingVerdict.CORRECTED:
        return None
    slot = read_finding.corrects
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


def is_same_reading(state: PlanReading, reading: Reading) -> bool:
    """Whether the findings that were recorded are those of this release."""
    return set(state.read.findings) == set(findings_of(reading))


def findings_of(reading: Reading) -> tuple[FindingRead, ...]:
    """The findings as they are recorded."""
    return tuple(
        FindingRead(key=finding.key, code=finding.code, severity=finding.severity)
        for finding in reading.findings
    )


def undecided(state: PlanReading, reading: Reading) -> tuple[ReadFinding, ...]:
    """The errors that still forbid loading."""
    return tuple(error for error in reading.errors if error.key not in state.settled)


def require_loadable(
    state: PlanReading | None,
    command: LoadReading,
    reading: Reading,
    holder: Holder,
    policy: Policy,
    *,
    today: date,
    active: bool,
) -> OfficeHeld:
    """Whether the document becomes the ward's plan now; raises Refusal, Stale, NotAllowed."""
    held = require_loading(holder, policy)
    plan_reading = _still_open(known(state))
    if not is_same_reading(plan_reading, reading):
        raise READING_CHANGED.refuse()
    if active:
        raise PLAN_ACTIVE.refuse()
    missing = undecided(plan_reading, reading)
    if missing:
        places = "; ".join(each.place for each in missing[:_NAMED])
        more = " …" if len(missing) > _NAMED else ""
        raise ERRORS_UNDECIDED.refuse(count=len(missing), places=places, more=more)
    if not today <= command.active_from <= today + FURTHEST:
        raise ACTIVE_FROM_FAR.refuse()
    _require_version(plan_reading, command.version)
    return held


def require_beside(
    state: PlanReading | None, version: int, holder: Holder, policy: Policy, *, active: str | None
) -> tuple[OfficeHeld, PlanDocumentLoaded]:
    """Whether the document's sentences go beside the active plan; raises Refusal, Stale."""
    held = require_loading(holder, policy)
    plan_reading = _still_open(known(state))
    if active is None:
        raise NO_PLAN.refuse()
    _require_version(plan_reading, version)
    return held, PlanDocumentLoaded(plan_stream=active, beside=True)


def require_withdrawable(
    state: PlanReading | None, version: int, holder: Holder, policy: Policy
) -> tuple[OfficeHeld, PlanReading, str]:
    """Whether the document's sentences may be taken back, and the plan they stand beside.

    Raises NotAllowed, NotFound, Refusal, Stale.
    """
    held = require_loading(holder, policy)
    result = known(state)
    _require_version(result, version)
    if result.loaded is None or not result.loaded.event.beside:
        raise not_quoted()
    return held, result, result.loaded.event.plan_stream


def _still_open(state: PlanReading) -> PlanReading:
    if state.loaded is not None and state.loaded.event.beside:
        raise READING_LOADED.refuse()
    if state.loaded is not None:
        raise READING_LOADED_AS_PLAN.refuse()
    return state


def _require_version(state: PlanReading, version: int) -> None:
    if state.version != version:
        raise READING_MOVED.refuse()


def _finding(reading: Reading, key: str) -> ReadFinding:
    for finding in reading.findings:
        if finding.key == key:
            return finding
    raise NO_FINDING_IN_DOCUMENT.refuse()


def open_codes(draft: PlanDraft) -> frozenset[str]:
    """Items and measures whose sentences may be shown: nothing restricted is among them."""
    secret = {
        assignment_draft.item_code
        for assignment_draft in expand(draft)
        if assignment_draft.restricted
    }
    return frozenset(
        code
        for item in draft.items
        if item.code not in secret and not item.restricted
        for code in (item.code, *(measure.code for measure in item.measures))
    )
