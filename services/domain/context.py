"""What a decision is made on besides the state of its thing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from services.domain.calendar import Calendar
from services.domain.facts import Fact
from services.domain.policy import Policy
from services.domain.roles import Holder


def no_task(_facts: Sequence[Fact]) -> None:
    """No task but the own one is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionContext:
    """Who acts, under which rules of the ward, when (UTC).

    `policy_version` is the fact that holds the rules. `seen` is the number of the submission that
    the person last saw; None where what is newest is what they see. `facts` are those of every
    stream that the act reads and of whoever acts, `calendar` the working days, `administrators`
    the ward's other ones, as far as their rows are known, and `plans` the facts of all its plans,
    where it asks for them. `fold_task` makes the state of another task of its facts: the acts are
    what it is made of, so none of them can name it.
    """

    holder: Holder
    policy: Policy
    now: datetime
    policy_version: str | None = None
    seen: int | None = None
    facts: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    calendar: Calendar | None = None
    administrators: Sequence[UUID] = ()
    plans: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    fold_task: Callable[[Sequence[Fact]], Any] = no_task

    def of(self, stream: str) -> Sequence[Fact]:
        """The facts of a stream that the act reads; none where nothing was ever kept in it."""
        return self.facts.get(stream, ())

    def seeing(self, number: int) -> "DecisionContext":
        """The same, for somebody who judged that submission."""
        return replace(self, seen=number)
