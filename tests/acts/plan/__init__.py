"""The samples of what the Office decides about the plan in force."""

from typing import Final

from tests.acts.plan import settle_plan_finding
from tests.acts.sample import ActSample

SAMPLES: Final[tuple[ActSample, ...]] = (settle_plan_finding.SAMPLE, settle_plan_finding.GENERAL)
