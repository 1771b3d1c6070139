"""The machine over one task, with units that divide the work among their people."""

from collections.abc import Sequence
from datetime import timedelta

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

    @rule(head=st.sampled_from(_HEADS), named=st.sampled_from(sorted(CAST)), back=st.booleans())
    def a_head_names_somebody(self, head: str, named: str, back: bool) -> None:
        """Somebody of the own unit: never refused while the unit owes something."""
        who, other, task = CAST[head], CAST[named], self.kit.task()
        common = [
            unit
            for unit in task.owing
            if who.find(SIGNING, unit) and any(held.unit == unit for held in other.offices)
        ]
        command = self.sampled("name-specialist", person_id=other.person_id, by_on=None, note=None)
        past = self.today - timedelta(days=1)
        too_early = self.sampled(
            "name-specialist", person_id=other.person_id, by_on=past, note=None
        )
        assert not self.send(who, too_early)
        done = self.send(who, command)
        if common and not task.ending:
            assert done
            names = {each.unit: each.person_id for each in named_specialists(self.kit.task())}
            assert other.person_id in {names.get(unit) for unit in common}
            if back:
                assert self.send(who, self.sampled("release-specialist"))
                left = {each.unit for each in named_specialists(self.kit.task())}
                assert left.isdisjoint(common[:1])
                assert not self.send(who, self.sampled("release-specialist"))

    @rule(which=st.integers(0, 3))
    def the_lead_says_how_far_it_is(self, which: int) -> None:
        lead, task = self.of_lead(), self.kit.task()
        done = self.send(lead[which % len(lead)], self.sampled("note-progress"))
        assert done is not bool(task.ending or task.restricted)

    def the_facts_keep_the_laws(self, facts: Sequence[Fact]) -> None:
        super().the_facts_keep_the_laws(facts)
        laws.heads_name_people_of_their_unit(facts)
        laws.a_unit_has_one_specialist(self.kit.task())
