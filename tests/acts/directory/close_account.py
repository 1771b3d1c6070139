"""Khóa tài khoản."""

from typing import Final

from services.domain.directory.acts.close_account import ACT
from tests.acts.directory.common import (
    ACCOUNT,
    ACCOUNT_CLOSED,
    ADMINISTRATORS,
    KNOWN,
    NO_ACCOUNT,
    NOT_ADMINISTRATOR,
    PERSON_PAGE,
    THE_LAST,
)
from tests.acts.rights import nobody
from tests.acts.sample import ADMINISTRATOR, ActSample

SAMPLE: Final = ActSample(
    act=ACT,
    doer=ADMINISTRATOR,
    may=ADMINISTRATORS,
    may_call=nobody,
    page=f"{PERSON_PAGE}/khoa",
    opens=PERSON_PAGE,
    call="/api/people/{person_id}/account/close",
    stream=ACCOUNT,
    item=None,
    after=KNOWN,
    address={"person_id": "{person_id}"},
    refused=(NOT_ADMINISTRATOR, NO_ACCOUNT, ACCOUNT_CLOSED, THE_LAST),
)
