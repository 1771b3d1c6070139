"""Old shapes of an event, lifted on reading; stored bytes are never written again.

An upcaster is a pure function from the payload of one schema to the payload of the next. Here
stands one entry for each (type, schema) that an earlier release wrote and this one no longer
writes.
"""

from collections.abc import Callable, Mapping
from typing import Final

from services.domain.assignment.ranges import range_of
from services.ledger import canonical
from services.ledger.policy_upcasters import POLICY, Payload, of_all

Upcaster = Callable[[Payload], Payload]


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
    return {**payload, "chain": None if chain is None else of_all(chain)}


def _unasked_about_jumps(payload: Payload) -> Payload:
    """Before a figure that jumps was asked about, no reason for it was kept."""
    return {**payload, "jump_reason": None}


def _reported_by_office(payload: Payload) -> Payload:
    """Before units had a leader in charge, a chase too many was told to offices alone."""
    return {**payload, "person_id": None}


def _granted_as_asked(payload: Payload) -> Payload:
    """Before grants waited for a second person, each began on the day that was asked for."""
    return {**payload, "wished_from_on": payload["from_on"], "setting_up": False}


def _without_decision(payload: Payload) -> Payload:
    """Before an office had a deciding paper, none was kept: of a grant and of an end."""
    return {**payload, "basis": None}


def _opened_at_once(payload: Payload) -> Payload:
    """Before links waited for a second person, each opened when it was issued."""
    return {**payload, "opens_after_hours": 0, "setting_up": False}


def _unproved_hash(payload: Payload) -> Payload:
    """Before a password's fact said which stored hash was meant, any was taken for it."""
    return {**payload, "hash_sha256": None}


def _unproved_secret(payload: Payload) -> Payload:
    """Before the facts of sessions and tokens said which secret was meant, any was taken."""
    return {**payload, "secret_sha256": None}


def _without_head(payload: Payload) -> Payload:
    """Before a document's title, number and day were kept, they stood in its text alone."""
    return {**payload, "head": None}


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


def _without_paper(payload: Payload) -> Payload:
    """Before what the Office sets of an item could name a paper, none was kept."""
    return {**payload, "paper": None}


def _due_by_rule(payload: Payload) -> Payload:
    """The same of a task."""
    return {**payload, "due_by": None}


def _for_the_whole_ward(payload: Payload) -> Payload:
    """Before an inspector's account had a scope, each covered the whole ward."""
    return {**payload, "scope": None}


UPCASTERS: Final[Mapping[tuple[str, int], Upcaster]] = {
    **{("policy-adopted", schema): upcaster for schema, upcaster in POLICY.items()},
    ("assignment-opened", 1): _ranges_as_proposed,
    ("task-issued", 1): _ranges_as_proposed,
    ("assignment-opened", 2): _deliverables_without_days,
    ("due-rule-set", 1): _rule_without_days,
    ("due-rule-set", 2): _without_paper,
    ("frequency-set", 1): _without_paper,
    ("lead-named", 1): _without_paper,
    ("task-issued", 2): _contributed_any_day,
    ("task-issued", 3): _due_by_rule,
    ("contribution-submitted", 1): _without_files,
    ("contribution-submitted", 2): _contributed_at_once,
    ("cause-claimed", 1): _claimed_by_the_lead,
    ("report-submitted", 1): _without_files,
    ("report-submitted", 2): _without_early_reason,
    ("report-submitted", 3): _with_no_chain,
    ("report-submitted", 4): _decided_by_all,
    ("report-submitted", 5): _unasked_about_jumps,
    ("submission-approved", 1): _approved_unasked,
    ("submission-confirmed", 1): _confirmed_unasked,
    ("submission-approved", 2): _corrected_in_its_own_words,
    ("submission-confirmed", 2): _corrected_in_its_own_words,
    ("submission-returned", 1): _returned_as_recorded,
    ("task-escalated", 1): _reported_by_office,
    ("finding-settled", 1): _understood_anew,
    ("plan-document-read", 1): _without_head,
    ("office-granted", 1): _granted_as_asked,
    ("office-granted", 2): _without_decision,
    ("office-granted", 3): _for_the_whole_ward,
    ("office-ended", 1): _without_decision,
    ("link-issued", 1): _opened_at_once,
    ("password-set", 1): _unproved_hash,
    ("signed-in", 1): _unproved_secret,
    ("token-issued", 1): _unproved_secret,
}
