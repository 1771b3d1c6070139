"""Buộc đổi mật khẩu: of somebody who has one."""

from typing import Final

from services.domain.directory.acts.revoke_password import ACT
from tests.acts.directory.common import (
    ACCOUNT,
    ACCOUNT_CLOSED,
    ADMINISTRATORS,
    NO_ACCOUNT,
    NOT_ADMINISTRATOR,
    PERSON_PAGE,
    THE_LAST,
)
from tests.acts.sample import ADMINISTRATOR, COLLEAGUE, ActSample

SAMPLE: Final = ActSample(
    act=ACT,
    doer=ADMINISTRATOR,
    may=ADMINISTRATORS,
    page=f"{PERSON_PAGE}/doi-mat-khau",
    opens=PERSON_PAGE,
    call="/api/people/{person_id}/password/revoke",
    stream=ACCOUNT,
    item=None,
    names={"person_id": str(COLLEAGUE.holder.person_id)},
    address={"person_id": "{person_id}"},
    refused=(NOT_ADMINISTRATOR, NO_ACCOUNT, ACCOUNT_CLOSED, THE_LAST),
)
