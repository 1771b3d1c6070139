"""Form and body refuse the same inputs under the same code beside the same field, or neither."""

import pytest

from tests.acts import EVERY_SAMPLE
from tests.acts.life import life_of
from tests.acts.outcomes import by_body, by_form
from tests.acts.sample import INDICATOR, ActSample, Refused, Thing
from tests.acts.wrong_inputs import Wrong, wrong_inputs


def cases() -> list[tuple[ActSample, Thing, Wrong]]:
    every = []
    for sample in EVERY_SAMPLE:
        things = [life_of(sample).thing(sample)]
        if any(refused.item is INDICATOR for refused in sample.refused):
            begun = Refused(code="", item=INDICATOR, after=())
            things.append(life_of(sample, begun).thing(sample))
        every += [
            (sample, thing, wrong) for thing in things for wrong in wrong_inputs(sample, thing)
        ]
    return every


CASES = cases()


@pytest.mark.parametrize(
    ("sample", "thing", "wrong"),
    CASES,
    ids=[
        f"{number}-{sample.name}-{wrong.name}" for number, (sample, _, wrong) in enumerate(CASES)
    ],
)
def test_form_and_body_read_the_same_or_refuse_alike(
    sample: ActSample, thing: Thing, wrong: Wrong
) -> None:
    typed, sent = by_form(sample, thing, wrong), by_body(sample, thing, wrong)
    assert typed == sent


def test_every_kind_of_field_is_tried() -> None:
    assert len(CASES) > 100
    refused = [case for case in CASES if by_body(*case).code]
    assert len(refused) > len(CASES) / 2
