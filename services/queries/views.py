"""What pages get: frozen rows with codes, days and numbers; the words come from the pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from services.domain.act import Offer
from services.domain.assignment.events import Measure, MeasureAsked
from services.domain.directive.terms import DirectiveSource
from services.domain.facts import Event
from services.domain.papers import Paper
from services.domain.task.awaiting import Awaited
from services.domain.task.cause_claims import described
from services.domain.task.contacts import Instruction
from services.domain.task.contesting import described as contest_described
from services.domain.task.contributing import unsigned_of
from services.domain.task.corrections import correction_asked
from services.domain.task.events import Figure, FigureKind
from services.domain.task.figures import default_kind
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Task
from services.domain.task.supporters import Supporter, supporters_of
from services.domain.task.values import NamedSpecialist
from services.domain.task.why import Explained
from services.domain.task.why_parts import Explanation
from services.queries.task_programme import AnsweringProgramme


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """Who acted, under which office and for which unit on that day; no name for the clock.

    `at` is when (UTC): the title is that of then; None where it is today's.
    """

    kind: str
    name: str | None
    office: str | None
    unit: str | None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailLine:
    """One fact of a task: when (UTC), by whom, what; `words` is what was typed with it.

    `more_words` is what else was typed, by its label; `undone` says that its act was taken back.

    `told` is the name of the leader whom a chase too many was told, where it was one by name.
    """

    version: int
    at: datetime
    doer: Doer
    event: Event
    words: str | None
    hidden: bool
    more_words: Mapping[str, str] = field(default_factory=dict)
    reported: str | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """The answer to one measure in one submission, and the words of a nil."""

    figure: Figure
    nil_words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """An evidence file; without `name` it was erased."""

    sha256: str
    name: str | None
    size_bytes: int
    contribution_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionLine:
    """One version of the report, its files, and what was decided on it (oldest first)."""

    number: int
    at: datetime
    doer: Doer
    words: str | None
    early_words: str | None
    jump_words: str | None
    figures: Mapping[str, FigureLine]
    paper: Paper | None
    current: bool
    files: tuple[FileLine, ...]
    decisions: tuple[TrailLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionLine:
    """What a supporting unit gave."""

    unit: str
    at: datetime
    doer: Doer
    words: str | None
    on_paper: bool
    paper: Paper | None
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialistLine:
    """Who works on the task inside a unit; without `name` it was erased."""

    named: NamedSpecialist
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructionLine:
    """What a leader asked of the unit; without `words` or `name` that was erased."""

    given: Instruction
    words: str | None
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """A measure that is due, and what the plan wants of it (None for a restricted task)."""

    asked: MeasureAsked
    target: Measure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOrigin:
    """The directive of a task by source, number and day; `dated_on` is that of an order else.

    `clause` are the words that ask for it, `product` what is expected; None where there are none,
    they were erased, or are not the viewer's to read. `opens` says whether the viewer may open the
    directive.
    """

    source: DirectiveSource
    number: str | None
    dated_on: date | None
    clause: str | None
    product: str | None
    orderer: str | None
    follower: str | None
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """Everything that a task's page shows; the trail is newest first.

    `offers` are what the viewer may do now, by the act's part of the address; `two_rungs` says
    that the decision is not theirs because they acted on this submission.

    `files` are attached and not handed in yet: the report's, and those of contributions.

    `colleagues` are the names of those whom the viewer may name inside the own unit, by their
    ids; only a page that offers it asks for them.

    `item_code` is the plan's item behind the task, whichever unit it was issued to; an assigned
    one has an `origin` instead. `programme` is the work programme that answers it, where the item
    asks for programmes and that of the period is signed. `explained` is told of a single task, not
    of those of a sheet.
    """

    task: Task
    origin: TaskOrigin | None
    item_code: str
    box: OfficialStatus
    today: date
    awaited: Awaited | None
    units: Mapping[str, str]
    measures: tuple[MeasureLine, ...]
    submissions: tuple[SubmissionLine, ...]
    contributions: tuple[ContributionLine, ...]
    files: tuple[FileLine, ...]
    offers: Mapping[str, Offer]
    two_rungs: bool
    trail: tuple[TrailLine, ...]
    specialists: tuple[SpecialistLine, ...]
    explained: Explained | None
    colleagues: Mapping[str, str] = field(default_factory=dict)
    programme: AnsweringProgramme | None = None
    instruction: InstructionLine | None = None

    @property
    def only_read(self) -> "TaskPage":
        """As on a past day: nothing is offered, and nothing is said of why it is not."""
        explained = self.explained and replace(self.explained, barred=())
        return replace(self, offers={}, explained=explained)

    def behind(self, each: Explanation) -> Sequence[TrailLine]:
        """The facts of an explanation, oldest first."""
        lines = {line.version: line for line in self.trail}
        return [lines[version] for version in sorted(set(each.facts)) if version in lines]

    @property
    def cause_claims(self) -> Mapping[str, str]:
        """Each claim of an objective cause by its number, on one line."""
        claims = self.task.cause_claims
        return {str(claim.number): described(claim, self.units) for claim in claims}

    @property
    def contests(self) -> Mapping[str, str]:
        """Each request to look at the evidence again by its number, on one line."""
        return {str(each.number): contest_described(each) for each in self.task.contests}

    @property
    def waiting_contributions(self) -> Mapping[str, str]:
        """What waits for the signature of a supporting unit's head, by its number."""
        return {
            str(number): f"Nội dung của {self.units.get(unit, unit)}"
            for unit in self.task.supporting
            if (number := unsigned_of(self.task, unit)) is not None
        }

    @property
    def supporters(self) -> tuple[Supporter, ...]:
        """How each supporting unit stands to the task."""
        return supporters_of(self.task)

    @property
    def returned_submissions(self) -> Mapping[str, str]:
        """The reports that came back to the unit, by their numbers."""
        returned = self.task.returned_submissions
        return {str(number): f"Báo cáo bản {number}" for number in returned}

    @property
    def proposed_kind(self) -> FigureKind:
        """The kind of figure that the form proposes on this day."""
        return default_kind(self.task, self.today)

    @property
    def before_cutoff(self) -> bool:
        """Whether a number is asked whose data do not close before a later day."""
        counted = any(not measure.asked.is_yes_no for measure in self.measures)
        terms = self.task.periodic
        return counted and terms is not None and self.today < terms.cutoff_on

    @property
    def correction_asked(self) -> bool:
        """Whether the next decision must say what changed figures were."""
        return correction_asked(self.task)

    @property
    def changed_titles(self) -> tuple[str, ...]:
        """The measures that the newest report answers otherwise than the one that lacked form."""
        changed = self.task.changed_figures
        return tuple(
            measure.asked.title for measure in self.measures if measure.asked.code in changed
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """A plan item that waits for the Office to name its lead."""

    stream: str
    code: str
    kind: str
    title: str
    section: str
    supporting_units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the installation is: each part's last word, and counts; what is unknown is None."""

    status: str
    parts: Mapping[str, str | None]
    counts: Mapping[str, int | None]
