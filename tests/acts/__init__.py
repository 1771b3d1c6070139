"""One sample for each act, in the order of the nouns; an act without one fails a test."""

from collections.abc import Mapping
from typing import Final

from tests.acts import assignment, directory, plan, task
from tests.acts.sample import ActSample

SAMPLES: Final[tuple[ActSample, ...]] = (
    *task.SAMPLES,
    *assignment.SAMPLES,
    *plan.SAMPLES,
    *directory.SAMPLES,
)
# By the act's name, for a life to say what has happened; of several the first.
SAMPLE_OF: Final[Mapping[str, ActSample]] = {
    sample.act.name: sample for sample in reversed(SAMPLES)
}
