"""The samples of what is done to an inspector's finding.

They happen in lives alone; over HTTP they are done in `tests/api`.
"""

from typing import Final

from tests.acts.inspection import answer_finding, close_finding, open_finding, withdraw_finding
from tests.acts.sample import ActSample

SAMPLES: Final[tuple[ActSample, ...]] = (
    open_finding.SAMPLE,
    answer_finding.SAMPLE,
    close_finding.SAMPLE,
    withdraw_finding.SAMPLE,
)
