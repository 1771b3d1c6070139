"""One decision on a task without a store: the act that a command belongs to, asked at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from services.commands.acts import ActCommand
from services.domain.act import Act, Verdict
from services.domain.context import DecisionContext
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.acts import ACTS
from services.domain.task.state import Task

BY_COMMAND: Final[Mapping[type, Act[Task, Any, DecisionContext]]] = {
    act.command: act for act in ACTS
}


def decide(
    task: Task, command: ActCommand, *, holder: Holder, policy: Policy, now: datetime
) -> Verdict:
    """Answer with facts ((): nothing is left to do); raises Refusal, NotAllowed, Stale."""
    context = DecisionContext(holder=holder, policy=policy, now=now)
    return BY_COMMAND[type(command)].decide(task, command, context)
