"""Whether a document is that of the plan in force: place, period, number, and the titles."""

from dataclasses import replace

import pytest

from services.domain.errors import Refusal
from services.domain.plan_document.laying import differences, require_same_plan
from tests.plan_readings import laying, reading

READING = reading()
PLAN = READING.draft
ITEMS = len(PLAN.items)
ALL = frozenset(item.code for item in PLAN.items)


def test_the_plan_s_own_document_differs_in_nothing() -> None:
    own = laying(READING)
    assert differences(PLAN, own) == ()
    require_same_plan(PLAN, own)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"place": "Nơi khác"}, "địa danh là “Nơi khác”"),
        ({"period_to": PLAN.period_to + 5}, "giai đoạn là"),
        ({"period_from": PLAN.period_from - 5}, "giai đoạn là"),
        ({"number": "9/KH-UBND"}, "số là 9/KH-UBND"),
    ],
)
def test_what_differs_is_named_and_does_not_alone_refuse(
    change: dict[str, object], said: str
) -> None:
    plan = replace(PLAN, number="70/KH-UBND")
    other = replace(laying(READING), draft=replace(PLAN, **change))  # type: ignore[arg-type]
    (difference,) = differences(plan, other)
    assert said in difference
    require_same_plan(plan, other)


@pytest.mark.parametrize(("named_alike", "is_own"), [(5, False), (6, True), (10, True)])
def test_beneath_sixty_of_a_hundred_titles_it_is_another_plan(
    named_alike: int, is_own: bool
) -> None:
    items = tuple(f"51-{number:02}" for number in range(1, 11))
    each = replace(laying(READING), items=items, titles_found=frozenset(items[:named_alike]))
    assert each.is_another_plan is not is_own
    if is_own:
        require_same_plan(PLAN, each)
        return
    with pytest.raises(Refusal, match=f"chỉ {named_alike} trong 10 tên mục") as refused:
        require_same_plan(PLAN, each)
    assert refused.value.code == "another-plan"
