"""Đăng xuất mọi nơi: of somebody whose program has a token."""

from typing import Final

from services.domain.directory.acts.end_sessions import ACT
from tests.acts.directory.common import (
    ACCOUNT,
    ACCOUNT_CLOSED,
    ADMINISTRATORS,
    NO_ACCOUNT,
    NOT_ADMINISTRATOR,
    PERSON_PAGE,
)
from tests.acts.sample import ADMINISTRATOR, COLLEAGUE, ActSample, SampleStep

SAMPLE: Final = ActSample(
    act=ACT,
    doer=ADMINISTRATOR,
    may=ADMINISTRATORS,
    page=f"{PERSON_PAGE}/dang-xuat",
    opens=PERSON_PAGE,
    call="/api/people/{person_id}/sessions/end",
    stream=ACCOUNT,
    item=None,
    after=(SampleStep(act="issue-token", by=COLLEAGUE),),
    names={"person_id": str(COLLEAGUE.holder.person_id)},
    address={"person_id": "{person_id}"},
    refused=(NOT_ADMINISTRATOR, NO_ACCOUNT, ACCOUNT_CLOSED),
)
