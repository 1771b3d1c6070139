"""The samples of what the Office sets of an item of the plan."""

from typing import Final

from tests.acts.assignment import (
    correct_lead,
    correct_range,
    name_lead,
    set_due_rule,
    set_frequency,
    state_targets,
)
from tests.acts.sample import ActSample

SAMPLES: Final[tuple[ActSample, ...]] = (
    name_lead.SAMPLE,
    correct_lead.SAMPLE,
    set_frequency.SAMPLE,
    set_due_rule.SAMPLE,
    state_targets.SAMPLE,
    correct_range.SAMPLE,
)
