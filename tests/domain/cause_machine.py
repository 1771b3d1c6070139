"""The machine over one task, with units that claim an objective cause."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from services.commands.acts import ActCommand
from services.domain.facts import Fact
from services.domain.roles import WORKING, Holder
from services.domain.task.authority import is_stopped
from services.domain.task.cause_claims import claim_of, matters, unit_of
from services.domain.task.causes import CauseMatter, CauseSubject
from services.domain.task.lateness import judgement
from services.domain.task.state import Ending
from tests.domain import cause_laws as laws
from tests.domain.extension_machine import ExtensionTaskMachine
from tests.domain.file_acts import people
from tests.domain.task_world import CAST

CAUSE_ANSWERS = ("confirm-cause", "reject-cause")


class CauseTaskMachine(ExtensionTaskMachine):
    """See the module."""

    claims_once_closed: str = ""
    claims_the_last: bool = False

    def claim_for(self, matter: CauseMatter, **more: object) -> ActCommand:
        return self.sampled(
            "claim-cause", about=matter.about, submission=matter.submission, paper=None, **more
        )

    @property
    def claimable(self) -> tuple[CauseMatter, ...]:
        """What can be claimed now; a unit that is gone sees no task."""
        task = self.kit.task()
        closed = task.ending not in {None, Ending.CONFIRMED} or task.suspended_at is not None
        return tuple(
            matter
            for matter in (() if closed else matters(task))
            if claim_of(task, matter) is None
            and unit_of(task, matter) in task.owing
            and self.who_claims(matter)
        )

    def who_claims(self, matter: CauseMatter) -> list[Holder]:
        """The people of the unit against which it is recorded; a partner has none."""
        unit = unit_of(self.kit.task(), matter)
        return [who for who in CAST.values() if who.find(WORKING, unit) is not None]

    @rule(
        who=people,
        about=st.sampled_from(CauseSubject),
        number=st.sampled_from([None, 1, 2]),
        typed=st.booleans(),
        code=st.sampled_from([None, "disaster", "một lời"]),
    )
    def claim_blindly(
        self, who: Holder, about: CauseSubject, number: int | None, typed: bool, code: str | None
    ) -> None:
        reason = self.kit.put("Mưa lũ từ ngày 12.") if typed else None
        matter = CauseMatter(about=about, submission=number)
        self.send(who, self.claim_for(matter, reason=reason, reason_code=code))

    @rule(who=people, name=st.sampled_from(CAUSE_ANSWERS), number=st.integers(1, 2))
    def answer_a_cause_blindly(self, who: Holder, name: str, number: int) -> None:
        self.send(who, self.sampled(name, claim=number))

    @precondition(lambda self: self.claimable)
    @rule(how=st.sampled_from([*CAUSE_ANSWERS, "unanswered"]), last=st.booleans())
    def a_unit_claims_a_cause(self, how: str, last: bool) -> None:
        """Whatever is answered, and by whom not: what was recorded stays what it was."""
        before, matter = self.kit.task(), self.claimable[-1 if last else 0]
        who = self.who_claims(matter)[0]
        judged = judgement(before, self.today)
        self.a_unit_claims_wrongly(matter)
        assert self.send(who, self.claim_for(matter))
        self.reached[f"cause {matter.about}"] += 1
        assert not self.send(who, self.claim_for(matter)), "once"
        if how == "unanswered":
            self.it_is_reported()
            return
        number = len(self.kit.task().cause_claims)
        answers = self.who_answers(matter)
        self.nobody_else_answers_a_cause(how, number, matter, answers)
        assert self.send(answers, self.sampled(how, claim=number))
        assert not self.send(answers, self.sampled(how, claim=number))
        assert not self.send(who, self.claim_for(matter)), "not again"
        after = self.kit.task()
        assert judgement(after, self.today) == judged
        assert (after.missed_on, after.returns) == (before.missed_on, before.returns)

    def who_answers(self, matter: CauseMatter) -> Holder:
        """Who assigned it; what the Office leads or asks for a leader decides."""
        office = self.kit.policy.office_unit
        return CAST["vice chair"] if matter.supporter == office else self.the_assigner()

    def a_unit_claims_wrongly(self, matter: CauseMatter) -> None:
        """Without a reason, of a report that never came back, of no report or of too much."""
        who, returned = self.who_claims(matter)[0], CauseSubject.RETURN
        others = [other for other in CAST.values() if self.has_nothing_recorded(other)]
        assert not self.send(others[self.today.day % len(others)], self.claim_for(matter))
        assert not self.send(who, self.claim_for(matter, reason=None, reason_code=None))
        assert not self.send(who, self.claim_for(matter, reason_code="một lời"))
        assert not self.send(who, self.claim_for(CauseMatter(about=returned, submission=99)))
        assert not self.send(who, self.claim_for(CauseMatter(about=returned)))
        if not self.kit.task().missed:
            missed = CauseMatter(about=CauseSubject.MISSED_DATE)
            assert not self.send(who, self.claim_for(missed))
        late_units = [each for each in matters(self.kit.task()) if each.supporter]
        if not any(who in self.who_claims(each) for each in late_units):
            late = CauseMatter(about=CauseSubject.LATE_CONTRIBUTION)
            assert not self.send(who, self.claim_for(late))

    def has_nothing_recorded(self, who: Holder) -> bool:
        """Whether this person works for no unit against which something may be recorded."""
        return all(who.find(WORKING, unit) is None for unit in self.kit.task().owing)

    def next_step(self, how: str, which: int) -> None:
        super().next_step(how, which)
        if self.claimable and not self.kit.task().missed:
            self.a_unit_claims_wrongly(self.claimable[0])

    def nobody_else_answers_a_cause(
        self, how: str, number: int, matter: CauseMatter, who: Holder
    ) -> None:
        """Not who works for the unit or the lead, not an inspector, not of another claim."""
        assert not self.send(CAST["inspector"], self.sampled(how, claim=number))
        own = [*self.of_lead(), *self.who_claims(matter)]
        assert not self.send(own[self.today.day % len(own)], self.sampled(how, claim=number))
        assert not self.send(who, self.sampled(how, claim=99))
        nothing = self.sampled(how, claim=number, reason=None, reason_code=None)
        assert not self.send(who, nothing)

    def it_is_reported(self) -> None:
        """The chair may answer then, though the chief assigned it; also once it is confirmed."""
        self.go(self.kit.now + timedelta(days=20))  # three working days also over Tết
        self.the_clock_runs(backwards=False, twice=True, cut_off=False)
        task = self.kit.task()
        if task.ending not in {None, Ending.CONFIRMED} or task.suspended_at is not None:
            return
        self.reached["cause reported after the end"] += task.ending is Ending.CONFIRMED
        number = task.cause_claims[-1].number
        assert ("cause", number) in {(up.kind, up.request) for up in task.request_escalations}
        assert self.send(CAST["chair"], self.sampled("reject-cause", claim=number))

    @initialize(how=st.sampled_from([*CAUSE_ANSWERS, "unanswered", ""]), last=st.booleans())
    def some_claim_once_it_is_closed(self, how: str, last: bool) -> None:
        """Evidence is contested after the end: tried at the end of a run."""
        self.claims_once_closed, self.claims_the_last = how, last
        if not matters(self.kit.task()):
            nothing = CauseMatter(about=CauseSubject.MISSED_DATE)
            assert not self.send(self.of_lead()[0], self.claim_for(nothing))

    def it_is_confirmed_too_late(self) -> None:
        """What is claimed of confirmed work is reported as well, so that many lives come to it."""
        if not is_stopped(self.kit.task()):
            self.time_passes("past due")
            self.the_clock_runs(backwards=False, twice=False, cut_off=False)
        for _ in range(8):
            if is_stopped(self.kit.task()):
                return
            self.next_step("agree", 0)
            self.the_laws_hold()

    def teardown(self) -> None:
        if self.claims_once_closed == "unanswered":
            self.it_is_confirmed_too_late()
        if self.claims_once_closed and self.claimable:
            self.a_unit_claims_a_cause(self.claims_once_closed, last=self.claims_the_last)
            self.the_laws_hold()
        super().teardown()

    def the_facts_keep_the_laws(self, facts: Sequence[Fact]) -> None:
        super().the_facts_keep_the_laws(facts)
        laws.of_each_matter_a_cause_is_claimed_once(facts)
        laws.nobody_answers_for_the_own_unit(facts, self.kit.policy.office_unit)
