"""Every reason to refuse that a person's command can meet: the log's words and the API's table."""

from typing import Final

from services.domain import rules as of_no_noun
from services.domain.act import Rule
from services.domain.assignment import rules as of_assignments
from services.domain.directory import rules as of_people
from services.domain.directory import unit_rules as of_units
from services.domain.plan import rules as of_plans
from services.domain.task import file_rules as of_task_files
from services.domain.task import rules as of_tasks
from services.handlers import evidence_refusals, file_rules, plan_rules, rules

EVERY_RULE: Final[tuple[Rule, ...]] = (
    *of_no_noun.RULES,
    *of_assignments.RULES,
    *of_people.RULES,
    *of_units.RULES,
    *of_plans.RULES,
    *of_tasks.RULES,
    *of_task_files.RULES,
    *evidence_refusals.RULES,
    *file_rules.RULES,
    *plan_rules.RULES,
    *rules.RULES,
)
