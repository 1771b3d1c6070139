"""Đồng ý giao chức vụ: a page's button beside each grant that waits."""

from typing import Final

from services.domain.directory.acts.consent_to_grant import ACT
from tests.acts.directory.common import (
    BROUGHT_IN,
    CONSENTING,
    KNOWN,
    NEWCOMER,
    NO_PERSON,
    PERSON,
    WAITING,
)
from tests.acts.sample import ADMINISTRATOR, CHIEF, SPECIALIST, ActSample, Refused, SampleStep

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=CONSENTING,
    page="/quan-tri/cho-dong-y/chuc-vu",
    opens="/quan-tri/cho-dong-y",
    json=lambda thing: {"person_id": thing.names["person_id"], "granted": thing.granted},
    stream=PERSON,
    item=None,
    after=WAITING,
    refused=(
        Refused(code="not-consenting", by=SPECIALIST),
        NO_PERSON,
        Refused(code="waits-no-longer", after=KNOWN),
        Refused(
            code="consent-own",
            names={"person_id": "{doer_id}"},
            after=(SampleStep(act="grant-office", sent={"office": "inspector", "unit": None}),),
        ),
        Refused(code="consent-same", by=ADMINISTRATOR),
        Refused(code="consent-new", by=NEWCOMER, after=(BROUGHT_IN, *WAITING)),
    ),
)
