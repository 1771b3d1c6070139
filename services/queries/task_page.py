"""One task's own page: its stream folded live, so that a writer always sees the own write."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from services.commands.calendars import calendar_read
from services.domain.act import Names, Offer
from services.domain.assignment.events import Measure, assignment_stream
from services.domain.assignment.evolving import fold as fold_assignment
from services.domain.assignment.state import Assignment
from services.domain.calendar_facts import CalendarInForce, calendar_streams
from services.domain.context import DecisionContext
from services.domain.directory.events import person_stream, unit_stream
from services.domain.directory.state import fold_person
from services.domain.directory.unit_state import fold_unit
from services.domain.errors import Refusal
from services.domain.facts import Fact, TextRef
from services.domain.instants import day_of
from services.domain.mentions import text_ids
from services.domain.policy import Policy
from services.domain.task.acts import ACTS
from services.domain.task.authority import barred_by_two_rungs, sees_texts
from services.domain.task.awaiting import awaited
from services.domain.task.evolving import states_of
from services.domain.task.lateness import box
from services.domain.task.rules import NO_TASK
from services.domain.task.sight import Sight
from services.domain.task.specialists import named_specialists
from services.domain.task.state import Task
from services.domain.task.why import AnAct, Explained, barred, explanations
from services.domain.task.why_appraised import appraised
from services.domain.task.why_parts import WhyTopic
from services.ledger.port import Ledger, Snapshot
from services.queries.past_reader import rules_of_rights, seen_task_of, sight_of_task
from services.queries.task_origin import clause_words, origin_of, origin_stream
from services.queries.task_programme import answering_programme, answering_stream
from services.queries.trail import (
    NameBook,
    contributions,
    file_lines,
    persons_of,
    submissions,
    trail,
    units_of,
)
from services.queries.views import InstructionLine, MeasureLine, SpecialistLine, TaskPage


async def task_page(ledger: Ledger, stream: str, context: DecisionContext) -> TaskPage:
    """What this person may see of the task, and may do with it now.

    Raises NotFound where there is no such task in this ward or it is not this person's to see
    (the same sentence for both), LedgerUnavailable.
    """
    result = await _read(ledger, [stream], context, explained=True)
    if not result:
        raise NO_TASK.refuse()
    return result[0]


async def task_pages(
    ledger: Ledger, streams: Sequence[str], context: DecisionContext
) -> tuple[TaskPage, ...]:
    """The same of several tasks, in their order and in one reading; without those not to see.

    None of them is explained.
    """
    return await _read(ledger, streams, context, explained=False)


async def _read(
    ledger: Ledger, streams: Sequence[str], context: DecisionContext, *, explained: bool
) -> tuple[TaskPage, ...]:
    holder, policy, today = context.holder, context.policy, day_of(context.now)
    snapshot = await ledger.read(streams)
    states = {stream: tuple(states_of(snapshot.of(stream))) for stream in streams}
    folded = [(next(reversed(states[stream]), None), snapshot.of(stream)) for stream in streams]
    seen = [(task and seen_task_of(task, policy, holder), facts) for task, facts in folded]
    collected = [(task, facts) for task, facts in seen if task is not None]
    wanted = {name for task, facts in collected for name in _around(task, facts, policy)}
    years = calendar_streams(today)
    around = await ledger.read({*wanted, *years})
    days = calendar_read(around, years)
    all_facts = [fact for _, facts in collected for fact in facts]
    following = (task.assigned.follower for task, _ in collected if task.assigned)
    people = persons_of(all_facts) | {each for each in following if each is not None}
    telling = await _telling(ledger, all_facts, people, around, visible=sees_texts(holder))
    codes = {task.item for task, _ in collected if task.item}
    items = {code: fold_assignment(around.of(assignment_stream(code))) for code in codes}
    said: dict[str, str] = {}
    for task, _ in collected:
        said |= await clause_words(ledger, task, around)
    beside = _Beside(
        said=said,
        context=replace(context, calendar=days.calendar, facts=around.facts),
        days=days,
        around=around,
        telling=telling,
        states=states if explained else None,
    )
    return tuple(beside.page(task, facts, items.get(task.item)) for task, facts in collected)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What was read beside the tasks themselves.

    `states` are what each fact of their streams made of them; None where they are not explained.
    """

    context: DecisionContext
    days: CalendarInForce
    around: Snapshot
    telling: NameBook
    said: Mapping[str, str]
    states: Mapping[str, Sequence[Task]] | None

    def page(self, task: Task, facts: Sequence[Fact], item: Assignment | None) -> TaskPage:
        """The page of one of the tasks."""
        policy, today = self.context.policy, day_of(self.context.now)
        answers = [(act, act.answer(task, self.context)) for act in ACTS]
        units = _unit_names(task, facts, policy, self.around)
        telling = self._telling_of(task)
        rights = rules_of_rights(policy)
        origin = origin_of(
            task, self.around, telling, self.said, policy=rights, holder=self.context.holder
        )
        return TaskPage(
            task=_with_words(task, telling),
            origin=origin,
            item_code=_item(task, item),
            box=box(task, today),
            today=today,
            awaited=awaited(task, policy, self.days.calendar),
            units=units,
            measures=_measures(task, item),
            submissions=submissions(facts, telling, task.submission),
            contributions=contributions(facts, telling),
            files=file_lines(task.files, telling),
            offers={act.slug: answer for act, answer in answers if isinstance(answer, Offer)},
            two_rungs=barred_by_two_rungs(task, policy, self.context.holder),
            trail=trail(facts, telling),
            specialists=_specialists(task, telling),
            explained=self._explained(task, facts, units, answers),
            programme=answering_programme(task, self.around, policy),
            instruction=_instruction(task, telling),
        )

    def _telling_of(self, task: Task) -> NameBook:
        """Who sees of restricted work its number alone reads no word of it, nor in its trail."""
        seen = sight_of_task(task, self.context.policy, self.context.holder)
        if seen is Sight.WHOLE:
            return self.telling
        return replace(self.telling, bodies={}, visible=False)

    def _explained(
        self,
        task: Task,
        facts: Sequence[Fact],
        units: Mapping[str, str],
        answers: Sequence[tuple[AnAct, Offer | Refusal | None]],
    ) -> Explained | None:
        if self.states is None:
            return None
        names, states = Names(units=units), self.states[task.stream]
        every = explanations(task, facts, self.context, names, states)
        why = {each.topic: each for each in every}
        counted = appraised(facts, self.context, names, why.get(WhyTopic.STATUS))
        if counted is not None:
            why[WhyTopic.APPRAISED] = counted
        return Explained(
            why=why,
            barred=barred(task, self.context.policy, answers),
            rules_version=self.context.policy_version,
            calendar_version=self.days.version,
        )


