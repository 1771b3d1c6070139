"""Vì sao a task counts as late in Nghị định 335 and 233, or does not. Pure.

Told by the product that the evidence shows (`product_of`): its days, its owner's unit, the cause
and its answer; never counted anew.
"""

from collections.abc import Sequence
from typing import Final

from services.domain.act import Names
from services.domain.context import DecisionContext
from services.domain.facts import Fact
from services.domain.instants import day_of, written_day
from services.domain.task.appraisal import Lateness, Product, product_of
from services.domain.task.appraised_causes import ClaimedCause
from services.domain.task.lateness import OfficialStatus
from services.domain.task.why_parts import Explanation, WhyTopic, counted_between

_LATE: Final = frozenset({OfficialStatus.DONE_LATE, OfficialStatus.RUNNING_LATE})
_DECREES: Final = "Nghị định 335 và 233"


def appraised(
    facts: Sequence[Fact], context: DecisionContext, names: Names, status: Explanation | None
) -> Explanation | None:
    """The explanation; `status` is that of the official status. None where it counts nowhere."""
    if context.calendar is None:
        return None
    product = product_of(facts, context.calendar, day_of(context.now))
    if product is None or not product.status.in_force:
        return None
    because, behind = (status.sentence, status.facts) if status else ("", ())
    late = product.lateness
    if late is None:
        held = (
            " Đề nghị gia hạn gửi đúng hạn đang chờ trả lời nên quá hạn chưa được ghi."
            if product.awaits_extension
            else ""
        )
        said = f"Không tính là chậm theo {_DECREES}. {because}{held}{_by_original(product)}"
        return Explanation(topic=WhyTopic.APPRAISED, sentence=said.strip(), facts=behind)
    return Explanation(
        topic=WhyTopic.APPRAISED,
        sentence=_late(late, product, names),
        facts=_versions(facts, late, behind),
        days=counted_between(context.calendar, late.since_on, late.until_on, late=product.task),
        by_calendar=True,
    )


def _late(late: Lateness, product: Product, names: Names) -> str:
    count = "" if late.working_days is None else f"{late.working_days} ngày làm việc "
    span = f"sau hạn {written_day(late.since_on)}, tính đến hết {written_day(late.until_on)}"
    whose = names.unit(late.owner.unit)
    if late.is_deducted:
        said = f"Tính là chậm {count}theo {_DECREES} cho {whose}: {span}."
    else:
        said = f"Chậm {count}nhưng không bị trừ theo {_DECREES} cho {whose}: {span}."
    recorded = "" if late.position is not None else " Quá hạn chưa ghi vào sổ."
    return f"{said}{_of_cause(late.cause)}{recorded}{_by_original(product)}"


def _of_cause(cause: ClaimedCause | None) -> str:
    if cause is None:
        return " Không có nguyên nhân khách quan nào được đề nghị xác nhận."
    answer = cause.claim.answer
    if answer is None:
        return " Nguyên nhân khách quan đã đề nghị, chưa được trả lời."
    how = "được" if answer.confirmed else "không được"
    return (
        f" Nguyên nhân khách quan {how} xác nhận ngày {written_day(day_of(answer.answered_at))}."
    )


def _by_original(product: Product) -> str:
    """How it stands against both dates, where they differ."""
    due = product.task.due
    if due is None or due.on == due.original:
        return ""
    also = "cũng chậm" if product.status_by_original in _LATE else "không chậm"
    return (
        f" Hạn hiện hành {written_day(due.on)}; theo hạn gốc {written_day(due.original)} {also}."
    )


def _versions(facts: Sequence[Fact], late: Lateness, behind: tuple[int, ...]) -> tuple[int, ...]:
    """The facts behind it: of the status, the record, the claim and its answer."""
    cause = late.cause
    positions = {late.position, *((cause.claimed_at, cause.answered_at) if cause else ())}
    known = {fact.version for fact in facts if fact.position in positions}
    return tuple(sorted({*behind, *known}))
