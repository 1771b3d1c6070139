"""Duyệt nội dung phối hợp."""

from typing import Final

from services.domain.roles import Office
from services.domain.task.acts.approve_contribution import ACT
from tests.acts.rights import OPEN, SUPPORTED
from tests.acts.sample import OTHER_HEAD, ActSample
from tests.acts.task.common import CONTRIBUTED, OPENS, REFUSED_SIGNATURES

SAMPLE: Final = ActSample(
    act=ACT,
    doer=OTHER_HEAD,
    may=((frozenset({Office.UNIT_HEAD}), SUPPORTED, OPEN),),
    page="/viec/{stream}/duyet-phoi-hop",
    opens=OPENS,
    call="/api/tasks/{stream}/contribution-approval",
    json=lambda _: {"contribution": 1},
    after=CONTRIBUTED,
    refused=REFUSED_SIGNATURES,
)
