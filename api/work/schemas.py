"""Own work over the wire."""

from pydantic import Field

from api.rest.schemas import Schema
from api.task.schemas import TaskLine


class WorkGroup(Schema):
    """Một nhóm của Việc của tôi."""

    group: str = Field(examples=["late"])
    tasks: list[TaskLine]


class MyWork(Schema):
    """Mọi việc của người này, mỗi việc trong đúng một nhóm, hạn sớm trước."""

    groups: list[WorkGroup]
