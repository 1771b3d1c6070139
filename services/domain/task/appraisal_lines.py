"""The evidence of a month or a quarter, line by line: one product for one unit and official. Pure.

A fact counts in the period that holds its day, so that a quarter is its three months: the due
date, the day that counts of a confirmation, the missed date, the day of a return. Assigned work
without a day is never due and never late: it is a product of the period of its confirmation.
Lines of the three groups of work are counted apart, and nothing adds them up.
"""

import calendar as gregorian
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.domain.policy import Policy
from services.domain.roles import SIGNING, Holder
from services.domain.task.appraisal import ContestedLine, CountedReturn, Lateness, Product
from services.domain.task.appraised_causes import ClaimedCause
from services.domain.task.appraised_contributions import ContributionLateness
from services.domain.task.births import CountGroup
from services.domain.task.contests import ContestMatter, ContestSubject
from services.domain.task.events import Ground
from services.domain.task.lateness import OfficialStatus
from services.domain.task.owners import Owner
from services.domain.task.sight import Sight, inspects, sight, work_of

_CODE: Final = re.compile(r"(20\d\d)-(?:M(0[1-9]|1[0-2])|Q([1-4]))", re.ASCII)
_MONTHS_OF_QUARTER: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalPeriod:
    """A month or a quarter of the calendar, as Nghị định 335 scores; both days inclusive."""

    code: str
    first_day: date
    last_day: date

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.first_day <= day <= self.last_day


def period_of(code: str) -> AppraisalPeriod | None:
    """The period that is called so (`2026-M11`, `2026-Q4`); None where there is none."""
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    year = int(match[1])
    if match[2]:
        first = last = int(match[2])
    else:
        last = int(match[3]) * _MONTHS_OF_QUARTER
        first = last - _MONTHS_OF_QUARTER + 1
    ends_on = date(year, last, gregorian.monthrange(year, last)[1])
    return AppraisalPeriod(code=code, first_day=date(year, first, 1), last_day=ends_on)


def month_of(day: date) -> AppraisalPeriod:
    """The month of a day."""
    ends_on = day.replace(day=gregorian.monthrange(day.year, day.month)[1])
    code = f"{day.year}-M{day.month:02}"
    return AppraisalPeriod(code=code, first_day=day.replace(day=1), last_day=ends_on)


def quarter_of(day: date) -> AppraisalPeriod:
    """The quarter of a day."""
    period = period_of(f"{day.year}-Q{(day.month + 2) // _MONTHS_OF_QUARTER}")
    assert period is not None  # noqa: S101  (every day has its quarter)
    return period


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalLine:
    """What one product shows of one owner in a period.

    `is_due` and `is_confirmed` count it among the products due, or confirmed, in the period; only
    whose product it is has them. `contributions` are late ones of the owner as a supporting unit.
    """

    product: Product
    owner: Owner
    is_due: bool
    is_confirmed: bool
    lateness: Lateness | None
    returns: tuple[CountedReturn, ...]
    contributions: tuple[ContributionLateness, ...]

    @property
    def group(self) -> CountGroup:
        """With which work it is counted."""
        return self.product.task.count_group

    @property
    def is_product(self) -> bool:
        """Whether the period holds the product itself: due in it, or finished without a day."""
        undated = self.group is CountGroup.ASSIGNED_UNDATED
        return self.is_due or (undated and self.is_confirmed)

    @property
    def causes(self) -> tuple[ClaimedCause, ...]:
        """The objective causes that were claimed for what the line tells."""
        late = (self.lateness,) if self.lateness else ()
        of = (*late, *self.returns, *self.contributions)
        return tuple(each.cause for each in of if each.cause is not None)

    @property
    def matters(self) -> tuple[ContestMatter, ...]:
        """What of it can be contested; the product only in the one period that holds it."""
        late = self.lateness is not None and self.lateness.position is not None
        return (
            *((ContestMatter(about=ContestSubject.PRODUCT),) if self.is_product else ()),
            *((ContestMatter(about=ContestSubject.MISSED_DATE),) if late else ()),
            *(
                ContestMatter(about=ContestSubject.RETURN, submission=each.submission)
                for each in self.returns
            ),
            *(
                ContestMatter(about=ContestSubject.CONTRIBUTION, unit=each.owner.unit)
                for each in self.contributions
            ),
        )

    @property
    def contests(self) -> tuple[ContestedLine, ...]:
        """What was asked to be looked at again of it, answered or not."""
        if not self.product.contests:
            return ()
        matters = self.matters
        return tuple(each for each in self.product.contests if each.contest.matter in matters)


