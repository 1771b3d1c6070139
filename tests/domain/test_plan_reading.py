"""The Office decides on a plan document: who may, what a correction is, what forbids loading."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid5

import pytest

from services.domain.errors import NotAllowed, NotFound, Refusal, Stale
from services.domain.facts import Event, Fact
from services.domain.plan.reading import Field, Slot
from services.domain.plan.reading_decider import (
    LoadReading,
    SettleFinding,
    findings_of,
    open_codes,
    require_beside,
    require_loadable,
    settle,
    undecided,
)
from services.domain.plan.reading_events import (
    FindingSettled,
    FindingVerdict,
    PlanDocumentLoaded,
    PlanDocumentRead,
    reading_stream,
)
from services.domain.plan.reading_state import PlanReading, fold
from services.domain.plan.settling import (
    FindingDecision,
)
from services.domain.roles import Holder
from services.ledger.names import check_stream
from tests import givens
from tests.plan_readings import NO_LEAD, NO_NUMBER, SECRET, SMALL, TARGET, finding, reading

STREAM = reading_stream("0f3a9c")
READING = reading()
TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
ACCEPTED = FindingDecision(verdict=FindingVerdict.ACCEPTED, value=None)
POLICY = givens.policy()


def state(*events: Event) -> PlanReading:
    """A document that was read, and what happened to it since."""
    opened = PlanDocumentRead(
        name=givens.words("name"),
        source=givens.words("source"),
        file_sha256="0" * 64,
        file_bytes=1234,
        findings=findings_of(READING),
    )
    result = fold(
        Fact(
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
        for version, event in enumerate((opened, *events), start=1)
    )
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
    )


def loading(version: int, active_from: date = TODAY) -> LoadReading:
    return LoadReading(stream=STREAM, version=version, active_from=active_from)


def test_a_reading_has_a_stream_of_the_frozen_shape() -> None:
    assert check_stream(STREAM) == "plan-reading.0f3a9c"


@pytest.mark.parametrize("who", [givens.CHECKER, givens.CHIEF, givens.VICE_CHAIR, givens.CHAIR])
def test_the_office_and_the_leaders_decide(who: Holder) -> None:
    held, events = settle(state(), send(SMALL, FindingVerdict.ACCEPTED), READING, who, POLICY)
    assert held == who.offices[0]
    assert events == (accepted(SMALL),)


@pytest.mark.parametrize(
    "who", [givens.SPECIALIST, givens.HEAD, givens.INSPECTOR, givens.ADMINISTRATOR]
)
def test_nobody_else_decides_or_loads(who: Holder) -> None:
    with pytest.raises(NotAllowed, match="Văn phòng"):
        settle(state(), send(SMALL, FindingVerdict.ACCEPTED), READING, who, POLICY)
    with pytest.raises(NotAllowed, match="Chánh Văn phòng"):
        require_loadable(state(), loading(1), READING, who, POLICY, today=TODAY, active=False)
    with pytest.raises(NotAllowed):
        require_beside(state(), 1, who, POLICY, active="plan-x")


def test_a_specialist_of_the_office_decides_and_does_not_load() -> None:
    with pytest.raises(NotAllowed) as refused:
        require_loadable(
            state(), loading(1), READING, givens.CHECKER, POLICY, today=TODAY, active=False
        )
    assert refused.value.code == "not-loading"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (send("nowhere", FindingVerdict.ACCEPTED), "no-finding"),
        (send(SMALL, FindingVerdict.CORRECTED, "61,5"), "nothing-to-correct"),
        (send(TARGET, FindingVerdict.CORRECTED, ""), "value-empty"),
        (send(TARGET, FindingVerdict.CORRECTED, "61.5"), "value-figure"),
        (send(TARGET, FindingVerdict.CORRECTED, "1.234,5"), "value-figure"),
        (send(TARGET, FindingVerdict.CORRECTED, "1,234"), "value-figure"),
        (send(TARGET, FindingVerdict.CORRECTED, "2 - 1.234"), "value-figure"),
        (send(NO_LEAD, FindingVerdict.CORRECTED, "KHONGCO"), "value-unit"),
        (send(NO_NUMBER, FindingVerdict.CORRECTED, "số bảy mươi"), "value-number"),
        (send(TARGET, FindingVerdict.LEFT_OPEN), "reason-missing"),
    ],
)
def test_a_decision_that_means_nothing_is_refused(command: SettleFinding, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        settle(state(), command, READING, givens.CHIEF, POLICY)
    assert refused.value.code == code


def test_a_correction_keeps_the_place_and_the_value_as_typed() -> None:
    command = send(TARGET, FindingVerdict.CORRECTED, "61,5")
    _, (event,) = settle(state(), command, READING, givens.CHIEF, POLICY)
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
            send(NO_LEAD, FindingVerdict.CORRECTED, "61,5"),
            wrong,
            givens.CHIEF,
            POLICY,
        )
    assert refused.value.code == "nothing-to-correct"


def test_a_later_decision_takes_the_place_of_the_earlier_one_which_must_have_been_seen() -> None:
    result = state(accepted(TARGET))
    command = send(TARGET, FindingVerdict.LEFT_OPEN, reason="chờ Sở", seen=2)
    _, (event,) = settle(result, command, READING, givens.CHIEF, POLICY)
    assert state(accepted(TARGET), event).settled[TARGET].event == event
    with pytest.raises(Stale):
        settle(result, replace(command, seen=0), READING, givens.CHIEF, POLICY)
    assert (
        settle(
            result, send(TARGET, FindingVerdict.ACCEPTED, seen=2), READING, givens.CHIEF, POLICY
        )[1]
        == ()
    )


def test_a_plan_is_loaded_when_no_error_is_undecided() -> None:
    result = state(accepted(NO_LEAD), accepted(NO_NUMBER))
    held = require_loadable(
        result, loading(3), READING, givens.CHIEF, POLICY, today=TODAY, active=False
    )
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
        require_loadable(
            plan_reading, command, READING, givens.CHAIR, POLICY, today=TODAY, active=active
        )
    assert refused.value.code == code


def test_the_refusal_says_which_errors_are_undecided() -> None:
    with pytest.raises(Refusal, match="Còn 1 lỗi chưa quyết định: mục III-07"):
        require_loadable(
            state(accepted(NO_NUMBER)),
            loading(2),
            READING,
            givens.CHIEF,
            POLICY,
            today=TODAY,
            active=False,
        )


def test_findings_of_another_release_ask_for_a_new_upload() -> None:
    other = replace(
        READING,
        findings=(*READING.findings, finding("x.1", READING.findings[0].severity, (), None)),
    )
    with pytest.raises(Refusal) as refused:
        require_loadable(
            state(), loading(1), other, givens.CHIEF, POLICY, today=TODAY, active=False
        )
    assert refused.value.code == "reading-changed"


def test_a_document_is_laid_beside_a_plan_that_is_active() -> None:
    held, event = require_beside(state(), 1, givens.CHIEF, POLICY, active="plan-x")
    assert (held.office, event) == (
        givens.CHIEF.offices[0].office,
        PlanDocumentLoaded(plan_stream="plan-x", beside=True),
    )
    for version, active, code in ((1, None, "no-plan"), (9, "plan-x", "reading-moved")):
        with pytest.raises(Refusal) as refused:
            require_beside(state(), version, givens.CHIEF, POLICY, active=active)
        assert refused.value.code == code
    with pytest.raises(NotFound):
        require_beside(None, 1, givens.CHIEF, POLICY, active="plan-x")
    with pytest.raises(Refusal) as refused:
        require_beside(state(event), 2, givens.CHIEF, POLICY, active="plan-x")
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
