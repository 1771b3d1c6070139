"""A report that came back for its form, and came again with other figures."""

from typing import Final

from tests.acts.sample import CHIEF, Before, SampleStep, Sent, Thing
from tests.acts.task.submit_report import figures


def _lower(thing: Thing) -> Sent:
    first, *others = figures(thing)
    return {"figures": [{**first, "value": "61.03"}, *others]}


# The unit has signed both; whoever decides next must say what the other figures were.
CORRECTED_FIGURES: Final[Before] = (
    "submit-report",
    "approve-submission",
    SampleStep(act="return-submission", by=CHIEF),
    SampleStep(act="submit-report", sent=_lower),
    "approve-submission",
)
