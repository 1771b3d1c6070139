"""What the page of evidence for scoring gets: lines of a period, and counts of those lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.domain.task.appraisal_lines import AppraisalLine, AppraisalPeriod, Tally
from services.domain.task.appraisal_readings import ReadLine, differ
from services.domain.task.contests import ContestMatter
from services.domain.task.state import Task


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
class Appraisal:
    """The evidence of a period as of `today`, with the names of units and people in it.

    `found` is how many lines there are, of which `rows` are those that were asked for; every count
    is that of all lines.

    `texts` are the words of the rows' contests and of their answers, where they were not erased.

    `unit_choices` and `person_choices` are those of all lines of the period that the viewer sees,
    and the ones that are asked for.
    """

    which: AppraisalFilter
    today: date
    rows: tuple[AppraisalRow, ...]
    found: int
    total: Tally
    by_unit: tuple[AppraisalCount, ...]
    by_person: tuple[AppraisalCount, ...]
    units: Mapping[str, str]
    people: Mapping[UUID, str]
    texts: Mapping[UUID, str]
    unit_choices: tuple[str, ...]
    person_choices: tuple[UUID, ...]
