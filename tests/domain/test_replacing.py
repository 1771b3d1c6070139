"""The quick copy of a frozen row is the standard library's, field by field."""

import dataclasses
from dataclasses import dataclass
from typing import Any

import pytest

from services.domain.replacing import replace
from services.domain.task.state import Stage, Task
from tests.domain.pure_kit import PureKit, UnderTest
from tests.domain.task_world import WORLDS


@pytest.fixture
def task() -> Task:
    return PureKit(WORLDS["scheme"], UnderTest()).task()


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Task)])
def test_every_field_is_kept_and_every_one_can_change(task: Task, field: str) -> None:
    other = object()
    change: dict[str, Any] = {field: other}
    mine = replace(task, **change)
    assert mine == dataclasses.replace(task, **change)
    assert getattr(mine, field) is other
    assert mine != task


def test_what_is_copied_stays_as_it_was(task: Task) -> None:
    before = dataclasses.replace(task)
    later = replace(task, stage=Stage.APPROVED)
    assert task == before
    assert replace(later, stage=task.stage) == before
    with pytest.raises(dataclasses.FrozenInstanceError):
        later.stage = Stage.ISSUED  # type: ignore[misc]


def test_a_field_that_does_not_exist_is_refused(task: Task) -> None:
    with pytest.raises(TypeError, match="Task has no field 'stages'"):
        replace(task, stages=Stage.APPROVED)  # type: ignore[call-arg]


@dataclass(frozen=True, slots=True, kw_only=True)
class One:
    """A row of one field."""

    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A row that looks at itself when it is made."""

    value: int

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError(self.value)


def test_a_row_of_one_field_is_a_row() -> None:
    assert replace(One(value=1)) == One(value=1)
    assert replace(One(value=1), value=2) == One(value=2)


def test_a_row_that_checks_itself_is_not_copied_past_its_check() -> None:
    with pytest.raises(TypeError, match="Checked checks itself"):
        replace(Checked(value=1), value=-1)
