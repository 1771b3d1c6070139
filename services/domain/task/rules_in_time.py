"""Which rules and which calendar were in force when, as they changed over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.domain.calendar_facts import CalendarAdopted, calendar_in_force
from services.domain.errors import Refusal
from services.domain.facts import Fact
from services.domain.instants import day_of, start_of
from services.domain.policy import PolicyAdopted, in_force
from services.domain.task.agenda import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesSince:
    """The rules that a task's clock plans with from an instant (UTC) on, until the next ones.

    `policy_version` names the fact that made them (`policy-ward@n`).
    """

    since: datetime
    rules: Rules
    policy_version: str


def rules_in_time(
    policies: Sequence[Fact], calendars: Iterable[Fact], now: datetime
) -> tuple[RulesSince, ...]:
    """Every version of the rules up to `now`, oldest first.

    They change when rules or a calendar are recorded, and on the day of effect of rules that were
    recorded ahead of it. Before the first rules there are none.
    """
    adopted = [fact for fact in policies if isinstance(fact.event, PolicyAdopted)]
    decided = [fact for fact in calendars if isinstance(fact.event, CalendarAdopted)]
    changes = {fact.occurred_at for fact in (*adopted, *decided)}
    changes |= {
        max(fact.occurred_at, start_of(fact.event.policy.effective_on))
        for fact in adopted
        if isinstance(fact.event, PolicyAdopted)
    }
    known = (_rules_at(adopted, decided, at) for at in sorted(changes) if at <= now)
    return tuple(each for each in known if each is not None)


def _rules_at(policies: list[Fact], calendars: list[Fact], at: datetime) -> RulesSince | None:
    try:
        policy = in_force([fact for fact in policies if fact.occurred_at <= at], day_of(at))
    except Refusal:  # none had come into force
        return None
    calendar = calendar_in_force(fact for fact in calendars if fact.occurred_at <= at)
    rules = Rules(
        policy=policy.policy, calendar=calendar.calendar, calendar_version=calendar.version
    )
    return RulesSince(since=at, rules=rules, policy_version=policy.version)
