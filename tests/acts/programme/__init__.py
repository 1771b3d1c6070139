"""The samples of what is done to a work programme.

They happen in lives alone: no ward of the scenes gives each of them a programme of its own. Over
HTTP they are done in `tests/api`.
"""

from typing import Final

from tests.acts.programme import (
    add_row,
    amend_row,
    carry_row,
    chase_registration,
    close_programme,
    drop_row,
    merge_rows,
    move_row,
    open_programme,
    order_rows,
    register_row,
    settle_finding,
    sign_programme,
    strike_row,
    withdraw_row,
)
from tests.acts.sample import ActSample

SAMPLES: Final[tuple[ActSample, ...]] = (
    open_programme.SAMPLE,
    register_row.SAMPLE,
    amend_row.SAMPLE,
    withdraw_row.SAMPLE,
    chase_registration.SAMPLE,
    merge_rows.SAMPLE,
    strike_row.SAMPLE,
    order_rows.SAMPLE,
    settle_finding.SAMPLE,
    sign_programme.SAMPLE,
    add_row.SAMPLE,
    move_row.SAMPLE,
    drop_row.SAMPLE,
    carry_row.SAMPLE,
    close_programme.SAMPLE,
)
