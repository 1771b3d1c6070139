"""One task behind the real handlers: clicks doubled, reused, refused and corrected; late workers.

The rules of the task itself are those of `tests/domain/task_machine.py`, played here over a whole
ledger; what a command, an attempt and an action promise stands here.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from services.domain.assignment.issuing import TaskIssued
from services.domain.attempts import AttemptsSuppressed, CommandRefused
from services.domain.facts import Fact
from services.ledger.command_audit import check_commands
from services.ledger.port import CommandReused
from services.ledger.verify import verify
from tests.commands.task_kit import ATTEMPTS, Click, CommandsKit, finished
from tests.domain import task_laws as laws
from tests.domain.cause_machine import CauseTaskMachine
from tests.domain.chain_machine import ChainTaskMachine
from tests.domain.chasing_machine import ChasingTaskMachine
from tests.domain.contest_machine import ContestTaskMachine
from tests.domain.contribution_machine import ContributingTaskMachine
from tests.domain.correcting_machine import CorrectingTaskMachine
from tests.domain.exploring import explore
from tests.domain.overdue_machine import OverdueTaskMachine
from tests.domain.recognising_machine import RecognisingTaskMachine
from tests.domain.task_table import never_reached
from tests.domain.task_world import WORLDS
from tests.domain.undo_machine import UndoTaskMachine

MORE = (
    "refusal no-task",
    "action issue",
    "click doubled",
    "id reused",
    "late worker",
    "corrected under the same id",
    "attempt recorded",
    "attempts suppressed",
)


class HandlersMachine(
    ContributingTaskMachine,
    ChasingTaskMachine,
    CauseTaskMachine,
    ContestTaskMachine,
    UndoTaskMachine,
    RecognisingTaskMachine,
    CorrectingTaskMachine,
    ChainTaskMachine,
    OverdueTaskMachine,
):
    """The machine over the handlers."""

    make_kit = partial(CommandsKit)
    reached: ClassVar[Counter[str]] = Counter()
    kit: CommandsKit

    def _clicks(self) -> list[Click]:
        """The accepted wishes that made facts: only these consumed their ids."""
        return [click for click in self.kit.accepted if click.outcome is not None]

    @precondition(lambda self: self._clicks())
    @rule(which=st.integers(0, 20), other=st.booleans())
    def a_click_comes_again(self, which: int, other: bool) -> None:
        """With the same content it is the same command; with another one it is refused."""
        clicks, before = self._clicks(), len(self.kit.ledger.stored)
        click = clicks[which % len(clicks)]
        if other:
            changed = replace(click.request, sent={"content": "something else"})
            with pytest.raises(CommandReused):
                self.kit.click(changed, click.command)
        else:
            assert self.kit.click(click.request, click.command) == click.outcome
        assert len(self.kit.ledger.stored) == before, "not even an attempt"
        self.reached["id reused" if other else "click doubled"] += 1

    @precondition(lambda self: self.kit.planned)
    @rule(which=st.integers(0, 50))
    def a_late_worker_runs(self, which: int) -> None:
        """An action planned long ago: done already, due no longer, or due still."""
        self.act(self.kit.planned[which % len(self.kit.planned)])
        self.reached["late worker"] += 1

    def every_fact_is_kept(self, facts: Sequence[Fact]) -> None:
        super().every_fact_is_kept(facts)
        everything = finished(self.kit.ledger.tail(0, 10_000))
        laws.positions_are_dense(everything)
        self.reached["action issue"] += isinstance(facts[0].event, TaskIssued)
        self.reached["corrected under the same id"] += self.kit.corrected
        for click in self._clicks()[-1:]:
            assert click.outcome is not None
            made = [f.version for f in facts if f.command_id == click.request.command_id]
            assert made, "a command that consumed its id made facts"
            assert click.outcome.versions[self.kit.world.stream] == made[-1]

    def teardown(self) -> None:
        """What was refused is recorded up to the limit, and the whole ledger proves itself."""
        super().teardown()
        attempts = finished(self.kit.ledger.read_category("attempt")).facts
        assert attempts.keys() == self.kit.refused.keys()
        for stream, facts in attempts.items():
            refused = self.kit.refused[stream]
            *kept, last = [fact.event for fact in facts]
            if len(refused) > ATTEMPTS:
                assert last == AttemptsSuppressed(limit=ATTEMPTS)
                self.reached["attempts suppressed"] += 1
            else:
                kept.append(last)
            collected = [
                (event.refused_command_id, event.rule)
                for event in kept
                if isinstance(event, CommandRefused)
            ]
            assert collected == refused[:ATTEMPTS]
            assert len(collected) == len(kept)
            self.reached["attempt recorded"] += 1
        report = finished(verify(self.kit.ledger))
        assert report.ok, report.problems
        commands = finished(check_commands(self.kit.ledger))
        assert commands.ok, commands.problems


@cache
def explored(world: str) -> Counter[str]:
    """One run in a world for both tests."""
    return explore(HandlersMachine, examples=14, steps=30, worlds=[world])


@pytest.mark.parametrize("world", WORLDS)
def test_whatever_people_and_the_clock_do_the_handlers_keep_the_rules(world: str) -> None:
    assert explored(world)


def test_the_run_over_the_handlers_came_to_every_stage_act_action_and_refusal() -> None:
    for world in WORLDS:
        explored(world)
    assert never_reached(HandlersMachine.reached, *MORE) == []
