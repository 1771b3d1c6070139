"""What a person's command makes true of a task, or the rule that says no."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Protocol

from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.acts import ACTS
from services.domain.task.state import Task


class TaskCommand(Protocol):
    """A command of one of `acts.ACTS`: it names the task's stream."""

    @property
    def stream(self) -> str:
        """The task that it is aimed at."""
        ...


BY_COMMAND: Final[Mapping[type, Act[Task, Any, DecisionContext]]] = {
    act.command: act for act in ACTS
}


def decide(
    task: Task, command: TaskCommand, *, holder: Holder, policy: Policy, now: datetime
) -> Verdict:
    """Answer with facts ((): nothing is left to do); raises Refusal, NotAllowed, Stale."""
    context = DecisionContext(holder=holder, policy=policy, now=now)
    return BY_COMMAND[type(command)].decide(task, command, context)
