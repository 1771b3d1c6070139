"""A life of the pure domain: facts in memory, in which samples are done one after the other."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, timedelta
from functools import cache
from typing import Final
from uuid import UUID, uuid5

from services.commands.acts import ActCommand
from services.domain.act import Verdict
from services.domain.answers import MeasureKind
from services.domain.assignment.events import (
    AssignmentOpened,
    Deliverable,
    Measure,
    MeasureAsked,
    task_stream,
)
from services.domain.assignment.ranges import range_of
from services.domain.context import DecisionContext
from services.domain.directory.events import (
    account_stream,
    person_stream,
)
from services.domain.facts import SYSTEM, Actor, Event, Fact
from services.domain.instants import day_of, start_of
from services.domain.nouns import NOUN_OF
from services.domain.plan.events import PlanActivated, PlanFinding, plan_stream
from services.domain.policy import Policy
from services.domain.roles import Holder, Office
from services.domain.streams import Category, category_of
from services.domain.task.births import OrderedBy
from services.domain.task.events import DueDateMoved
from services.domain.task.evolving import fold
from tests import givens
from tests.acts import SAMPLE_OF
from tests.acts.people import administrators, directory, with_people
from tests.acts.sample import (
    BEGINS,
    ActSample,
    Before,
    Refused,
    SampleItem,
    SamplePerson,
    SampleStep,
    Thing,
    named,
    names_in,
    new_texts,
)
from tests.acts.sending import command_of
from tests.acts.things import born, names_of
from tests.domain.around_task import around_task

CODE: Final = "51-08"
TASK: Final = task_stream(CODE, "report", "2026-Q4")
PLAN: Final = plan_stream("cho-san")
NAMES: Final = names_of(CODE, TASK)


@cache
def ordinary_policy() -> Policy:
    """The rules that ship with the plan, read once."""
    return givens.policy()


def measure_code(number: int, code: str = CODE) -> str:
    """What the measures of an item are called."""
    return f"{code}.{number}"


class Life:
    """What has become true, stream by stream; a rule of the ward may be another one."""

    def __init__(
        self, names: Mapping[str, str], policy: Policy | None = None, *, planned: bool = True
    ) -> None:
        self.now = start_of(BEGINS, 9).astimezone(UTC)
        self.policy = policy or ordinary_policy()
        self.names = names
        self._facts: dict[str, list[Fact]] = {}
        for stream, events in around_task().items():
            self.tell(stream, *events)
        for stream, events in directory():
            self.tell(stream, *events)
        if planned:
            self.tell(PLAN, _plan())

    def work(self, item: SampleItem) -> None:
        """Open an item of the plan, with its task where somebody leads it; or assign a task."""
        if item.assigned:
            self.tell(self.names["task"], _assigned(item))
            return
        self.tell(NAMES["item"], _opened(item))
        if item.lead is not None:
            self.tell(TASK, _issued(item))
        if item.due_in is not None:
            day = BEGINS + timedelta(days=item.due_in)
            self.tell(TASK, DueDateMoved(from_on=day, due_on=day, calendar_version="given@1"))

    def tell(
        self, stream: str, *events: Event, actor: Actor = SYSTEM, click: UUID | None = None
    ) -> None:
        """Keep events, now; `click` is the command that made them."""
        facts = self._facts.setdefault(stream, [])
        for event in events:
            version = len(facts) + 1
            facts.append(
                Fact(
                    event=event,
                    stream=stream,
                    version=version,
                    position=sum(map(len, self._facts.values())) + 1,
                    actor=actor,
                    behalf=None,
                    occurred_at=self.now,
                    recorded_at=self.now,
                    command_id=click or uuid5(givens.SPACE, f"{stream}/{version}"),
                    session_id=None,
                )
            )

    def of(self, stream: str) -> list[Fact]:
        """The facts of one stream."""
        return self._facts.get(stream, [])

    def thing(self, sample: ActSample, by: SamplePerson | None = None) -> Thing:
        """What a sample is done to, as it stands now; `by` another person than it says."""
        task = fold(self.of(self.names["task"]))
        thing = with_people(
            Thing(names=self.names, today=day_of(self.now)), by or sample.doer, self.of
        )
        if task is not None:
            thing = replace(
                thing,
                submission=task.submission,
                latest=task.latest.version if task.latest else 0,
                restricted=task.restricted,
                measures={each.code: each.is_yes_no for each in task.measures},
            )
        return named(sample, thing, by or sample.doer)

    def decide(self, holder: Holder, command: ActCommand) -> Verdict:
        """What somebody's command makes true; raises Refusal.

        Of the streams it is shown those alone that its act reads.
        """
        noun, act = NOUN_OF[type(command)]
        known = administrators(self._facts) if act.by_administrators else ()
        streams = {command.stream, *act.reads(command), person_stream(holder.person_id)}
        for each in known:
            streams |= {person_stream(each), account_stream(each)}
        context = DecisionContext(
            holder=holder,
            policy=self.policy,
            now=self.now,
            facts={name: self.of(name) for name in streams},
            calendar=givens.calendar() if act.by_calendar else None,
            administrators=known,
            plans=self._plans() if act.by_plans else {},
            fold_task=fold,
        )
        for _ in range(2):  # what was named names more
            state = noun.find(command.stream, context)
            further = {name: self.of(name) for name in act.reads_next(state, command, context)}
            context = replace(context, facts={**context.facts, **further})
        return act.decide(noun.find(command.stream, context), command, context)

    def _plans(self) -> dict[str, list[Fact]]:
        return {
            stream: facts
            for stream, facts in self._facts.items()
            if category_of(stream) is Category.PLAN
        }

    def read(self, sample: ActSample, differs: Refused | SampleStep) -> ActCommand:
        """The command that is sent, as far as it can be read; raises Refusal."""
        thing = self.thing(sample, differs.by)
        return command_of(sample, thing, new_texts(), differs.sent, differs.command)

    def do(self, sample: ActSample, refused: Refused | SampleStep | None = None) -> Verdict:
        """Let a sample happen, as it is or as it differs; raises Refusal."""
        differs = refused or Refused(code="")
        self.now += timedelta(days=differs.days)
        doer = differs.by or sample.doer
        command = self.read(sample, differs)
        verdict = self.decide(doer.holder, command)
        click = uuid5(givens.SPACE, f"click/{sum(map(len, self._facts.values()))}")
        for new in verdict.facts_of(command.stream):
            self.tell(new.stream, new.event, actor=givens.actor(doer.holder), click=click)
        return verdict

    def live(self, sample: ActSample, before: Before) -> None:
        """Let everything happen that comes before a sample."""
        for step in before:
            if isinstance(step, str | SampleStep):
                done = step if isinstance(step, SampleStep) else SampleStep(act=step)
                self.do(SAMPLE_OF[done.act], done)
            else:
                self.tell(self.thing(sample).names["stream"], step)


def life_of(sample: ActSample, refused: Refused | None = None) -> Life:
    """The life up to a sample, or up to where it is refused."""
    differs = refused or Refused(code="")
    item = differs.item or sample.item
    life = Life(
        names_in(born(NAMES, item), sample, refused),
        differs.policy(ordinary_policy()),
        planned=sample.planned,
    )
    if item is not None:
        life.work(item)
    for stream, events in sample.begun.items():
        life.tell(stream, *events)
    life.live(sample, sample.after if differs.after is None else differs.after)
    return life


def _plan() -> PlanActivated:
    return PlanActivated(
        code="cho-san",
        title="Kế hoạch cho sẵn",
        number=None,
        issued_on=None,
        place="phường cho sẵn",
        period_from=2025,
        period_to=2029,
        replaces=None,
        active_from=BEGINS,
        backfill_from=None,
        source_sha256="0" * 64,
        assignments=(CODE,),
        findings=(_finding(NAMES["finding"], CODE), _finding("D-CHUNG")),
    )


def _finding(code: str, *items: str) -> PlanFinding:
    return PlanFinding(
        code=code,
        severity="doubt",
        items=items,
        place="II.5",
        question="Hiểu thế nào?",
        assumed="Tạm hiểu như vậy.",
    )


def _kind(yes_no: bool) -> str:
    return (MeasureKind.YES_NO if yes_no else MeasureKind.NUMBER).value


def _opened(item: SampleItem) -> AssignmentOpened:
    return AssignmentOpened(
        code=CODE,
        item_code=CODE,
        plan_stream=PLAN,
        kind="indicator" if item.measures else "duty",
        title="Tổ chức gặp mặt doanh nghiệp",
        section="II.5",
        lead_unit=item.lead,
        supporting_units=item.supporting,
        restricted=item.restricted,
        deliverables=(Deliverable(name="report", frequency="quarter", due=None),),
        measures=tuple(
            Measure(
                code=measure_code(number),
                title=f"Chỉ số {number}",
                unit="%",
                kind=_kind(yes_no),
                operator="at_least",
                target_2030=None,
                target_2030_high=None,
                target_average=None,
                target_average_high=None,
                rule="last",
                reach_by=None,
                stretch=False,
                stretch_target=None,
                in_annex=True,
                frequencies=("quarter",),
                possible=range_of(title=f"Chỉ số {number}", unit="%", kind=_kind(yes_no)),
            )
            for number, yes_no in enumerate(item.measures, start=1)
        ),
        active_from=BEGINS,
        issue_from=BEGINS,
        starts_on=date(2025, 12, 15),
        ends_on=date(2030, 12, 14),
    )


def _assigned(item: SampleItem) -> Event:
    return givens.assigned(
        directive=NAMES["directive"],
        ordered_by=OrderedBy(
            person_id=givens.VICE_CHAIR.person_id, office=Office.VICE_CHAIR, on=BEGINS
        ),
        assigned_on=BEGINS,
        due_on=None if item.due_in is None else BEGINS + timedelta(days=item.due_in),
        acknowledge_by=BEGINS + timedelta(days=2),
        lead_unit=item.lead,
        supporting_units=item.supporting,
        restricted=item.restricted,
    )


def _issued(item: SampleItem) -> Event:
    asked = tuple(
        MeasureAsked(
            code=measure.code,
            title=measure.title,
            unit=measure.unit,
            kind=measure.kind,
            possible=measure.possible,
        )
        for measure in _opened(item).measures
    )
    return givens.issued(
        lead_unit=item.lead,
        supporting_units=item.supporting,
        restricted=item.restricted,
        measures=asked,
    )