def _with_words(task: Task, telling: NameBook) -> Task:
    """The task with the words of a title that somebody typed; without those that were erased."""
    if not isinstance(task.title, TextRef):
        return task
    return replace(task, title=telling.words(task.title) or task.title)


def _specialists(task: Task, telling: NameBook) -> tuple[SpecialistLine, ...]:
    return tuple(
        SpecialistLine(named=named, name=telling.names.get(named.person_id))
        for named in named_specialists(task)
    )


def _instruction(task: Task, telling: NameBook) -> InstructionLine | None:
    given = None if task.ending else task.instruction
    if given is None:
        return None
    name = telling.names.get(given.by) if given.by else None
    return InstructionLine(given=given, words=telling.words(given.text), name=name)


def _around(task: Task, facts: Sequence[Fact], policy: Policy) -> list[str]:
    return [
        *((assignment_stream(task.item),) if task.item else ()),
        *origin_stream(task),
        *answering_stream(task, policy),
        *_follower(task),
        *(person_stream(person) for person in sorted(persons_of(facts))),
        *(unit_stream(unit) for unit in sorted(_units_around(task, facts, policy))),
    ]


def _follower(task: Task) -> tuple[str, ...]:
    follower = task.assigned.follower if task.assigned else None
    return (person_stream(follower),) if follower else ()


def _units_around(task: Task, facts: Sequence[Fact], policy: Policy) -> set[str]:
    return {task.lead, policy.office_unit, *task.supporting, *units_of(facts)}


def _unit_names(
    task: Task, facts: Sequence[Fact], policy: Policy, around: Snapshot
) -> Mapping[str, str]:
    codes = _units_around(task, facts, policy)
    collected = {code: fold_unit(around.of(unit_stream(code))) for code in codes}
    return {code: unit.called if unit else code for code, unit in collected.items()}


def _item(task: Task, opened: Assignment | None) -> str:
    return opened.opened.item_code if opened else task.item


def _measures(task: Task, opened: Assignment | None) -> tuple[MeasureLine, ...]:
    targets: dict[str, Measure] = {}
    if opened is not None and not task.restricted:
        targets = {measure.code: measure for measure in opened.opened.measures}
    return tuple(
        MeasureLine(asked=asked, target=targets.get(asked.code)) for asked in task.measures
    )


async def _telling(
    ledger: Ledger,
    facts: Sequence[Fact],
    people: Collection[UUID],
    around: Snapshot,
    *,
    visible: bool,
) -> NameBook:
    persons = {}
    for person_id in people:
        person = fold_person(around.of(person_stream(person_id)))
        if person is not None:
            persons[person_id] = person.name.text_id
    typed = {ref for fact in facts for ref in text_ids(fact.event)} if visible else set()
    bodies = await ledger.texts(typed | set(persons.values()))
    return NameBook(
        names={key: bodies[name] for key, name in persons.items() if name in bodies},
        bodies={key: body for key, body in bodies.items() if key in typed},
        visible=visible,
    )
