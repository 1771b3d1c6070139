"""The days of a programme by the ward's rules: when it opens, when its registration is over."""

from datetime import date, timedelta

from services.domain.policy import Policy
from services.domain.programme.periods import ProgrammeKind, ProgrammePeriod
from services.domain.programme_rules import ProgrammePace


def pace_of(kind: ProgrammeKind, policy: Policy) -> ProgrammePace:
    """The ward's days for programmes of this length."""
    rules = policy.programmes
    match kind:
        case ProgrammeKind.YEAR:
            return rules.year
        case ProgrammeKind.QUARTER:
            return rules.quarter
        case ProgrammeKind.MONTH:
            return rules.month


def opens_on(period: ProgrammePeriod, policy: Policy) -> date:
    """The first day of the registration (Asia/Ho_Chi_Minh)."""
    return period.first_on - timedelta(days=pace_of(period.kind, policy).opens_before_days)


def closes_on(period: ProgrammePeriod, policy: Policy) -> date:
    """The last day of the registration, to its end."""
    return period.first_on - timedelta(days=pace_of(period.kind, policy).closes_before_days)
