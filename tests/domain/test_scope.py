"""What exists for somebody is one rule: piece by piece, and as conditions over all at once."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.domain.directory.acts.grant_office import WITHOUT_UNIT
from services.domain.inspection_scope import InspectionScope, WorkSpan
from services.domain.policy import Policy
from services.domain.roles import Holder, Office, OfficeHeld
from services.domain.task.sight import Sight, Work, scope_of, sight
from tests import givens

UNITS = ("VP", "KTHTDT", "VHXH", "BCHQS", "CAP", "elsewhere")
units = st.sampled_from(UNITS)


some_units = st.lists(units, max_size=2, unique=True).map(tuple)
items = st.sampled_from(("51-08", "CT05", "DA2"))
days = st.dates(date(2027, 1, 1), date(2027, 12, 31))
stated = st.builds(
    InspectionScope,
    units=some_units,
    items=st.lists(items, max_size=2, unique=True).map(tuple),
    from_on=st.none() | days,
    until_on=st.none() | days,
)
scopes = st.none() | stated
spans = st.none() | st.builds(
    lambda first, length: WorkSpan(
        first, None if length is None else first + timedelta(days=length)
    ),
    days,
    st.none() | st.integers(0, 120),
)


@st.composite
def offices(draw: st.DrawFn) -> OfficeHeld:
    office = draw(st.sampled_from(list(Office)))
    unit = None if office in WITHOUT_UNIT else draw(units)
    scope = draw(scopes) if office is Office.INSPECTOR else None
    return OfficeHeld(office=office, unit=unit, from_on=date(2026, 1, 1), scope=scope)


holders = st.builds(
    lambda held: Holder(person_id=givens.SPACE, offices=tuple(held)),
    st.lists(offices(), max_size=3),
)
works = st.builds(
    Work,
    st.none() | units,
    some_units,
    restricted=st.booleans(),
    item=st.none() | items,
    span=spans,
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


def inspector(*scopes: InspectionScope | None) -> Holder:
    return Holder(
        person_id=givens.SPACE,
        offices=tuple(
            OfficeHeld(office=Office.INSPECTOR, unit=None, from_on=date(2026, 1, 1), scope=each)
            for each in scopes
        ),
    )


@given(policies(), stated, works)
def test_an_inspector_with_a_scope_sees_never_more_than_one_without(
    policy: Policy, scope: InspectionScope, work: Work
) -> None:
    limited, whole = (sight(work, policy, inspector(each)) for each in (scope, None))
    assert limited in {whole, Sight.NOTHING}
    if scope.is_whole:
        assert limited is whole


@given(policies(), stated, stated, works)
def test_what_a_narrower_scope_shows_the_wider_one_shows_as_well(
    policy: Policy, narrow: InspectionScope, wide: InspectionScope, work: Work
) -> None:
    narrower = InspectionScope(
        units=tuple(each for each in narrow.units if not wide.units or each in wide.units)
        or wide.units,
        items=wide.items or narrow.items,
        from_on=max((d for d in (narrow.from_on, wide.from_on) if d), default=None),
        until_on=min((d for d in (narrow.until_on, wide.until_on) if d), default=None),
    )
    assert narrower.is_within(wide)
    if sight(work, policy, inspector(narrower)) is not Sight.NOTHING:
        assert sight(work, policy, inspector(wide)) is not Sight.NOTHING


@given(stated, stated, works)
def test_whatever_is_within_another_scope_covers_nothing_beyond_it(
    inner: InspectionScope, outer: InspectionScope, work: Work
) -> None:
    if inner.is_within(outer) and inner.covers(work.units, work.item, work.span):
        assert outer.covers(work.units, work.item, work.span)


@given(stated, works)
def test_each_part_of_a_scope_narrows_it(scope: InspectionScope, work: Work) -> None:
    parts = (
        InspectionScope(units=scope.units),
        InspectionScope(items=scope.items),
        InspectionScope(from_on=scope.from_on, until_on=scope.until_on),
    )
    covered = [part.covers(work.units, work.item, work.span) for part in parts]
    assert scope.covers(work.units, work.item, work.span) == all(covered)
