"""A plan as read from its document: units, groups, items, measures, and what must be asked.

A draft is a value, not a fact. Strings are NFC, decimals are strings with a point ("7.25"),
dates are calendar days in Asia/Ho_Chi_Minh. Codes refer to each other inside one draft.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.domain.answers import Answered, MeasureKind
from services.domain.assignment.events import Deliverable, DueRule
from services.domain.assignment.ranges import MeasureRange
from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency
from services.domain.directory.unit_kinds import UnitKind
from services.domain.due_days import DueDays


class ItemKind(StrEnum):
    """Đề án, chỉ tiêu, nhiệm vụ."""

    SCHEME = "scheme"
    INDICATOR = "indicator"
    DUTY = "duty"


class Polarity(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"
    REACHED = "reached"


class Operator(StrEnum):
    """How a value is compared with its target; `none` where the plan gives only a direction."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"  # "trên 94 %": the figure itself is not enough
    LESS_THAN = "less_than"  # "dưới 5 vụ": the figure itself is too many
    EQUALS = "equals"
    BETWEEN = "between"
    NONE = "none"


class YearlyRule(StrEnum):
    """How a year's target follows from the plan's figure."""

    SAME_EACH_YEAR = "R1"
    GROWTH = "R2"  # yearly reference, the period tested on the compound average
    GLIDE = "R3"  # from a baseline that the ward must enter
    CUMULATIVE = "R4"  # the sum of the years
    MILESTONE = "R5"  # by a date
    ACHIEVED_EACH_YEAR = "R6"
    STEP = "R7"  # from one year on


