"""The little world of the task machines: people, kinds of task and of chains, contents."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, auto
from functools import cache

from services.domain.approval_chains import ApprovalChain, ApprovalStep, ApprovalStepUnit
from services.domain.assignment.events import (
    AssignmentOpened,
    Deliverable,
    DueRule,
    Measure,
    task_stream,
)
from services.domain.assignment.issuing import ContributionsDue
from services.domain.assignment.ranges import range_of
from services.domain.assignment.schedule import contributions_due_on
from services.domain.calendar import Calendar, CalendarYear
from services.domain.facts import TextRef
from services.domain.papers import Paper
from services.domain.policy import Policy
from services.domain.roles import Office
from services.domain.task.births import (
    ASSIGNED_KIND,
    OrderedBy,
    TaskAssigned,
    assigned_task_stream,
)
from services.domain.task.events import Figure, FigureKind
from services.planyaml.yaml_plan import read_calendars
from tests import givens

COLLEAGUE = givens.holder("colleague", (Office.SPECIALIST, "KTHTDT"))
OTHER_HEAD = givens.holder("other-head", (Office.UNIT_HEAD, "VHXH"))
POLICE = givens.holder("police", (Office.SPECIALIST, "CAP"))
POLICE_HEAD = givens.holder("police-head", (Office.UNIT_HEAD, "CAP"))
HEAD_AND_CHIEF = givens.holder(
    "head-and-chief", (Office.UNIT_HEAD, "KTHTDT"), (Office.CHIEF_OF_OFFICE, "VP")
)
IN_TWO_UNITS = givens.holder(
    "in-two-units", (Office.SPECIALIST, "KTHTDT"), (Office.CHIEF_OF_OFFICE, "VP")
)
# Of the vice-chairs the one who is not in charge of the unit that leads.
OTHER_VICE_CHAIR = replace(
    givens.holder("other-vice-chair", (Office.VICE_CHAIR, None)),
    left_to_others=frozenset({("KTHTDT", Office.VICE_CHAIR)}),
)
WITHOUT_OFFICE = givens.holder("without-office")
CAST = {
    "specialist": givens.SPECIALIST,
    "colleague": COLLEAGUE,
    "head": givens.HEAD,
    "chief": givens.CHIEF,
    "checker": givens.CHECKER,
    "vice chair": givens.VICE_CHAIR,
    "other vice chair": OTHER_VICE_CHAIR,
    "chair": givens.CHAIR,
    "other": givens.OTHER,
    "other head": OTHER_HEAD,
    "police": POLICE,
    "police head": POLICE_HEAD,
    "head and chief": HEAD_AND_CHIEF,
    "in two units": IN_TWO_UNITS,
    "inspector": givens.INSPECTOR,
    "administrator": givens.ADMINISTRATOR,
    "without office": WITHOUT_OFFICE,
}


class Birth(Enum):
    """How the task of a world comes to be."""

    PERIODIC = auto()
    ASSIGNED = auto()
    ASSIGNED_UNDATED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One item with one deliverable, and the day on which its first task is issued.

    Where the task is assigned, a directive of the vice-chair gives the same work that day.
    """

    name: str
    opened: AssignmentOpened
    start: date
    period: str
    birth: Birth = Birth.PERIODIC

    @property
    def stream(self) -> str:
        """The stream of its only task."""
        if self.birth is not Birth.PERIODIC:
            return assigned_task_stream(DIRECTIVE, 1)
        return task_stream(self.opened.code, self.opened.deliverables[0].name, self.period)

    @property
    def kind(self) -> str:
        """The kind of the work, by which the rules choose its approval chain."""
        return self.opened.kind if self.birth is Birth.PERIODIC else ASSIGNED_KIND

    @property
    def item(self) -> str:
        """The code of the item behind the task; blank where there is none."""
        return self.opened.code if self.birth is Birth.PERIODIC else ""

    @property
    def ends_on(self) -> date:
        """The last day to which an extension may go: the end of the plan, where there is one."""
        return self.opened.ends_on if self.birth is Birth.PERIODIC else date.max

    @property
    def due_on(self) -> date | None:
        """The day by which assigned work is ordered; None for work without one."""
        return ORDERED_BY if self.birth is Birth.ASSIGNED else None


