"""Cấp mã truy cập: on pages alone, since a token that makes tokens would outlive its own end."""

from typing import Any, Final
from uuid import UUID

from services.domain.directory.acts.issue_token import ACT, MOST_TOKENS
from tests.acts.directory.common import GONE, OFFICE_HOLDERS, OWN_ACCOUNT, day
from tests.acts.sample import INSPECTOR, SPECIALIST, ActSample, Refused, SampleStep, Thing


def _sent(thing: Thing) -> dict[str, Any]:
    return {"label": "Phần mềm báo cáo", "scope": "read", "ends_on": day(thing, 30)}


_OTHERS: Final = tuple(
    SampleStep(act="issue-token", by=INSPECTOR, command={"token_id": UUID(int=number)})
    for number in range(MOST_TOKENS)
)
SAMPLE: Final = ActSample(
    act=ACT,
    doer=SPECIALIST,
    may=OFFICE_HOLDERS,
    page="/tai-khoan/ma-truy-cap",
    opens="/tai-khoan/ma-truy-cap",
    json=_sent,
    stream=OWN_ACCOUNT,
    item=None,
    address={"person_id": "{own_id}", "token_id": "{token_id}", "secret_sha256": "{sha256}"},
    refused=(
        Refused(code="no-office", by=GONE),
        Refused(code="field-scope", sent={"scope": "vua"}, field="scope"),
        Refused(
            code="token-day", sent=lambda thing: {"ends_on": day(thing, 400)}, field="ends_on"
        ),
        Refused(code="token-many", by=INSPECTOR, after=_OTHERS),
    ),
)
