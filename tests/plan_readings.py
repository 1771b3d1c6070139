"""A plan document as read by hand: two errors, a doubt, a note, and a sentence for every item."""

from dataclasses import replace
from datetime import date

from services.domain.plan.draft import PlanDraft, Severity
from services.domain.plan.events import PlanActivated
from services.domain.plan_document.gathered import finding_draft, together
from services.domain.plan_document.laying import Laying
from services.domain.plan_document.reading import (
    PLAN_ITSELF,
    Field,
    ReadFinding,
    Reading,
    SentenceQuote,
    Slot,
)
from tests.api.ward import plan

NO_LEAD, NO_NUMBER, TARGET, SMALL = "lead.III-07", "number.plan", "target.CT10.1", "note.51-08"
SECRET = "58-01"


def finding(
    key: str, severity: Severity, items: tuple[str, ...], corrects: Slot | None
) -> ReadFinding:
    """One finding with words of its own."""
    return ReadFinding(
        key=key,
        code=key.partition(".")[0],
        severity=severity,
        items=items,
        place=f"mục {items[0] if items else 'đầu'}",
        quotes=(SentenceQuote(place="mục đầu", text=f"Câu chữ của {key}"),),
        sentence=f"Vì sao {key} phải làm rõ.",
        assumed=f"Tạm hiểu về {key}.",
        corrects=corrects,
    )


def gathered_leads(*items: str) -> ReadFinding:
    """Items without a lead, gathered as the reader gathers them."""
    lines = (
        finding(f"no-lead.{item}", Severity.ERROR, (item,), Slot(item=item, field=Field.LEAD))
        for item in items
    )
    return together(tuple(lines), "{count} mục không ai chủ trì.")


FINDINGS = (
    finding(NO_LEAD, Severity.ERROR, ("III-07",), Slot(item="III-07", field=Field.LEAD)),
    finding(NO_NUMBER, Severity.ERROR, (), Slot(item=PLAN_ITSELF, field=Field.NUMBER)),
    finding(TARGET, Severity.DOUBT, ("CT10",), Slot(item="CT10.1", field=Field.FINAL)),
    finding(SMALL, Severity.NOTE, ("51-08",), None),
)


def reading(draft: PlanDraft | None = None, *more: ReadFinding) -> Reading:
    """The reading of a small plan; its draft carries the findings as the reader leaves them."""
    result, findings = draft or plan(2026), (*FINDINGS, *more)
    return Reading(
        draft=replace(result, findings=tuple(map(finding_draft, findings))),
        dated="ngày … tháng 11 năm 2026",
        quotes={
            code: SentenceQuote(place=f"mục {item.section}", text=f"Lời của văn bản về {code}.")
            for item in result.items
            for code in (item.code, *(measure.code for measure in item.measures))
        },
        findings=findings,
        notes=(),
    )


def plan_in_force(code: str = "x", *items: str) -> PlanActivated:
    """A plan in force, by the codes of its items."""
    return PlanActivated(
        code=code,
        title="Kế hoạch cho sẵn",
        number=None,
        issued_on=None,
        place="phường cho sẵn",
        period_from=2026,
        period_to=2030,
        replaces=None,
        active_from=date(2026, 11, 23),
        backfill_from=None,
        source_sha256="0" * 64,
        assignments=items,
        findings=(),
    )


def laying(given: Reading, titles: int | None = None) -> Laying:
    """What the document would say beside a plan of its own items; so many titles stand in it."""
    items = tuple(item.code for item in given.draft.items)
    return Laying(
        draft=given.draft,
        items=items,
        quotes=given.quotes,
        titles_found=frozenset(items[:titles]),
    )