def _measure(code: str, kind: str, frequency: str) -> Measure:
    return Measure(
        code=code,
        title=f"Chỉ số {code}",
        unit="%",
        kind=kind,
        operator="at_least",
        target_2030=Decimal("98.5"),
        target_2030_high=None,
        target_average=None,
        target_average_high=None,
        rule="last",
        reach_by=None,
        stretch=False,
        stretch_target=None,
        in_annex=True,
        frequencies=(frequency,),
        possible=range_of(title=f"Chỉ số {code}", unit="%", kind=kind),
    )


def _world(name: str, start: date, period: str, frequency: str, **changes: object) -> World:
    given: dict[str, object] = {
        "code": f"G-{name}",
        "item_code": f"G-{name}",
        "plan_stream": "plan-given",
        "kind": "duty",
        "title": "Tổ chức gặp mặt doanh nghiệp",
        "section": "II.5.1",
        "lead_unit": "KTHTDT",
        "supporting_units": ("VHXH", "MTTQ"),
        "restricted": False,
        "deliverables": (Deliverable(name="report", frequency=frequency, due=None),),
        "measures": (),
        "active_from": start,
        "issue_from": start,
        "starts_on": date(2025, 12, 15),
        "ends_on": date(2030, 12, 14),
    }
    opened = AssignmentOpened(**{**given, **changes})  # type: ignore[arg-type]
    return World(name=name, opened=opened, start=start, period=period)


NOVEMBER, JANUARY = date(2026, 11, 23), date(2027, 1, 18)
DIRECTIVE = "2026.a2b3c4d5"
ORDERED_BY = date(2026, 12, 15)
_ALL = (
    _world("duty", NOVEMBER, "2026-Q4", "quarter"),
    _world(
        "indicator",
        JANUARY,
        "2027-M02",
        "month",
        kind="indicator",
        measures=(_measure("CT10", "number", "month"), _measure("CT11", "yes_no", "month")),
    ),
    _world(
        "restricted",
        NOVEMBER,
        "2026-Q4",
        "quarter",
        kind="indicator",
        lead_unit="CAP",
        restricted=True,
        measures=(_measure("CT13", "number", "quarter"),),
    ),
    _world("office", NOVEMBER, "2026-Q4", "quarter", lead_unit="VP", supporting_units=()),
    _world("long", NOVEMBER, "2026-Q4", "quarter"),
    _world("unsigned", NOVEMBER, "2026-Q4", "quarter"),
    _world(
        "scheme",
        JANUARY,
        "2027",
        "year",
        kind="scheme",
        deliverables=(
            Deliverable(
                name="plan",
                frequency="year",
                due=DueRule(after_month=1, after_day=31, working_days_after_issue=20),
            ),
        ),
    ),
    replace(_world("assigned", NOVEMBER, "2026-Q4", "quarter"), birth=Birth.ASSIGNED),
    replace(
        _world("assigned-undated", NOVEMBER, "2026-Q4", "quarter"),
        birth=Birth.ASSIGNED_UNDATED,
    ),
)

WORLDS = {world.name: world for world in _ALL}


@cache
def policy() -> Policy:
    """The rules that ship with the plan, read once."""
    shipped = givens.policy()
    return replace(shipped, chains=(*shipped.chains, *_chains(shipped)))


def _chains(shipped: Policy) -> tuple[ApprovalChain, ...]:
    """A long way over every office for one item; for another no signature within the unit, but
    that of the leader who is in charge of it.
    """
    head, office = (
        replace(step, within_working_days=days)
        for step, days in zip(shipped.chain_for("KTHTDT").rungs, (2, 3), strict=True)
    )
    ward = ApprovalStepUnit.WARD
    leader = ApprovalStep(name="leader", offices=(Office.VICE_CHAIR,), unit=ward)
    chair = ApprovalStep(name="chair", offices=(Office.CHAIR,), unit=ward)
    return (
        ApprovalChain(lead_units=(), items=("G-long",), rungs=(head, office, leader, chair)),
        ApprovalChain(
            lead_units=(),
            items=("G-unsigned",),
            rungs=(office, replace(leader, in_charge=True), chair),
        ),
    )


