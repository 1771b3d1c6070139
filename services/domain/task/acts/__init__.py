"""What somebody can do to a task: the explicit list, and what follows from it."""

from collections.abc import Mapping
from typing import Any, Final

from services.domain.act import Act, FactKind
from services.domain.context import DecisionContext
from services.domain.facts import Event
from services.domain.task import clock_facts, opening, rescheduling
from services.domain.task.acts import (
    accept_contest,
    acknowledge_task,
    approve_contribution,
    approve_submission,
    attach_file,
    chase_supporter,
    claim_cause,
    confirm_cause,
    confirm_submission,
    contest_line,
    decline_task,
    detach_file,
    give_instruction,
    grant_extension,
    keep_task,
    name_specialist,
    note_contact,
    note_progress,
    note_promise,
    reassign_task,
    recall_submission,
    recognise_task,
    refuse_extension,
    reject_cause,
    reject_contest,
    release_specialist,
    replace_task,
    request_contribution,
    request_extension,
    resume_task,
    return_contribution,
    return_submission,
    send_chase,
    submit_contribution,
    submit_report,
    suspend_task,
    undo_act,
    waive_contribution,
    withdraw_extension,
    withdraw_task,
)
from services.domain.task.state import Task

_MODULES: Final = (
    undo_act,
    give_instruction,
    acknowledge_task,
    submit_report,
    recall_submission,
    approve_submission,
    confirm_submission,
    return_submission,
    submit_contribution,
    approve_contribution,
    return_contribution,
    request_contribution,
    waive_contribution,
    note_progress,
    request_extension,
    withdraw_extension,
    grant_extension,
    refuse_extension,
    claim_cause,
    confirm_cause,
    reject_cause,
    contest_line,
    accept_contest,
    reject_contest,
    name_specialist,
    release_specialist,
    decline_task,
    keep_task,
    reassign_task,
    suspend_task,
    resume_task,
    withdraw_task,
    replace_task,
    send_chase,
    note_promise,
    note_contact,
    chase_supporter,
    recognise_task,
    attach_file,
    detach_file,
)
# In the order in which a task's page offers them.
ACTS: Final[tuple[Act[Task, Any, DecisionContext], ...]] = tuple(each.ACT for each in _MODULES)
FACTS: Final[tuple[FactKind[Task], ...]] = (
    *opening.FACTS,
    *clock_facts.FACTS,
    *rescheduling.FACTS,
    *(kind for each in _MODULES for kind in each.FACTS),
)
KINDS: Final[Mapping[type[Event], FactKind[Task]]] = {kind.event: kind for kind in FACTS}
