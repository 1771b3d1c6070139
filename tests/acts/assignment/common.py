"""What the samples of an item share: its measures, the paper behind an act, why it may be none."""

from typing import Final

from services.domain.assignment.events import AssignmentConcluded
from tests.acts.sample import BEGINS, HEAD, Refused, SampleItem, Thing
from tests.acts.task.common import ODD_PAPER, paper_of_tomorrow

SECRET_INDICATOR: Final = SampleItem(lead="CAP", restricted=True, measures=(False, True))
PAPER: Final = {"number": "12/QĐ-UBND", "dated_on": "2026-11-20"}
REFUSED_PAPERS: Final = (
    Refused(code="paper-number", command=ODD_PAPER),
    Refused(code="paper-in-future", sent=paper_of_tomorrow, field="paper.dated_on"),
)


def measure_of(thing: Thing, number: int) -> str:
    """The code of a measure of the item: the first asks for a share, the second for a yes."""
    return f"{thing.names['code']}.{number}"


# Why what is said of a measure is refused, whatever is said.
REFUSED_MEASURES: Final = (
    Refused(code="not-measuring", by=HEAD),
    Refused(code="no-assignment", command={"stream": "assignment-xyz"}),
    Refused(code="item-closed", after=(AssignmentConcluded(last_period_on=BEGINS),)),
    Refused(code="measure-restricted", item=SECRET_INDICATOR),
    Refused(code="measure-unknown", sent={"measure": "CT99"}),
    Refused(code="measure-yes-no", sent=lambda thing: {"measure": measure_of(thing, 2)}),
)
