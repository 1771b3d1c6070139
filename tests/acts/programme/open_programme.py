"""Mở đăng ký."""

from typing import Final

from services.domain.programme.acts.open_programme import ACT
from tests.acts.programme.common import CALL, COMPOSERS, NAMES, OPENED, STREAM
from tests.acts.sample import CHIEF, SPECIALIST, ActSample, Refused

SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHIEF,
    may=COMPOSERS,
    page="/chuong-trinh/{code}/mo-dang-ky",
    opens="/chuong-trinh",
    call=f"{CALL}/opening",
    json=lambda _: {"units": ["KTHTDT", "VHXH", "VP"]},
    item=None,
    stream=STREAM,
    names=NAMES,
    address={"period": "{programme}"},
    refused=(
        Refused(code="not-composing", by=SPECIALIST),
        Refused(code="programme-known", after=OPENED),
        Refused(code="programme-period-unknown", names={"programme": "2026-M13"}),
        Refused(code="programme-period-over", names={"programme": "2026-M10"}),
        Refused(code="programme-units-missing", sent={"units": []}, field="units"),
        Refused(code="programme-units-unknown", sent={"units": ["MTTQ"]}, field="units"),
    ),
)
