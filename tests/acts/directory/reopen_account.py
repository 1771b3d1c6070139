"""Mở lại tài khoản."""

from typing import Final

from services.domain.directory.acts.reopen_account import ACT
from tests.acts.directory.common import (
    ACCOUNT,
    ADMINISTRATORS,
    CLOSED,
    KNOWN,
    NO_ACCOUNT,
    NOT_ADMINISTRATOR,
    PERSON_PAGE,
)
from tests.acts.rights import nobody
from tests.acts.sample import ADMINISTRATOR, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=ADMINISTRATOR,
    may=ADMINISTRATORS,
    may_call=nobody,
    page=f"{PERSON_PAGE}/mo-lai",
    opens=PERSON_PAGE,
    call="/api/people/{person_id}/account/reopen",
    stream=ACCOUNT,
    item=None,
    after=CLOSED,
    address={"person_id": "{person_id}"},
    refused=(NOT_ADMINISTRATOR, NO_ACCOUNT, Refused(code="account-open", after=KNOWN)),
)
