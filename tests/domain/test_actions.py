"""Automatic actions are types; their ids are those that histories and ledgers hold for ever."""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import ClassVar, Final, get_args
from uuid import uuid5

import pytest

from services.commands.runner import NAMESPACE
from services.commands.stream_clocks import clock_of, workflow_of
from services.domain.agenda import Action, Idle
from services.domain.assignment import agenda as issuing
from services.domain.assignment.actions import AssignmentAction, Conclude, Issue
from services.domain.assignment.events import Deliverable, assignment_stream, task_stream
from services.domain.calendar import Frequency, Period
from services.domain.directive.actions import DirectiveAction, IssueOccurrence
from services.domain.directive.events import directive_stream
from services.domain.directory.events import account_stream, person_stream, unit_stream
from services.domain.inspection.events import inspection_stream
from services.domain.plan.events import plan_stream
from services.domain.plan_document.events import reading_stream
from services.domain.programme.actions import (
    AskResult,
    CloseRegistration,
    OpenNextProgramme,
    ProgrammeAction,
    RemindRegistration,
)
from services.domain.programme.periods import programme_stream
from services.domain.register_columns.events import register_columns_stream
from services.domain.streams import Family, UnknownCategory, category_of, family_of
from services.domain.task import agenda as clock
from services.domain.task.actions import (
    Acknowledge,
    Escalate,
    EscalateOverdue,
    EscalateRequest,
    ExpireStep,
    Miss,
    MissContribution,
    Move,
    MoveContributions,
    Remind,
    TaskAction,
)
from services.domain.task.events import RequestKind
from tests import givens
from tests.workflows.payloads import payloads

HISTORIES = Path(__file__).parents[1] / "workflows/histories"
DUE = date(2026, 12, 15)
AT = datetime(2026, 12, 15, 17, tzinfo=UTC)
TASK, ITEM = "task-51-01.report.2026-Q4", "assignment-51-01"
DIRECTIVE, PROGRAMME = "directive-2026.a2b3c4d5", "programme-2026-M11"


def issue(name: str, frequency: Frequency, code: str, first: date, cutoff: date) -> Issue:
    return Issue(
        deliverable=Deliverable(name=name, frequency=frequency, due=None),
        period=Period(code=code, frequency=frequency, first_day=first, cutoff=cutoff),
        at=AT,
    )


