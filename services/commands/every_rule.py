"""Every reason to refuse that a person's command can meet: the log's words and the API's table."""

from types import ModuleType
from typing import Final

from services.commands import evidence_refusals, file_rules, plan_rules, rules
from services.domain import past_days as of_past_days
from services.domain import rules as of_no_noun
from services.domain.act import Rule
from services.domain.assignment import rules as of_assignments
from services.domain.directive import cutting_rules as of_clauses
from services.domain.directive import rules as of_directives
from services.domain.directory import rules as of_people
from services.domain.directory import unit_rules as of_units
from services.domain.nouns import EVERY_ACT
from services.domain.plan import rules as of_plans
from services.domain.plan_document import rules as of_documents
from services.domain.task import rules as of_tasks

# Where the rules stand that several acts share, or that belong to no act.
SHARED: Final[tuple[ModuleType, ...]] = (
    of_no_noun,
    of_past_days,
    of_assignments,
    of_people,
    of_clauses,
    of_directives,
    of_units,
    of_plans,
    of_documents,
    of_tasks,
    file_rules,
    plan_rules,
    rules,
)
# A rule that several acts share stands in each of them.
EVERY_RULE: Final[tuple[Rule, ...]] = tuple(
    dict.fromkeys(
        (
            *(rule for each in SHARED for rule in vars(each).values() if isinstance(rule, Rule)),
            *evidence_refusals.RULES,
            *(rule for act in EVERY_ACT for rule in act.rules),
        )
    )
)
