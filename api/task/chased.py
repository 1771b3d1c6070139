"""What a unit promised and a leader asked, as the JSON interface tells it."""

from datetime import date

from pydantic import Field

from api.rest.schemas import Schema
from services.domain.task.contacts import ContactWay, open_promise
from services.domain.task.state import Task


class Promised(Schema):
    """Lời hứa nộp mới nhất của đơn vị chủ trì mà báo cáo chưa được ký."""

    made_on: date
    by_on: date
    way: str = Field(examples=["phone"], description=", ".join(ContactWay))


class Instructed(Schema):
    """Ý kiến chỉ đạo còn hiệu lực; lời của ý kiến ở diễn biến của việc."""

    on: date
    office: str | None = Field(examples=["vice_chair"])
    by_on: date | None


def promise_answer(task: Task) -> Promised | None:
    """The promise that the unit has not redeemed; None where none stands."""
    promise = None if task.ending else open_promise(task.promises)
    if promise is None:
        return None
    return Promised(made_on=promise.made_on, by_on=promise.by_on, way=promise.way)


def instruction_answer(task: Task) -> Instructed | None:
    """What a leader asked of the unit, while it stands; None where nothing does."""
    given = None if task.ending else task.instruction
    if given is None:
        return None
    return Instructed(on=given.on, office=given.office, by_on=given.by_on)
