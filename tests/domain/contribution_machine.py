"""The machine over one task, with units that divide the work among their people."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from services.commands.acts import ActCommand
from services.domain.facts import Fact
from services.domain.instants import end_of
from services.domain.papers import Paper
from services.domain.roles import SIGNING, Holder
from services.domain.task.authority import is_stopped
from services.domain.task.contributing import contribution_due_on, owes, signed_by
from services.domain.task.specialists import named_specialists
from tests.domain import contribution_laws as laws
from tests.domain.around_task import OUTSIDE
from tests.domain.file_acts import people
from tests.domain.task_machine import TaskMachine
from tests.domain.task_world import CAST
from tests.due_days import last_day

_SIGNED = ("approve-contribution", "return-contribution")
# Who sends and who signs in the units that have people.
_SUPPORTERS = (("VHXH", "other", "other head"), ("KTHTDT", "specialist", "head"))
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
        nobody = CAST["without office"].person_id
        assert not self.send(who, naming(by_on=None, person_id=nobody))
        assert self.send(who, naming(by_on=None))
        names = {each.unit: each.person_id for each in named_specialists(self.kit.task())}
        assert other.person_id in {names.get(unit) for unit in owing}
        if back:
            assert self.send(who, self.sampled("release-specialist"))
            assert not self.send(who, self.sampled("release-specialist"))
            left = {each.unit for each in named_specialists(self.kit.task())}
            assert len(left) == len(names) - 1

    @rule(
        who=people,
        name=st.sampled_from([*_SIGNED, "request-contribution", "waive-contribution"]),
        number=st.integers(1, 3),
        unit=st.sampled_from(["VHXH", "KTHTDT"]),
        days=st.integers(-1, 60),
    )
    def contribute_to_it_blindly(
        self, who: Holder, name: str, number: int, unit: str, days: int
    ) -> None:
        more: dict[str, object] = {"contribution": number} if name in _SIGNED else {"unit": unit}
        if name == "request-contribution":
            more["by_on"] = self.today + timedelta(days=days)
        self.send(who, self.sampled(name, **more))

    @initialize(how=st.sampled_from([*_SIGNED, "", ""]))
    def some_begin_with_a_contribution(self, how: str) -> None:
        if how and self.supporters() and not is_stopped(self.kit.task()):
            self.a_supporting_unit_contributes(how, late=False)

    @precondition(lambda self: self.supporters() and not is_stopped(self.kit.task()))
    @rule(
        how=st.sampled_from(["approve-contribution", "return-contribution", "by head"]),
        late=st.sampled_from([False, False, True]),
    )
    def a_supporting_unit_contributes(self, how: str, late: bool) -> None:
        """Its head signs what somebody of it sent; nobody else does, and nobody signs twice."""
        unit, (sender, head) = self.supporters()[0]
        if late:
            task = self.kit.task()
            self.go(end_of(contribution_due_on(task) or last_day(task)))
            self.the_clock_runs(backwards=False, twice=True, cut_off=False)
            if is_stopped(self.kit.task()):
                return
        lead = self.of_lead()[0]
        assert not self.send(lead, self.contribution_of(unit, on_paper=True))
        assert self.send(head if how == "by head" else sender, self.contribution_of(unit))
        number = len(self.kit.task().contributions.given)
        if how not in _SIGNED:
            assert signed_by(self.kit.task(), unit) is not None
            assert not self.send(head, self.sampled(_SIGNED[0], contribution=number))
            return
        for who in (sender, *self.of_lead(), CAST["chair"], CAST["inspector"]):
            if who.find(SIGNING, unit) is None:
                assert not self.send(who, self.sampled(how, contribution=number))
        assert not self.send(head, self.sampled(how, contribution=number + 1))
        assert self.send(head, self.sampled(how, contribution=number))
        assert not self.send(head, self.sampled(how, contribution=number))
        assert (signed_by(self.kit.task(), unit) is not None) or how == "return-contribution"

    @precondition(lambda self: not is_stopped(self.kit.task()))
    @rule()
    def the_lead_records_papers_from_outside(self) -> None:
        """Of units without accounts, each with its number; only those need no signature."""
        lead, task = self.of_lead()[0], self.kit.task()
        for unit in (each for each in task.supporting if each in OUTSIDE):
            assert not self.send(lead, self.contribution_of(unit, on_paper=True, numbered=False))
            assert self.send(lead, self.contribution_of(unit, on_paper=True))
            assert signed_by(self.kit.task(), unit) is not None

    def contribution_of(
        self, unit: str, *, on_paper: bool = False, numbered: bool = True
    ) -> ActCommand:
        secret = self.kit.task().restricted
        papered = (secret or on_paper) and numbered
        return self.sampled(
            "submit-contribution",
            unit=unit,
            text=None if secret else self.kit.put("Đã cử hai cán bộ."),
            paper=Paper(number="07/MTTQ", dated_on=self.today) if papered else None,
            on_paper=on_paper,
        )

    def supporters(self) -> list[tuple[str, tuple[Holder, Holder]]]:
        """The supporting units with people of their own: somebody who sends, and the head."""
        return [
            (unit, (CAST[sender], CAST[head]))
            for unit, sender, head in _SUPPORTERS
            if unit in self.kit.task().supporting
        ]

    @precondition(lambda self: not is_stopped(self.kit.task()))
    @rule(waived=st.booleans(), days=st.integers(0, 3))
    def the_lead_asks_or_does_without(self, waived: bool, days: int) -> None:
        """Of a unit that owes: not for yesterday, and nothing more once it owes no longer."""
        task = self.kit.task()
        owing = [unit for unit in task.supporting if owes(task, unit)]
        unit = owing[-1] if owing else "VHXH"
        lead, head = (
            self.of_lead()[0],
            next(w for w in self.of_lead() if w.find(SIGNING, task.lead)),
        )
        day = min(self.today + timedelta(days=days), max(last_day(task), self.today))
        ask = partial(self.sampled, "request-contribution", unit=unit)
        assert not self.send(lead, ask(by_on=self.today - timedelta(days=1)))
        assert self.send(lead, ask(by_on=day)) is bool(owing)
        if waived:
            assert self.send(head, self.sampled("waive-contribution", unit=unit)) is bool(owing)
            assert not owes(self.kit.task(), unit)
            assert not self.send(head, self.sampled("waive-contribution", unit=unit))
            assert not self.send(lead, ask(by_on=day))

    @rule(which=st.integers(0, 3))
    def the_lead_says_how_far_it_is(self, which: int) -> None:
        lead, task = self.of_lead(), self.kit.task()
        done = self.send(lead[which % len(lead)], self.sampled("note-progress"))
        assert done is not bool(task.ending or task.restricted)

    def the_facts_keep_the_laws(self, facts: Sequence[Fact]) -> None:
        super().the_facts_keep_the_laws(facts)
        laws.heads_name_people_of_their_unit(facts)
        laws.a_unit_has_one_specialist(self.kit.task())
        laws.heads_sign_what_their_unit_sent(facts)
        laws.a_unit_misses_its_day_once(facts)

    @invariant()
    def a_missed_contribution_is_recorded(self) -> None:
        if self.settled:
            laws.who_owes_too_long_is_recorded(self.kit.task(), self.holding(), self.today)
