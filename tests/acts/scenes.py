"""A ward in which every sample's life has been lived, each with an item of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import chain
from typing import Final

from infra.clocks.ward_clock import WardClock
from infra.migrations.migrate import Logins
from infra.randomness import RANDOMNESS
from infra.wiring import Ward, make_ward
from services.commands.first_people import FirstPerson
from services.commands.requests import CommandRequest, Sender
from services.domain.answers import MeasureKind
from services.domain.directory.consent_events import SETUP_STREAM, InitialSetUpEnded
from services.domain.plan.draft import FindingDraft, ItemDraft, PlanDraft, Severity
from services.domain.roles import OfficeHeld
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.events import DueDateMoved
from services.domain.task.evolving import fold
from services.ledger.engine import make_engine
from services.ledger.port import Ledger
from tests import givens
from tests.acts import SAMPLE_OF, SAMPLES
from tests.acts.people import streams_of, with_people
from tests.acts.sample import (
    CHIEF,
    PEOPLE,
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
from tests.acts.things import ENDING, SHARED, born, names_of
from tests.api.ward import PASSWORD, current_task, fill, item_draft, measure_draft, plan
from tests.api.ward import PEOPLE as WARD_PEOPLE
from tests.cheap_passwords import CHEAP
from tests.domain.around_task import ENDED_TASK
from tests.moment import MOMENT, today
from tests.projections.lives import tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One sample at the end of its life, or where it is refused, with the code of its item."""

    sample: ActSample
    refused: Refused | None
    code: str

    @property
    def item(self) -> SampleItem | None:
        """The item with which it begins."""
        return (self.refused and self.refused.item) or self.sample.item

    @property
    def before(self) -> Before:
        """What happens before it."""
        other = self.refused.after if self.refused else None
        return self.sample.after if other is None else other

    @property
    def names(self) -> Mapping[str, str]:
        """What addresses and streams are made of."""
        names = born(names_of(self.code, current_task(self.code)), self.item)
        return names_in(names, self.sample, self.refused)

    @property
    def planned(self) -> SampleItem | None:
        """The item of the plan with which it begins; assigned work has none."""
        return None if self.item is None or self.item.assigned else self.item

    @property
    def doer(self) -> SamplePerson:
        """Who does it, or is refused."""
        return (self.refused and self.refused.by) or self.sample.doer

    @property
    def name(self) -> str:
        """What it is called in a failure."""
        return f"{self.sample.name} {self.refused.code if self.refused else ''}"


def _over_http(refused: Refused) -> bool:
    """Whether a ward that stands at one moment under its own rules can come to a refusal."""
    steps = refused.after or ()
    people_known = [refused.by, *(step.by for step in steps if isinstance(step, SampleStep))]
    return (
        not refused.command
        and not refused.days
        and not any(isinstance(step, SampleStep) and step.days for step in steps)
        and refused.policy is Refused(code="").policy
        and all(isinstance(step, str | SampleStep) for step in steps)
        and all(person is None or person.login for person in people_known)
    )


def _scenes() -> Iterator[tuple[ActSample, Refused | None]]:
    for sample in SAMPLES:
        yield sample, None
        for refused in sample.refused:
            if _over_http(refused):
                yield sample, refused


SCENES: Final = tuple(
    Scene(sample=sample, refused=refused, code=f"71-{number:03}")
    for number, (sample, refused) in enumerate(_scenes(), start=1)
)


async def thing_at(ledger: Ledger, scene: Scene, step: SampleStep | None = None) -> Thing:
    """What a sample is done to, as it stands in a ward; or what a step before it is done to."""
    sample = SAMPLE_OF[step.act] if step else scene.sample
    doer = (step.by or sample.doer) if step else scene.doer
    thing = Thing(names=scene.names, today=today())
    own = thing.names["task"]
    snapshot = await ledger.read([own, *streams_of(thing, doer)])
    task = fold(snapshot.of(own))
    thing = named(sample, with_people(thing, doer, snapshot.of), doer)
    if task is None:
        return thing
    return replace(
        thing,
        submission=task.submission,
        latest=task.latest.version if task.latest else 0,
        restricted=task.restricted,
        measures={each.code: each.is_yes_no for each in task.measures},
    )


def _item(scene: Scene, item: SampleItem) -> ItemDraft:
    kinds: Mapping[bool, MeasureKind] = {False: MeasureKind.NUMBER, True: MeasureKind.YES_NO}
    measures = tuple(
        measure_draft(f"{scene.code}.{number}", f"Chỉ số {number}", "%", kinds[yes_no])
        for number, yes_no in enumerate(item.measures, start=1)
    )
    return item_draft(
        scene.code,
        f"Việc {scene.code}",
        item.lead,
        item.supporting,
        restricted=item.restricted,
        measures=measures,
    )


