"""A plan that fits together becomes a draft, and its items assignments."""

from datetime import date
from pathlib import Path

from services.domain.answers import MeasureKind
from services.domain.assignment.events import DueRule
from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import Frequency
from services.domain.plan.draft import (
    AssignmentDraft,
    PlanDraft,
    TargetDraft,
    expand,
    measures_due,
    members_of,
)
from services.planyaml.yaml_plan import read_plan


def small() -> PlanDraft:
    return read_plan((Path(__file__).parent / "small.yaml").read_bytes(), "small.yaml")


def assignments() -> dict[str, AssignmentDraft]:
    return {assignment_draft.code: assignment_draft for assignment_draft in expand(small())}


def test_a_plan_keeps_what_its_document_says() -> None:
    draft = small()
    assert (draft.number, draft.replaces, draft.issued_on) == (None, None, date(2026, 4, 6))
    assert (draft.period_from, draft.period_to) == (2026, 2030)
    scheme, row, *_ = draft.items
    assert scheme.deliverables[0].due == DueRule(
        after_month=1, after_day=31, working_days_after_issue=20
    )
    assert [measure.target_2030 for measure in row.measures] == [
        TargetDraft(value="97.45", high=None),
        TargetDraft(value="50", high="100"),
        None,
    ]
    assert row.measures[2].kind is MeasureKind.MILESTONE
    assert row.measures[2].reach_by == date(2027, 12, 31)


def test_a_group_lead_fans_out_to_one_assignment_for_each_member_of_its_groups() -> None:
    collected = {
        code: assignment
        for code, assignment in assignments().items()
        if assignment.item_code == "51-01"
    }
    assert list(collected) == ["51-01.KT", "51-01.VX", "51-01.QS"]
    assert [each.lead for each in collected.values()] == ["KT", "VX", "QS"]
    assert collected["51-01.KT"].supporting == ("TDP",)
    assert collected["51-01.VX"].supporting == ("TDP", "KT")


def test_a_supporting_group_counts_as_its_members_without_the_lead() -> None:
    assert assignments()["CT01"].supporting == ("KT", "QS", "TDP")


def test_all_that_a_restricted_unit_leads_is_restricted() -> None:
    restricted = [code for code, assignment in assignments().items() if assignment.restricted]
    assert restricted == ["51-01.QS"]


def test_an_item_without_a_lead_is_an_assignment_without_one() -> None:
    assert assignments()["51-02"].lead is None


def test_an_indicator_reports_once_for_each_frequency_of_its_measures() -> None:
    row = assignments()["CT01"]
    assert [(deliverable.name, deliverable.frequency) for deliverable in row.deliverables] == [
        (DeliverableName.REPORT, Frequency.MONTH),
        (DeliverableName.REPORT, Frequency.QUARTER),
        (DeliverableName.REPORT, Frequency.YEAR),
    ]
    due = {each: [m.code for m in measures_due(row, each)] for each in Frequency}
    assert due[Frequency.MONTH] == ["CT01.1"]
    assert due[Frequency.QUARTER] == ["CT01.1", "CT01.2"]
    assert due[Frequency.YEAR] == ["CT01.3"]
    assert due[Frequency.SCHOOL_YEAR] == []


def test_history_asks_for_nothing() -> None:
    past = assignments()["51-03"]
    assert past.deliverables == ()
    assert past.ends_on == date(2026, 3, 15)


def test_members_are_listed_once() -> None:
    assert members_of(small(), "G2") == ("KT", "VX", "QS")
    assert members_of(small(), "TDP") == ("TDP",)
