"""Thu hồi mã truy cập: on pages alone, since whoever holds a token may not end another."""

from typing import Final

from services.domain.directory.acts.revoke_token import ACT
from tests.acts.directory.common import GONE, OWN_ACCOUNT
from tests.acts.rights import nobody
from tests.acts.sample import SPECIALIST, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=nobody,  # but its owner: none of the matrix
    page="/tai-khoan/ma-truy-cap/{token_id}/thu-hoi",
    opens="/tai-khoan/ma-truy-cap",
    stream=OWN_ACCOUNT,
    item=None,
    after=("issue-token",),
    address={"person_id": "{own_id}", "token_id": "{token_id}"},
    refused=(
        Refused(code="no-office", by=GONE),
        Refused(code="no-token", names={"token_id": "{nobody}"}, after=()),
    ),
)
