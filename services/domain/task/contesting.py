"""Which lines of evidence an official may ask to look at again, and what waits for an answer.

Pure.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotAllowed, NothingToActOn, Refusal, Stale
from services.domain.facts import Fact
from services.domain.fields import CountField
from services.domain.instants import day_of, written_day
from services.domain.replacing import replace
from services.domain.roles import SIGNING, WORKING, Holder, OfficeHeld
from services.domain.task.answering import refuse_taken_away
from services.domain.task.contests import Contest, ContestAnswer, ContestMatter, ContestSubject
from services.domain.task.line_owners import (
    owner_of_contribution,
    owner_of_miss,
    owner_of_product,
    owner_of_return,
)
from services.domain.task.owners import Owner
from services.domain.task.state import Task
from services.domain.task.terms import CONTEST_SUBJECTS

NOT_LINE_OWNER: Final = Rule(
    code="not-line-owner",
    sentence=(
        "Chỉ cán bộ có tên ở dòng bằng chứng, hoặc thủ trưởng đơn vị của dòng đó, được đề nghị "
        "xem lại. Hãy trao đổi với thủ trưởng đơn vị."
    ),
    brief="không phải dòng bằng chứng của người này",
    kind=NotAllowed,
)
NO_CONTEST: Final = Rule(
    code="no-contest",
    sentence=(
        "Việc này không có đề nghị xem lại bằng chứng nào đang chờ trả lời. Cán bộ của dòng bằng "
        "chứng có thể gửi đề nghị ở trang Bằng chứng chấm điểm."
    ),
    brief="không có đề nghị xem lại đang chờ",
    kind=NothingToActOn,
)
OTHER_CONTEST: Final = Rule(
    code="other-contest",
    sentence=(
        "Đề nghị xem lại bạn đang xem không còn chờ trả lời. Hãy tải lại trang để xem đề nghị "
        "nào đang chờ."
    ),
    brief="đề nghị xem lại không còn chờ trả lời",
    kind=Stale,
)
# Every answer says which contest it is about, so that nobody answers one unseen.
ANSWERED_CONTEST: Final = CountField(
    label="Trả lời đề nghị", example=1, among="contests", about="Số của đề nghị đang chờ."
)


def contestable(task: Task) -> Iterator[tuple[ContestMatter, Owner]]:
    """What the evidence holds against or for somebody, with whose it is.

    A product is, once it was confirmed or its due date was missed.
    """
    if task.counted_on is not None or task.missed:
        yield ContestMatter(about=ContestSubject.PRODUCT), owner_of_product(task)
    if task.missed:
        yield ContestMatter(about=ContestSubject.MISSED_DATE), owner_of_miss(task)
    for number in task.returned_submissions:
        matter = ContestMatter(about=ContestSubject.RETURN, submission=number)
        yield matter, owner_of_return(task, number)
    for late in task.contributions.late:
        matter = ContestMatter(about=ContestSubject.CONTRIBUTION, unit=late.unit)
        yield matter, owner_of_contribution(task, late.unit)


def contesting_office(owner: Owner, holder: Holder) -> OfficeHeld | None:
    """The office under which this person contests a line: its official, or the unit's head."""
    if owner.person_id == holder.person_id:
        return holder.find(WORKING, owner.unit)
    return holder.find(SIGNING, owner.unit)


def contest_of(task: Task, matter: ContestMatter) -> Contest | None:
    """The newest contest of something; None where there was none."""
    return next((each for each in reversed(task.contests) if each.matter == matter), None)


def may_be_contested(contest: Contest | None) -> bool:
    """Whether a line may be contested (again): not while it waits, nor once it was accepted."""
    return contest is None or (contest.answer is not None and not contest.answer.accepted)


def own_lines(task: Task, holder: Holder) -> Mapping[ContestMatter, Owner]:
    """What this person stands for, whether it was contested or not."""
    return {
        matter: owner
        for matter, owner in contestable(task)
        if contesting_office(owner, holder) is not None
    }


def still_contestable(task: Task, holder: Holder) -> tuple[ContestMatter, ...]:
    """What this person may contest now; nothing where the task was taken away or stands."""
    try:
        refuse_taken_away(task)
    except Refusal:
        return ()
    own = own_lines(task, holder)
    return tuple(each for each in own if may_be_contested(contest_of(task, each)))


def contested(matter: ContestMatter) -> str:
    """What is contested, in the middle of a sentence."""
    match matter.about:
        case ContestSubject.PRODUCT:
            return "sản phẩm"
        case ContestSubject.RETURN:
            return f"lần trả lại báo cáo bản {matter.submission}"
        case ContestSubject.MISSED_DATE | ContestSubject.CONTRIBUTION:
            words = CONTEST_SUBJECTS[matter.about]
            return words[0].lower() + words[1:]


def described(contest: Contest) -> str:
    """A contest on one line: its number, what it is about, whether it was answered and when."""
    said = f"Đề nghị {contest.number}, về {contested(contest.matter)}"
    if contest.answer is None:
        return f"{said}: gửi ngày {written_day(day_of(contest.made_at))}, đang đề nghị xem lại"
    how = "được chấp nhận" if contest.answer.accepted else "không được chấp nhận"
    return f"{said}: {how} ngày {written_day(day_of(contest.answer.answered_at))}"


def answered(task: Task, number: int, fact: Fact, *, accepted: bool) -> Task:
    """The task with that contest answered; what was recorded stays."""
    answer = ContestAnswer(
        accepted=accepted, person_id=fact.actor.person_id, answered_at=fact.occurred_at
    )
    contests = (
        replace(each, answer=answer) if each.number == number else each for each in task.contests
    )
    return replace(task, contests=tuple(contests))
