"""Plan documents as the JSON interface tells them: the same rows as their pages show."""

from api.document_decisions import may_correct
from api.rest import plan_schemas, schemas
from api.rest.task_answers import range_answer
from services.domain.plan.draft import ItemDraft, MeasureDraft, TargetDraft
from services.domain.plan.reading import Quote
from services.domain.plan.reading_events import reading_id_of
from services.queries.plan_documents import (
    DecisionLine,
    DocumentPage,
    DocumentRow,
    FindingLine,
)


def document_line(row: DocumentRow) -> plan_schemas.Document:
    """A document of the list."""
    return plan_schemas.Document(
        document=reading_id_of(row.stream) or "",
        name=row.name,
        file_bytes=row.file_bytes,
        at=row.at,
        by=row.by,
        loaded=row.loaded,
        beside=row.beside,
    )


def document_answer(document: str, page: DocumentPage) -> plan_schemas.DocumentWhole:
    """A document with its findings and items, as far as it was decided."""
    opened, draft = page.opened, page.draft
    return plan_schemas.DocumentWhole(
        document=document,
        version=opened.state.version,
        name=opened.name,
        by=page.doer.name,
        at=opened.state.at,
        title=draft.title,
        number=draft.number,
        issued_on=draft.issued_on,
        dated=opened.reading.dated,
        place=draft.place,
        period_from=draft.period_from,
        period_to=draft.period_to,
        replaces=draft.replaces,
        notes=list(opened.reading.notes),
        units=[
            plan_schemas.DocumentUnit(code=one.code, name=one.name, internal=one.internal)
            for one in draft.units
        ],
        undecided_errors=page.errors,
        read_otherwise=page.read_otherwise,
        loaded=opened.state.loaded is not None,
        findings=[_finding(line, page) for group in page.groups for line in group.lines],
        items=[_item(item, page) for items in page.items.values() for item in items],
    )


def _finding(line: FindingLine, page: DocumentPage) -> plan_schemas.DocumentFinding:
    found = line.finding
    slot = found.corrects if may_correct(found, page) else None
    return plan_schemas.DocumentFinding(
        key=found.key,
        code=found.code,
        severity=found.severity.value,
        place=found.place,
        items=list(found.items),
        quotes=[plan_schemas.Quote(place=one.place, text=one.text) for one in found.quotes],
        sentence=found.sentence,
        assumed=found.assumed,
        corrects=plan_schemas.Corrects(item=slot.item, field=slot.field.value) if slot else None,
        seen=line.seen,
        decided=_decided(line.decided) if line.decided else None,
    )


def _decided(one: DecisionLine) -> plan_schemas.Decided:
    return plan_schemas.Decided(
        decision=one.verdict.value,
        value=one.value,
        reason=one.reason,
        by=one.doer.name,
        at=one.at,
    )


def _item(item: ItemDraft, page: DocumentPage) -> plan_schemas.DocumentItem:
    return plan_schemas.DocumentItem(
        code=item.code,
        kind=item.kind.value,
        title=item.title,
        section=item.section,
        lead=item.lead,
        supporting=list(item.supporting),
        restricted=item.restricted,
        quote=_quote(page.quotes.get(item.code)),
        measures=[_measure(one) for one in item.measures],
    )


def _quote(one: Quote | None) -> plan_schemas.Quote | None:
    return plan_schemas.Quote(place=one.place, text=one.text) if one else None


def _measure(one: MeasureDraft) -> schemas.Measure:
    final, average = one.target_2030, one.target_average
    return schemas.Measure(
        code=one.code,
        title=one.title,
        unit=one.unit,
        kind=one.kind.value,
        operator=one.operator.value,
        target_2030=final.value if final else None,
        target_2030_high=_high(final),
        target_average=average.value if average else None,
        target_average_high=_high(average),
        reach_by=one.reach_by,
        stretch=one.stretch,
        stretch_target=one.stretch_target,
        frequencies=[frequency.value for frequency in one.frequencies],
        range=range_answer(one.possible),
    )


def _high(target: TargetDraft | None) -> str | None:
    return target.high if target else None
