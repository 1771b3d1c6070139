"""Written-by-hand documents of invented wards, and a reading of one told in short lines.

Each `genre/<name>.txt` stands beside `<name>.expected`: what a careful reader takes from it, an
item or a finding a line.
"""

from pathlib import Path

from services.domain.plan.draft import ItemDraft, MeasureDraft, Severity, TargetDraft
from services.domain.plan_document.reading import ReadFinding, Reading
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source

GENRE = Path(__file__).parent / "genre"
DOCUMENTS = sorted(GENRE.glob("*.txt"))
_SIGNS = {
    "at_least": "≥ ",
    "at_most": "≤ ",
    "more_than": "> ",
    "less_than": "< ",
    "equals": "",
    "between": "",
    "none": "",
}


def reading_of(path: Path) -> Reading:
    """Read one of the documents."""
    return read_document(read_source(path.read_bytes(), path.name))


def expected_of(path: Path) -> list[str]:
    """What a careful reader takes from it."""
    return path.with_suffix(".expected").read_text(encoding="utf-8").splitlines()


def reported(path: Path) -> list[str]:
    """The reading in short lines: head, items with leads and measures, findings above a note."""
    reading = reading_of(path)
    draft = reading.draft
    names = {unit.code: unit.name for unit in draft.units}
    names |= {group.code: f"[{group.phrase}]" for group in draft.groups}
    head = (draft.number, draft.issued_on, draft.place, draft.period_from, draft.period_to)
    lines = [" | ".join(map(str, head)), draft.title]
    for item in draft.items:
        lines.append(_item(item, names))
        lines += [f"    {_measure(measure)}" for measure in item.measures]
    chosen_findings = [
        finding for finding in reading.findings if finding.severity is not Severity.NOTE
    ]
    subjects = map(_subject, chosen_findings)
    return [
        *lines,
        *(f"! {each.code}: {of}" for each, of in zip(chosen_findings, subjects, strict=True)),
    ]


def _subject(finding: ReadFinding) -> str:
    """The items that it concerns, else the units or words, else the first of the lines."""
    first = finding.code == "lines-unread"
    quoted = [quote.text for quote in finding.quotes[: 1 if first else None]]
    return ", ".join(finding.items) or (quoted[0] if finding.corrects else "; ".join(quoted))


def _item(item: ItemDraft, names: dict[str, str]) -> str:
    lead = names[item.lead] if item.lead else "không ai"
    behind = "; ".join(names[code] for code in item.supporting)
    return f"{item.code} ({item.section}) {item.title} — {lead}{f' + {behind}' if behind else ''}"


def _measure(measure: MeasureDraft) -> str:
    final, average = (
        _figure(measure, target) for target in (measure.target_2030, measure.target_average)
    )
    said = [f"cuối kỳ {final}" if final else "", f"hằng năm {average}" if average else ""]
    said += [f"xong {measure.reach_by:%d/%m/%Y}" if measure.reach_by else ""]
    said += ["phấn đấu" if measure.stretch else ""]
    return f"{measure.title} ({measure.unit}): {', '.join(filter(None, said)) or 'đạt hay chưa'}"


def _figure(measure: MeasureDraft, target: TargetDraft | None) -> str:
    if target is None:
        return ""
    high = f" - {target.high}" if target.high else ""
    return f"{_SIGNS[measure.operator.value]}{target.value}{high}"
