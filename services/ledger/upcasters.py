"""Old shapes of an event, lifted on reading; stored bytes are never written again.

An upcaster is a pure function from the payload of one schema to the payload of the next. Here
stands one entry for each (type, schema) that an earlier release wrote and this one no longer
writes.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from services.domain.assignment.ranges import range_of
from services.ledger import canonical

Payload = dict[str, Any]
Upcaster = Callable[[Payload], Payload]


def _policy_with_chasing(payload: Payload) -> Payload:
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


def _policy_with_evidence(payload: Payload) -> Payload:
    """Rules from before a ward could say how much evidence it takes; written out too."""
    evidence = {"file_mb_at_most": 25, "files_at_most": 20}
    return {**payload, "policy": {**payload["policy"], "evidence": evidence}}


def _policy_with_authorities(payload: Payload) -> Payload:
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


def _policy_with_requests(payload: Payload) -> Payload:
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


def _policy_with_overdue(payload: Payload) -> Payload:
    """Rules from before a ward could say how overdue tasks climb, and who in charge decides."""
    policy = payload["policy"]
    added = {
        "overdue": {"steps": [], "requested_units": []},
        "chains": [{**chain, "rungs": _of_all(chain["rungs"])} for chain in policy["chains"]],
    }
    return {**payload, "policy": {**policy, **added}}


def _policy_with_directives(payload: Payload) -> Payload:
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


def _of_all(steps: list[Payload]) -> list[Payload]:
    return [{**step, "in_charge": False} for step in steps]


def _without_files(payload: Payload) -> Payload:
    """Before there were files, a report and a contribution held none."""
    return {**payload, "files": []}


def _contributed_at_once(payload: Payload) -> Payload:
    """Before a unit's head signed a contribution, it counted as soon as it was sent."""
    return {**payload, "signed": True}


def _contributed_any_day(payload: Payload) -> Payload:
    """Before contributions had a day of their own, none of them was late."""
    return {**payload, "contributions": None}


def _claimed_by_the_lead(payload: Payload) -> Payload:
    """Before supporting units claimed a cause, the lead alone did."""
    return {**payload, "supporter": None}


def _without_early_reason(payload: Payload) -> Payload:
    """Before a reason was asked for early figures, and changed ones were told, none was kept."""
    return {**payload, "early_reason": None, "changed_after_formal": []}


def _approved_unasked(payload: Payload) -> Payload:
    """Before the ground was asked again, a rung agreed without a word about it."""
    return {**payload, "correction": None, "counted_on": None}


def _confirmed_unasked(payload: Payload) -> Payload:
    """The same of the last rung; its day that counts stood there from the beginning."""
    return {**payload, "correction": None}


_CORRECTIONS: Final = {None: None, "formal_gap": "form", "failed_quality": "content"}


def _corrected_in_its_own_words(payload: Payload) -> Payload:
    """Before corrections had words of their own, they were said in those of a return."""
    return {**payload, "correction": _CORRECTIONS[payload["correction"]]}


def _returned_as_recorded(payload: Payload) -> Payload:
    """Before there were three grounds there were two, which stay; each went to the unit."""
    return {**payload, "to_step": None}


def _with_no_chain(payload: Payload) -> Payload:
    """Before a version kept the chain that it climbs, it climbed that of the rules in force."""
    return {**payload, "chain": None}


def _decided_by_all(payload: Payload) -> Payload:
    """Before a step could be that of the leader in charge, each was of all who hold its office."""
    chain = payload["chain"]
    return {**payload, "chain": None if chain is None else _of_all(chain)}


def _reported_by_office(payload: Payload) -> Payload:
    """Before units had a leader in charge, a chase too many was told to offices alone."""
    return {**payload, "person_id": None}


def _granted_as_asked(payload: Payload) -> Payload:
    """Before grants waited for a second person, each began on the day that was asked for."""
    return {**payload, "wished_from_on": payload["from_on"], "setting_up": False}


