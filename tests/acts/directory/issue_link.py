"""Cấp liên kết một lần; a spent one is met where its address is drawn."""

from typing import Final

from services.domain.directory.acts.issue_link import ACT
from tests.acts.directory.common import (
    ACCOUNT,
    ACCOUNT_CLOSED,
    ADMINISTRATORS,
    KNOWN,
    NO_ACCOUNT,
    NOT_ADMINISTRATOR,
    PERSON_PAGE,
)
from tests.acts.rights import nobody
from tests.acts.sample import ADMINISTRATOR, ActSample

SAMPLE: Final = ActSample(
    act=ACT,
    doer=ADMINISTRATOR,
    may=ADMINISTRATORS,
    may_call=nobody,
    page=f"{PERSON_PAGE}/lien-ket",
    opens=PERSON_PAGE,
    call="/api/people/{person_id}/link",
    stream=ACCOUNT,
    item=None,
    after=KNOWN,
    address={"person_id": "{person_id}"},
    refused=(NOT_ADMINISTRATOR, NO_ACCOUNT, ACCOUNT_CLOSED),
)
