"""A decision on a finding corrects what a measure must reach, and says what stood before."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from services.domain.answers import MeasureKind
from services.domain.assignment.events import Measure
from services.domain.assignment.ranges import SHARE
from services.domain.assignment.state import Assignment, opened_as
from services.domain.assignment.target_facts import KIND, TargetCorrected, changes
from services.domain.errors import Refusal
from services.domain.plan.target_corrections import target_correction
from tests.domain.test_correct_lead import OPENED, STREAM, given

POOR = Measure(
    code="CT05.1",
    title="Tỷ lệ hộ nghèo",
    unit="%",
    kind=MeasureKind.NUMBER.value,
    operator="at_most",
    target_2030=Decimal(1),
    target_2030_high=None,
    target_average=None,
    target_average_high=None,
    rule="R7",
    reach_by=date(2030, 12, 31),
    stretch=False,
    stretch_target=None,
    in_annex=True,
    frequencies=("year",),
    possible=SHARE,
)
REVIEWED = replace(
    POOR, code="CT05.2", title="Hoàn thành rà soát", kind=MeasureKind.YES_NO.value, possible=None
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    finding: str = "C08"
    measure: str | None = "CT05.1"
    target: str | None = None
    yearly: str | None = None
    reach_by: date | None = None


def item(code: str = "G-1") -> Assignment:
    return opened_as(STREAM, replace(OPENED, code=code, measures=(POOR, REVIEWED)))


def test_the_target_and_its_day_are_corrected_and_what_stood_before_is_said() -> None:
    typed = Typed(target="0,5", reach_by=date(2028, 12, 31))
    event = target_correction(item(), typed)
    assert isinstance(event, TargetCorrected)
    assert changes(event) == (
        "mục tiêu đến năm 2030 từ 1 thành 0,5; ngày đạt chậm nhất từ 31/12/2030 thành 31/12/2028"
    )
    (fact,) = given(STREAM, event)
    first, second = KIND.apply(item(), event, fact).measures
    assert (first.target_2030, first.reach_by) == (Decimal("0.5"), date(2028, 12, 31))
    assert first.target_average is None, "what was left blank stays"
    assert second == REVIEWED


@pytest.mark.parametrize(
    "typed", [Typed(), Typed(measure=None), Typed(target="1", reach_by=date(2030, 12, 31))]
)
def test_where_nothing_changes_nothing_is_recorded(typed: Typed) -> None:
    assert target_correction(item(), typed) is None


@pytest.mark.parametrize(
    ("code", "typed", "reason"),
    [
        ("G-1", Typed(measure="CT99", target="1"), "target-measure"),
        ("G-1", Typed(measure=None, yearly="1"), "target-measure"),
        ("G-1.VP", Typed(target="1"), "target-shared"),
        ("G-1", Typed(target="hết"), "target-number"),
        ("G-1", Typed(measure="CT05.2", target="1"), "target-number"),
        ("G-1", Typed(yearly="1.250"), "target-either"),
        ("G-1", Typed(target="250"), "target-impossible"),
    ],
)
def test_what_cannot_be_a_target_is_refused_in_words(code: str, typed: Typed, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        target_correction(item(code), typed)
    assert refused.value.code == reason
