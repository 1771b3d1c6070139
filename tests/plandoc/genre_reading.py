"""Written-by-hand documents of invented wards, and a reading of one told in short lines.

Each `genre/<name>.txt` stands beside `<name>.expected`: what a careful reader takes from it, an
item or a finding a line.
"""

from pathlib import Path

from services.domain.plan.draft import ItemDraft, MeasureDraft, Severity, TargetDraft
from services.domain.plan.reading import Reading
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source

GENRE = Path(__file__).parent / "genre"
DOCUMENTS = sorted(GENRE.glob("*.txt"))
_SIGNS = {"at_least": "≥ ", "at_most": "≤ ", "equals": "", "between": "", "none": ""}


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
    names = {one.code: one.name for one in draft.units}
    names |= {one.code: f"[{one.phrase}]" for one in draft.groups}
    head = (draft.number, draft.issued_on, draft.place, draft.period_from, draft.period_to)
    lines = [" | ".join(map(str, head)), draft.title]
    for item in draft.items:
        lines.append(_item(item, names))
        lines += [f"    {_measure(one)}" for one in item.measures]
    found = [one for one in reading.findings if one.severity is not Severity.NOTE]
    subjects = (", ".join(one.items) or one.quotes[0].text for one in found)
    return [*lines, *(f"! {one.code}: {of}" for one, of in zip(found, subjects, strict=True))]


def _item(item: ItemDraft, names: dict[str, str]) -> str:
    lead = names[item.lead] if item.lead else "không ai"
    behind = "; ".join(names[code] for code in item.supporting)
    return f"{item.code} ({item.section}) {item.title} — {lead}{f' + {behind}' if behind else ''}"


def _measure(one: MeasureDraft) -> str:
    final, average = (_figure(one, target) for target in (one.target_2030, one.target_average))
    said = [f"cuối kỳ {final}" if final else "", f"hằng năm {average}" if average else ""]
    said += [f"xong {one.reach_by:%d/%m/%Y}" if one.reach_by else ""]
    said += ["phấn đấu" if one.stretch else ""]
    return f"{one.title} ({one.unit}): {', '.join(filter(None, said)) or 'đạt hay chưa'}"


def _figure(one: MeasureDraft, target: TargetDraft | None) -> str:
    if target is None:
        return ""
    high = f" - {target.high}" if target.high else ""
    return f"{_SIGNS[one.operator.value]}{target.value}{high}"
