"""What the page of evidence for scoring gets: lines of a period, and counts of those lines."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.domain.task.appraisal_lines import AppraisalLine, AppraisalPeriod, Tally
from services.domain.task.appraisal_readings import ReadLine, differ
from services.domain.task.births import CountGroup
from services.domain.task.contests import ContestMatter
from services.domain.task.state import Task
from services.queries.stretch import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalFilter:
    """Which lines are meant: those of a period, of one unit or official where one is named."""

    period: AppraisalPeriod
    unit: str | None = None
    person_id: UUID | None = None

    def holds(self, line: AppraisalLine) -> bool:
        """Whether a line is among them."""
        return self.unit in {None, line.owner.unit} and self.person_id in {
            None,
            line.owner.person_id,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalRow:
    """One line with its task as the viewer may read it, and what each reading takes of it.

    `opens` is whether the task's page exists for the viewer: of what went to another unit it may
    not. `contestable` is what of the line the viewer may ask to look at again now.
    """

    line: AppraisalLine
    task: Task
    opens: bool
    contestable: tuple[ContestMatter, ...]
    readings: tuple[ReadLine, ...]

    @property
    def readings_differ(self) -> bool:
        """Whether the readings of the decree say different things of it."""
        return differ(self.readings)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalCount:
    """The counts of a unit, or of one official in a unit; `person_id` None is nobody's."""

    unit: str
    person_id: UUID | None
    counts: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalGroup:
    """One of the three groups of work in a period, with counts of its own.

    `found` is how many lines it has, of which `rows` are those that were asked for; every count is
    that of all its lines.
    """

    group: CountGroup
    rows: tuple[AppraisalRow, ...]
    found: int
    total: Tally
    by_unit: tuple[AppraisalCount, ...]
    by_person: tuple[AppraisalCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """The evidence of a period as of `today`, with the names of units and people in it.

    `groups` are always the three of `CountGroup`, in their order, also those without a line: they
    are counted apart, so nothing here adds them up.

    `texts` are the words of the rows' contests and of their answers, where they were not erased.

    `unit_choices` and `person_choices` are those of all lines of the period that the viewer sees,
    and the ones that are asked for.
    """

    which: AppraisalFilter
    today: date
    groups: tuple[AppraisalGroup, ...]
    units: Mapping[str, str]
    people: Mapping[UUID, str]
    texts: Mapping[UUID, str]
    unit_choices: tuple[str, ...]
    person_choices: tuple[UUID, ...]

    @property
    def rows(self) -> tuple[AppraisalRow, ...]:
        """The lines that were asked for, group after group."""
        return tuple(row for each in self.groups for row in each.rows)

    @property
    def length(self) -> int:
        """How long the whole list is: for turning its pages, never said as a count of work."""
        return sum(each.found for each in self.groups)

    def within(self, stretch: Stretch) -> "Appraisal":
        """The same with only those of its rows; every count stays."""
        shown = stretch.of(self.rows)
        groups = (
            replace(each, rows=tuple(row for row in shown if row.line.group is each.group))
            for each in self.groups
        )
        return replace(self, groups=tuple(groups))

    def of(self, group: CountGroup) -> AppraisalGroup:
        """One group of it."""
        return next(each for each in self.groups if each.group is group)
