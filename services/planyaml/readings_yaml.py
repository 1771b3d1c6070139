"""The readings of the decree on scoring from their YAML file."""

from typing import Annotated, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from services.domain.errors import Refusal
from services.domain.task.appraisal_readings import DecreeReading, LateStep

_SAID: Final = "reading"
Percent = Annotated[int, Field(ge=0, le=100)]
Words = Annotated[str, Field(min_length=1, max_length=200)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _LateStep(_Strict):
    up_to_working_days: Annotated[int, Field(ge=0, le=366)] | None
    percent: Percent


class _Reading(_Strict):
    code: Annotated[str, Field(pattern="^[a-z]+(-[a-z]+)*$", max_length=60)]
    name: Words
    source: Words
    late: Annotated[list[_LateStep], Field(min_length=1)]
    failed_content_percent: Percent

    @field_validator("late")
    @classmethod
    def _rising_to_any(cls, steps: list[_LateStep]) -> list[_LateStep]:
        days = [step.up_to_working_days for step in steps]
        *first, last = days
        known = [day for day in first if day is not None]
        if last is not None or len(known) < len(first) or known != sorted(set(known)):
            raise PydanticCustomError(
                _SAID, "số ngày phải tăng dần, dòng cuối để null (bao nhiêu ngày cũng tính)"
            )
        return steps


class _File(_Strict):
    readings: Annotated[list[_Reading], Field(min_length=1, max_length=4)]

    @field_validator("readings")
    @classmethod
    def _codes_differ(cls, readings: list[_Reading]) -> list[_Reading]:
        if len({each.code for each in readings}) < len(readings):
            raise PydanticCustomError(_SAID, "hai cách đọc trùng mã (code)")
        return readings


def read_decree_readings(text: str, name: str) -> tuple[DecreeReading, ...]:
    """The readings in their order; raises Refusal that names the file and every wrong key."""
    try:
        read = _File.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise Refusal("readings-file", f"{name}: không đọc được YAML.") from error
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(str(part) for part in flaw['loc']) or 'cả tệp'}: "
            f"{flaw['msg'] if flaw['type'] == _SAID else 'giá trị không hợp lệ'}"
            for flaw in error.errors()
        )
        raise Refusal("readings-file", f"{name}: cách đọc chưa đúng: {wrong}.") from error
    return tuple(
        DecreeReading(
            code=each.code,
            name=each.name,
            source=each.source,
            late=tuple(
                LateStep(up_to_working_days=step.up_to_working_days, percent=step.percent)
                for step in each.late
            ),
            failed_content_percent=each.failed_content_percent,
        )
        for each in read.readings
    )
