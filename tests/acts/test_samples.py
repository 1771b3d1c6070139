"""Every act has its sample, and every sample happens and is refused as it says."""

from typing import Any

import pytest

from services.domain.act import Act
from services.domain.errors import Refusal
from services.domain.nouns import EVERY_ACT, NOUNS
from tests.acts import EVERY_SAMPLE as SAMPLES
from tests.acts.life import life_of
from tests.acts.reached_elsewhere import REACHED_ELSEWHERE
from tests.acts.sample import ActSample, Refused
from tests.house.tree import ROOT, functions_of

KINDS = {kind.event for noun in NOUNS for kind in noun.facts}
EACH = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
REFUSALS = [
    pytest.param(sample, refused, id=f"{sample.name}-{number}-{refused.code}")
    for sample in SAMPLES
    for number, refused in enumerate(sample.refused)
]


def test_every_act_has_a_sample_and_every_sample_an_act() -> None:
    assert {id(act) for act in EVERY_ACT} == {id(sample.act) for sample in SAMPLES}
    assert len({sample.name for sample in SAMPLES}) == len(SAMPLES)


@EACH
def test_a_sample_can_happen_in_its_life(sample: ActSample) -> None:
    life = life_of(sample)
    verdict = life.do(sample)
    assert verdict.events
    assert {type(new.event) for new in verdict.facts_of("")} <= KINDS


@pytest.mark.parametrize(("sample", "refused"), REFUSALS)
def test_a_sample_is_refused_for_the_reason_that_it_says(
    sample: ActSample, refused: Refused
) -> None:
    life = life_of(sample, refused)
    with pytest.raises(Refusal) as raised:
        life.do(sample, refused)
    assert raised.value.code == refused.code


@pytest.mark.parametrize("act", EVERY_ACT, ids=lambda act: act.name)
def test_every_reason_of_an_act_is_reached(act: Act[Any, Any, Any]) -> None:
    """By a sample; what only the store or an interface can reach, by the test that is named."""
    refused = {reason.code for sample in SAMPLES if sample.act is act for reason in sample.refused}
    elsewhere = {code for name, code in REACHED_ELSEWHERE if name == act.name}
    assert {rule.code for rule in act.rules} == refused | elsewhere
    assert refused & elsewhere == set()


def test_what_is_reached_elsewhere_is_reached_there() -> None:
    missing = []
    for (_, code), test in REACHED_ELSEWHERE.items():
        path, _, name = test.partition("::")
        text = (ROOT / path).read_text(encoding="utf-8")
        if code not in text or name not in {function for function, _ in functions_of(text)}:
            missing.append((code, test))
    assert missing == []


def test_each_sample_stands_where_its_act_does() -> None:
    for path in ROOT.glob("services/domain/*/acts/*.py"):
        noun = path.parent.parent.name
        assert (ROOT / "tests/acts" / noun / path.name).exists(), path.name
