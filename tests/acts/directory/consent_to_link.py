"""Đồng ý cấp liên kết: a page's button beside each link of somebody who decides."""

from typing import Final

from services.domain.directory.acts.consent_to_link import ACT
from tests.acts.directory.common import (
    ACCOUNT,
    BROUGHT_IN,
    CONSENTING,
    KNOWN,
    NEWCOMER,
    WAITING,
)
from tests.acts.sample import ADMINISTRATOR, CHIEF, SPECIALIST, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=CONSENTING,
    page="/quan-tri/cho-dong-y/lien-ket",
    opens="/quan-tri/cho-dong-y",
    json=lambda thing: {"person_id": thing.names["person_id"], "issued": thing.issued},
    stream=ACCOUNT,
    item=None,
    after=(*WAITING, "issue-link"),
    refused=(
        Refused(code="not-consenting", by=SPECIALIST),
        Refused(code="waits-no-longer", after=(*KNOWN, "issue-link")),
        Refused(code="waits-no-longer", after=KNOWN),
        Refused(code="consent-own", names={"person_id": "{doer_id}"}, after=("issue-link",)),
        Refused(code="consent-same", by=ADMINISTRATOR),
        Refused(code="consent-new", by=NEWCOMER, after=(BROUGHT_IN, *WAITING, "issue-link")),
    ),
)
