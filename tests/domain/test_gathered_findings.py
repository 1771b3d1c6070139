"""A finding of several lines: decided on line by line or in one go, and nothing of it lost."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from uuid import uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.act import Names
from services.domain.context import DecisionContext
from services.domain.errors import Refusal, Stale
from services.domain.facts import Event, Fact
from services.domain.nouns import KIND_OF
from services.domain.plan.draft import PlanDraft
from services.domain.plan_document.acts import settle_finding
from services.domain.plan_document.acts.settle_finding import ChosenLine, SettleFinding
from services.domain.plan_document.events import (
    FindingSettled,
    FindingVerdict,
    PlanDocumentRead,
    reading_stream,
)
from services.domain.plan_document.evolving import fold
from services.domain.plan_document.gathered import narrowed, together
from services.domain.plan_document.open_findings import (
    findings_of,
    is_same_reading,
    open_lines,
    undecided,
)
from services.domain.plan_document.reading import ReadFinding, Reading
from services.domain.plan_document.settling import FindingDecision, settled_draft
from services.domain.plan_document.state import PlanReading
from tests import givens
from tests.api.ward import plan
from tests.plan_readings import NO_LEAD, SMALL, finding, gathered_leads, reading

STREAM = reading_stream("0f3a9c")
NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
ITEMS = ("51-08", "54-02", "CT10", "III-07", "58-01")
LEADS = gathered_leads(*ITEMS)
UNITS = ("VP", "VHXH", "KTHTDT")
CONTEXT = DecisionContext(holder=givens.CHIEF, policy=givens.policy(), now=NOON)
WORDS = {unit: givens.words(unit) for unit in UNITS}


def leaderless() -> PlanDraft:
    """A plan none of whose items has a lead."""
    draft = plan(2026)
    return replace(draft, items=tuple(replace(item, lead=None) for item in draft.items))


READING = reading(leaderless(), LEADS)


def kept(version: int, event: Event) -> Fact:
    return Fact(
        event=event,
        stream=STREAM,
        version=version,
        position=version,
        actor=givens.actor(givens.CHIEF),
        behalf=None,
        occurred_at=NOON,
        recorded_at=NOON,
        command_id=uuid5(givens.SPACE, f"gathered/{version}"),
        session_id=None,
    )


def state(*events: Event, of: Reading = READING) -> PlanReading:
    opened = PlanDocumentRead(
        name=givens.words("name"),
        source=givens.words("source"),
        file_sha256="0" * 64,
        file_bytes=1234,
        findings=findings_of(of),
        head=None,
    )
    result = fold(kept(version, event) for version, event in enumerate((opened, *events), start=1))
    assert result is not None
    return result


def line(item: str, own: str = "") -> ChosenLine:
    """An item's line, with a unit of its own or without."""
    return ChosenLine(key=f"no-lead.{item}", value=WORDS.get(own), typed=own)


def sent(
    decision: FindingVerdict,
    *lines: ChosenLine,
    rest: str = "",
    seen: int = 0,
    all_lines: bool = False,
    key: str = LEADS.key,
) -> SettleFinding:
    return SettleFinding(
        stream=STREAM,
        key=key,
        decision=decision,
        typed=rest,
        value=WORDS.get(rest),
        reason=givens.words("reason") if decision is FindingVerdict.LEFT_OPEN else None,
        seen=seen,
        lines=None if all_lines else lines,
        reading=READING,
    )


def done(at: PlanReading, command: SettleFinding) -> tuple[FindingSettled, ...]:
    """What a decision makes true; raises Refusal."""
    settle_finding.ACT.check(command)
    events = settle_finding.decide(at, command, CONTEXT).events
    settled = tuple(event for event in events if isinstance(event, FindingSettled))
    assert len(settled) == len(events)
    return settled


def decisions(at: PlanReading, typed: dict[str, str]) -> dict[str, FindingDecision]:
    """The decisions as the write side reads them: `typed` holds the words by their keys."""
    return {
        key: FindingDecision(
            verdict=each.event.decision,
            value=typed[key] if each.event.correction else None,
            version=each.version,
        )
        for key, each in at.settled.items()
    }


def leads(draft: PlanDraft) -> dict[str, str | None]:
    return {item.code: item.lead for item in draft.items if item.code in ITEMS}


def test_each_line_gets_its_own_value_or_that_of_all() -> None:
    command = sent(
        FindingVerdict.CORRECTED, line("CT10", "VHXH"), line("51-08"), line("54-02"), rest="VP"
    )
    events = done(state(), command)
    got = {each.key: each.correction.value for each in events if each.correction}
    assert got == {
        "no-lead.51-08": WORDS["VP"],
        "no-lead.54-02": WORDS["VP"],
        "no-lead.CT10": WORDS["VHXH"],
    }
    assert [each.key for each in events] == list(got), "in the finding's order"
    assert all(each.correction and each.correction.understood for each in events)


