"""How overdue tasks climb, from the ward's file of rules."""

from itertools import pairwise
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from services.domain.approval_chains import ApprovalStepUnit
from services.domain.roles import Office
from services.domain.task_life_rules import ORDINARY_OVERDUE, OverdueRules, OverdueStep
from services.planyaml.chains_yaml import ONLY_LEADERS, SAID


class _Step(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    after_working_days: Annotated[int, Field(ge=1, le=250)]
    offices: Annotated[list[Office], Field(min_length=1)]
    unit: ApprovalStepUnit
    in_charge: bool = False


class OverdueSaid(BaseModel):
    """The ladder of overdue tasks as the file says it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    steps: Annotated[list[_Step], Field(max_length=20)]
    requested_units: list[str] = []

    @field_validator("steps")
    @classmethod
    def make_sense_together(cls, steps: list[_Step]) -> list[_Step]:
        """Each step comes later than the one before it, and leaders alone are in charge."""
        if any(
            one.after_working_days >= next_.after_working_days for one, next_ in pairwise(steps)
        ):
            raise PydanticCustomError(
                SAID, "các bước phải tăng dần theo số ngày làm việc quá hạn (after_working_days)"
            )
        if any(step.in_charge and step.unit is not ApprovalStepUnit.WARD for step in steps):
            raise PydanticCustomError(SAID, ONLY_LEADERS)
        return steps


def overdue_rules(said: OverdueSaid | None) -> OverdueRules:
    """The rules of the ward; a file from before a ward said so has no step."""
    if said is None:
        return ORDINARY_OVERDUE
    return OverdueRules(
        steps=tuple(
            OverdueStep(
                after_working_days=step.after_working_days,
                offices=tuple(step.offices),
                unit=step.unit,
                in_charge=step.in_charge,
            )
            for step in said.steps
        ),
        requested_units=tuple(said.requested_units),
    )
