"""Rows made anew from every sample are those that were written when it happened."""

import pytest

from services.domain.directive.events import ClauseTasksAssigned, DirectiveRegistered
from services.domain.nouns import (
    DIRECTIVE,
    INSPECTION,
    NOUNS,
    PLAN_DOCUMENT,
    PROGRAMME,
    REGISTER_COLUMNS,
)
from services.domain.task.rescheduling import TaskRescheduled
from services.projections import STATE_ROWS
from services.projections.rebuild import rebuild
from tests.acts.scenes import SCENES, happen
from tests.api.ward import opened
from tests.ledger.databases import LedgerDatabase as Database
from tests.projections.lives import Typing, act, sampled_of
from tests.projections.test_rebuild import kept

pytestmark = pytest.mark.postgres
# What only a clock makes true of a thing.
OF_CLOCKS = {
    *(
        "assignment-concluded",
        "contribution-missed",
        "contributions-due-moved",
        "deadline-missed",
        "reminder-sent",
        "reminder-skipped",
    ),
    *("overdue-escalated", "overdue-step-skipped"),
    *("request-escalated", "step-time-expired", "task-escalated"),
}
# What somebody does to come in and to go, and what an earlier release kept.
OF_SIGNING_IN = {
    "own-sessions-ended",
    "password-rehashed",
    "sign-in-failed",
    "signed-in",
    "signed-out",
}

# Documents, directives, programmes and findings are laid beside the plan in tests/projections.
BESIDE_THE_PLAN = {
    kind.event.TYPE
    for noun in (PLAN_DOCUMENT, DIRECTIVE, PROGRAMME, INSPECTION, REGISTER_COLUMNS)
    for kind in noun.facts
    if kind.event not in {DirectiveRegistered, ClauseTasksAssigned}
} | {TaskRescheduled.TYPE}


async def test_rows_rebuilt_after_every_sample_equal_the_live_ones(scenes: Database) -> None:
    async with opened(scenes, "rebuilt") as web:
        for scene in SCENES:
            if scene.refused is None:
                await happen(web.ward, scene)
        await act(web, "chanhvp", _of_what_it_speaks())
        facts = await web.ward.ledger.tail(0, 100_000)
        reached = {fact.event.TYPE for fact in facts}
        sampled = {kind.event.TYPE for noun in NOUNS for kind in noun.facts}
        assert sampled - reached == OF_CLOCKS | OF_SIGNING_IN | BESIDE_THE_PLAN
        before = await kept(web)
        assert await rebuild(web.engine, web.ward.ledger, STATE_ROWS) == len(facts)
        assert await kept(web) == before


def _of_what_it_speaks() -> Typing:
    """A decision on a finding that corrects what it speaks of, as no sample does."""
    code = next(each.code for each in SCENES if each.planned and each.planned.measures)
    names = {"plan": "plan-cho-san", "item": f"assignment-{code}", "finding": f"D-{code}"}
    return sampled_of(
        "settle-plan-finding",
        names,
        measure=f"{code}.1",
        target="98,5",
        measured_in="điểm %",
        lead_unit="VP",
    )
