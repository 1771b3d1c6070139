"""Facts from before a measure's range was stored have the one that their words proposed then."""

import base64
import hashlib
import json
from itertools import product
from typing import Any

import pytest

from services.domain.assignment.events import AssignmentOpened
from services.domain.assignment.issuing import TaskIssued
from services.domain.assignment.ranges import AVERAGE_COUNT, COUNT, SHARE, MeasureRange, range_of
from services.domain.registry import EVENTS
from services.ledger import canonical
from services.ledger.codec import Codec
from tests.ledger.golden_rows import FOLDER

CODEC = Codec(EVENTS)
WORDS = [
    ("Tỷ lệ dân số tham gia bảo hiểm y tế", "%", "number", SHARE),
    ("Số doanh nghiệp đang hoạt động", "doanh nghiệp", "number", COUNT),
    ("Số bác sĩ trên một vạn dân", "bác sĩ/vạn dân", "number", AVERAGE_COUNT),
    ("Tốc độ tăng thu ngân sách", "%", "number", None),
    ("Phường đạt chuẩn", "%", "yes_no", None),
]


def written_before(event: str, **words: str) -> bytes:
    """What a release before the range wrote, with the words of one measure."""
    kept = json.loads((FOLDER / f"{event}.1.json").read_text(encoding="ascii"))
    payload: dict[str, Any] = json.loads(base64.b64decode(kept["payload"]))
    (measure,) = payload["measures"]
    assert "possible" not in measure
    return canonical.encode({**payload, "measures": [{**measure, **words}]})


@pytest.mark.parametrize("event", [AssignmentOpened, TaskIssued])
@pytest.mark.parametrize(("title", "unit", "kind", "measure_range"), WORDS)
def test_an_older_fact_has_the_range_that_its_words_propose(
    event: type[AssignmentOpened | TaskIssued],
    title: str,
    unit: str,
    kind: str,
    measure_range: MeasureRange | None,
) -> None:
    payload = written_before(event.TYPE, title=title, unit=unit, kind=kind)
    lifted = CODEC.decode(event.TYPE, 1, payload)
    assert isinstance(lifted, event)
    assert [measure.possible for measure in lifted.measures] == [measure_range]
    assert CODEC.decode(event.TYPE, event.SCHEMA, CODEC.encode(lifted)) == lifted


# Every word that the proposal knows, beside some that it does not.
_TITLES = (
    *("Tỷ lệ hộ nghèo", "Mức độ hài lòng", "Diện tích cây xanh", "Số", "SỐ NHÀ", "Sốt rét"),
    *("Tổng số học sinh", "Số thu", "Số chi", "Số dư", "Số thuê bao", "Số hộ mỗi tổ"),
    *("Số việc bình quân", "Số ngày trung bình", "Tốc độ", "Số tăng thêm", "Số giảm"),
    *("Số so với năm trước", "Số chuyển dịch", "Số chênh lệch", "Tăng trưởng", "Kế hoạch"),
    *("Chỉ tiêu", "Dự toán", "GRDP", "GDP", "Số kế hoạch", "Số tốc độ"),
)
_UNITS = (
    *("%", "% tổng chi", "% so với năm trước", "điểm %", "điểm", "ha", "héc ta", "tấn", "tạ"),
    *("kg", "m", "km", "m2", "m²", "mét", "mét khối", "lít", "giờ", "kWh", "MW", "công", "đồng"),
    *(
        "nghìn người",
        "ngàn lượt",
        "triệu lượt",
        "tỷ lượt",
        "tỉ lượt",
        "trăm lượt",
        "USD",
        "USD/hộ",
    ),
    *("đô la", "người", "hộ/năm", "hộ / quý", "hộ/tháng", "hộ/kỳ", "nhà/cấp học", "công trình"),
)
# What the first release that knew ranges said of each of them (a letter each), as SHA-256.
_THEN = "89f91bcd7887bbdbd62e1c7d4045361f2095f3f177345993748ad2dda8172210"
_SAID = {None: "-", SHARE: "s", COUNT: "c", AVERAGE_COUNT: "a"}


def test_what_the_words_proposed_then_never_changes() -> None:
    """Facts are lifted by it: a better reading of words is a new function for new plans."""
    kinds = ("number", "yes_no", "milestone")
    said = "".join(
        _SAID[range_of(title=title, unit=unit, kind=kind)]
        for title, unit, kind in product(_TITLES, _UNITS, kinds)
    )
    assert set(said) == set(_SAID.values())
    assert hashlib.sha256(said.encode()).hexdigest() == _THEN
