"""The ward's rules: read whole, or refused in Vietnamese with every wrong key."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from services.domain.errors import Refusal
from services.domain.policy import (
    ORDINARY_ACCESS,
    ORDINARY_APPOINTMENTS,
    ORDINARY_AUTHORITIES,
    ORDINARY_BOARD,
    ORDINARY_CHASING,
    ORDINARY_EVIDENCE,
    ORDINARY_FIGURES,
    EvidenceLimits,
)
from services.domain.roles import Office
from services.domain.task_life_rules import (
    ORDINARY_CONTRIBUTIONS,
    ORDINARY_DIRECTIVES,
    ORDINARY_OVERDUE,
    ORDINARY_REQUESTS,
    ORDINARY_UNDO,
)
from services.planyaml.policy_yaml import read_policy

SHIPPED = (Path(__file__).parents[2] / "infra/plans/policy.yaml").read_text(encoding="utf-8")


def test_the_shipped_rules_are_read() -> None:
    policy = read_policy(SHIPPED, "policy.yaml")
    assert policy.cutoff_day == 14
    assert policy.chain_for("VP").rungs[-1].offices == (Office.VICE_CHAIR, Office.CHAIR)
    assert policy.chain_for("KTHTDT").rungs[-1].offices == (Office.CHIEF_OF_OFFICE,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x: [", "dòng 1, cột"),
        ("\x00", "ký tự không được phép"),
        ("- một", "cả tệp: giá trị không hợp lệ"),
        (SHIPPED.replace("cutoff_day: 14", "cutoff_day: 31"), "cutoff_day: giá trị không hợp lệ"),
        (SHIPPED.replace("office_unit: VP\n", ""), "office_unit: còn thiếu"),
        (SHIPPED + "la: 1\n", "la: không có khóa này"),
        (SHIPPED.replace("vice_chair", "bishop"), "offices.0: giá trị không hợp lệ"),
    ],
)
def test_wrong_rules_are_refused_with_their_place(text: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_policy(text, "quy-tac.yaml")
    assert refused.value.sentence.startswith("quy-tac.yaml")
    assert said in refused.value.sentence


def test_a_ward_says_how_much_evidence_it_takes_or_has_the_ordinary_limits() -> None:
    less = SHIPPED.replace("file_mb_at_most: 25 ", "file_mb_at_most: 10 ")
    assert read_policy(less, "policy.yaml").evidence == EvidenceLimits(
        file_mb_at_most=10, files_at_most=20
    )
    before, _, rest = SHIPPED.partition("evidence:")
    after = rest[rest.index("attempts_per_day") :]
    assert read_policy(before + after, "policy.yaml").evidence == ORDINARY_EVIDENCE


def test_rules_that_say_nothing_about_chasing_have_the_ordinary_ones() -> None:
    before, _, rest = SHIPPED.partition("chasing:")
    after = rest[rest.index("attempts_per_day") :]
    assert read_policy(before + after, "policy.yaml").chasing == ORDINARY_CHASING
    assert read_policy(SHIPPED, "policy.yaml").chasing.not_escalated_units == ("MTTQ", "TDP")


def test_the_shipped_rules_say_what_an_older_file_is_read_as() -> None:
    before, _, rest = SHIPPED.partition("appointments:")
    older = before + rest[rest.index("attempts_per_day") :]
    for policy in (read_policy(SHIPPED, "policy.yaml"), read_policy(older, "policy.yaml")):
        assert policy.appointments == ORDINARY_APPOINTMENTS
        assert policy.board == ORDINARY_BOARD
        assert policy.authorities == ORDINARY_AUTHORITIES
        assert policy.access == ORDINARY_ACCESS
        assert policy.requests == ORDINARY_REQUESTS
        assert policy.contributions == ORDINARY_CONTRIBUTIONS
        assert policy.undo == ORDINARY_UNDO
        assert policy.directives == ORDINARY_DIRECTIVES


def test_the_shipped_rules_ask_about_a_jump_and_a_file_that_says_nothing_does_not() -> None:
    before, said, rest = SHIPPED.partition("  jump_percent: 50")
    assert said
    older = before + rest.partition("\n")[2]
    assert read_policy(SHIPPED, "policy.yaml").figures == replace(
        ORDINARY_FIGURES, jump_percent=50
    )
    assert read_policy(older, "policy.yaml").figures == ORDINARY_FIGURES
    never = SHIPPED.replace("jump_percent: 50", "jump_percent: null")
    assert read_policy(never, "policy.yaml").figures == ORDINARY_FIGURES
    with pytest.raises(Refusal, match=r"figures\.jump_percent"):
        read_policy(SHIPPED.replace("jump_percent: 50", "jump_percent: 0"), "policy.yaml")


def test_a_file_from_before_directives_says_who_may_what_without_them() -> None:
    older = re.sub(r"  (register_directives|order): .*\n", "", SHIPPED)
    older = re.sub(r"directives: .*\n  issue_before.*\n", "", older)
    assert "directives" not in older
    assert read_policy(older, "policy.yaml").authorities == ORDINARY_AUTHORITIES
    assert read_policy(older, "policy.yaml").directives == ORDINARY_DIRECTIVES


def test_assigned_work_is_a_kind_like_those_of_the_plans_items() -> None:
    own = CHAINS.replace("kinds: [scheme]", "kinds: [scheme, assigned]")
    text = re.sub(r"chains:\n.*?\nchasing:", f"{own}chasing:", SHIPPED, flags=re.DOTALL)
    text = text.replace("unsigned_kinds: []", "unsigned_kinds: [assigned]")
    always = (
        "  - lead_units: []\n    rungs:\n      - {name: chair, offices: [chair], unit: ward}\n"
    )
    policy = read_policy(text.replace("chasing:", f"{always}chasing:", 1), "policy.yaml")
    assert policy.contributions.unsigned_kinds == ("assigned",)
    steps = policy.chain_for("KTHTDT", "assigned").rungs
    assert [step.name for step in steps] == ["unit_head", "leader"]
    assert [step.name for step in policy.chain_for("KTHTDT", "duty").rungs] == ["chair"]
    with pytest.raises(Refusal, match="loại việc phải là một trong"):
        read_policy(text.replace("[scheme, assigned]", "[giao-ban]"), "policy.yaml")


def test_steps_of_lateness_that_do_not_rise_are_refused() -> None:
    with pytest.raises(Refusal, match="late_steps_working_days: giá trị không hợp lệ"):
        read_policy(SHIPPED.replace("[5, 15]", "[15, 5]"), "policy.yaml")


CHAINS = """chains:
  - lead_units: []
    items: [CT10]
    rungs:
      - {name: unit_head, offices: [unit_head], unit: lead}
      - {name: leader, offices: [chair], unit: ward, within_working_days: 3}
  - lead_units: []
    kinds: [scheme]
    rungs:
      - {name: unit_head, offices: [unit_head], unit: lead}
      - {name: leader, offices: [vice_chair], unit: ward}
