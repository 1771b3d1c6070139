"""For what a unit may still claim an objective cause, and what waits for an answer. Pure."""

from collections.abc import Mapping
from typing import Final

from services.domain.act import Rule
from services.domain.errors import NothingToActOn, Stale
from services.domain.facts import Fact
from services.domain.fields import CountField
from services.domain.instants import day_of, written_day
from services.domain.replacing import replace
from services.domain.task.causes import CauseAnswer, CauseClaim, CauseMatter, CauseSubject
from services.domain.task.line_owners import owner_of_miss, owner_of_return
from services.domain.task.state import Task

NO_CAUSE_CLAIM: Final = Rule(
    code="no-cause-claim",
    sentence=(
        "Việc này không có đề nghị xác nhận nguyên nhân khách quan nào đang chờ trả lời. Đơn vị "
        "có thể gửi đề nghị về quá hạn, lần trả lại hoặc lần phối hợp chậm đã ghi nhận."
    ),
    brief="không có đề nghị xác nhận nguyên nhân khách quan đang chờ",
    kind=NothingToActOn,
)
OTHER_CAUSE_CLAIM: Final = Rule(
    code="other-cause-claim",
    sentence=(
        "Đề nghị xác nhận nguyên nhân bạn đang xem không còn chờ trả lời. Hãy tải lại trang để "
        "xem đề nghị nào đang chờ."
    ),
    brief="đề nghị xác nhận nguyên nhân không còn chờ trả lời",
    kind=Stale,
)
# Every answer says which claim it is about, so that nobody answers one unseen.
ANSWERED_CLAIM: Final = CountField(
    label="Trả lời đề nghị", example=1, among="cause_claims", about="Số của đề nghị đang chờ."
)


def matters(task: Task) -> tuple[CauseMatter, ...]:
    """What is recorded: the lead's missed date, each report that came back, late contributions.

    A supporting unit that misses its day does so once.
    """
    missed = (CauseMatter(about=CauseSubject.MISSED_DATE),) if task.missed else ()
    returned = (
        CauseMatter(about=CauseSubject.RETURN, submission=number)
        for number in task.returned_submissions
    )
    late = (
        CauseMatter(about=CauseSubject.LATE_CONTRIBUTION, supporter=each.unit)
        for each in task.contributions.late
    )
    return (*missed, *returned, *late)


def unit_of(task: Task, matter: CauseMatter) -> str:
    """The unit that claims a cause for it: the one against which it is recorded.

    What was recorded while another unit led stays that one's.
    """
    if matter.supporter is not None:
        return matter.supporter
    if matter.submission is not None:
        return owner_of_return(task, matter.submission).unit
    return owner_of_miss(task).unit


def claim_of(task: Task, matter: CauseMatter) -> CauseClaim | None:
    """The claim that was made for one of them; None where there was none."""
    return next((claim for claim in task.cause_claims if claim.matter == matter), None)


def claimed_for(matter: CauseMatter) -> str:
    """What a cause is claimed for, in the middle of a sentence."""
    if matter.about is CauseSubject.LATE_CONTRIBUTION:
        return "lần phối hợp chậm đã ghi nhận"
    if matter.submission is None:
        return "quá hạn đã ghi nhận"
    return f"lần trả lại báo cáo bản {matter.submission}"


def described(claim: CauseClaim, units: Mapping[str, str]) -> str:
    """A claim on one line: its number, what it is about, whether it was answered and when.

    Of a supporting unit it says which one, by its name in `units`.
    """
    of = claim.matter.supporter
    whose = "" if of is None else f" của {units.get(of, of)}"
    said = f"Đề nghị {claim.number}{whose}, về {claimed_for(claim.matter)}"
    if claim.answer is None:
        return f"{said}: gửi ngày {written_day(day_of(claim.made_at))}, chưa được trả lời"
    how = "được xác nhận" if claim.answer.confirmed else "không được xác nhận"
    return f"{said}: {how} ngày {written_day(day_of(claim.answer.answered_at))}"


def answered(task: Task, number: int, fact: Fact, *, confirmed: bool) -> Task:
    """The task with that claim answered; what was recorded stays."""
    answer = CauseAnswer(
        confirmed=confirmed, person_id=fact.actor.person_id, answered_at=fact.occurred_at
    )
    claims = (
        replace(claim, answer=answer) if claim.number == number else claim
        for claim in task.cause_claims
    )
    return replace(task, cause_claims=tuple(claims))
