"""The machine over one task, with officials who contest lines of its evidence."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from services.commands.acts import ActCommand
from services.domain.facts import Fact
from services.domain.roles import WORKING, Holder
from services.domain.task.authority import is_stopped
from services.domain.task.contesting import (
    contest_of,
    contestable,
    contesting_office,
    may_be_contested,
)
from services.domain.task.contests import ContestMatter, ContestSubject
from services.domain.task.lateness import judgement
from services.domain.task.owners import Owner
from services.domain.task.state import Ending
from tests.domain import contest_laws as laws
from tests.domain.extension_machine import ExtensionTaskMachine
from tests.domain.file_acts import people
from tests.domain.task_world import CAST

CONTEST_ANSWERS = ("accept-contest", "reject-contest")


class ContestTaskMachine(ExtensionTaskMachine):
    """See the module."""

    contest_at_the_end: str = ""

    def contest_for(self, matter: ContestMatter, **more: object) -> ActCommand:
        return self.sampled(
            "contest-line",
            about=matter.about,
            submission=matter.submission,
            unit=matter.unit,
            **more,
        )

    @property
    def lines(self) -> tuple[tuple[ContestMatter, Owner], ...]:
        """What can be contested now, with whose it is; a unit that is gone sees no task."""
        task = self.kit.task()
        closed = task.ending not in {None, Ending.CONFIRMED} or task.suspended_at is not None
        return tuple(
            (matter, owner)
            for matter, owner in (() if closed else contestable(task))
            if may_be_contested(contest_of(task, matter))
            and owner.unit in task.owing
            and any(self.stands_for(owner, who) for who in CAST.values())
        )

    @staticmethod
    def stands_for(owner: Owner, who: Holder) -> bool:
        """Whether somebody of one unit alone may contest the line."""
        return len(who.offices) == 1 and contesting_office(owner, who) is not None

    @rule(
        who=people,
        about=st.sampled_from(ContestSubject),
        number=st.sampled_from([None, 1, 2]),
        typed=st.booleans(),
    )
    def contest_blindly(
        self, who: Holder, about: ContestSubject, number: int | None, *, typed: bool
    ) -> None:
        more = {} if typed else {"reason": None, "reason_code": "một lời"}
        matter = ContestMatter(about=about, submission=number)
        self.send(who, self.contest_for(matter, **more))

    @rule(who=people, name=st.sampled_from(CONTEST_ANSWERS), number=st.integers(1, 2))
    def answer_a_contest_blindly(self, who: Holder, name: str, number: int) -> None:
        self.send(who, self.sampled(name, contest=number))

    @precondition(lambda self: self.lines)
    @rule(how=st.sampled_from([*CONTEST_ANSWERS, "unanswered"]), which=st.integers(0, 3))
    def an_official_contests_a_line(self, how: str, which: int) -> None:
        """Whatever is answered: what was recorded stays, and the task stands as it stood."""
        before = self.kit.task()
        judged = judgement(before, self.today)
        matter, owner = self.lines[which % len(self.lines)]
        who = next(each for each in CAST.values() if self.stands_for(owner, each))
        self.a_line_is_contested_wrongly(who)
        assert self.send(who, self.contest_for(matter))
        assert not self.send(who, self.contest_for(matter)), "it waits"
        number = len(self.kit.task().contests)
        if how == "unanswered":
            self.the_contest_is_reported_while_the_task_runs(number)
            return
        self.nobody_else_answers_a_contest(how, number, owner.unit)
        assert self.send(self.who_answers_a_contest(owner.unit), self.sampled(how, contest=number))
        assert not self.send(
            self.who_answers_a_contest(owner.unit), self.sampled(how, contest=number)
        )
        assert self.send(who, self.contest_for(matter)) is (how == "reject-contest")
        after = self.kit.task()
        assert judgement(after, self.today) == judged
        assert (after.missed_on, after.returns) == (before.missed_on, before.returns)

    def who_answers_a_contest(self, unit: str) -> Holder:
        """Who assigned it; for a line of the Office a leader of the ward."""
        ordered = self.kit.task().assigned is not None
        by_leader = ordered or unit == self.kit.policy.office_unit
        return CAST["vice chair" if by_leader else "chief"]

    def a_line_is_contested_wrongly(self, who: Holder) -> None:
        """Of a report that never came back, of no report or of one too many, or without reason."""
        returned, product = ContestSubject.RETURN, ContestSubject.PRODUCT
        assert not self.send(who, self.contest_for(ContestMatter(about=returned)))
        assert not self.send(who, self.contest_for(ContestMatter(about=product, submission=1)))
        never = ContestMatter(about=returned, submission=99)
        assert not self.send(who, self.contest_for(never))
        no_unit = ContestMatter(about=product, unit="VHXH")
        assert not self.send(who, self.contest_for(no_unit))
        matter = ContestMatter(about=returned, submission=1)
        assert not self.send(CAST["inspector"], self.contest_for(matter))

    def nobody_else_answers_a_contest(self, how: str, number: int, unit: str) -> None:
        """Not who works for the line's unit, not an inspector, not of another contest."""
        assert not self.send(CAST["inspector"], self.sampled(how, contest=number))
        own = [who for who in CAST.values() if who.find(WORKING, unit) is not None]
        assert not self.send(own[self.today.day % len(own)], self.sampled(how, contest=number))
        who = self.who_answers_a_contest(unit)
        assert not self.send(who, self.sampled(how, contest=99))
        nothing = self.sampled(how, contest=number, reason=None, reason_code=None)
        assert not self.send(who, nothing)

    def the_contest_is_reported_while_the_task_runs(self, number: int) -> None:
        """The chair may answer then, though the chief assigned it."""
        self.go(self.kit.now + timedelta(days=20))  # three working days also over Tết
        self.the_clock_runs(backwards=False, twice=True, cut_off=False)
        task = self.kit.task()
        if is_stopped(task):
            return
        assert ("contest", number) in {(up.kind, up.request) for up in task.request_escalations}
        assert self.send(CAST["chair"], self.sampled("reject-contest", contest=number))

    @initialize(how=st.sampled_from([*CONTEST_ANSWERS, "unanswered", "", ""]))
    def some_contest_at_the_end(self, how: str) -> None:
        """Evidence is contested after the end: tried at the end of a run."""
        self.contest_at_the_end = how

    def teardown(self) -> None:
        if self.contest_at_the_end and self.lines:
            self.an_official_contests_a_line(self.contest_at_the_end, self.today.day)
            self.the_laws_hold()
        super().teardown()

    def the_facts_keep_the_laws(self, facts: Sequence[Fact]) -> None:
        super().the_facts_keep_the_laws(facts)
        laws.a_line_is_contested_while_nobody_was_asked_or_right(facts)