"""


def test_of_several_chains_the_one_that_names_the_task_most_closely_counts() -> None:
    policy = read_policy(SHIPPED.replace("chains:\n", CHAINS), "policy.yaml")
    offices = {
        (lead, kind, item): policy.chain_for(lead, kind, item).rungs[-1].offices
        for lead, kind, item in (
            ("KTHTDT", "duty", "51-08"),
            ("KTHTDT", "scheme", "DA1"),
            ("VP", "scheme", "DA2"),
            ("VP", "indicator", "CT10"),
        )
    }
    assert list(offices.values()) == [
        (Office.CHIEF_OF_OFFICE,),
        (Office.VICE_CHAIR,),
        (Office.VICE_CHAIR, Office.CHAIR),
        (Office.CHAIR,),
    ]
    assert policy.chain_for("VP", "indicator", "CT10").rungs[-1].within_working_days == 3
    # Of the Office's own work no general chain decides but that of the item.
    assert [chain.items for chain in policy.chains_led_by("VP")] == [("CT10",), ()]


@pytest.mark.parametrize(
    ("rungs", "said"),
    [
        ("[]", "trình tự duyệt không có bước nào"),
        (
            "[{name: a, offices: [unit_head], unit: lead}]",
            "đơn vị không tự xác nhận, cần thêm một bước",
        ),
        (
            "[{name: a, offices: [chair], unit: ward}, {name: a, offices: [chair], unit: ward}]",
            "hai bước trùng tên",
        ),
        (
            "[{name: second_desk, offices: [chair], unit: ward}]",
            "bước “second_desk” không có tên gọi, hãy dùng một trong: unit_head, office",
        ),
        (
            "[{name: a, offices: [chair], unit: ward}, {name: b, offices: [chair], unit: lead}]",
            "chỉ bước đầu là của đơn vị chủ trì",
        ),
        (
            "[{name: a, offices: [chief_of_office], unit: office, in_charge: true}]",
            "chỉ bước của lãnh đạo phường",
        ),
    ],
)
def test_a_chain_that_makes_no_sense_is_refused_in_a_sentence(rungs: str, said: str) -> None:
    chain = f"chains:\n  - {{lead_units: [VHXH], rungs: {rungs}}}\n"
    with pytest.raises(Refusal, match=rf"policy.yaml: .*chains.0.rungs: {said}"):
        read_policy(SHIPPED.replace("chains:\n", chain), "policy.yaml")


def test_the_shipped_ladder_of_overdue_tasks_goes_from_the_head_to_the_chair() -> None:
    overdue = read_policy(SHIPPED, "policy.yaml").overdue
    assert [
        (step.after_working_days, step.unit.value, step.in_charge) for step in overdue.steps
    ] == [(1, "lead", False), (5, "office", False), (10, "ward", True), (15, "ward", False)]
    assert overdue.steps[0].offices == (Office.UNIT_HEAD, Office.CHIEF_OF_OFFICE)
    assert [step.offices for step in overdue.steps[1:]] == [
        (Office.CHIEF_OF_OFFICE,),
        (Office.VICE_CHAIR, Office.CHAIR),
        (Office.CHAIR,),
    ]
    assert overdue.requested_units == ("BCHQS", "CAP")


def test_rules_that_say_nothing_about_overdue_tasks_have_no_step() -> None:
    before, _, rest = SHIPPED.partition("overdue:")
    older = before + rest[rest.index("undo:") :]
    assert read_policy(older, "policy.yaml").overdue == ORDINARY_OVERDUE


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("after_working_days: 5,", "after_working_days: 1,", "các bước phải tăng dần"),
        ("unit: ward, in_charge: true", "unit: office, in_charge: true", "chỉ bước của lãnh đạo"),
    ],
)
def test_a_ladder_of_overdue_tasks_that_makes_no_sense_is_refused(
    old: str, new: str, said: str
) -> None:
    with pytest.raises(Refusal, match=rf"policy.yaml: .*overdue.steps: {said}"):
        read_policy(SHIPPED.replace(old, new), "policy.yaml")


def test_a_step_of_the_leader_in_charge_is_said_and_read() -> None:
    step = "{name: leader, offices: [vice_chair, chair], unit: ward, in_charge: true}"
    line = f"chains:\n  - {{lead_units: [VHXH], rungs: [{step}]}}\n"
    policy = read_policy(SHIPPED.replace("chains:\n", line), "policy.yaml")
    assert [rung.in_charge for rung in policy.chain_for("VHXH").rungs] == [True]
    assert [rung.in_charge for rung in policy.chain_for("VP").rungs] == [False, False]


def test_a_unit_without_a_signature_of_its_own_is_one_line() -> None:
    step = "{name: office, offices: [chief_of_office], unit: office}"
    line = f"chains:\n  - {{lead_units: [VHXH], rungs: [{step}]}}\n"
    policy = read_policy(SHIPPED.replace("chains:\n", line), "policy.yaml")
    assert [rung.name for rung in policy.chain_for("VHXH").rungs] == ["office"]
