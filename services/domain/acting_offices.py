"""Under which offices a recorded act can have been done: by the ward's rules of that day.

Where who may depends on more than offices and units, the widest set that any rule allows is
meant: an honest act is never named.
"""

from collections.abc import Collection, Mapping
from typing import Any, Final

from services.domain.acting import ActingAs, MayAct, always, by_rules, each
from services.domain.assignment.acts.correct_lead import LeadCorrected
from services.domain.assignment.acts.correct_range import RangeCorrected
from services.domain.assignment.acts.name_lead import LeadNamed
from services.domain.assignment.acts.set_due_rule import DueRuleSet
from services.domain.assignment.acts.set_frequency import FrequencySet
from services.domain.assignment.acts.state_targets import TargetsStated
from services.domain.directive.acts import FACTS as DIRECTIVE_FACTS
from services.domain.directory import account_facts, state, unit_state
from services.domain.directory.consent_events import (
    LinkConsented,
    NoticesRead,
    OfficeGrantConsented,
)
from services.domain.directory.events import (
    OwnSessionsEnded,
    PasswordSet,
    SignedIn,
    SignedOut,
)
from services.domain.directory.sign_in_events import PasswordRehashed, SignInFailed
from services.domain.directory.token_events import TokenIssued, TokenRevoked
from services.domain.facts import Event
from services.domain.inspection.acts.answer_finding import InspectionFindingAnswered
from services.domain.inspection.acts.close_finding import InspectionFindingClosed
from services.domain.inspection.acts.withdraw_finding import InspectionFindingWithdrawn
from services.domain.inspection.authority import INSPECTING
from services.domain.inspection.events import InspectionFindingOpened
from services.domain.plan.acts.settle_plan_finding import PlanFindingSettled
from services.domain.plan_document.events import (
    FindingSettled,
    PlanDocumentLoaded,
    PlanDocumentRead,
    PlanQuoted,
    PlanQuotesWithdrawn,
)
from services.domain.policy import Policy
from services.domain.programme import events as programme
from services.domain.register_columns.events import RegisterColumnsMapped
from services.domain.roles import (
    CONSENTING,
    SIGNING,
    WORKING,
    Office,
)
from services.domain.task.acting_offices import MAY_ACT as OF_TASKS


def _of_asked_unit(_policy: Policy, finding: Any, _event: object) -> ActingAs:
    return ActingAs(SIGNING, finding.unit if finding else None)


def _registers(policy: Policy) -> Collection[Office]:
    return policy.authorities.register_directives


def _names_leads(policy: Policy) -> Collection[Office]:
    return policy.authorities.name_lead


def _arranges(policy: Policy) -> Collection[Office]:
    return policy.authorities.set_frequency


def _settles(policy: Policy) -> Collection[Office]:
    return policy.authorities.settle_findings


def _loads(policy: Policy) -> Collection[Office]:
    return policy.authorities.load_plan


def _composes(policy: Policy) -> Collection[Office]:
    return policy.programmes.compose


def _signs(policy: Policy) -> Collection[Office]:
    return policy.programmes.sign


def _administers(_policy: Policy) -> Collection[Office]:
    return {Office.ADMINISTRATOR}


def _works(_policy: Policy) -> Collection[Office]:
    return WORKING


# Of the own account: under whatever office, but by nobody else.
OWN: Final[frozenset[type[Event]]] = frozenset(
    {
        *(SignedIn, SignedOut, OwnSessionsEnded, PasswordSet, PasswordRehashed),
        *(TokenIssued, TokenRevoked, NoticesRead),
    }
)
_DIRECTORY: Final = {
    kind.event for facts in (account_facts, state, unit_state) for kind in facts.FACTS
} - {*OWN, OfficeGrantConsented, LinkConsented, SignInFailed}
MAY_ACT: Final[Mapping[type[Event], MayAct]] = {
    **OF_TASKS,
    **each([kind.event for kind in DIRECTIVE_FACTS], by_rules(_registers, _signs)),
    RegisterColumnsMapped: by_rules(_registers),
    **each((LeadNamed, LeadCorrected, PlanFindingSettled), by_rules(_names_leads)),
    **each((FrequencySet, DueRuleSet), by_rules(_arranges)),
    **each((RangeCorrected, TargetsStated), by_rules(_settles)),
    **each((PlanDocumentRead, FindingSettled), by_rules(_settles)),
    **each((PlanDocumentLoaded, PlanQuoted, PlanQuotesWithdrawn), by_rules(_loads)),
    **each(
        (
            *(programme.ProgrammeRowsMerged, programme.ProgrammeRowStruck),
            *(programme.ProgrammeRowsOrdered, programme.ProgrammeFindingSettled),
            *(programme.RegistrationChased, programme.ProgrammeOpened),
        ),
        by_rules(_composes),
    ),
    **each(
        (
            *(programme.ProgrammeRowRegistered, programme.ProgrammeRowAmended),
            programme.ProgrammeRowWithdrawn,
        ),
        by_rules(_composes, _works),
    ),
    **each(
        (
            *(programme.ProgrammeSigned, programme.ProgrammeRowAdded, programme.ProgrammeRowMoved),
            *(programme.ProgrammeRowDropped, programme.ProgrammeRowCarried),
            *(programme.ProgrammeRowTaken, programme.ProgrammeClosed),
        ),
        by_rules(_signs),
    ),
    **each(
        (InspectionFindingOpened, InspectionFindingClosed, InspectionFindingWithdrawn),
        always(INSPECTING),
    ),
    InspectionFindingAnswered: _of_asked_unit,
    # Who loads a plan registers the units that it names.
    **each(_DIRECTORY, by_rules(_administers, _loads)),
    **each((OfficeGrantConsented, LinkConsented), always(CONSENTING)),
}