def lines_of(product: Product, period: AppraisalPeriod) -> tuple[AppraisalLine, ...]:
    """The lines of one product: its owner's first, then of others what is theirs."""
    task = product.task
    counts = product.status.in_force
    is_due = counts and period.holds(task.due_on)
    is_confirmed = counts and period.holds(task.counted_on)
    late = product.lateness
    late = late if late is not None and period.holds(late.since_on) else None
    returns = tuple(each for each in product.returns if period.holds(each.on))
    contributions = tuple(each for each in product.contributions if period.holds(each.due_on))
    owners = [product.owner] if is_due or is_confirmed else []
    owners += [late.owner] if late else []
    owners += [each.owner for each in returns]
    owners += [each.owner for each in contributions]
    # One line a person: why something is theirs may differ from version to version.
    whose: dict[tuple[str, UUID | None], Owner] = {}
    for owner in owners:
        whose.setdefault(_whose(owner), owner)
    own = _whose(product.owner)
    return tuple(
        AppraisalLine(
            product=product,
            owner=owner,
            is_due=is_due and key == own,
            is_confirmed=is_confirmed and key == own,
            lateness=late if late and key == _whose(late.owner) else None,
            returns=tuple(each for each in returns if key == _whose(each.owner)),
            contributions=tuple(each for each in contributions if key == _whose(each.owner)),
        )
        for key, owner in whose.items()
    )


def _whose(owner: Owner) -> tuple[str, UUID | None]:
    return owner.unit, owner.person_id


def may_see_line(line: AppraisalLine, policy: Policy, holder: Holder) -> bool:
    """Whether a line is shown: overseers see all, a head the unit's, everybody the own.

    Of restricted work only what `sight` lets somebody see at all.
    """
    task = line.product.task
    work = work_of(task)
    if task.restricted and sight(work, policy, holder) is Sight.NOTHING:
        return False
    return (
        holder.oversees
        or inspects(work, holder)
        or holder.find(SIGNING, line.owner.unit) is not None
        or line.owner.person_id == holder.person_id
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The counts of some lines of one group: amounts of facts, never points.

    `in_time` and `in_time_by_original` are of the products `due` those that are done in time;
    `undecided` those that still have time, or whose extension waits for its answer.
    `days_late` sums the working days that are known; of `late_uncounted` they are not, for want of
    a calendar. Contests are counted beside all this: an
    accepted one changes no other count.
    """

    due: int
    confirmed: int
    in_time: int
    in_time_by_original: int
    undecided: int
    late: int
    days_late: int
    late_uncounted: int
    contributions_late: int
    returns: Mapping[Ground, int]
    causes_claimed: int
    causes_confirmed: int
    causes_rejected: int
    contests_open: int
    contests_accepted: int
    contests_rejected: int


def tally(lines: Iterable[AppraisalLine]) -> Tally:
    """Count some lines of one group of work."""
    lines = tuple(lines)
    due = tuple(line.product for line in lines if line.is_due)
    late = tuple(line.lateness for line in lines if line.lateness is not None)
    grounds = Counter(each.ground for line in lines for each in line.returns)
    causes = tuple(cause for line in lines for cause in line.causes)
    answers = [each.contest.answer for line in lines for each in line.contests]
    accepted = sum(answer is not None and answer.accepted for answer in answers)
    unanswered = answers.count(None)
    done = OfficialStatus.DONE_IN_TIME
    return Tally(
        due=len(due),
        confirmed=sum(line.is_confirmed for line in lines),
        in_time=sum(each.status is done for each in due),
        in_time_by_original=sum(each.status_by_original is done for each in due),
        undecided=sum(
            each.status is OfficialStatus.RUNNING_IN_TIME or each.awaits_extension for each in due
        ),
        late=len(late),
        days_late=sum(each.working_days or 0 for each in late),
        late_uncounted=sum(each.working_days is None for each in late),
        contributions_late=sum(len(line.contributions) for line in lines),
        returns={ground: grounds[ground] for ground in Ground},
        causes_claimed=len(causes),
        causes_confirmed=sum(each.is_confirmed for each in causes),
        causes_rejected=sum(
            each.claim.answer is not None and not each.claim.answer.confirmed for each in causes
        ),
        contests_open=unanswered,
        contests_accepted=accepted,
        contests_rejected=len(answers) - accepted - unanswered,
    )