def _opened_at_once(payload: Payload) -> Payload:
    """Before links waited for a second person, each opened when it was issued."""
    return {**payload, "opens_after_hours": 0, "setting_up": False}


def _unproved_hash(payload: Payload) -> Payload:
    """Before a password's fact said which stored hash was meant, any was taken for it."""
    return {**payload, "hash_sha256": None}


def _unproved_secret(payload: Payload) -> Payload:
    """Before the facts of sessions and tokens said which secret was meant, any was taken."""
    return {**payload, "secret_sha256": None}


def _understood_anew(payload: Payload) -> Payload:
    """Before the understood value was kept, a correction's words were read at each use."""
    correction = payload["correction"]
    kept = None if correction is None else {**correction, "understood": None}
    return {**payload, "correction": kept}


def _ranges_as_proposed(payload: Payload) -> Payload:
    """Before a measure's range was stored, its words were read each time a figure was judged.

    `range_of` is held to what it said then by `tests/ledger/test_upcasters.py`.
    """
    measures = [{**each, "possible": _proposed(each)} for each in payload["measures"]]
    return {**payload, "measures": measures}


def _proposed(measure: Payload) -> Payload | None:
    measure_range = range_of(title=measure["title"], unit=measure["unit"], kind=measure["kind"])
    if measure_range is None:
        return None
    low, high = (
        None if each is None else canonical.decimal(each)
        for each in (measure_range.low, measure_range.high)
    )
    return {"low": low, "high": high, "whole": measure_range.whole}


def _deliverables_without_days(payload: Payload) -> Payload:
    """Before deliverables had days of their own, each was due by its rule or the ordinary one."""
    deliverables = [{**each, "days": None} for each in payload["deliverables"]]
    return {**payload, "deliverables": deliverables}


def _rule_without_days(payload: Payload) -> Payload:
    """The same of what the Office set."""
    return {**payload, "days": None}


def _due_by_rule(payload: Payload) -> Payload:
    """The same of a task."""
    return {**payload, "due_by": None}


UPCASTERS: Final[Mapping[tuple[str, int], Upcaster]] = {
    ("assignment-opened", 1): _ranges_as_proposed,
    ("task-issued", 1): _ranges_as_proposed,
    ("assignment-opened", 2): _deliverables_without_days,
    ("due-rule-set", 1): _rule_without_days,
    ("task-issued", 2): _contributed_any_day,
    ("task-issued", 3): _due_by_rule,
    ("contribution-submitted", 1): _without_files,
    ("contribution-submitted", 2): _contributed_at_once,
    ("cause-claimed", 1): _claimed_by_the_lead,
    ("report-submitted", 1): _without_files,
    ("report-submitted", 2): _without_early_reason,
    ("report-submitted", 3): _with_no_chain,
    ("report-submitted", 4): _decided_by_all,
    ("submission-approved", 1): _approved_unasked,
    ("submission-confirmed", 1): _confirmed_unasked,
    ("submission-approved", 2): _corrected_in_its_own_words,
    ("submission-confirmed", 2): _corrected_in_its_own_words,
    ("submission-returned", 1): _returned_as_recorded,
    ("task-escalated", 1): _reported_by_office,
    ("finding-settled", 1): _understood_anew,
    ("office-granted", 1): _granted_as_asked,
    ("link-issued", 1): _opened_at_once,
    ("password-set", 1): _unproved_hash,
    ("signed-in", 1): _unproved_secret,
    ("token-issued", 1): _unproved_secret,
    ("policy-adopted", 1): _policy_with_chasing,
    ("policy-adopted", 2): _policy_with_evidence,
    ("policy-adopted", 3): _policy_with_authorities,
    ("policy-adopted", 4): _policy_with_requests,
    ("policy-adopted", 5): _policy_with_overdue,
    ("policy-adopted", 6): _policy_with_directives,
}
