"""The sample of what is done to the columns of another system's register.

It happens in a life alone: its form stands on the page of a file that somebody sent. Over HTTP it
is done in `tests/api/test_register_columns.py`.
"""

from typing import Final

from tests.acts.register_columns import map_register_columns
from tests.acts.sample import ActSample

SAMPLES: Final[tuple[ActSample, ...]] = (map_register_columns.SAMPLE,)
