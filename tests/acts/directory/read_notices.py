"""Đã xem thông báo: on pages alone, since what a person was told is read by that person."""

from typing import Final

from services.domain.directory.acts.read_notices import ACT
from tests.acts.directory.common import OWN_ACCOUNT
from tests.acts.rights import nobody
from tests.acts.sample import OTHER, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=OTHER,
    may=nobody,  # further than anybody was told, as the matrix asks
    page="/tai-khoan/thong-bao",
    opens="/viec",
    json=lambda thing: {
        "account_version": thing.account_version,
        "person_version": thing.person_version,
    },
    stream=OWN_ACCOUNT,
    item=None,
    after=("end-sessions",),
    names={"person_id": "{doer_id}"},
    address={"person_id": "{own_id}", "session_id": "{session_id}"},
    refused=(
        Refused(code="notices-ahead", sent={"account_version": 999}),
        Refused(code="notices-ahead", sent={"person_version": 999}),
    ),
)
