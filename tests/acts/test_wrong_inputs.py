"""Form and body refuse the same inputs under the same code beside the same field, or neither."""

from dataclasses import replace

import pytest

from services.domain.fields import fields_of
from tests.acts import EVERY_SAMPLE
from tests.acts.life import life_of
from tests.acts.outcomes import by_body, by_form, control_of
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


EVERY = cases()
CASES = [case for case in EVERY if case[0].is_called]
ON_PAGES = [case for case in EVERY if not case[0].is_called]


def each(given: list[tuple[ActSample, Thing, Wrong]]) -> pytest.MarkDecorator:
    names = [f"{number}-{case[0].name}-{case[2].name}" for number, case in enumerate(given)]
    return pytest.mark.parametrize(("sample", "thing", "wrong"), given, ids=names)


@each(CASES)
def test_form_and_body_read_the_same_or_refuse_alike(
    sample: ActSample, thing: Thing, wrong: Wrong
) -> None:
    typed, sent = by_form(sample, thing, wrong), by_body(sample, thing, wrong)
    assert typed == replace(sent, field=control_of(sample, sent.field))
    declared = {name for name, _, _ in fields_of(sample.act.command)}
    assert sent.field.partition(".")[0] in {"", *declared}


@each(ON_PAGES)
def test_a_form_alone_is_read_or_refused_beside_a_field_of_its_own(
    sample: ActSample, thing: Thing, wrong: Wrong
) -> None:
    outcome = by_form(sample, thing, wrong)
    assert outcome.field.partition(".")[0] in {"", wrong.name}


def test_every_kind_of_field_is_tried() -> None:
    assert len(CASES) > 100
    for tried in (CASES, ON_PAGES):
        refused = [case for case in tried if by_form(*case).code]
        assert len(refused) > len(tried) / 2
