"""What units of a simulated ward say for themselves when something is recorded against them."""

from functools import partial

from infra.simulation.acts import SimulatedActs
from infra.simulation.people import OFFICE_UNIT
from services.domain.facts import Fact
from services.domain.roles import LEADING
from services.domain.task.acts.claim_cause import CauseClaimed, ClaimCause
from services.domain.task.acts.confirm_cause import ConfirmCause
from services.domain.task.acts.reject_cause import RejectCause
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.cause_claims import claim_of, unit_of
from services.domain.task.causes import CauseMatter, CauseSubject
from services.domain.task.events import ContributionMissed, DeadlineMissed


class CauseScript(SimulatedActs):
    """Tells who claims an objective cause, and how it is answered; most claim none."""

    def hear(self, fact: Fact) -> None:
        """Plan what is said of a missed date or a return, and of a claim."""
        stream, event = fact.stream, fact.event
        match event:
            case DeadlineMissed():
                matter = CauseMatter(about=CauseSubject.MISSED_DATE)
            case SubmissionReturned(to_step=None, submission=number):
                matter = CauseMatter(about=CauseSubject.RETURN, submission=number)
            case ContributionMissed(unit=unit) if self.roster.works(unit):
                matter = CauseMatter(about=CauseSubject.LATE_CONTRIBUTION, supporter=unit)
            case CauseClaimed(claim=number):
                days = self.chance.pick((1, 2, 9), "cause answer", stream, number)
                step = partial(self._answer_cause, number=number)
                self._later(self._in(days), stream, step, confirmed_too=True)
                return
            case _:
                return
        if self._happens(0.3, "cause", stream, matter):
            self._later(self._in(1), stream, partial(self._claim, matter=matter))

    async def _claim(self, stream: str, *, matter: CauseMatter) -> None:
        task, words = self.ward.tasks[stream], self._words()
        # A unit to which the task no longer belongs sees it no more.
        if claim_of(task, matter) is not None or unit_of(task, matter) not in task.owing:
            return
        said = None if task.restricted else "Mưa lũ kéo dài, không họp tổ dân phố được."
        claim = ClaimCause(
            stream=stream,
            about=matter.about,
            submission=matter.submission,
            reason=words.put(said, label="Nguyên nhân"),
            reason_code="disaster" if task.restricted else None,
            paper=self._paper("BC"),
        )
        await self._act(self.roster.specialist(unit_of(task, matter)), claim, words)

    async def _answer_cause(self, stream: str, *, number: int) -> None:
        task, words = self.ward.tasks[stream], self._words()
        if self._happens(0.6, "cause confirmed", stream, number):
            code, said = "evidence-sufficient", "Đã có công điện."
            command: type[ConfirmCause | RejectCause] = ConfirmCause
        else:
            code, said = "within-control", "Đã được báo trước một tháng."
            command = RejectCause
        answer = command(
            stream=stream,
            claim=number,
            reason=words.put(None if task.restricted else said, label="Lý do"),
            reason_code=code if task.restricted else None,
        )
        of_office = task.cause_claims[number - 1].unit == OFFICE_UNIT
        by = self.roster.of(*LEADING) if of_office else self._assigner(task)
        await self._act(by, answer, words)
