"""What the acts on the measures of an item share: who may, which measure, what it can be. Pure."""

from decimal import Decimal
from typing import Final

from services.domain.act import Offer, Rule
from services.domain.assignment.authority import refuse_closed, require_item
from services.domain.assignment.events import Measure
from services.domain.assignment.ranges import MeasureRange
from services.domain.assignment.state import Assignment
from services.domain.authorities import require_authorised
from services.domain.context import DecisionContext
from services.domain.errors import NotAllowed
from services.domain.roles import OfficeHeld

NOT_MEASURING: Final = Rule(
    code="not-measuring",
    sentence="Chỉ {offices} được ghi số gốc, mục tiêu năm và sửa giới hạn số liệu.",
    brief="không có thẩm quyền ghi số gốc, mục tiêu năm, giới hạn số liệu",
    kind=NotAllowed,
)
MEASURE_UNKNOWN: Final = Rule(
    code="measure-unknown",
    sentence="Mục này không có số liệu như vậy. Hãy tải lại trang.",
    brief="mục không có số liệu này",
)
MEASURE_YES_NO: Final = Rule(
    code="measure-yes-no",
    sentence="Nội dung này chỉ trả lời đạt hoặc chưa đạt nên không có con số để ghi.",
    brief="nội dung chỉ trả lời đạt hoặc chưa đạt",
)
MEASURE_RESTRICTED: Final = Rule(
    code="measure-restricted",
    sentence="Mục thuộc bí mật nhà nước: không ghi số liệu của mục trên hệ thống này.",
    brief="mục mật không ghi số liệu",
)


def measuring(item: Assignment | None, context: DecisionContext) -> OfficeHeld:
    """The office under which somebody states figures of an item: who settles what a plan leaves.

    Who may not is refused first: nobody else is told which items there are.
    """
    offices = context.policy.authorities.settle_findings
    held = require_authorised(context.holder, offices, context.policy, NOT_MEASURING)
    known = require_item(item)
    refuse_closed(known)
    if known.restricted:
        raise MEASURE_RESTRICTED.refuse()
    return held


def numbered_measure(item: Assignment, code: str) -> Measure:
    """The measure that is meant; raises Refusal for one that is not there or has no number."""
    measure = next((each for each in item.measures if each.code == code), None)
    if measure is None:
        raise MEASURE_UNKNOWN.refuse()
    if measure.is_yes_no:
        raise MEASURE_YES_NO.refuse()
    return measure


def offered_on_measures(item: Assignment | None, context: DecisionContext) -> Offer | None:
    """Offered to who settles what the plan leaves open, of an item that has figures."""
    held, known = measuring(item, context), require_item(item)
    numbered = any(not each.is_yes_no for each in known.measures)
    return Offer(held=held) if numbered else None


def can_be(possible: MeasureRange | None, value: Decimal) -> bool:
    """Whether a figure can be true, as far as anything is known of it."""
    return possible is None or possible.holds(value)
