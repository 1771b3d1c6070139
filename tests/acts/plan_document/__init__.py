"""The samples of what is done to a plan document.

They happen in lives alone: the ward of the scenes carries out one plan, which no document of ours
is, and what was read must be what is read again. Over HTTP they are done in `tests/api`.
"""

from typing import Final

from tests.acts.plan_document import (
    load_reading,
    quote_document,
    read_document,
    settle_finding,
    withdraw_quotes,
)
from tests.acts.sample import ActSample

SAMPLES: Final[tuple[ActSample, ...]] = (
    read_document.SAMPLE,
    settle_finding.SAMPLE,
    load_reading.SAMPLE,
    quote_document.SAMPLE,
    withdraw_quotes.SAMPLE,
)
