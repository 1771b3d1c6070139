"""A whole year of programmes: twelve months, four quarters, the year, lived through day by day."""

from collections import Counter
from datetime import date, timedelta

from services.domain.programme.events import (
    NextProgrammeOpened,
    ProgrammeClosed,
    RegistrationClosed,
)
from services.domain.programme.findings import open_findings
from services.domain.programme.periods import ProgrammeKind, ProgrammePeriod, period_of, period_on
from services.domain.programme.terms import RowResult, RowState
from services.domain.programme.whole import WholeRow, whole_rows
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from tests import givens
from tests.domain.programme.programme_life import (
    UNITS,
    ProgrammeLife,
    adding,
    carrying,
    closing,
    dropping,
    moving,
    opening,
    registering,
    settling,
    signing,
)

YEAR = 2027
BEGIN = date(2026, 10, 30)
END = date(2028, 1, 31)
OUTAGE = (date(2027, 4, 20), date(2027, 4, 29))  # nine days over the last day to register
HOLIDAYS = 5  # days before its end on which a month's rows are due


class YearLife(ProgrammeLife):
    """The ward of a year: what its people do on each day, and the clock every day."""

    def __init__(self) -> None:
        super().__init__(BEGIN)
        self.adjusted: Counter[str] = Counter()

    @property
    def codes(self) -> list[str]:
        return [stream.removeprefix("programme-") for stream in self.programmes]

    def a_day(self) -> None:
        first, last = OUTAGE
        if not first <= self.today <= last:
            self.tick()
        for code in self.codes:
            self.work_on(code)
        self.go(self.today + timedelta(days=1))

    def work_on(self, code: str) -> None:
        programme = self.programme(code)
        period = programme.period
        if programme.closed or period.first_on.year != YEAR:
            return
        if not programme.signed:
            self.compose(period)
        elif self.today > period.last_on + timedelta(days=2):
            self.close(period)
        elif self.today == period.first_on + timedelta(days=9):
            self.adjust(period)

    def compose(self, period: ProgrammePeriod) -> None:
        programme = self.programme(period.code)
        due_on = period.last_on - timedelta(days=HOLIDAYS)
        if not programme.rows or all(row.from_period for row in programme.rows.values()):
            for unit, days in (("KTHTDT", 0), ("VHXH", 1)):
                asked = {"lead_unit": unit, "due_on": due_on - timedelta(days=days)}
                who = givens.SPECIALIST if unit == "KTHTDT" else givens.OTHER
                self.send(who, registering(stream=period.stream, unit=unit, **asked))
        if self.today == programme.closes_on + timedelta(days=2):
            # A unit that forgot asks the Office, which writes its row for it.
            asked = {"lead_unit": "VP", "due_on": due_on}
            self.send(givens.CHECKER, registering(stream=period.stream, unit="VP", **asked))
        if self.today == programme.closes_on + timedelta(days=3):
            for finding in open_findings(self.programme(period.code), self.policy, self.calendar):
                self.send(givens.CHIEF, settling(finding.key, stream=period.stream))
            drawn = f"2027.{abs(hash_of(period.code)):08d}".replace("0", "z").replace("1", "y")
            drawn = drawn.replace("8", "x").replace("9", "w")
            self.send(givens.CHAIR, signing(stream=period.stream, directive=drawn))

    def adjust(self, period: ProgrammePeriod) -> None:
        """Three decisions: a row is added, one is moved, one is dropped."""
        late_on = period.last_on - timedelta(days=2)
        rows = [row.number for row in self.programme(period.code).kept]
        self.send(givens.CHAIR, adding(stream=period.stream, due_on=late_on))
        self.send(givens.VICE_CHAIR, moving(rows[0], late_on, stream=period.stream))
        if period.kind is ProgrammeKind.MONTH:
            self.send(givens.CHAIR, dropping(rows[1], stream=period.stream))
        self.adjusted[period.code] += 3

    def close(self, period: ProgrammePeriod) -> None:
        following = period.following
        if f"programme-{following.code}" not in self.kept:
            return
        for place, row in enumerate(self.programme(period.code).kept):
            assert row.task is not None
            if place == 0 and following.first_on.year == YEAR:
                due_on = following.last_on - timedelta(days=HOLIDAYS)
                self.send(givens.CHAIR, carrying(row.number, due_on, stream=period.stream))
            elif self.task(row.task).ending is None:
                self.ended(row.task)
        self.send(givens.CHAIR, closing(period.code))


def hash_of(code: str) -> int:
    """A number of a code that is the same in every run."""
    return sum(place * ord(letter) for place, letter in enumerate(code, start=1))


def lived() -> YearLife:
    life = YearLife()
    for code in ("2027", "2027-Q1", "2027-M01"):
        life.send(givens.CHIEF, opening(code, units=UNITS))
    while life.today < END:
        life.a_day()
    return life


def works(rows: tuple[WholeRow, ...]) -> Counter[str]:
    return Counter(str(each.row.task) for each in rows)


def union(life: YearLife, period: ProgrammePeriod) -> tuple[WholeRow, ...]:
    every = [part for half in period.parts for part in (half, *half.parts)]
    codes = [each.code for each in (period, *every)]
    ordered = sorted(
        (life.programme(code) for code in codes),
        key=lambda each: (each.period.last_on, -each.period.first_on.toordinal()),
    )
    return whole_rows(ordered)


def test_a_year_is_registered_signed_adjusted_and_closed_and_no_row_is_counted_twice() -> None:
    life = lived()
    year = period_of(str(YEAR))
    assert year is not None
    quarters, months = year.parts, [month for each in year.parts for month in each.parts]
    for period in (year, *quarters, *months):
        programme = life.programme(period.code)
        assert programme.closed, period.code
        assert life.adjusted[period.code] == 3, period.code
        facts = [fact.event for fact in life.kept[period.stream]]
        once = Counter(type(each) for each in facts)
        for kind in (RegistrationClosed, NextProgrammeOpened, ProgrammeClosed):
            assert once[kind] == 1, (period.code, kind)
        in_force = [row for row in programme.rows.values() if row.planned_on is not None]
        assert len(programme.results) == len(in_force)
    # Rows of a quarter are those of its months and its own; of the year those of its quarters.
    for longer in (*quarters, year):
        of_parts = Counter[str]()
        for part in longer.parts:
            of_parts |= works(union(life, part))
        own = works(whole_rows([life.programme(longer.code)]))
        assert works(union(life, longer)) == of_parts | own
        assert max(works(union(life, longer)).values()) == 1
    carried = [
        row
        for period in months
        for row in life.programme(period.code).rows.values()
        if row.state is RowState.CARRIED
    ]
    assert len(carried) == 11
    assert {each.result for month in months for each in life.programme(month.code).results} == {
        RowResult.CARRIED,
        RowResult.DROPPED,
    }
    withdrawn = sum(
        isinstance(fact.event, TaskWithdrawn) for facts in life.kept.values() for fact in facts
    )
    assert withdrawn > 40
    following = period_on(ProgrammeKind.MONTH, date(2028, 2, 1))
    assert following.stream in life.kept, "the clock goes on with the next year by itself"
