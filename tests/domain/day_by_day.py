"""A task's life day by day: somebody acts, the clock does what is due."""

from datetime import datetime
from typing import Any

from services.domain.calendar import Calendar
from services.domain.facts import Actor, ActorKind
from services.domain.roles import Holder
from services.domain.task.agenda import Rules, act, agenda
from tests import givens
from tests.domain.deciding import decide
from tests.domain.task_world import calendars

CALENDAR = Calendar(years=calendars())
RULES = Rules(policy=givens.policy(), calendar=CALENDAR, calendar_version="calendar-2026@1")


def send(story: givens.Story, who: Holder, command: Any, at: datetime) -> None:
    """Somebody acts at a moment; raises Refusal."""
    assert story.task is not None
    verdict = decide(
        story.task,
        command,
        holder=who,
        policy=RULES.policy,
        now=at,
        calendar=CALENDAR,
    )
    story.at = at
    held = verdict.held
    story.tell(
        verdict.events,
        Actor(
            kind=ActorKind.PERSON,
            office=held.office.value if held else None,
            person_id=who.person_id,
            unit=held.unit if held else None,
        ),
    )


def clock(story: givens.Story, at: datetime, rules: Rules = RULES) -> list[str]:
    """Let the clock do everything that is due at a moment."""
    done: list[str] = []
    story.at = at
    while True:
        assert story.task is not None
        due = agenda(story.task, rules, at).due
        if not due:
            return done
        story.tell(act(story.task, rules, at, due[0]))
        done.append(due[0].id)