@cache
def calendars() -> tuple[CalendarYear, ...]:
    """The years that ship with the plan, read once: Tết lies in them."""
    path = givens.ROOT / "infra/plans/calendars.yaml"
    return tuple(read_calendars(path.read_text(encoding="utf-8"), path.name))


def assigned_in(world: World, calendar: Calendar) -> TaskAssigned:
    """The first fact of the task that a directive assigns in this world."""
    days = policy().contributions.before_lead_working_days
    due_on, contributions = world.due_on, None
    if due_on is not None:
        on = contributions_due_on(due_on, days, world.start, calendar)
        contributions = ContributionsDue(on=on, before_lead_working_days=days)
    return givens.assigned(
        directive=DIRECTIVE,
        ordered_by=OrderedBy(
            person_id=givens.VICE_CHAIR.person_id, office=Office.VICE_CHAIR, on=world.start
        ),
        assigned_on=world.start,
        due_on=due_on,
        acknowledge_by=calendar.add_working_days(
            world.start, policy().acknowledge_within_working_days
        ),
        lead_unit=world.opened.lead_unit,
        supporting_units=world.opened.supporting_units,
        restricted=world.opened.restricted,
        contributions=contributions,
    )


Put = Callable[[str], TextRef]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a report brings."""

    text: TextRef | None = None
    figures: tuple[Figure, ...] = ()
    paper: Paper | None = None


def _number(code: str, value: str) -> Figure:
    return Figure(measure=code, value=Decimal(value), kind=FigureKind.PRELIMINARY, nil_reason=None)


def right_content(world: World, put: Put, today: date) -> Content:
    """What the task asks for."""
    if world.opened.restricted:
        return Content(paper=Paper(number="12/BC-CAP", dated_on=today))
    if world.opened.measures:
        return Content(figures=(_number("CT10", "61.03"), _number("CT11", "1")))
    return Content(text=put("Đã tổ chức 03 buổi gặp mặt."))


MANNERS = (
    "right",
    "right",
    "nil",
    "empty",
    "short",
    "double",
    "unknown",
    "both",
    "neither",
    "yes_no",
    "words",
    "paper",
    "future_paper",
    "odd_paper",
)


def content(world: World, manner: str, put: Put, today: date) -> Content:
    """What the task asks for, or something near it."""
    right = right_content(world, put, today)
    codes = [measure.code for measure in world.opened.measures] or ["CT10"]
    nil = Figure(measure=codes[0], value=None, kind=None, nil_reason=put("Chưa tổng hợp."))
    rest = right.figures[1:]
    day = today + timedelta(days=manner == "future_paper")
    number = "mười hai, đã gửi" if manner == "odd_paper" else "15/BC-KTHTĐT"
    made = {
        "nil": Content(text=right.text, figures=(nil, *rest), paper=right.paper),
        "empty": Content(),
        "short": Content(text=right.text, figures=right.figures[:1], paper=right.paper),
        "double": Content(text=right.text, figures=right.figures * 2, paper=right.paper),
        "unknown": Content(
            text=right.text, figures=(*right.figures, _number("CT99", "1")), paper=right.paper
        ),
        "both": Content(
            figures=(
                Figure(
                    measure=codes[0],
                    value=Decimal(1),
                    kind=FigureKind.ESTIMATE,
                    nil_reason=put("Cả hai."),
                ),
                *rest,
            )
        ),
        "neither": Content(
            figures=(Figure(measure=codes[0], value=None, kind=None, nil_reason=None), *rest)
        ),
        "yes_no": Content(figures=(*right.figures[:1], _number("CT11", "7"))),
        "words": Content(text=put("Thêm lời."), figures=right.figures, paper=right.paper),
        "paper": Content(
            text=right.text,
            figures=right.figures,
            paper=Paper(number=number, dated_on=day),
        ),
    }
    made["future_paper"] = made["odd_paper"] = made["paper"]
    return made.get(manner, right)
