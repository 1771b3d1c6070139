"""Old shapes of a ward's rules, lifted on reading; see `upcasters`."""

from collections.abc import Callable, Mapping
from typing import Any, Final

Payload = dict[str, Any]


def with_chasing(payload: Payload) -> Payload:
    """Rules from before the Office chased: as a ward that never said anything about it.

    Written out, not taken from today's default: what was adopted then never changes again.
    """
    chasing = {
        "near_days": 7,
        "escalate_at": 3,
        "escalate_to": ["vice_chair", "chair"],
        "not_escalated_units": [],
        "silent_working_days": 10,
    }
    return {**payload, "policy": {**payload["policy"], "chasing": chasing}}


def with_evidence(payload: Payload) -> Payload:
    """Rules from before a ward could say how much evidence it takes; written out too."""
    evidence = {"file_mb_at_most": 25, "files_at_most": 20}
    return {**payload, "policy": {**payload["policy"], "evidence": evidence}}


def with_authorities(payload: Payload) -> Payload:
    """Rules from before a ward could say who may do what to the plan; written out too."""
    heads = ["chief_of_office", "vice_chair", "chair"]
    added = {
        "appointments": {
            "grant_wait_working_days": 2,
            "link_wait_hours": 24,
            "consenter_known_days": 30,
        },
        "board": {"late_steps_working_days": [5, 15], "finished_shown_days": 30},
        "authorities": {
            "name_lead": heads,
            "set_frequency": heads,
            "settle_findings": ["office_specialist", *heads],
            "load_plan": heads,
            "chase": ["office_specialist", *heads],
        },
        "figures": {"official_before_cutoff_needs_reason": True},
        "access": {"known_device_days": 180, "failures_kept_hours": 24, "log_kept_days": 365},
    }
    return {**payload, "policy": {**payload["policy"], **added}}


def with_requests(payload: Payload) -> Payload:
    """Rules from before a ward could say how its tasks are extended, declined, contributed to."""
    policy = payload["policy"]
    added = {
        "requests": {
            "extensions_at_most": 2,
            "decline_within_working_days": 2,
            "answer_within_working_days": 3,
            "undecided_working_days": 10,
            "escalate_to": ["vice_chair", "chair"],
        },
        "contributions": {"before_lead_working_days": 3, "unsigned_kinds": []},
        "undo": {"within_minutes": 10},
        "authorities": {**policy["authorities"], "assign": ["chief_of_office"]},
        "chains": [
            {
                **chain,
                "kinds": [],
                "items": [],
                "rungs": [{**rung, "within_working_days": None} for rung in chain["rungs"]],
            }
            for chain in policy["chains"]
        ],
    }
    return {**payload, "policy": {**policy, **added}}


def with_overdue(payload: Payload) -> Payload:
    """Rules from before a ward could say how overdue tasks climb, and who in charge decides."""
    policy = payload["policy"]
    added = {
        "overdue": {"steps": [], "requested_units": []},
        "chains": [{**chain, "rungs": of_all(chain["rungs"])} for chain in policy["chains"]],
    }
    return {**payload, "policy": {**policy, **added}}


def with_directives(payload: Payload) -> Payload:
    """Rules from before work came from directives: who registers them, who orders."""
    policy = payload["policy"]
    heads = ["chief_of_office", "vice_chair", "chair"]
    added = {
        "directives": {"issue_before_working_days": 5},
        "authorities": {
            **policy["authorities"],
            "register_directives": ["office_specialist", *heads],
            "order": heads,
        },
    }
    return {**payload, "policy": {**policy, **added}}


def with_programmes(payload: Payload) -> Payload:
    """Rules from before the ward's work programmes were registered, composed and signed here."""

    def pace(opens: int, closes: int, remind: list[int], result: int) -> Payload:
        return {
            "opens_before_days": opens,
            "closes_before_days": closes,
            "remind_before_working_days": remind,
            "result_after_working_days": result,
        }

    programmes = {
        "compose": ["office_specialist", "chief_of_office"],
        "sign": ["chair", "vice_chair"],
        "year": pace(61, 47, [5, 2], 10),
        "quarter": pace(20, 10, [3, 1], 5),
        "month": pace(12, 7, [2, 1], 3),
        "heavy_week_times": 2,
        "heavy_week_rows": 5,
        "answers": None,
    }
    return {**payload, "policy": {**payload["policy"], "programmes": programmes}}


def with_jumps(payload: Payload) -> Payload:
    """Rules from before a figure that jumps was asked about: none is."""
    policy = payload["policy"]
    figures = {**policy["figures"], "jump_percent": None}
    return {**payload, "policy": {**policy, "figures": figures}}


def of_all(steps: list[Payload]) -> list[Payload]:
    return [{**step, "in_charge": False} for step in steps]


# By the schema that an earlier release wrote.
POLICY: Final[Mapping[int, Callable[[Payload], Payload]]] = {
    1: with_chasing,
    2: with_evidence,
    3: with_authorities,
    4: with_requests,
    5: with_overdue,
    6: with_directives,
    7: with_programmes,
    8: with_jumps,
}
