"""What heads of a simulated ward contest in the evidence, and how they are answered."""

from functools import partial

from infra.simulation.acts import SimulatedActs
from services.domain.facts import Fact
from services.domain.task.acts.accept_contest import AcceptContest
from services.domain.task.acts.contest_line import ContestLine, LineContested
from services.domain.task.acts.reject_contest import RejectContest
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.contesting import contest_of, contestable, may_be_contested
from services.domain.task.contests import ContestMatter, ContestSubject
from services.domain.task.events import DeadlineMissed


class ContestScript(SimulatedActs):
    """Tells which recorded lines are contested, and how that is answered; few are."""

    def hear(self, fact: Fact) -> None:
        """Plan what is said of a missed date or a return, and of a contest."""
        stream, event = fact.stream, fact.event
        match event:
            case DeadlineMissed():
                matter = ContestMatter(about=ContestSubject.MISSED_DATE)
            case SubmissionReturned(to_step=None, submission=number):
                matter = ContestMatter(about=ContestSubject.RETURN, submission=number)
            case LineContested(contest=number):
                days = self.chance.pick((1, 2, 9), "contest answer", stream, number)
                step = partial(self._answer_contest, number=number)
                self._later(self._in(days), stream, step, confirmed_too=True)
                return
            case _:
                return
        if self._happens(0.15, "contest", stream, matter):
            self._later(self._in(1), stream, partial(self._contest, matter=matter))

    async def _contest(self, stream: str, *, matter: ContestMatter) -> None:
        task, words = self.ward.tasks[stream], self._words()
        owner = dict(contestable(task)).get(matter)
        if owner is None or not may_be_contested(contest_of(task, matter)):
            return
        said = None if task.restricted else "Văn bản giấy đã gửi đúng hạn."
        command = ContestLine(
            stream=stream,
            about=matter.about,
            submission=matter.submission,
            reason=words.put(said, label="Lý do"),
            reason_code="paper-in-time" if task.restricted else None,
        )
        await self._act(self.roster.head(owner.unit), command, words)

    async def _answer_contest(self, stream: str, *, number: int) -> None:
        task, words = self.ward.tasks[stream], self._words()
        if self._happens(0.5, "contest accepted", stream, number):
            code, said = "paper-seen", "Đã đối chiếu sổ văn bản đến."
            command: type[AcceptContest | RejectContest] = AcceptContest
        else:
            code, said = "as-recorded", "Sổ văn bản đến ghi ngày sau hạn."
            command = RejectContest
        answer = command(
            stream=stream,
            contest=number,
            reason=words.put(None if task.restricted else said, label="Lý do"),
            reason_code=code if task.restricted else None,
        )
        await self._act(self._assigner(task), answer, words)
