"""One decision on a task without a store: the act that a command belongs to, asked at once."""

from datetime import datetime

from services.commands.acts import ActCommand
from services.domain.act import Verdict
from services.domain.context import DecisionContext
from services.domain.nouns import NOUN_OF
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.state import Task


def decide(
    task: Task, command: ActCommand, *, holder: Holder, policy: Policy, now: datetime
) -> Verdict:
    """Answer with facts ((): nothing is left to do); raises Refusal, NotAllowed, Stale."""
    context = DecisionContext(holder=holder, policy=policy, now=now)
    return NOUN_OF[type(command)][1].decide(task, command, context)
