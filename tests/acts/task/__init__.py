"""The samples of what people do with a task."""

from typing import Final

from tests.acts.sample import ActSample
from tests.acts.task import (
    acknowledge_task,
    approve_submission,
    attach_file,
    confirm_submission,
    decline_task,
    detach_file,
    grant_extension,
    keep_task,
    name_specialist,
    note_progress,
    reassign_task,
    recall_submission,
    refuse_extension,
    release_specialist,
    replace_task,
    request_extension,
    resume_task,
    return_submission,
    send_chase,
    submit_contribution,
    submit_report,
    suspend_task,
    withdraw_extension,
    withdraw_task,
)

_MODULES: Final = (
    acknowledge_task,
    attach_file,
    detach_file,
    submit_contribution,
    submit_report,
    note_progress,
    request_extension,
    withdraw_extension,
    grant_extension,
    refuse_extension,
    name_specialist,
    release_specialist,
    recall_submission,
    approve_submission,
    return_submission,
    confirm_submission,
    send_chase,
    suspend_task,
    resume_task,
    withdraw_task,
    decline_task,
    keep_task,
    reassign_task,
    replace_task,
)
SAMPLES: Final[tuple[ActSample, ...]] = tuple(module.SAMPLE for module in _MODULES)
