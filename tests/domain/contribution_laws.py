"""What must hold of the work that units divide and contribute, told without the domain's rules."""

from collections.abc import Sequence

from services.domain.facts import Fact
from services.domain.roles import SIGNING, WORKING
from services.domain.task.acts.name_specialist import SpecialistNamed
from services.domain.task.acts.release_specialist import SpecialistReleased
from services.domain.task.state import Task
from tests.domain.task_world import CAST


def heads_name_people_of_their_unit(facts: Sequence[Fact]) -> None:
    """By the signature of the unit, somebody who works there."""
    by_id = {who.person_id: who for who in CAST.values()}
    for fact in facts:
        event = fact.event
        if not isinstance(event, SpecialistNamed | SpecialistReleased):
            continue
        assert fact.actor.unit == event.unit, "a unit is divided by itself"
        assert fact.actor.office in {office.value for office in SIGNING}
        assert by_id[event.person_id].find(WORKING, event.unit) is not None


def a_unit_has_one_specialist(task: Task) -> None:
    """Each unit names one person at a time."""
    units = [named.unit for named in task.specialists]
    assert len(units) == len(set(units))
