"""Approval chains from the ward's file of rules: each has steps that make sense together."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from services.domain.approval_chains import ApprovalChain, ApprovalStep, ApprovalStepUnit
from services.domain.plan.draft import ItemKind
from services.domain.roles import Office
from services.domain.task.births import ASSIGNED_KIND
from services.domain.task.terms import RUNGS

SAID = "chain"  # the type of those flaws whose sentence is written here
_KINDS = {*(kind.value for kind in ItemKind), ASSIGNED_KIND}
ONLY_LEADERS = "chỉ bước của lãnh đạo phường (unit: ward) mới theo người phụ trách (in_charge)"


def _known_kind(kind: str) -> str:
    if kind not in _KINDS:
        raise PydanticCustomError(
            SAID, f"loại việc phải là một trong: {', '.join(sorted(_KINDS))}"
        )
    return kind


# The kinds of the plan's items, and that of all work which directives give.
KindOfWork = Annotated[str, AfterValidator(_known_kind)]


class _Rung(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern="^[a-z]+(_[a-z]+)*$", max_length=60)]
    offices: Annotated[list[Office], Field(min_length=1)]
    unit: ApprovalStepUnit
    formal_return_offices: list[Office] = []
    within_working_days: Annotated[int, Field(ge=1, le=60)] | None = None
    in_charge: bool = False


class ChainSaid(BaseModel):
    """One chain as the file says it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lead_units: list[str]
    kinds: list[KindOfWork] = []
    items: list[str] = []
    rungs: list[_Rung]

    @field_validator("rungs")
    @classmethod
    def make_sense_together(cls, rungs: list[_Rung]) -> list[_Rung]:
        """The unit's own step is the first or none, and somebody else decides after it."""
        flaw = _flaw(rungs)
        if flaw:
            raise PydanticCustomError(SAID, flaw)
        return rungs

    def chain(self) -> ApprovalChain:
        """The chain as a rule of the ward."""
        return ApprovalChain(
            lead_units=tuple(self.lead_units),
            rungs=tuple(
                ApprovalStep(
                    name=rung.name,
                    offices=tuple(rung.offices),
                    unit=rung.unit,
                    formal_return_offices=tuple(rung.formal_return_offices),
                    within_working_days=rung.within_working_days,
                    in_charge=rung.in_charge,
                )
                for rung in self.rungs
            ),
            kinds=tuple(self.kinds),
            items=tuple(self.items),
        )


def _flaw(rungs: Sequence[_Rung]) -> str:
    if not rungs:
        return "trình tự duyệt không có bước nào, cần ít nhất một bước xác nhận"
    if any(rung.unit is ApprovalStepUnit.LEAD for rung in rungs[1:]):
        return "chỉ bước đầu là của đơn vị chủ trì (unit: lead), các bước sau thuộc cấp khác"
    if rungs[-1].unit is ApprovalStepUnit.LEAD:
        return "đơn vị không tự xác nhận, cần thêm một bước sau chữ ký của đơn vị"
    if any(rung.in_charge and rung.unit is not ApprovalStepUnit.WARD for rung in rungs):
        return ONLY_LEADERS
    return _flaw_of_names([rung.name for rung in rungs])


def _flaw_of_names(names: Sequence[str]) -> str:
    if len(set(names)) < len(names):
        return "hai bước trùng tên (name), mỗi bước cần một tên riêng"
    if unnamed := [name for name in names if name not in RUNGS]:
        return f"bước “{unnamed[0]}” không có tên gọi, hãy dùng một trong: {', '.join(RUNGS)}"
    return ""