def test_what_was_not_chosen_stays_open_and_the_finding_with_it() -> None:
    events = done(state(), sent(FindingVerdict.ACCEPTED, line("CT10"), line("51-08")))
    after = state(*events)
    assert open_lines(after, LEADS) == ("no-lead.54-02", "no-lead.III-07", "no-lead.58-01")
    (left,) = (each for each in undecided(after, READING) if each.code == "no-lead")
    assert left.items == ("54-02", "III-07", "58-01")
    assert left.sentence == "3 mục không ai chủ trì."
    rest = done(after, sent(FindingVerdict.ACCEPTED, all_lines=True, seen=3))
    assert {each.key for each in rest} == {
        f"no-lead.{item}" for item in ("54-02", "III-07", "58-01")
    }
    everything = state(*events, *rest)
    assert open_lines(everything, LEADS) == ()
    assert "no-lead" not in {each.code for each in undecided(everything, READING)}


def test_the_rest_in_one_go_leaves_alone_what_was_decided() -> None:
    corrected = done(state(), sent(FindingVerdict.CORRECTED, line("CT10", "VP")))
    after = state(*corrected)
    rest = done(after, sent(FindingVerdict.ACCEPTED, all_lines=True, seen=2))
    assert {each.key for each in rest} == {each.key for each in LEADS.lines} - {"no-lead.CT10"}
    at_last = state(*corrected, *rest)
    anew = done(at_last, sent(FindingVerdict.LEFT_OPEN, all_lines=True, seen=6))
    assert {each.key for each in anew} == {each.key for each in LEADS.lines}


