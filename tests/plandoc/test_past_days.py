"""A day that is past: asked about in the reading, said before and at activation, never issued."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from services.domain.assignment.acts import set_due_rule
from services.domain.assignment.acts.set_due_rule import DueRuleSet
from services.domain.due_days import DueDays
from services.domain.facts import Fact
from services.domain.instants import start_of
from services.domain.plan.activating import ActivationTerms, activated
from services.domain.plan.draft import PlanDraft
from services.domain.plan.events import PlanActivated
from services.domain.plan.past_work import past_work
from services.domain.plan_document.reading import ReadFinding
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.text_source import read_text
from tests import givens
from tests.command_line import run_command
from tests.plandoc.issued_tasks import RULES, due_days, issued, opened

HEAD = """ỦY BAN NHÂN DÂN
PHƯỜNG XA
Số: 12/KH-UBND
Xa, ngày 10 tháng 04 năm 2026
KẾ HOẠCH
Chăm sóc cây phường Xa giai đoạn 2026 - 2030
"""
ACTIVE = date(2026, 11, 30)


def text_of(work: str) -> str:
    return f"{HEAD}I. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế: {work}\n"


def draft_of(work: str) -> PlanDraft:
    return read_document(read_text(text_of(work).encode(), "k.txt")).draft


def past_in(text: str) -> list[ReadFinding]:
    findings = read_document(read_text(text.encode(), "k.txt")).findings
    return [each for each in findings if each.code == "duty-in-past"]


@pytest.mark.parametrize(
    ("work", "days"),
    [
        ("Trồng rặng tre, xong trước ngày 31/3/2026.", "31/03/2026"),
        ("Hoàn thành việc trồng rặng tre trong quý I/2026.", "31/03/2026"),
        ("Trong tháng 02/2026 trồng rặng tre.", "28/02/2026"),
        ("Trồng rặng tre trước ngày 15/01/2026 và ngày 15/11/2026.", "15/01/2026"),
        ("Trồng rặng tre, xong trong năm 2025.", "31/12/2025"),
    ],
)
def test_a_day_before_that_of_the_document_is_asked_about(work: str, days: str) -> None:
    (found,) = past_in(text_of(work))
    assert found.sentence == f"Hạn {days} đã qua khi kế hoạch được ban hành."
    assert found.quotes[0].text.startswith(work[:20])


@pytest.mark.parametrize(
    "work",
    [
        "Trồng rặng tre, xong trước ngày 15/4/2026.",
        "Trồng rặng tre theo Nghị quyết số 9-NQ/ĐU ngày 12/3/2025.",
        "Trồng rặng tre hằng năm trước 31/3.",
    ],
)
def test_a_day_to_come_a_papers_own_and_that_of_each_year_are_not(work: str) -> None:
    assert past_in(text_of(work)) == []


def test_an_indicator_with_a_past_day_is_asked_about_too() -> None:
    target = "I. CHỈ TIÊU\n1. Tỷ lệ cây sống đạt 90%.\nĐơn vị chủ trì: Phòng Kinh tế. "
    (found,) = past_in(f"{HEAD}{target}Báo cáo trước ngày 01/3/2026.\n")
    assert found.sentence == "Hạn 01/03/2026 đã qua khi kế hoạch được ban hành."


def test_what_is_past_at_activation_stays_open_in_the_plan_and_gets_no_task() -> None:
    draft = replace(draft_of("Trồng rặng tre, xong trước ngày 30/6/2026."), findings=())
    (item,) = draft.items
    terms = ActivationTerms(active_from=ACTIVE, backfill_from=None, sha256="0" * 64)
    events = [each.event for each in activated(draft, terms, RULES.policy, lambda _: ()).events]
    (plan,) = (each for each in events if isinstance(each, PlanActivated))
    (left,) = plan.findings
    assert (left.code, left.items) == (f"past-day.{item.code}", (item.code,))
    assert left.question == "Hạn 30/06/2026 đã qua trước ngày bắt đầu giao việc, 30/11/2026."
    assert "đặt hạn mới" in left.assumed
    assert issued(opened(draft, ACTIVE), (ACTIVE,)) == []


def test_of_several_days_those_to_come_are_issued_and_the_past_ones_said() -> None:
    draft = draft_of("Trồng rặng tre trước ngày 30/6/2026 và 15/11/2027.")
    (past,) = past_work(draft, ACTIVE)
    assert past.sentence == "Hạn 30/06/2026 đã qua"
    tasks = issued(opened(draft, ACTIVE), (ACTIVE,))
    assert due_days(tasks) == [("once-2027-11-15", "15/11/2027")]


def test_a_new_day_that_the_office_sets_instead_is_issued() -> None:
    draft = draft_of("Trồng rặng tre, xong trước ngày 30/6/2026.")
    item = opened(draft, ACTIVE)
    days = DueDays(on=(date(2027, 3, 15),))
    event = DueRuleSet(deliverable="report", frequency="once", due=None, days=days, paper=None)
    (kind,) = (each for each in set_due_rule.FACTS if each.event is DueRuleSet)
    fact = Fact(
        event=event,
        stream=item.stream,
        version=2,
        position=2,
        actor=givens.actor(givens.CHIEF),
        behalf=None,
        occurred_at=start_of(ACTIVE),
        recorded_at=start_of(ACTIVE),
        command_id=givens.SPACE,
        session_id=None,
    )
    assert due_days(issued(kind.apply(item, event, fact), (ACTIVE,))) == [
        ("once-2027-03-15", "15/03/2027")
    ]


def test_an_item_that_has_ended_says_so() -> None:
    draft = draft_of("Tưới cây hằng quý từ năm 2026 đến hết năm 2027.")
    (past,) = past_work(draft, date(2028, 2, 1))
    assert (past.sentence, past.over) == ("Mục kết thúc ngày 31/12/2027", True)
    assert "sửa ngày kết thúc" in past.assumed


@pytest.mark.parametrize(
    ("work", "asked_from", "past"),
    [
        ("Trồng rặng tre, xong trước ngày 30/6/2026.", date(2026, 6, 30), False),
        ("Trồng rặng tre, xong trước ngày 30/6/2026.", date(2026, 7, 1), True),
        ("Tưới cây hằng quý đến hết năm 2026.", date(2027, 1, 4), True),
        ("Tưới cây hằng quý.", date(2029, 1, 4), False),
    ],
)
def test_a_day_is_past_from_the_day_behind_it(work: str, asked_from: date, past: bool) -> None:
    assert bool(past_work(draft_of(work), asked_from)) is past


def test_the_command_says_beforehand_what_would_be_past(tmp_path: Path) -> None:
    file = tmp_path / "k.txt"
    file.write_text(text_of("Trồng rặng tre, xong trước ngày 30/6/2026."), encoding="utf-8")
    shown = run_command("plan", "check", file, "--active-from", "2026-11-30").out
    assert "Hạn đã qua trước ngày bắt đầu giao việc 30/11/2026: 1 mục." in shown
    assert "Trồng rặng tre, xong trước ngày 30/6/2026: Hạn 30/06/2026 đã qua." in shown
    assert "Không giao việc cho hạn đã qua." in shown
    assert "Hạn đã qua" not in run_command("plan", "check", file).out
    report = json.loads(
        run_command("plan", "check", file, "--json", "--active-from", "2026-06-30").out
    )
    assert report["past_work"] == []