def _draft() -> PlanDraft:
    ordinary = plan(today().year)
    findings = tuple(
        FindingDraft(
            code=f"D-{scene.code}",
            severity=Severity.DOUBT,
            items=(scene.code,),
            place="II.5",
            question="Hiểu thế nào?",
            assumed="Tạm hiểu như vậy.",
        )
        for scene in SCENES
        if scene.planned
    )
    general = tuple(each for each in ordinary.findings if not each.items)
    shared = [item_draft(code, f"Việc {code}", "KTHTDT", ("VHXH",)) for code in (SHARED, ENDING)]
    items = (*shared, *(_item(scene, scene.planned) for scene in SCENES if scene.planned))
    outside = replace(ordinary.units[0], code="MTTQ", name="Mặt trận", internal=False)
    return replace(
        ordinary,
        units=(*ordinary.units, outside),
        items=items,
        findings=(*general, *findings),
    )


async def _live(ward: Ward, scene: Scene) -> None:
    """Everything that happens before a scene, through the real handlers."""
    if scene.item and scene.item.assigned:
        for step in _assigning(scene.names["directive"], scene.item):
            await happen(ward, scene, step)
    if scene.planned and scene.planned.due_in is not None:
        day = today() + timedelta(days=scene.planned.due_in)
        moved = DueDateMoved(from_on=day, due_on=day, calendar_version="calendar-2026@1")
        await tell(ward.ledger, current_task(scene.code), moved, name=scene.code)
    for before in scene.before:
        assert isinstance(before, str | SampleStep)
        step = before if isinstance(before, SampleStep) else SampleStep(act=before)
        await happen(ward, scene, step)


def _assigning(code: str, item: SampleItem) -> tuple[SampleStep, ...]:
    """A directive without clauses, of a number of its own, and its only task."""
    due_on = None if item.due_in is None else today() + timedelta(days=item.due_in)
    asked = {
        "clause": None,
        "text_version": None,
        "lead_units": [item.lead],
        "supporting_units": list(item.supporting),
        "due_on": due_on and due_on.isoformat(),
        "without_due": due_on is None,
    }
    return (
        SampleStep(act="register-directive", sent={"number": f"{code}/UBND"}),
        SampleStep(act="assign-tasks", sent=asked),
    )


async def happen(ward: Ward, scene: Scene, step: SampleStep | None = None) -> None:
    """Let the sample of a scene happen, or a step before it."""
    sample = SAMPLE_OF[step.act] if step else scene.sample
    doer = (step.by or sample.doer) if step else scene.doer
    texts = new_texts()
    thing = await thing_at(ward.ledger, scene, step)
    differs = (step.sent, step.command) if step else ()
    command = command_of(sample, thing, texts, *differs)
    request = CommandRequest(
        sender=Sender(person_id=doer.holder.person_id, session_id=givens.person("session")),
        command_id=RANDOMNESS.new_id(),
        name=sample.act.name,
        sent={},
        texts=tuple(texts.texts),
    )
    await ward.acts.handle(request, command)


async def _register(ward: Ward, each: SamplePerson) -> None:
    """Somebody of the samples, under the id by which they are known in the pure domain."""
    person_id, (name, office, unit) = each.holder.person_id, WARD_PEOPLE[each.login]
    held = OfficeHeld(office=office, unit=unit, from_on=today())
    drawn = chain((person_id,), iter(RANDOMNESS.new_id, None))
    known = replace(RANDOMNESS, new_id=partial(next, drawn))
    directory = replace(ward.directory, randomness=known)
    first = FirstPerson(key=each.login, name=name, login=each.login, offices=(held,))
    assert await directory.register_first(first) == person_id
    await ward.accounts.set_password(person_id, PASSWORD)


async def fill_scenes(logins: Logins) -> None:
    """The whole ward."""
    await fill(logins, draft=_draft(), known=())
    engine = make_engine(logins.app)
    ward = make_ward(engine, logins.ledger_id, WardClock(MOMENT), CHEAP)
    for each in PEOPLE:
        await _register(ward, each)
    await tell(
        ward.ledger,
        SETUP_STREAM,
        InitialSetUpEnded(person_id=CHIEF.holder.person_id),
        name="set-up",
    )
    ended = TaskWithdrawn(unjudged=None, reason=None, reason_code="by-paper", paper=None)
    await tell(ward.ledger, ENDED_TASK, ended, name="ended")
    for scene in SCENES:
        await _live(ward, scene)
    await engine.dispose()
