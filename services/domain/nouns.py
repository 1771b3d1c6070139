"""Every noun whose acts stand in a list: what a command is about, and who runs it."""

from collections.abc import Mapping
from typing import Any, Final

from services.domain.act import Act, FactKind, Noun
from services.domain.assignment.acts import ACTS as ITEM_ACTS
from services.domain.assignment.acts import FACTS as ITEM_FACTS
from services.domain.assignment.evolving import fold as fold_item
from services.domain.assignment.state import Assignment
from services.domain.context import DecisionContext
from services.domain.directive.acts import ACTS as DIRECTIVE_ACTS
from services.domain.directive.acts import FACTS as DIRECTIVE_FACTS
from services.domain.directive.authority import may_see_directives
from services.domain.directive.evolving import fold as fold_directive
from services.domain.directive.rules import NO_DIRECTIVE
from services.domain.directive.state import Directive
from services.domain.directory import account_facts, acts, appointing, state, unit_state
from services.domain.directory.account_state import Account
from services.domain.directory.consent_events import SETUP_STREAM
from services.domain.directory.state import Person
from services.domain.directory.unit_state import Unit
from services.domain.inspection.acts import ACTS as INSPECTION_ACTS
from services.domain.inspection.acts import FACTS as INSPECTION_FACTS
from services.domain.inspection.authority import may_see_inspections
from services.domain.inspection.evolving import fold as fold_inspection
from services.domain.inspection.restriction import as_of_today
from services.domain.inspection.rules import NO_INSPECTION_FINDING
from services.domain.inspection.state import InspectionFinding
from services.domain.plan.acts import ACTS as PLAN_ACTS
from services.domain.plan.acts import FACTS as PLAN_FACTS
from services.domain.plan.evolving import fold_findings
from services.domain.plan.findings import PlanFindings
from services.domain.plan_document import quotes
from services.domain.plan_document.acts import ACTS as DOCUMENT_ACTS
from services.domain.plan_document.acts import FACTS as DOCUMENT_FACTS
from services.domain.plan_document.evolving import fold as fold_document
from services.domain.plan_document.state import PlanReading
from services.domain.programme.acts import ACTS as PROGRAMME_ACTS
from services.domain.programme.acts import FACTS as PROGRAMME_FACTS
from services.domain.programme.authority import may_see_programmes
from services.domain.programme.evolving import fold as fold_programme
from services.domain.programme.rules import NO_PROGRAMME
from services.domain.programme.state import Programme
from services.domain.register_columns.acts import ACTS as COLUMNS_ACTS
from services.domain.register_columns.acts import FACTS as COLUMNS_FACTS
from services.domain.register_columns.evolving import fold as fold_columns
from services.domain.register_columns.state import RegisterColumns
from services.domain.task.acts import ACTS as TASK_ACTS
from services.domain.task.acts import FACTS as TASK_FACTS
from services.domain.task.evolving import fold as fold_task
from services.domain.task.rules import NO_TASK
from services.domain.task.sight import may_see
from services.domain.task.state import Task

_OfNoun = tuple[Noun[Any, DecisionContext], Act[Any, Any, DecisionContext]]


def _task(stream: str, context: DecisionContext) -> Task:
    task = fold_task(context.of(stream))
    if task is None or not may_see(task, context.policy, context.holder):
        raise NO_TASK.refuse()
    return task


def _item(stream: str, context: DecisionContext) -> Assignment | None:
    return fold_item(context.of(stream))


def _directive(stream: str, context: DecisionContext) -> Directive | None:
    directive = fold_directive(context.of(stream))
    if directive is not None and not may_see_directives(context.policy, context.holder):
        raise NO_DIRECTIVE.refuse()
    return directive


def _programme(stream: str, context: DecisionContext) -> Programme | None:
    programme = fold_programme(context.of(stream))
    if programme is not None and not may_see_programmes(context.holder):
        raise NO_PROGRAMME.refuse()
    return programme


def _inspection(stream: str, context: DecisionContext) -> InspectionFinding | None:
    known = fold_inspection(context.of(stream))
    if known is None:
        return None
    finding = as_of_today(known, context)
    if not may_see_inspections(context.holder, finding):
        raise NO_INSPECTION_FINDING.refuse()
    return finding


