"""The machine over one task, with units that divide the work among their people."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import rule

from services.domain.facts import Fact
from services.domain.roles import SIGNING, Holder
from services.domain.task.specialists import named_specialists
from tests.domain import contribution_laws as laws
from tests.domain.file_acts import people
from tests.domain.task_machine import TaskMachine
from tests.domain.task_world import CAST

_HEADS = ("head", "other head", "police head", "chief", "head and chief")


def _of_a_unit(who: Holder, units: Sequence[str]) -> bool:
    return any(held.unit in units for held in who.offices)


class ContributingTaskMachine(TaskMachine):
    """See the module."""

    @rule(
        who=people,
        named=people,
        days=st.sampled_from([None, -1, 0, 1, 400]),
        typed=st.booleans(),
    )
    def name_blindly(self, who: Holder, named: Holder, days: int | None, typed: bool) -> None:
        by_on = None if days is None else self.today + timedelta(days=days)
        note = self.kit.put("Lấy số liệu của ba tổ.") if typed else None
        command = self.sampled(
            "name-specialist", person_id=named.person_id, by_on=by_on, note=note
        )
        self.send(who, command)

    @rule(head=st.sampled_from(_HEADS), which=st.integers(0, 3), back=st.booleans())
    def a_head_names_somebody(self, head: str, which: int, back: bool) -> None:
        """Somebody of the own unit: never refused while the unit owes something."""
        who, task = CAST[head], self.kit.task()
        owing = [unit for unit in task.owing if who.find(SIGNING, unit)]
        people = [other for other in CAST.values() if _of_a_unit(other, owing)]
        if not people or task.ending:
            return
        other = people[which % len(people)]
        if not any(each.unit in owing for each in named_specialists(task)):
            assert not self.send(who, self.sampled("release-specialist"))
        naming = partial(self.sampled, "name-specialist", person_id=other.person_id, note=None)
        assert not self.send(who, naming(by_on=self.today - timedelta(days=1)))
        assert self.send(who, naming(by_on=None))
        names = {each.unit: each.person_id for each in named_specialists(self.kit.task())}
        assert other.person_id in {names.get(unit) for unit in owing}
        if back:
            assert self.send(who, self.sampled("release-specialist"))
            assert not self.send(who, self.sampled("release-specialist"))
            left = {each.unit for each in named_specialists(self.kit.task())}
            assert len(left) == len(names) - 1

    @rule(which=st.integers(0, 3))
    def the_lead_says_how_far_it_is(self, which: int) -> None:
        lead, task = self.of_lead(), self.kit.task()
        done = self.send(lead[which % len(lead)], self.sampled("note-progress"))
        assert done is not bool(task.ending or task.restricted)

    def the_facts_keep_the_laws(self, facts: Sequence[Fact]) -> None:
        super().the_facts_keep_the_laws(facts)
        laws.heads_name_people_of_their_unit(facts)
        laws.a_unit_has_one_specialist(self.kit.task())
