"""The file that samples attach and take back, and the names of an item's things."""

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Final
from uuid import UUID, uuid5

from services.domain.assignment.events import assignment_stream
from services.domain.plan.events import plan_stream
from services.domain.task.births import assigned_task_stream
from tests import evidence_files
from tests.acts.sample import COLLEAGUE, OTHER, POLICE, VICE_CHAIR, SampleFile, SampleItem
from tests.givens import SPACE

REPORT_FILE: Final = SampleFile(
    name="báo cáo.pdf", content=evidence_files.PDF, media_type="application/pdf"
)
# Items of two more tasks: an open one that replaces others, and one that comes to end.
SHARED: Final = "70-001"
ENDING: Final = "70-002"
NOBODY: Final = UUID("00000000-0000-4000-8000-000000000001")  # of no directory
# Who is named for a task inside the units of the samples.
SPECIALISTS: Final = {
    "colleague": str(COLLEAGUE.holder.person_id),
    "stranger": str(OTHER.holder.person_id),
    "police": str(POLICE.holder.person_id),
}
DIGEST: Final = hashlib.sha256(REPORT_FILE.content).hexdigest()


def names_of(code: str, task: str) -> dict[str, str]:
    """What addresses and streams are made of; `task` is the stream of the item's task.

    `other` is an open task of the same kind and period, of another item; `directive` is the code
    of the directive that assigns the work of a life in which it is assigned, `assigned` its task.

    Person, unit and token are those that the life of a sample makes: nobody knows them before.
    """
    return {
        "task": task,
        "directive": directive_of(code),
        "assigned": assigned_task_stream(directive_of(code), 1),
        "other": task.replace(code, SHARED),
        "item": assignment_stream(code),
        "plan": plan_stream("cho-san"),
        "code": code,
        "finding": f"D-{code}",
        "sha256": DIGEST,
        "person_id": str(_id(f"person/{code}")),
        "token_id": str(_id(f"token/{code}")),
        "session_id": str(_id(f"session/{code}")),
        "unit": f"DV{re.sub('[^A-Z0-9]', '', code.upper())}",
        "leader": str(VICE_CHAIR.holder.person_id),
        **SPECIALISTS,
        "nobody": str(NOBODY),
    }


def born(names: Mapping[str, str], item: SampleItem | None) -> dict[str, str]:
    """The same names where the task is that of this work: of a period, or assigned."""
    assigned = item is not None and item.assigned
    return {**names, "task": names["assigned"]} if assigned else dict(names)


def directive_of(code: str) -> str:
    """The code of the directive that assigns the work of the life with this code."""
    drawn = base64.b32encode(hashlib.sha256(code.encode()).digest()).decode().lower()
    return f"2026.{drawn[:8]}"


def _id(key: str) -> UUID:
    drawn = uuid5(SPACE, key).bytes
    return UUID(bytes=drawn, version=4)