def _register_columns(stream: str, context: DecisionContext) -> RegisterColumns | None:
    return fold_columns(context.of(stream))


def _plan(stream: str, context: DecisionContext) -> PlanFindings | None:
    return fold_findings(context.of(stream))


def _document(stream: str, context: DecisionContext) -> PlanReading | None:
    return fold_document(context.of(stream))


def _unit(stream: str, context: DecisionContext) -> Unit | None:
    return unit_state.fold_unit(context.of(stream))


def _person(stream: str, context: DecisionContext) -> Person | None:
    return state.fold_person(context.of(stream))


def _account(stream: str, context: DecisionContext) -> Account | None:
    return account_facts.fold_account(context.of(stream))


def _setting_up(_stream: str, context: DecisionContext) -> bool:
    return appointing.is_setting_up(context.of(SETUP_STREAM))


TASK: Final = Noun(acts=TASK_ACTS, facts=TASK_FACTS, find=_task, has_clock=True)
ITEM: Final = Noun(acts=ITEM_ACTS, facts=ITEM_FACTS, find=_item, has_clock=True)
DIRECTIVE: Final = Noun(
    acts=DIRECTIVE_ACTS, facts=DIRECTIVE_FACTS, find=_directive, has_clock=True
)
PROGRAMME: Final = Noun(
    acts=PROGRAMME_ACTS, facts=PROGRAMME_FACTS, find=_programme, has_clock=True
)
INSPECTION: Final = Noun(
    acts=INSPECTION_ACTS, facts=INSPECTION_FACTS, find=_inspection, has_clock=False
)
REGISTER_COLUMNS: Final = Noun(
    acts=COLUMNS_ACTS, facts=COLUMNS_FACTS, find=_register_columns, has_clock=False
)
PLAN: Final = Noun(acts=PLAN_ACTS, facts=PLAN_FACTS, find=_plan, has_clock=False)
PLAN_DOCUMENT: Final = Noun(
    acts=DOCUMENT_ACTS,
    facts=(*DOCUMENT_FACTS, *quotes.FACTS),
    find=_document,
    has_clock=False,
)
UNIT: Final = Noun(acts=acts.UNIT_ACTS, facts=unit_state.FACTS, find=_unit, has_clock=False)
PERSON: Final = Noun(acts=acts.PERSON_ACTS, facts=state.FACTS, find=_person, has_clock=False)
ACCOUNT: Final = Noun(
    acts=acts.ACCOUNT_ACTS, facts=account_facts.FACTS, find=_account, has_clock=False
)
WAITING_GRANT: Final = Noun(acts=acts.GRANT_ACTS, facts=(), find=_person, has_clock=False)
WAITING_LINK: Final = Noun(acts=acts.LINK_ACTS, facts=(), find=_account, has_clock=False)
OWN_ACCOUNT: Final = Noun(acts=acts.OWN_ACTS, facts=(), find=_account, has_clock=False)
SET_UP: Final = Noun(acts=(), facts=appointing.FACTS, find=_setting_up, has_clock=False)
NOUNS: Final[tuple[Noun[Any, DecisionContext], ...]] = (
    TASK,
    ITEM,
    DIRECTIVE,
    PROGRAMME,
    INSPECTION,
    REGISTER_COLUMNS,
    PLAN,
    PLAN_DOCUMENT,
    UNIT,
    PERSON,
    ACCOUNT,
    WAITING_GRANT,
    WAITING_LINK,
    OWN_ACCOUNT,
    SET_UP,
)
EVERY_ACT: Final[tuple[Act[Any, Any, DecisionContext], ...]] = tuple(
    act for noun in NOUNS for act in noun.acts
)
NOUN_OF: Final[Mapping[type, _OfNoun]] = {
    act.command: (noun, act) for noun in NOUNS for act in noun.acts
}
KIND_OF: Final[Mapping[type, FactKind[Any]]] = {
    kind.event: kind for noun in NOUNS for kind in noun.facts
}
