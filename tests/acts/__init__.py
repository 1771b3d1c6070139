"""One sample for each act, in the order of the nouns; an act without one fails a test."""

from collections.abc import Mapping
from typing import Final

from tests.acts import (
    assignment,
    directive,
    directory,
    inspection,
    plan,
    plan_document,
    programme,
    register_columns,
    task,
)
from tests.acts.sample import ActSample

SAMPLES: Final[tuple[ActSample, ...]] = (
    *task.SAMPLES,
    *assignment.SAMPLES,
    *plan.SAMPLES,
    *directory.SAMPLES,
)
# With those that happen in lives alone, and in no ward of the page tests.
EVERY_SAMPLE: Final[tuple[ActSample, ...]] = (
    *SAMPLES,
    *directive.SAMPLES,
    *programme.SAMPLES,
    *inspection.SAMPLES,
    *register_columns.SAMPLES,
    *plan_document.SAMPLES,
)
# By the act's name, for a life to say what has happened; of several the first.
SAMPLE_OF: Final[Mapping[str, ActSample]] = {
    sample.act.name: sample for sample in reversed(EVERY_SAMPLE)
}
