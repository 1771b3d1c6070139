"""What holds for the steps of an approval chain: laws over a task's recorded facts.

Each law is told anew here, without the code that is under test; each raises AssertionError.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.domain.approval_chains import ApprovalStep, ApprovalStepUnit
from services.domain.facts import Event, Fact
from services.domain.instants import day_of
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.reassign_task import TaskReassigned
from services.domain.task.acts.recall_submission import SubmissionRecalled
from services.domain.task.acts.replace_task import TaskReplaced
from services.domain.task.acts.resume_task import TaskResumed
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.events import Ground
from tests.domain.birth_facts import chosen_by, opening_of

Said = SubmissionApproved | SubmissionConfirmed | SubmissionReturned


@dataclass
class SentVersion:
    """The way of one version: its chain, who sent it, who agreed or returned on which step."""

    sent: Fact
    chain: tuple[ApprovalStep, ...]
    waiting: int | None = 0
    acted: list[tuple[str, Fact]] = field(default_factory=list)

    @property
    def steps_back(self) -> tuple[str, ...]:
        """The steps that have agreed, without the unit's own signature."""
        agreed = self.chain[: self.waiting or 0]
        return tuple(step.name for step in agreed if step.unit is not ApprovalStepUnit.LEAD)

    def barred(self) -> set[UUID | None]:
        """Who may not decide on the waiting step: who sent it, or spoke on another step."""
        assert self.waiting is not None
        name = self.chain[self.waiting].name
        others = {fact.actor.person_id for step, fact in self.acted if step != name}
        return others | {self.sent.actor.person_id}

    def went_on(self, fact: Fact) -> None:
        """What a decision makes of it."""
        event = fact.event
        assert isinstance(event, Said)
        assert self.waiting is not None
        self.acted.append((event.rung, fact))
        match event:
            case SubmissionReturned(to_step=str(back)):
                assert back in self.steps_back, "back to a step that has agreed"
                self.waiting = [step.name for step in self.chain].index(back)
            case SubmissionApproved():
                self.waiting += 1
            case _:
                self.waiting = None


def lead_of(facts: Sequence[Fact]) -> str:
    """The unit that leads the task after these facts."""
    lead = opening_of(facts).lead_unit
    for fact in facts:
        if isinstance(fact.event, TaskReassigned):
            assert fact.event.former_unit == lead != fact.event.lead_unit, "one lead at a time"
            assert fact.event.lead_unit not in fact.event.supporting_units
            lead = fact.event.lead_unit
    return lead


def versions_sent(facts: Sequence[Fact]) -> list[SentVersion]:
    """Each version with the steps that it climbed, in order."""
    versions: list[SentVersion] = []
    for fact in facts:
        match fact.event:
            case ReportSubmitted(chain=chain):
                assert chain is not None, "every version of this release keeps its chain"
                versions.append(SentVersion(sent=fact, chain=chain))
            case SubmissionRecalled() | TaskReassigned() if versions:
                versions[-1].waiting = None
            case SubmissionApproved() | SubmissionConfirmed() | SubmissionReturned():
                versions[-1].went_on(fact)
            case _:
                continue
    return versions


def stopped(facts: Sequence[Fact]) -> bool:
    """Whether nothing may be decided: it stands suspended, or was taken back or replaced."""
    marks = [
        fact.event
        for fact in facts
        if isinstance(fact.event, TaskSuspended | TaskResumed | TaskWithdrawn | TaskReplaced)
    ]
    return bool(marks) and not isinstance(marks[-1], TaskResumed)


def newest(facts: Sequence[Fact]) -> SentVersion | None:
    """The version that waits for somebody; None while none does."""
    versions = [] if stopped(facts) else versions_sent(facts)
    return versions[-1] if versions and versions[-1].waiting is not None else None


def waiting_rung(facts: Sequence[Fact]) -> ApprovalStep | None:
    """The rung that the newest report stands at, told from the facts."""
    sent_version = newest(facts)
    return (
        None
        if sent_version is None or sent_version.waiting is None
        else sent_version.chain[sent_version.waiting]
    )


def signs(event: Event) -> bool:
    """Whether a fact is a signature of the unit, or of a step after it."""
    if isinstance(event, ReportSubmitted):
        return event.chain is not None and event.chain[0].unit is not ApprovalStepUnit.LEAD
    return isinstance(event, SubmissionApproved)


def signature_days(facts: Sequence[Fact]) -> dict[int, date]:
    """The day on which the unit signed each version that it signed."""
    signed: dict[int, date] = {}
    for fact in facts:
        if isinstance(fact.event, ReportSubmitted | SubmissionApproved) and signs(fact.event):
            signed.setdefault(fact.event.submission, day_of(fact.occurred_at))
    return signed


def holds(who: Holder, rung: ApprovalStep, lead_unit: str | None, policy: Policy) -> bool:
    """Whether a rung is for somebody: by office and unit, or as the one in charge."""
    unit = {ApprovalStepUnit.LEAD: lead_unit, ApprovalStepUnit.OFFICE: policy.office_unit}.get(
        rung.unit
    )
    if rung.in_charge and {(lead_unit, office) for office in rung.offices} & who.left_to_others:
        return False
    return any(
        held.office in rung.offices and (rung.unit is ApprovalStepUnit.WARD or held.unit == unit)
        for held in who.offices
    )


def nobody_acts_on_two_rungs(facts: Sequence[Fact]) -> None:
    """The submitter never decides except by signing at the submission itself."""
    for sent_version in versions_sent(facts):
        submitter, click = sent_version.sent.actor.person_id, sent_version.sent.command_id
        steps: dict[UUID | None, set[str]] = {}
        for step, fact in sent_version.acted:
            person = fact.actor.person_id
            assert (person == submitter) == (fact.command_id == click)
            steps.setdefault(person, set()).add(step)
        assert all(len(on) == 1 for on in steps.values()), steps


def rungs_are_climbed_in_order(facts: Sequence[Fact], policy: Policy) -> None:
    """Each decision stands on its own rung of the version's chain, under an office of that rung.

    Nothing is confirmed before the last step; the chain is that of the rules when it was sent.
    """
    kind, item = chosen_by(opening_of(facts))
    for at, fact in enumerate(facts):
        event, lead = fact.event, lead_of(facts[: at + 1])
        ruled = policy.chain_for(lead, kind, item).rungs
        if isinstance(event, ReportSubmitted):
            assert event.chain == ruled
        if not isinstance(event, Said):
            continue
        rung = waiting_rung(facts[:at])
        assert rung is not None
        offices = set(rung.offices)
        if isinstance(event, SubmissionReturned) and event.ground is Ground.FORMAL_GAP:
            offices |= set(rung.formal_return_offices)
        assert event.rung == rung.name
        assert fact.actor.office in offices
        assert isinstance(event, SubmissionConfirmed) <= (rung == ruled[-1])
        assert isinstance(event, SubmissionApproved) <= (rung != ruled[-1])
