"""The machine over one task, with a lead unit that claims an objective cause."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from services.commands.acts import ActCommand
from services.domain.facts import Fact
from services.domain.roles import WORKING, Holder
from services.domain.task.cause_claims import claim_of, matters
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

    def claim_for(self, matter: CauseMatter, **more: object) -> ActCommand:
        return self.sampled(
            "claim-cause", about=matter.about, submission=matter.submission, paper=None, **more
        )

    @property
    def claimable(self) -> tuple[CauseMatter, ...]:
        task = self.kit.task()
        closed = task.ending not in {None, Ending.CONFIRMED} or task.suspended_at is not None
        left = () if closed else matters(task)
        return tuple(matter for matter in left if claim_of(task, matter) is None)

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
    @rule(how=st.sampled_from([*CAUSE_ANSWERS, "unanswered"]))
    def the_lead_claims_a_cause(self, how: str) -> None:
        """Whatever is answered, and by whom not: what was recorded stays what it was."""
        before, matter = self.kit.task(), self.claimable[0]
        judged = judgement(before, self.today)
        self.the_lead_claims_wrongly(matter)
        assert self.send(self.of_lead()[0], self.claim_for(matter))
        assert not self.send(self.of_lead()[0], self.claim_for(matter)), "once"
        if how == "unanswered":
            self.it_is_reported_while_the_task_runs()
            return
        number = len(self.kit.task().cause_claims)
        self.nobody_else_answers_a_cause(how, number)
        assert self.send(self.the_assigner(), self.sampled(how, claim=number))
        assert not self.send(self.the_assigner(), self.sampled(how, claim=number))
        assert not self.send(self.of_lead()[0], self.claim_for(matter)), "not again"
        after = self.kit.task()
        assert judgement(after, self.today) == judged
        assert (after.missed_on, after.returns) == (before.missed_on, before.returns)

    def the_lead_claims_wrongly(self, matter: CauseMatter) -> None:
        """Without a reason, of a report that never came back, of no report or of too much."""
        who, returned = self.of_lead()[0], CauseSubject.RETURN
        assert not self.send(who, self.claim_for(matter, reason=None, reason_code=None))
        assert not self.send(who, self.claim_for(matter, reason_code="một lời"))
        assert not self.send(who, self.claim_for(CauseMatter(about=returned, submission=99)))
        assert not self.send(who, self.claim_for(CauseMatter(about=returned)))
        if not self.kit.task().missed:
            missed = CauseMatter(about=CauseSubject.MISSED_DATE)
            assert not self.send(who, self.claim_for(missed))

    def next_step(self, how: str, which: int) -> None:
        super().next_step(how, which)
        if self.claimable and not self.kit.task().missed:
            self.the_lead_claims_wrongly(self.claimable[0])

    def nobody_else_answers_a_cause(self, how: str, number: int) -> None:
        """Not who works for the lead unit, not an inspector, not of another claim."""
        lead = self.kit.task().lead
        assert not self.send(CAST["inspector"], self.sampled(how, claim=number))
        own = [who for who in CAST.values() if who.find(WORKING, lead) is not None]
        assert not self.send(own[self.today.day % len(own)], self.sampled(how, claim=number))
        who = self.the_assigner()
        assert not self.send(who, self.sampled(how, claim=99))
        nothing = self.sampled(how, claim=number, reason=None, reason_code=None)
        assert not self.send(who, nothing)

    def it_is_reported_while_the_task_runs(self) -> None:
        """The chair may answer then, though the chief assigned it."""
        self.go(self.kit.now + timedelta(days=20))  # three working days also over Tết
        self.the_clock_runs(backwards=False, twice=True, cut_off=False)
        task = self.kit.task()
        if task.ending or task.suspended_at is not None:
            return
        number = task.cause_claims[-1].number
        assert ("cause", number) in {(up.kind, up.request) for up in task.request_escalations}
        assert self.send(CAST["chair"], self.sampled("reject-cause", claim=number))

    @initialize(how=st.sampled_from([*CAUSE_ANSWERS, "", ""]))
    def some_claim_once_it_is_closed(self, how: str) -> None:
        """Evidence is contested after the end: tried at the end of a run."""
        self.claims_once_closed = how

    def teardown(self) -> None:
        if self.claims_once_closed and self.claimable:
            self.the_lead_claims_a_cause(self.claims_once_closed)
            self.the_laws_hold()
        super().teardown()

    def the_facts_keep_the_laws(self, facts: Sequence[Fact]) -> None:
        super().the_facts_keep_the_laws(facts)
        laws.of_each_matter_a_cause_is_claimed_once(facts)
        laws.nobody_answers_for_the_own_unit(facts, self.kit.policy.office_unit)
