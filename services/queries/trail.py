"""Facts of a task as lines: the trail, the submissions, the contributions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.domain.directive.file_events import (
    DirectiveFileAttached,
    DirectiveFileDetached,
)
from services.domain.facts import Actor, Event, Fact, TextRef
from services.domain.nouns import KIND_OF
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.recall_submission import SubmissionRecalled
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.submit_contribution import ContributionSubmitted
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.acts.undo_act import ActUndone
from services.domain.task.evolving import not_undone
from services.domain.task.file_events import FileAttached, FileDetached
from services.queries.views import (
    ContributionLine,
    Doer,
    FigureLine,
    FileLine,
    SubmissionLine,
    TrailLine,
)

# What a fact calls the units that it names.
_UNITS = ("lead_unit", "former_unit", "proposed_unit")
_FILE_ATTACHED = FileAttached | DirectiveFileAttached
_OF_FILE = _FILE_ATTACHED | FileDetached | DirectiveFileDetached
_DECISIONS = SubmissionApproved | SubmissionReturned | SubmissionConfirmed | SubmissionRecalled


@dataclass(frozen=True, slots=True, kw_only=True)
class NameBook:
    """Names by person, bodies by text; without `visible` nobody's words are told."""

    names: Mapping[UUID, str]
    bodies: Mapping[UUID, str]
    visible: bool

    def words(self, ref: TextRef | None) -> str | None:
        """What was typed; None where nothing was, or where it is erased or not for this reader."""
        return None if ref is None else self.bodies.get(ref.text_id)

    def doer(self, actor: Actor, at: datetime) -> Doer:
        """Who acted, with the unit and office of that day."""
        name = self.names.get(actor.person_id) if actor.person_id else None
        return Doer(kind=actor.kind.value, name=name, office=actor.office, unit=actor.unit, at=at)

    def reported(self, event: Event) -> str | None:
        """The name of the person whom the fact names, such as a leader who was told."""
        person = KIND_OF[type(event)].person(event)
        return self.names.get(person) if person else None


def persons_of(facts: Sequence[Fact]) -> set[UUID]:
    """Everybody whom these facts name: who acted, and whom they are about."""
    acted = {fact.actor.person_id for fact in facts}
    named = {KIND_OF[type(fact.event)].person(fact.event) for fact in facts}
    return {person for person in acted | named if person is not None}


def units_of(facts: Sequence[Fact]) -> set[str]:
    """Every unit that these facts name: of who acted, and those that led or were proposed."""
    named = {getattr(fact.event, name, None) for fact in facts for name in _UNITS}
    acted = {fact.actor.unit for fact in facts}
    return {unit for unit in acted | named if unit is not None}


def trail(facts: Sequence[Fact], telling: NameBook) -> tuple[TrailLine, ...]:
    """Every fact, newest first, nothing grouped, nothing left out."""
    names = _file_names(facts)
    holding = {fact.version for fact in not_undone(facts)}
    return tuple(
        _line(
            fact,
            telling,
            names,
            undone=fact.version not in holding and not isinstance(fact.event, ActUndone),
        )
        for fact in reversed(facts)
    )


def attached(facts: Sequence[Fact]) -> Mapping[str, FileAttached]:
    """Every file that was ever attached, by its digest."""
    events = (fact.event for fact in facts)
    return {event.sha256: event for event in events if isinstance(event, FileAttached)}


def _file_names(facts: Sequence[Fact]) -> Mapping[str, TextRef]:
    """What every file that was ever attached is called, by its digest."""
    events = (fact.event for fact in facts)
    return {event.sha256: event.name for event in events if isinstance(event, _FILE_ATTACHED)}


def _line(
    fact: Fact, telling: NameBook, files: Mapping[str, TextRef], *, undone: bool = False
) -> TrailLine:
    event = fact.event
    kind = KIND_OF[type(event)]
    ref = kind.text(event)
    if isinstance(event, _OF_FILE):
        ref = files[event.sha256]
    words = telling.words(ref)
    more = {label: telling.words(each) for label, each in kind.more_texts(event).items()}
    return TrailLine(
        version=fact.version,
        at=fact.occurred_at,
        doer=telling.doer(fact.actor, fact.occurred_at),
        event=event,
        words=words,
        more_words={label: said for label, said in more.items() if said is not None},
        hidden=ref is not None and words is None,
        reported=telling.reported(event),
        undone=undone,
    )


def submissions(
    facts: Sequence[Fact], telling: NameBook, current: int
) -> tuple[SubmissionLine, ...]:
    """Every version of the report, newest first."""
    names = attached(facts)
    submission_lines = [
        SubmissionLine(
            number=fact.event.submission,
            at=fact.occurred_at,
            doer=telling.doer(fact.actor, fact.occurred_at),
            words=telling.words(fact.event.text),
            early_words=telling.words(fact.event.early_reason),
            jump_words=telling.words(fact.event.jump_reason),
            figures={
                figure.measure: FigureLine(
                    figure=figure, nil_words=telling.words(figure.nil_reason)
                )
                for figure in fact.event.figures
            },
            paper=fact.event.paper,
            current=fact.event.submission == current,
            files=file_lines([names[sha256] for sha256 in fact.event.files], telling),
            decisions=_decisions(facts, telling, fact.event.submission),
        )
        for fact in facts
        if isinstance(fact.event, ReportSubmitted)
    ]
    return tuple(reversed(submission_lines))


def _decisions(facts: Sequence[Fact], telling: NameBook, submission: int) -> tuple[TrailLine, ...]:
    return tuple(
        _line(fact, telling, {})
        for fact in not_undone(facts)
        if isinstance(fact.event, _DECISIONS) and fact.event.submission == submission
    )


def file_lines(files: Sequence[FileAttached], telling: NameBook) -> tuple[FileLine, ...]:
    """Files as lines; none for a reader who reads no report."""
    if not telling.visible:
        return ()
    return tuple(
        FileLine(
            sha256=file.sha256,
            name=telling.words(file.name),
            size_bytes=file.size_bytes,
            contribution_of=file.contribution_of,
        )
        for file in files
    )


def contributions(facts: Sequence[Fact], telling: NameBook) -> tuple[ContributionLine, ...]:
    """What supporting units gave, newest first."""
    names = attached(facts)
    contribution_lines = [
        ContributionLine(
            unit=fact.event.unit,
            at=fact.occurred_at,
            doer=telling.doer(fact.actor, fact.occurred_at),
            words=telling.words(fact.event.text),
            on_paper=fact.event.on_paper,
            paper=fact.event.paper,
            files=file_lines([names[sha256] for sha256 in fact.event.files], telling),
        )
        for fact in facts
        if isinstance(fact.event, ContributionSubmitted)
    ]
    return tuple(reversed(contribution_lines))