def test_all_at_once_by_leaving_the_lines_out() -> None:
    events = done(state(), sent(FindingVerdict.CORRECTED, all_lines=True, rest="VP"))
    assert [each.key for each in events] == [f"no-lead.{item}" for item in ITEMS]
    open_too = done(state(), sent(FindingVerdict.LEFT_OPEN, all_lines=True))
    assert {each.reason for each in open_too} == {givens.words("reason")}


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (sent(FindingVerdict.ACCEPTED), "lines-none", "lines"),
        (sent(FindingVerdict.ACCEPTED, line("CT10"), line("CT10")), "line-twice", "lines"),
        (sent(FindingVerdict.ACCEPTED, line("XX")), "line-unknown", "lines"),
        (
            sent(FindingVerdict.CORRECTED, line("CT10", "VP"), line("51-08")),
            "value-empty",
            "value.no-lead.51-08",
        ),
        (
            sent(
                FindingVerdict.CORRECTED,
                line("51-08"),
                ChosenLine(key="no-lead.CT10", value=WORDS["VP"], typed="KHONGCO"),
                rest="VP",
            ),
            "value-unit",
            "value.no-lead.CT10",
        ),
        (
            sent(FindingVerdict.CORRECTED, line("51-08"), rest="KHONGCO"),
            "value-unit",
            "value",
        ),
        (
            sent(
                FindingVerdict.CORRECTED,
                ChosenLine(key=SMALL, value=None, typed=""),
                rest="VP",
                key=SMALL,
            ),
            "nothing-to-correct",
            "lines",
        ),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_decided(
    command: SettleFinding, code: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        done(state(), command)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_two_people_on_different_lines_both_succeed_and_on_one_line_the_second_must_look() -> None:
    first = done(state(), sent(FindingVerdict.ACCEPTED, line("CT10")))
    after = state(*first)
    assert done(after, sent(FindingVerdict.ACCEPTED, line("51-08"), seen=0))
    with pytest.raises(Stale):
        done(after, sent(FindingVerdict.LEFT_OPEN, line("51-08"), line("CT10"), seen=0))
    assert done(after, sent(FindingVerdict.LEFT_OPEN, line("51-08"), line("CT10"), seen=2))
    with pytest.raises(Stale):
        done(after, sent(FindingVerdict.ACCEPTED, line("51-08"), seen=9))


def test_the_same_decision_again_is_nothing() -> None:
    after = state(*done(state(), sent(FindingVerdict.ACCEPTED, line("CT10"))))
    assert done(after, sent(FindingVerdict.ACCEPTED, line("CT10"), seen=2)) == ()


def test_a_decision_on_the_whole_finding_from_before_holds_for_each_of_its_lines() -> None:
    before = FindingSettled(
        key=LEADS.key, decision=FindingVerdict.ACCEPTED, correction=None, reason=None
    )
    after = state(before)
    assert open_lines(after, LEADS) == ()
    assert after.seen(LEADS.key, "no-lead.CT10") == 2
    later = done(after, sent(FindingVerdict.LEFT_OPEN, line("CT10"), seen=2))
    mixed = state(before, *later)
    standing = [mixed.standing(LEADS.key, f"no-lead.{item}") for item in ITEMS]
    assert [each.event.decision for each in standing if each] == [
        FindingVerdict.LEFT_OPEN if item == "CT10" else FindingVerdict.ACCEPTED for item in ITEMS
    ]
    again = state(before, *later, before)
    newest = again.standing(LEADS.key, "no-lead.CT10")
    assert newest is not None
    assert newest.event == before


def test_a_decision_on_one_line_holds_however_a_later_release_gathers() -> None:
    alone = reading(leaderless(), *LEADS.members)
    decided = FindingSettled(
        key="no-lead.CT10", decision=FindingVerdict.ACCEPTED, correction=None, reason=None
    )
    before = state(decided, of=alone)
    assert is_same_reading(before, READING)
    assert "no-lead.CT10" not in open_lines(before, LEADS)


def test_the_log_says_which_line_was_decided() -> None:
    (event,) = done(state(), sent(FindingVerdict.CORRECTED, line("CT10", "VP")))
    said = KIND_OF[FindingSettled].describe(event, Names(units={}))
    assert said == "Quyết định về điểm cần làm rõ: sửa lại (no-lead.CT10)."


def test_one_line_that_is_left_is_said_as_itself() -> None:
    left = narrowed(LEADS, {"no-lead.CT10"})
    assert left == LEADS.members[2]
    assert narrowed(LEADS, set()) is None
    assert narrowed(LEADS, {each.key for each in LEADS.lines}) is LEADS


def test_what_stays_open_of_a_finding_is_said_of_these_lines_in_the_plan() -> None:
    events = done(
        state(), sent(FindingVerdict.CORRECTED, line("CT10", "VP"), line("51-08", "VHXH"))
    )
    typed = {"no-lead.CT10": "VP", "no-lead.51-08": "VHXH"}
    draft = settled_draft(READING, decisions(state(*events), typed))
    (kept_open,) = (each for each in draft.findings if each.code.startswith("no-lead."))
    assert kept_open.items == ("54-02", "III-07", "58-01")
    assert kept_open.question == "3 mục không ai chủ trì."
    assert leads(draft) == {
        "51-08": "VHXH",
        "54-02": None,
        "CT10": "VP",
        "III-07": None,
        "58-01": None,
    }


@st.composite
def _settlings(draw: st.DrawFn) -> list[dict[str, str]]:
    """Who decides what in which go: lines with their units, no line twice."""
    order = draw(st.permutations(ITEMS))
    cut = draw(st.integers(min_value=0, max_value=len(order)))
    chosen = {item: draw(st.sampled_from(UNITS)) for item in order[:cut]}
    goes: list[dict[str, str]] = []
    for item, unit in chosen.items():
        if not goes or draw(st.booleans()):
            goes.append({})
        goes[-1][item] = unit
    return goes


@given(_settlings(), st.randoms(use_true_random=False))
def test_however_lines_are_decided_in_whatever_goes_the_plan_is_the_same(
    goes: list[dict[str, str]], shuffle: Random
) -> None:
    """Several places put in any order and any portions: nothing lost, nothing else touched."""
    wanted = {item: unit for go in goes for item, unit in go.items()}
    for order in (goes, shuffle.sample(goes, len(goes)), [wanted] if wanted else []):
        events: list[FindingSettled] = []
        for go in order:
            at = state(*events)
            rest = next(iter(go.values()))
            lines = (line(item, "" if unit == rest else unit) for item, unit in go.items())
            command = sent(
                FindingVerdict.CORRECTED,
                *lines,
                rest=rest,
                seen=at.seen(LEADS.key, *(each.key for each in LEADS.lines)),
            )
            events += done(at, command)
        after = state(*events)
        typed = {f"no-lead.{item}": unit for item, unit in wanted.items()}
        draft = settled_draft(READING, decisions(after, typed))
        assert leads(draft) == {item: wanted.get(item) for item in ITEMS}
        assert set(open_lines(after, LEADS)) == {
            f"no-lead.{item}" for item in ITEMS if item not in wanted
        }
        untouched = [item for item in draft.items if item.code not in wanted]
        assert untouched == [item for item in READING.draft.items if item.code not in wanted]
        opened = {code for each in draft.findings for code in each.items}
        assert set(ITEMS) - wanted.keys() <= opened | {"III-07", "51-08", "CT10"}
        assert [each.code for each in undecided(after, READING) if each.key == NO_LEAD]


@given(st.lists(st.sampled_from(ITEMS), min_size=1, unique=True))
def test_gathered_findings_are_all_of_their_lines_and_nothing_more(items: list[str]) -> None:
    whole = gathered_leads(*items)
    assert whole.items == tuple(items)
    assert [slot.item for slot in whole.slots] == items
    assert [quote for each in whole.lines for quote in each.quotes] == list(whole.quotes)
    for keys in ({each.key for each in whole.lines[:1]}, {each.key for each in whole.lines[1:]}):
        left = narrowed(whole, keys)
        assert {each.key for each in left.lines} == keys if left else not keys


def test_words_with_braces_in_a_document_are_words() -> None:
    def named(key: str) -> ReadFinding:
        return finding(f"{key}{{0}}", READING.findings[0].severity, (), None)

    assert together([named("a"), named("b")], "{count}: {names}").sentence == (
        "2: Câu chữ của a{0}; Câu chữ của b{0}"
    )
