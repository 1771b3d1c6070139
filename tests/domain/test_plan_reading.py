"""The Office decides on a plan document: who may, what a correction is, what forbids loading."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid5

import pytest

from services.domain.context import DecisionContext
from services.domain.errors import NotAllowed, NotFound, Refusal, Stale
from services.domain.facts import Event, Fact
from services.domain.plan.activating import ActivePlan
from services.domain.plan_document.acts import load_reading, quote_document, settle_finding
from services.domain.plan_document.acts.load_reading import LoadReading
from services.domain.plan_document.acts.quote_document import QuoteDocument
from services.domain.plan_document.acts.settle_finding import SettleFinding
from services.domain.plan_document.events import (
    FindingSettled,
    FindingVerdict,
    PlanDocumentLoaded,
    PlanDocumentRead,
    PlanQuoted,
    reading_stream,
)
from services.domain.plan_document.evolving import fold
from services.domain.plan_document.open_findings import findings_of, undecided
from services.domain.plan_document.quotable import open_codes
from services.domain.plan_document.reading import Field, Reading, Slot
from services.domain.plan_document.settling import FindingDecision
from services.domain.plan_document.state import PlanReading
from services.domain.roles import Holder, OfficeHeld
from services.ledger.names import check_stream
from tests import givens
from tests.plan_readings import (
    NO_LEAD,
    NO_NUMBER,
    SECRET,
    SMALL,
    TARGET,
    finding,
    plan_in_force,
    reading,
)

STREAM = reading_stream("0f3a9c")
READING = reading()
TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
ACCEPTED = FindingDecision(verdict=FindingVerdict.ACCEPTED, value=None)
POLICY = givens.policy()
QUOTED = PlanQuoted(file_sha256="0" * 64, quotes=())
IN_FORCE = ActivePlan(stream="plan-x", activated=plan_in_force())


def kept(version: int, event: Event) -> Fact:
    """A fact of the document."""
    return Fact(
        event=event,
        stream=STREAM,
        version=version,
        position=version,
        actor=givens.actor(givens.CHIEF),
        behalf=None,
        occurred_at=NOON,
        recorded_at=NOON,
        command_id=uuid5(givens.SPACE, f"reading/{version}"),
        session_id=None,
    )


def state(*events: Event) -> PlanReading:
    """A document that was read, and what happened to it since."""
    opened = PlanDocumentRead(
        name=givens.words("name"),
        source=givens.words("source"),
        file_sha256="0" * 64,
        file_bytes=1234,
        findings=findings_of(READING),
        head=None,
    )
    events = (opened, *events)
    result = fold(kept(version, event) for version, event in enumerate(events, start=1))
    assert result is not None
    return result


def accepted(key: str) -> FindingSettled:
    return FindingSettled(key=key, decision=FindingVerdict.ACCEPTED, correction=None, reason=None)


def send(
    key: str, decision: FindingVerdict, typed: str = "", reason: str = "", seen: int = 0
) -> SettleFinding:
    return SettleFinding(
        stream=STREAM,
        key=key,
        decision=decision,
        typed=typed,
        value=givens.words("value") if typed else None,
        reason=givens.words("reason") if reason else None,
        seen=seen,
        reading=READING,
    )


def context(who: Holder, *, active: bool = False) -> DecisionContext:
    """What somebody decides on, in a ward with or without a plan in force."""
    plans = {IN_FORCE.stream: [kept(1, IN_FORCE.activated)]} if active else {}
    return DecisionContext(holder=who, policy=POLICY, now=NOON, plans=plans)


def settle(
    state: PlanReading | None, command: SettleFinding, who: Holder
) -> tuple[OfficeHeld | None, tuple[Event, ...]]:
    """What a decision makes true, and under which office; raises Refusal."""
    verdict = settle_finding.decide(state, command, context(who))
    return verdict.held, verdict.events


def settled(state: PlanReading, command: SettleFinding) -> FindingSettled:
    """The one decision that the chief of the Office makes."""
    _, (event,) = settle(state, command, givens.CHIEF)
    assert isinstance(event, FindingSettled)
    return event


def load(
    state: PlanReading, command: LoadReading, who: Holder, *, active: bool = False
) -> OfficeHeld | None:
    """The office under which somebody loads; raises Refusal."""
    return load_reading.decide(state, command, context(who, active=active)).held


def lay(
    state: PlanReading | None, version: int, who: Holder, plan: ActivePlan | None = IN_FORCE
) -> tuple[OfficeHeld | None, tuple[Event, ...]]:
    """What laying it beside the plan in force makes true of the document; raises Refusal."""
    command = QuoteDocument(
        stream=STREAM,
        version=version,
        plan=plan,
        items=frozenset(),
        laying=None,
        quoted=QUOTED,
    )
    verdict = quote_document.decide(state, command, context(who))
    return verdict.held, verdict.events


def loading(version: int, active_from: date = TODAY, of: Reading = READING) -> LoadReading:
    return LoadReading(
        stream=STREAM,
        version=version,
        active_from=active_from,
        reading=of,
        draft=of.draft,
        quoted=QUOTED,
    )


def test_a_reading_has_a_stream_of_the_frozen_shape() -> None:
    assert check_stream(STREAM) == "plan-reading.0f3a9c"


@pytest.mark.parametrize("who", [givens.CHECKER, givens.CHIEF, givens.VICE_CHAIR, givens.CHAIR])
def test_the_office_and_the_leaders_decide(who: Holder) -> None:
    held, events = settle(state(), send(SMALL, FindingVerdict.ACCEPTED), who)
    assert held == who.offices[0]
    assert events == (accepted(SMALL),)


@pytest.mark.parametrize(
    "who", [givens.SPECIALIST, givens.HEAD, givens.INSPECTOR, givens.ADMINISTRATOR]
)
def test_nobody_else_decides_or_loads(who: Holder) -> None:
    with pytest.raises(NotAllowed, match="Văn phòng"):
        settle(state(), send(SMALL, FindingVerdict.ACCEPTED), who)
    with pytest.raises(NotAllowed, match="Chánh Văn phòng"):
        load(state(), loading(1), who)
    with pytest.raises(NotAllowed):
        lay(state(), 1, who)


def test_a_specialist_of_the_office_decides_and_does_not_load() -> None:
    with pytest.raises(NotAllowed) as refused:
        load(state(), loading(1), givens.CHECKER)
    assert refused.value.code == "not-loading"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (send("nowhere", FindingVerdict.ACCEPTED), "no-finding"),
        (send(SMALL, FindingVerdict.CORRECTED, "61,5"), "nothing-to-correct"),
        (send(TARGET, FindingVerdict.CORRECTED, ""), "value-empty"),
        (send(TARGET, FindingVerdict.CORRECTED, "61.5.3"), "value-figure"),
        (send(TARGET, FindingVerdict.CORRECTED, "1.23,5"), "value-figure"),
        (send(TARGET, FindingVerdict.CORRECTED, "1,234"), "value-figure"),
        (send(TARGET, FindingVerdict.CORRECTED, "2 - 1.234"), "value-figure"),
        (send(NO_LEAD, FindingVerdict.CORRECTED, "KHONGCO"), "value-unit"),
        (send(NO_NUMBER, FindingVerdict.CORRECTED, "số bảy mươi"), "value-number"),
        (send(TARGET, FindingVerdict.LEFT_OPEN), "reason-missing"),
    ],
)
def test_a_decision_that_means_nothing_is_refused(command: SettleFinding, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        settle(state(), command, givens.CHIEF)
    assert refused.value.code == code


def test_a_correction_keeps_the_place_and_the_value_as_typed() -> None:
    command = send(TARGET, FindingVerdict.CORRECTED, "61,5")
    event = settled(state(), command)
    assert event.correction is not None
    assert (event.correction.item, event.correction.field) == ("CT10.1", Field.FINAL)
    assert event.correction.value == command.value


def test_a_place_that_the_draft_does_not_have_cannot_be_corrected() -> None:
    (first, *rest) = READING.findings
    wrong = replace(
        READING, findings=(replace(first, corrects=Slot(item="CT10", field=Field.FINAL)), *rest)
    )
    with pytest.raises(Refusal) as refused:
        settle(
            state(),
            replace(send(NO_LEAD, FindingVerdict.CORRECTED, "61,5"), reading=wrong),
            givens.CHIEF,
        )
    assert refused.value.code == "nothing-to-correct"


def test_a_later_decision_takes_the_place_of_the_earlier_one_which_must_have_been_seen() -> None:
    result = state(accepted(TARGET))
    command = send(TARGET, FindingVerdict.LEFT_OPEN, reason="chờ Sở", seen=2)
    event = settled(result, command)
    assert state(accepted(TARGET), event).settled[TARGET].event == event
    with pytest.raises(Stale):
        settle(result, replace(command, seen=0), givens.CHIEF)
    same = send(TARGET, FindingVerdict.ACCEPTED, seen=2)
    assert settle(result, same, givens.CHIEF)[1] == ()


def test_a_plan_is_loaded_when_no_error_is_undecided() -> None:
    result = state(accepted(NO_LEAD), accepted(NO_NUMBER))
    held = load(result, loading(3), givens.CHIEF)
    assert held == givens.CHIEF.offices[0]
    assert undecided(result, READING) == ()


@pytest.mark.parametrize(
    ("plan_reading", "command", "active", "code"),
    [
        (state(), loading(1), False, "errors-undecided"),
        (state(accepted(NO_LEAD)), loading(2), False, "errors-undecided"),
        (state(accepted(NO_LEAD), accepted(NO_NUMBER)), loading(3), True, "plan-active"),
        (state(accepted(NO_LEAD), accepted(NO_NUMBER)), loading(2), False, "reading-moved"),
        (
            state(accepted(NO_LEAD), accepted(NO_NUMBER)),
            loading(3, TODAY - timedelta(days=1)),
            False,
            "active-from-far",
        ),
        (
            state(accepted(NO_LEAD), accepted(NO_NUMBER)),
            loading(3, date(2062, 1, 1)),
            False,
            "active-from-far",
        ),
        (
            state(PlanDocumentLoaded(plan_stream="plan-x", beside=False)),
            loading(2),
            False,
            "reading-loaded",
        ),
    ],
)
def test_what_forbids_loading(
    plan_reading: PlanReading, command: LoadReading, active: bool, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        load(plan_reading, command, givens.CHAIR, active=active)
    assert refused.value.code == code


def test_the_refusal_says_which_errors_are_undecided() -> None:
    with pytest.raises(Refusal, match="Còn 1 lỗi chưa quyết định: mục III-07"):
        load(
            state(accepted(NO_NUMBER)),
            loading(2),
            givens.CHIEF,
        )


def test_findings_of_another_release_ask_for_a_new_upload() -> None:
    other = replace(
        READING,
        findings=(*READING.findings, finding("x.1", READING.findings[0].severity, (), None)),
    )
    with pytest.raises(Refusal) as refused:
        load(state(), loading(1, of=other), givens.CHIEF)
    assert refused.value.code == "reading-changed"


def test_a_document_is_laid_beside_a_plan_that_is_active() -> None:
    held, (event,) = lay(state(), 1, givens.CHIEF)
    assert held is not None
    assert (held.office, event) == (
        givens.CHIEF.offices[0].office,
        PlanDocumentLoaded(plan_stream="plan-x", beside=True),
    )
    for version, plan, code in ((1, None, "no-plan"), (9, IN_FORCE, "reading-moved")):
        with pytest.raises(Refusal) as refused:
            lay(state(), version, givens.CHIEF, plan)
        assert refused.value.code == code
    with pytest.raises(NotFound):
        lay(None, 1, givens.CHIEF)
    with pytest.raises(Refusal) as refused:
        lay(state(event), 2, givens.CHIEF)
    assert refused.value.code == "reading-loaded"


def test_nothing_restricted_is_shown_beside_its_sentence() -> None:
    codes = open_codes(READING.draft)
    assert {"51-08", "CT10", "CT10.1"} <= codes
    assert SECRET not in codes
    secret = replace(
        READING.draft,
        items=tuple(
            replace(item, lead="CAP") if item.code == "CT10" else item
            for item in READING.draft.items
        ),
    )
    assert codes - open_codes(secret) == {"CT10", "CT10.1", "CT10.2", "CT10.3"}
