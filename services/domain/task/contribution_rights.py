"""Who may sign or send back what a unit contributed, and of whom something is owed. Pure."""

from typing import Final

from services.domain.act import Rule
from services.domain.context import DecisionContext
from services.domain.errors import NotAllowed, NothingToActOn, Stale
from services.domain.fields import CountField
from services.domain.roles import SIGNING, OfficeHeld
from services.domain.task.authority import refuse_stopped
from services.domain.task.contributing import owes, to_sign
from services.domain.task.state import Task

NOT_SUPPORTING_HEAD: Final = Rule(
    code="not-supporting-head",
    sentence=(
        "Chỉ thủ trưởng của đơn vị phối hợp được duyệt hoặc trả lại nội dung phối hợp của đơn vị "
        "mình."
    ),
    brief="không phải thủ trưởng của đơn vị phối hợp",
    kind=NotAllowed,
)
NO_CONTRIBUTION: Final = Rule(
    code="no-contribution",
    sentence=(
        "Đơn vị của bạn không có nội dung phối hợp nào đang chờ duyệt. Cán bộ của đơn vị có thể "
        "gửi nội dung khác."
    ),
    brief="không có nội dung phối hợp đang chờ duyệt",
    kind=NothingToActOn,
)
OTHER_CONTRIBUTION: Final = Rule(
    code="other-contribution",
    sentence=(
        "Nội dung phối hợp bạn đang xem không còn chờ duyệt. Hãy tải lại trang để xem bản mới "
        "nhất."
    ),
    brief="nội dung phối hợp không còn chờ duyệt",
    kind=Stale,
)
NOTHING_TO_CONTRIBUTE: Final = Rule(
    code="nothing-to-contribute",
    sentence=(
        "Việc này không còn đơn vị nào phải gửi nội dung phối hợp: các đơn vị đã gửi hoặc đã được "
        "miễn."
    ),
    brief="không còn đơn vị nào phải gửi nội dung phối hợp",
    kind=NothingToActOn,
)
UNIT_OWES_NOTHING: Final = Rule(
    code="unit-owes-nothing",
    sentence=(
        "Đơn vị {unit} không phải gửi nội dung phối hợp của việc này: không phối hợp, đã gửi hoặc "
        "đã được miễn. Hãy chọn đơn vị khác."
    ),
    brief="đơn vị không phải gửi nội dung phối hợp",
    fields=("unit",),
)
# Every decision says which contribution it is about, so that nobody decides on one unseen.
DECIDED_CONTRIBUTION: Final = CountField(
    label="Nội dung phối hợp",
    example=1,
    among="waiting_contributions",
    about="Số của nội dung đang chờ duyệt.",
)


def signable(task: Task, context: DecisionContext) -> tuple[int, ...]:
    """The numbers of what waits for this person's signature; raises Refusal where none does."""
    refuse_stopped(task)
    if all(context.holder.find(SIGNING, unit) is None for unit in task.supporting):
        raise NOT_SUPPORTING_HEAD.refuse()
    numbers = to_sign(task, context.holder)
    if not numbers:
        raise NO_CONTRIBUTION.refuse()
    return numbers


def require_contribution(
    task: Task, number: int, context: DecisionContext
) -> tuple[OfficeHeld | None, str]:
    """The office under which this person decides on that one, and its unit.

    Raises Refusal, Stale.
    """
    if number not in signable(task, context):
        raise OTHER_CONTRIBUTION.refuse()
    unit = task.contributions.given[number - 1].unit
    return context.holder.find(SIGNING, unit), unit


def owing_units(task: Task) -> tuple[str, ...]:
    """The supporting units that owe something; raises Refusal where none does."""
    refuse_stopped(task)
    units = tuple(unit for unit in task.supporting if owes(task, unit))
    if not units:
        raise NOTHING_TO_CONTRIBUTE.refuse()
    return units


def require_owing(task: Task, unit: str) -> None:
    """Only of such a unit something is asked, or waived; raises Refusal."""
    if unit not in owing_units(task):
        raise UNIT_OWES_NOTHING.refuse(unit=unit)
