"""The file that samples attach and take back, and the names of an item's things."""

import hashlib
from typing import Final

from services.domain.assignment.events import assignment_stream
from services.domain.plan.events import plan_stream
from tests import evidence_files
from tests.acts.sample import SampleFile

REPORT_FILE: Final = SampleFile(
    name="báo cáo.pdf", content=evidence_files.PDF, media_type="application/pdf"
)
DIGEST: Final = hashlib.sha256(REPORT_FILE.content).hexdigest()


def names_of(code: str, task: str) -> dict[str, str]:
    """What addresses and streams are made of; `task` is the stream of the item's task."""
    return {
        "task": task,
        "item": assignment_stream(code),
        "plan": plan_stream("cho-san"),
        "code": code,
        "finding": f"D-{code}",
        "sha256": DIGEST,
    }
