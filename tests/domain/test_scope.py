"""What exists for somebody is one rule: piece by piece, and as conditions over all at once."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from services.domain.directory.acts.grant_office import WITHOUT_UNIT
from services.domain.policy import Policy
from services.domain.roles import Holder, Office, OfficeHeld
from services.domain.task.sight import Sight, Work, scope_of, sight
from tests import givens

UNITS = ("VP", "KTHTDT", "VHXH", "BCHQS", "CAP", "elsewhere")
units = st.sampled_from(UNITS)


@st.composite
def offices(draw: st.DrawFn) -> OfficeHeld:
    office = draw(st.sampled_from(list(Office)))
    unit = None if office in WITHOUT_UNIT else draw(units)
    return OfficeHeld(office=office, unit=unit, from_on=date(2026, 1, 1))


holders = st.builds(
    lambda held: Holder(person_id=givens.SPACE, offices=tuple(held)),
    st.lists(offices(), max_size=3),
)
works = st.builds(
    Work,
    st.none() | units,
    st.lists(units, max_size=2, unique=True).map(tuple),
    restricted=st.booleans(),
)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """The given rules, with other units under the chain of some, and others who may chase."""
    policy = givens.policy()
    named = draw(st.lists(units, max_size=3, unique=True))
    chains = tuple(
        replace(chain, lead_units=tuple(named)) if chain.lead_units else chain
        for chain in policy.chains
    )
    chasing = tuple(draw(st.lists(st.sampled_from(list(Office)), max_size=2, unique=True)))
    authorities = replace(policy.authorities, chase=chasing)
    return replace(policy, chains=chains, authorities=authorities)


@given(policies(), holders, works)
def test_the_conditions_hold_what_the_rule_shows_and_nothing_else(
    policy: Policy, holder: Holder, work: Work
) -> None:
    seen = sight(work, policy, holder) is not Sight.NOTHING
    assert scope_of(policy, holder).holds(work) == seen
