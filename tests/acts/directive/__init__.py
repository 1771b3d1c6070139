"""The samples of what is done to a directive.

They happen in lives alone: no ward of the scenes gives each of them a directive of its own. Over
HTTP they are done in `tests/api`.
"""

from typing import Final

from tests.acts.directive import (
    assign_tasks,
    attach_directive_file,
    close_directive,
    detach_directive_file,
    lay_clauses,
    number_directive,
    register_directive,
    reopen_directive,
    repeat_order,
    settle_clauses,
    stop_order,
)
from tests.acts.sample import ActSample

SAMPLES: Final[tuple[ActSample, ...]] = (
    register_directive.SAMPLE,
    number_directive.SAMPLE,
    attach_directive_file.SAMPLE,
    detach_directive_file.SAMPLE,
    lay_clauses.SAMPLE,
    settle_clauses.SAMPLE,
    assign_tasks.SAMPLE,
    repeat_order.SAMPLE,
    stop_order.SAMPLE,
    close_directive.SAMPLE,
    reopen_directive.SAMPLE,
)
