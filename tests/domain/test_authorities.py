"""Who may act is what the ward's rules say, not what the code knows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.domain.assignment.authority import require_arranging, require_naming
from services.domain.authorities import authorised, listed
from services.domain.context import DecisionContext
from services.domain.errors import NotAllowed
from services.domain.plan.acts import settle_plan_finding
from services.domain.plan_document import authority as of_documents
from services.domain.policy import Authorities, BoardRules, Policy
from services.domain.roles import Holder, Office, OfficeHeld
from services.domain.task.chasing import chasing_office
from services.domain.task.standing import BoardColumn, standing
from tests import givens

RULES = givens.policy()
CHAIR_ALONE = (Office.CHAIR,)
OTHERWISE = replace(
    RULES,
    authorities=Authorities(
        name_lead=CHAIR_ALONE,
        set_frequency=CHAIR_ALONE,
        settle_findings=CHAIR_ALONE,
        load_plan=CHAIR_ALONE,
        chase=CHAIR_ALONE,
        assign=CHAIR_ALONE,
        register_directives=CHAIR_ALONE,
        order=CHAIR_ALONE,
    ),
)


def require_settling_a_finding(holder: Holder, policy: Policy) -> OfficeHeld:
    """What the act that settles a finding of the plan in force offers."""
    context = DecisionContext(holder=holder, policy=policy, now=datetime(2026, 12, 1, tzinfo=UTC))
    held = settle_plan_finding.offer(None, context).held
    assert held is not None
    return held


ACTS = (
    require_naming,
    require_arranging,
    require_settling_a_finding,
    of_documents.require_settling,
    of_documents.require_loading,
)


@pytest.mark.parametrize("require", ACTS, ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_another_rule_lets_others_act_and_says_who(
    require: Callable[[Holder, Policy], OfficeHeld],
) -> None:
    assert require(givens.CHIEF, RULES).office is Office.CHIEF_OF_OFFICE
    assert require(givens.CHAIR, OTHERWISE).office is Office.CHAIR
    with pytest.raises(NotAllowed, match=r"^Chỉ Chủ tịch được "):
        require(givens.CHIEF, OTHERWISE)


def test_who_chases_is_a_rule_too() -> None:
    assert chasing_office(RULES, givens.CHECKER) is not None
    assert chasing_office(OTHERWISE, givens.CHECKER) is None
    assert chasing_office(OTHERWISE, givens.CHAIR) is not None


def test_an_office_of_the_office_acts_in_its_own_unit_alone() -> None:
    elsewhere = givens.holder("elsewhere", (Office.CHIEF_OF_OFFICE, "VHXH"))
    assert authorised(elsewhere, RULES.authorities.chase, RULES) is None
    assert authorised(givens.CHIEF, RULES.authorities.chase, RULES) is not None


def test_who_may_is_said_in_one_phrase() -> None:
    assert listed(CHAIR_ALONE) == "Chủ tịch"
    assert listed(RULES.authorities.load_plan) == "Chánh Văn phòng, Phó Chủ tịch hoặc Chủ tịch"


@pytest.mark.parametrize(
    ("steps", "column"),
    [
        ((5, 15), BoardColumn.LATE),
        ((2, 15), BoardColumn.LATER),
        ((1, 2), BoardColumn.LATEST),
    ],
)
def test_the_ward_s_own_steps_say_how_late_a_task_stands(
    steps: tuple[int, int], column: BoardColumn
) -> None:
    task = givens.Story().tell([givens.issued()])
    rules = replace(RULES, board=BoardRules(late_steps_working_days=steps, finished_shown_days=30))
    today = date(2026, 12, 15) + timedelta(days=3)
    assert standing(task, rules, givens.calendar(), today) is column