IN_SPRING = issue("report", Frequency.QUARTER, "2027-Q2", date(2027, 3, 15), date(2027, 6, 14))
OF_A_YEAR = issue("plan", Frequency.YEAR, "2026", date(2025, 12, 15), date(2026, 12, 14))
GONE_ON = date(2027, 1, 6)  # the due day of the kept task that was suspended and went on
EXTENDED_TO = date(2026, 12, 22)  # that of another one, by an extension
MOVE = Move(from_on=DUE, to_on=date(2026, 12, 16), calendar_version="calendar-2026@2", at=AT)
EXPIRED = ExpireStep(
    submission=2, rung="office", arrived_on=date(2026, 12, 14), due_on=date(2026, 12, 17), at=AT
)
LATE = MissContribution(unit="VHXH", due_on=date(2026, 12, 10), at=AT)
FOLLOWS = MoveContributions(move=1, from_on=date(2026, 12, 10), to_on=DUE, at=AT)
# New Year's Day gives way to the Monday; the id keeps the named day.
WEEKLY = IssueOccurrence(
    order=1, clause=None, occurrence_on=date(2027, 1, 1), due_on=date(2027, 1, 4), at=AT
)
# Whose, the id, and the command id in the ledger demo-given-aaaaaaaa, both as they were stored
# before actions had types, and those of later kinds as they were first made.
ASKED = EscalateRequest(kind=RequestKind.EXTENSION, request=1, at=AT)
CLOSES = CloseRegistration(closes_on=date(2026, 11, 21), at=AT)
REGISTERING = RemindRegistration(before_working_days=2, closes_on=CLOSES.closes_on, at=AT)
OPENS = OpenNextProgramme(period="2026-M12", at=AT)
CLAIMED = EscalateRequest(kind=RequestKind.CAUSE, request=1, at=AT)
KEPT: Final[tuple[tuple[str, Action, str, str], ...]] = (
    (TASK, Acknowledge(at=AT), "acknowledge/silence", "4adad6fa-0fde-5312-9046-15717245959b"),
    (
        TASK,
        Remind(due_on=DUE, offset_working_days=-10, at=AT),
        "remind/2026-12-15/-10",
        "8d8e1c95-f2aa-5832-abe4-6dcb13259c35",
    ),
    (
        TASK,
        Remind(due_on=DUE, offset_working_days=0, at=AT),
        "remind/2026-12-15/0",
        "f008fa55-6b9f-519a-90c4-3f1e9d96952e",
    ),
    (
        TASK,
        Remind(due_on=DUE, offset_working_days=5, at=AT),
        "remind/2026-12-15/5",
        "0abfdb48-01a4-52a4-ad2a-e268fa4c0eb0",
    ),
    (TASK, Miss(due_on=DUE, at=AT), "miss/2026-12-15", "e63d4e56-27f8-5bf9-8d0c-a33bf9403251"),
    (
        TASK,
        MOVE,
        "move/2026-12-15/2026-12-16/calendar-2026@2",
        "e276cdd1-29d7-56af-9080-fe3b588f6803",
    ),
    (TASK, LATE, "miss-contribution/VHXH/2026-12-10", "0f2919cf-093a-5c59-909c-deda430ef954"),
    (TASK, FOLLOWS, "move-contributions/1", "db1ead08-bc56-538b-a3dd-f3c57f9c55e8"),
    (TASK, Escalate(chase=3, at=AT), "escalate/3", "a1bb78ed-8f15-5aae-95fd-dd19cc2489ca"),
    (TASK, EXPIRED, "expire-step/2/office/2026-12-14", "95536fca-a223-5e9e-9400-4fe3715d0dbd"),
    (
        TASK,
        EscalateOverdue(due_on=DUE, after_working_days=5, at=AT),
        "escalate-overdue/2026-12-15/5",
        "4e015938-637a-555d-bf19-2fe3c3def6f3",
    ),
    (ITEM, IN_SPRING, "issue/report/2027-Q2", "16c7addf-2d89-59d3-8480-6407fdb010ba"),
    (ITEM, OF_A_YEAR, "issue/plan/2026", "19c4040b-d104-59a7-81de-72869817025f"),
    (ITEM, Conclude(at=AT), "conclude", "ffa76553-2425-5e69-8397-094be155cc1a"),
    (
        DIRECTIVE,
        replace(WEEKLY, clause="k3"),
        "issue-occurrence/k3/2027-01-01",
        "2fc943a7-b69c-50fc-ae78-70108c81bc9e",
    ),
    (DIRECTIVE, WEEKLY, "issue-occurrence/all/2027-01-01", "fabbc168-84a6-50ff-9b63-7ea1a5fa155b"),
    (TASK, ASKED, "escalate-request/extension/1", "7522f8b8-8f77-5bc0-891e-46571a00cf0b"),
    (
        PROGRAMME,
        REGISTERING,
        "remind-registration/2026-11-21/-2",
        "d83d5646-3039-51d7-9280-186d6c23a078",
    ),
    (PROGRAMME, CLOSES, "close-registration/2026-11-21", "5c698c52-971a-5601-bbf2-ae42cd065ecc"),
    (PROGRAMME, OPENS, "open-next-programme/2026-M12", "148454f7-0694-56c4-970e-f0478c4017cd"),
    (PROGRAMME, AskResult(at=AT), "ask-result", "80784155-9e8a-5dce-827e-bb586860083e"),
    (TASK, CLAIMED, "escalate-request/cause/1", "3d6440c6-0726-5031-87ff-79ff04e63690"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surprise:
    """An action that no release knows."""

    KIND: ClassVar[str] = "surprise"

    at: datetime
    id: str = "surprise/2026-12-15/-5"


@pytest.mark.parametrize(("stream", "action", "kept", "command"), KEPT, ids=str)
def test_an_actions_id_and_its_command_are_what_ledgers_hold(
    stream: str, action: Action, kept: str, command: str
) -> None:
    assert action.id == kept
    assert str(uuid5(NAMESPACE, f"demo-given-aaaaaaaa/{stream}/{action.id}")) == command
    assert kept.startswith(action.KIND), "the command's name, since the first release"


def test_every_type_of_action_is_kept_here() -> None:
    kept = {type(action) for _, action, _, _ in KEPT}
    assert kept == {
        *get_args(TaskAction),
        *get_args(AssignmentAction),
        *get_args(ProgrammeAction),
        DirectiveAction,
    }


def test_the_kept_histories_hold_no_action_but_these_and_every_one_that_needs_no_calendar() -> (
    None
):
    said: set[str] = set()
    for path in HISTORIES.glob("*.json"):
        for words in payloads(json.loads(path.read_text(encoding="utf-8"))):
            said.update(re.findall(r'"(?:action_id|why)":"([^"]+)"', words))
    ids = said - {idle.value for idle in Idle}
    ladder = {
        Remind(due_on=due_on, offset_working_days=days, at=AT).id
        for due_on in (DUE, GONE_ON, EXTENDED_TO)
        for days in (-10, -5, -3, -1, 0, 5)
    }
    others: tuple[TaskAction, ...] = (
        Miss(due_on=GONE_ON, at=AT),
        MissContribution(unit="TDP", due_on=date(2026, 12, 17), at=AT),
        replace(EXPIRED, submission=1, rung="unit_head", arrived_on=date(2026, 11, 30)),
        *(Remind(due_on=DUE, offset_working_days=days, at=AT) for days in (10, 15)),
        *(EscalateOverdue(due_on=DUE, after_working_days=n, at=AT) for n in (1, 5, 10, 15)),
    )
    fridays = (date(2026, 11, 6) + timedelta(weeks=n) for n in range(8))
    occurrences = (replace(WEEKLY, occurrence_on=day) for day in fridays)
    kept = (action for _, action, _, _ in KEPT)
    known = {each.id: each.KIND for each in (*kept, *others, *occurrences)}
    assert ids <= {*known, *ladder}
    reached = {known[each] for each in ids if each in known}
    assert reached == {
        *("acknowledge", "remind", "miss", "move-contributions"),
        *("escalate", "escalate-request", "issue", "issue-occurrence"),
        *("expire-step", "escalate-overdue", "miss-contribution"),
        *("close-registration", "open-next-programme", "ask-result"),
    }


def test_an_unknown_action_stops_and_becomes_no_reminder() -> None:
    reported = givens.Story()
    reported.tell([givens.issued()])
    assert reported.task is not None
    with pytest.raises(AssertionError, match="Surprise"):
        clock.act(reported.task, givens.rules(), reported.at, Surprise(at=AT))  # type: ignore[arg-type]
    rules = issuing.IssueRules(policy=givens.policy(), calendar=givens.calendar())
    with pytest.raises(AssertionError, match="Surprise"):
        issuing.act(None, rules, reported.at, Surprise(at=AT))  # type: ignore[arg-type]


def test_only_what_keeps_time_has_a_clock_and_an_unknown_category_stops() -> None:
    assert (workflow_of(TASK), workflow_of(ITEM)) == ("TaskWorkflow", "AssignmentWorkflow")
    assert workflow_of(DIRECTIVE) == "DirectiveWorkflow"
    assert workflow_of(PROGRAMME) == "ProgrammeWorkflow"
    assert workflow_of("directory-unit.VP") is None
    with pytest.raises(LookupError):
        clock_of("directory-unit.VP")
    with pytest.raises(UnknownCategory):
        category_of("surprise-2026")


def test_a_stream_is_of_the_family_whose_function_made_its_name() -> None:
    made = {
        assignment_stream("DA2"): Family.ASSIGNMENT,
        task_stream("DA2", "plan", "2026"): Family.TASK,
        plan_stream("70-KH-UBND"): Family.PLAN,
        directive_stream("2026.a2b3c4d5"): Family.DIRECTIVE,
        programme_stream("2026-M12"): Family.PROGRAMME,
        inspection_stream("2026.a2b3c4d5"): Family.INSPECTION,
        reading_stream(str(givens.person("reading"))): Family.READING,
        unit_stream("VP"): Family.UNIT,
        person_stream(givens.person("head")): Family.PERSON,
        account_stream(givens.person("head")): Family.ACCOUNT,
        register_columns_stream("9f" * 32): Family.REGISTER_COLUMNS,
    }
    assert {stream: family_of(stream) for stream in made} == made
    assert set(made.values()) == set(Family)
    assert {stream: category_of(stream) for stream in made} == {
        stream: family.split("-")[0] for stream, family in made.items()
    }
    assert family_of("directory-setup") is family_of("policy-ward") is family_of("x") is None
