"""Who may do what with a task in which state, asked of the acts themselves and written down.

`infra/docs/task-acts.md` is this table; `make keep` writes it anew, a test compares.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from services.commands.acts import ActCommand
from services.domain.context import DecisionContext
from services.domain.instants import end_of, start_of
from services.domain.roles import Holder
from services.domain.task.acts import ACTS
from services.domain.task.acts.acknowledge_task import AcknowledgeTask
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.decline_task import DeclineTask
from services.domain.task.acts.name_specialist import NameSpecialist
from services.domain.task.acts.request_extension import RequestExtension
from services.domain.task.acts.return_submission import ReturnSubmission
from services.domain.task.acts.submit_contribution import SubmitContribution
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.acts.suspend_task import SuspendTask
from services.domain.task.acts.withdraw_task import WithdrawTask
from services.domain.task.events import ContributionMissed, DelayCause, Ground
from services.domain.task.state import Task
from tests import givens
from tests.domain.day_by_day import CALENDAR, RULES, clock, send
from tests.domain.task_world import CAST

DOCUMENT: Final = givens.ROOT / "infra" / "docs" / "task-acts.md"
STREAM: Final = "task-51-08.report.2026-Q4"
ISSUED_AT: Final = start_of(date(2026, 9, 15), 8)
SOON, WORKING, NEAR, LATE = (
    start_of(day, 9)
    for day in (date(2026, 9, 16), date(2026, 10, 1), date(2026, 12, 10), date(2026, 12, 16))
)
WHY: Final[Mapping[str, Any]] = {
    "stream": STREAM,
    "reason": givens.words("Theo kết luận."),
    "reason_code": None,
}
# In words, by the task's lead where somebody is of a unit; the order of the columns.
POSITIONS: Final[Mapping[str, str]] = {
    "specialist": "specialist of the lead",
    "head": "head of the lead",
    "other": "specialist of a supporting unit",
    "other head": "head of a supporting unit",
    "police head": "head of another unit",
    "checker": "specialist of the Office",
    "chief": "chief of the Office",
    "vice chair": "vice-chair",
    "chair": "chair",
    "inspector": "inspector",
    "administrator": "administrator",
    "without office": "nobody any more",
}
Life = Callable[["LivedTask"], None]


@dataclass(slots=True)
class LivedTask:
    """A task of one unit as somebody brought it to a state; `lead` and `head` are of that unit."""

    story: givens.Story
    lead: Holder
    head: Holder
    last: Holder  # who takes the last step

    def act(self, who: Holder, command: ActCommand, at: datetime) -> None:
        """Somebody acts."""
        send(self.story, who, command, at)

    @property
    def task(self) -> Task:
        """The task as it stands."""
        assert self.story.task is not None
        return self.story.task


def _issued(_lived: LivedTask) -> None:
    """As it was issued."""


def _acknowledged(lived: LivedTask) -> None:
    lived.act(lived.lead, AcknowledgeTask(stream=STREAM), SOON)


def _declined(lived: LivedTask) -> None:
    lived.act(lived.head, DeclineTask(lead_unit="VHXH", **WHY), SOON)


def _named(lived: LivedTask) -> None:
    _acknowledged(lived)
    named = NameSpecialist(stream=STREAM, person_id=lived.lead.person_id, by_on=None, note=None)
    lived.act(lived.head, named, SOON)


def _contributed(lived: LivedTask) -> None:
    _acknowledged(lived)
    sent = SubmitContribution(
        stream=STREAM,
        unit="VHXH",
        text=givens.words("Đã cử hai cán bộ."),
        on_paper=False,
        paper=None,
    )
    lived.act(givens.OTHER, sent, SOON)


def _near(lived: LivedTask) -> None:
    _acknowledged(lived)
    lived.story.at = NEAR


def _asked(lived: LivedTask) -> None:
    request = RequestExtension(
        until_on=date(2026, 12, 22),
        cause=DelayCause.OBJECTIVE,
        done_so_far=givens.words("9/12 tổ."),
        **WHY,
    )
    lived.act(lived.lead, request, NEAR)


def _late(lived: LivedTask) -> None:
    clock(lived.story, end_of(date(2026, 12, 15)))
    lived.story.at = LATE


def _asked_and_late(lived: LivedTask) -> None:
    _asked(lived)
    _late(lived)


def _sent(lived: LivedTask) -> None:
    report = SubmitReport(
        stream=STREAM,
        after_submission=0,
        text=givens.words("Đã làm xong."),
        figures=(),
        paper=None,
        early_reason=None,
    )
    lived.act(lived.lead, report, WORKING)


def _signed(lived: LivedTask) -> None:
    _sent(lived)
    lived.act(lived.head, ApproveSubmission(stream=STREAM, submission=1), WORKING)


def _returned(lived: LivedTask) -> None:
    _signed(lived)
    back = ReturnSubmission(
        submission=1,
        ground=Ground.SUPPLEMENT,
        correct_by=date(2026, 10, 20),
        to_step=None,
        **WHY,
    )
    lived.act(lived.last, back, WORKING)


def _suspended(lived: LivedTask) -> None:
    lived.act(lived.last, SuspendTask(paper=None, **WHY), SOON)


def _confirmed(lived: LivedTask) -> None:
    _signed(lived)
    lived.act(lived.last, ConfirmSubmission(stream=STREAM, submission=1), WORKING)


def _withdrawn(lived: LivedTask) -> None:
    lived.act(lived.last, WithdrawTask(paper=None, **WHY), SOON)


def _late_support(lived: LivedTask) -> None:
    _acknowledged(lived)
    lived.story.tell([ContributionMissed(unit="VHXH", due_on=NEAR.date())])
    lived.story.at = NEAR


STATES: Final[Mapping[str, Life]] = {
    "issued": _issued,
    "acknowledged": _acknowledged,
    "acknowledged, a specialist is named": _named,
    "acknowledged, a contribution waits for its unit's head": _contributed,
    "declined, not answered": _declined,
    "near its due day": _near,
    "more time asked for": _asked,
    "overdue": _late,
    "overdue while more time is asked for": _asked_and_late,
    "report waits for the unit's head": _sent,
    "signed by the unit, waits for the next step": _signed,
    "returned": _returned,
    "suspended": _suspended,
    "confirmed": _confirmed,
    "withdrawn": _withdrawn,
    "acknowledged, a supporting unit was late": _late_support,
}


_EXPLAINED: Final = (
    "Made of the code by `make keep` (`tests/domain/act_table.py`): each act was asked in each "
    "state, for each office, under the rules that ship. A number is a state in which the act is "
    "offered; without one it is refused, in one sentence, and kept as an attempt. What is typed "
    "may still be refused, and nobody takes two steps of one chain."
)


def rendered() -> str:
    """The whole document."""
    states = "\n".join(f"{at}. {name}" for at, name in enumerate(STATES, 1))
    return "\n".join(
        (
            "# Who may do what with a task",
            "",
            _EXPLAINED,
            "",
            states,
            "",
            *_table("A unit's task", givens.SPECIALIST, givens.HEAD, givens.CHIEF),
            *_table("What the Office leads", givens.CHECKER, givens.CHIEF, givens.VICE_CHAIR),
        )
    )


def _table(name: str, lead: Holder, head: Holder, last: Holder) -> Iterator[str]:
    unit = next(held.unit for held in lead.offices)
    lives = list(_lives(str(unit), lead, head, last))
    shown = {key: said for key, said in POSITIONS.items() if not _left_out(key, str(unit))}
    yield from (f"## {name}", "", f"| act | {' | '.join(shown.values())} |")
    yield f"|---|{'---|' * len(shown)}"
    for act in ACTS:
        cells = []
        for key in shown:
            offered = (
                number
                for number, lived in lives
                if act.offered(lived.task, _given(CAST[key], lived.story.at)) is not None
            )
            cells.append(_ranges(list(offered)))
        yield f"| {act.said} (`{act.name}`) | {' | '.join(cells)} |"
    yield ""


def _ranges(numbers: list[int]) -> str:
    """1–3, 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _lives(unit: str, lead: Holder, head: Holder, last: Holder) -> Iterator[tuple[int, LivedTask]]:
    for number, life in enumerate(STATES.values(), 1):
        story = givens.Story()
        story.at = ISSUED_AT
        story.tell([givens.issued(lead_unit=unit)])
        own = LivedTask(story=story, lead=lead, head=head, last=last)
        life(own)
        yield number, own


def _left_out(key: str, unit: str) -> bool:
    """Where the Office leads, its own people are the lead's."""
    return unit == "VP" and key in {"specialist", "head"}


def _given(who: Holder, now: datetime) -> DecisionContext:
    return DecisionContext(holder=who, policy=RULES.policy, now=now, facts={}, calendar=CALENDAR)


def write() -> None:
    """Keep the document as the acts say."""
    DOCUMENT.write_text(rendered(), encoding="utf-8")


if __name__ == "__main__":
    write()
