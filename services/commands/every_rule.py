"""Every reason to refuse that a person's command can meet: the log's words and the API's table."""

from typing import Final

from services.commands import evidence_refusals, file_rules, plan_rules, rules
from services.domain import rules as of_no_noun
from services.domain.act import Rule
from services.domain.assignment import rules as of_assignments
from services.domain.directory import rules as of_people
from services.domain.directory import unit_rules as of_units
from services.domain.nouns import EVERY_ACT
from services.domain.plan import rules as of_plans
from services.domain.task import rules as of_tasks

_STATED: Final = (
    *of_no_noun.RULES,
    *of_assignments.RULES,
    *of_people.RULES,
    *of_units.RULES,
    *of_plans.RULES,
    *of_tasks.RULES,
    *(rule for act in EVERY_ACT for rule in act.rules),
    *evidence_refusals.RULES,
    *file_rules.RULES,
    *plan_rules.RULES,
    *rules.RULES,
)
# A rule that several acts share stands in each of them.
EVERY_RULE: Final[tuple[Rule, ...]] = tuple(dict.fromkeys(_STATED))