class Severity(StrEnum):
    """How much a finding matters: it blocks, is decided provisionally, or is for the record."""

    ERROR = "error"
    DOUBT = "doubt"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDraft:
    """Đơn vị: a body that leads or supports.

    `internal` units have accounts, partners none; what a `restricted` unit leads is restricted.
    """

    code: str
    name: str
    kind: UnitKind
    aliases: tuple[str, ...]
    internal: bool
    restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDraft:
    """Nhóm đơn vị: a phrase of the plan and the units (or groups) that it is read as.

    `proposed` while the ward has not confirmed the members.
    """

    code: str
    phrase: str
    members: tuple[str, ...]
    proposed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverableDraft:
    """Sản phẩm phải nộp: what the lead hands in, and how often (`proposed` if not in the plan).

    `due` None is the default: the first working day after the period's cut-off. `days` are the
    days by which the plan wants it, instead of `due`; of what is done once a task for each.
    """

    name: DeliverableName
    frequency: Frequency
    proposed: bool
    due: DueRule | None
    days: DueDays | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetDraft:
    """A figure of the plan, a decimal string; `high` only for a range that begins at `value`."""

    value: str
    high: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDraft(Answered):
    """Chỉ tiêu thành phần: one thing that is measured inside a row of the annex.

    `target_2030` is the value at the end of the plan, `target_average` the value of every year,
    both as they are provisionally read; `cell_2030` and `cell_average` are the printed cells.
    `reach_by` is the day by which it must be reached (rules R5 and R7). `stretch` marks a measure
    that is only striven for ("phấn đấu"), `stretch_target` a higher figure that is. `in_annex` is
    false where only the body names it. `lead` is set only where the plan names another lead than
    the row's: a finding, never a second assignment. `possible` are the figures that can be true.
    """

    code: str
    title: str
    unit: str
    kind: MeasureKind
    polarity: Polarity
    operator: Operator
    target_2030: TargetDraft | None
    target_average: TargetDraft | None
    rule: YearlyRule
    reach_by: date | None
    frequencies: tuple[Frequency, ...]
    lead: str | None
    stretch: bool
    stretch_target: str | None
    in_annex: bool
    cell_2030: str | None
    cell_average: str | None
    note: str | None
    possible: MeasureRange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDraft:
    """Mục của kế hoạch: one scheme, annex row or duty that is worked on for years.

    `lead` is a unit or a group; None where the plan names none. `supporting` holds units and
    groups. `starts_on` and `ends_on` None mean the plan's own span.
    """

    code: str
    kind: ItemKind
    title: str
    section: str
    lead: str | None
    supporting: tuple[str, ...]
    restricted: bool
    starts_on: date | None
    ends_on: date | None
    deliverables: tuple[DeliverableDraft, ...]
    measures: tuple[MeasureDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingDraft:
    """Điểm cần làm rõ: what the plan leaves open, and what is assumed until the ward answers."""

    code: str
    severity: Severity
    items: tuple[str, ...]
    place: str
    question: str
    assumed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """Kế hoạch: one version of the ward's plan, as data. `period_from`/`period_to` are years."""

    code: str
    title: str
    number: str | None
    issued_on: date | None
    place: str
    period_from: int
    period_to: int
    replaces: str | None
    units: tuple[UnitDraft, ...]
    groups: tuple[GroupDraft, ...]
    items: tuple[ItemDraft, ...]
    findings: tuple[FindingDraft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentDraft:
    """Việc giao theo kế hoạch: an item with one lead unit, or none yet.

    `supporting` holds unit codes only, without the lead, in the plan's order.
    """

    code: str
    item_code: str
    kind: ItemKind
    title: str
    section: str
    lead: str | None
    supporting: tuple[str, ...]
    restricted: bool
    starts_on: date | None
    ends_on: date | None
    deliverables: tuple[DeliverableDraft, ...]
    measures: tuple[MeasureDraft, ...]


def expand(draft: PlanDraft) -> tuple[AssignmentDraft, ...]:
    """Giao việc: each item becomes one assignment, a group lead one for each member unit.

    An item that names no lead gives an assignment without one. The draft must be consistent (the
    readers of `services.planyaml` see to it): an unknown code raises KeyError.
    """
    return tuple(
        _assignment(draft, item, lead)
        for item in draft.items
        for lead in (members_of(draft, item.lead) if item.lead else (None,))
    )


def deliverable_of(draft: DeliverableDraft) -> Deliverable:
    """A deliverable as an item asks it once the plan is in force."""
    return Deliverable(
        name=draft.name.value, frequency=draft.frequency.value, due=draft.due, days=draft.days
    )


def measures_due(
    assignment: AssignmentDraft | ItemDraft, frequency: Frequency
) -> tuple[MeasureDraft, ...]:
    """Choose the measures that a report of this frequency must answer."""
    return tuple(measure for measure in assignment.measures if frequency in measure.frequencies)


def members_of(draft: PlanDraft, code: str) -> tuple[str, ...]:
    """List the units behind a code: a unit itself, a group's members, each once, in order."""
    groups = {group.code: group.members for group in draft.groups}
    units = {unit.code for unit in draft.units}
    return tuple(dict.fromkeys(_walk(code, groups, units)))


def _walk(code: str, groups: dict[str, tuple[str, ...]], units: set[str]) -> Iterator[str]:
    if code in units:
        yield code
        return
    for member in groups[code]:
        yield from _walk(member, groups, units)


def _assignment(draft: PlanDraft, item: ItemDraft, lead: str | None) -> AssignmentDraft:
    supporting = (unit for code in item.supporting for unit in members_of(draft, code))
    led_restricted = any(unit.restricted for unit in draft.units if unit.code == lead)
    return AssignmentDraft(
        code=item.code if item.lead == lead else f"{item.code}.{lead}",
        item_code=item.code,
        kind=item.kind,
        title=item.title,
        section=item.section,
        lead=lead,
        supporting=tuple(unit for unit in dict.fromkeys(supporting) if unit != lead),
        restricted=item.restricted or led_restricted,
        starts_on=item.starts_on,
        ends_on=item.ends_on,
        deliverables=item.deliverables,
        measures=item.measures,
    )
