"""What a reading says, a fact a line, by names instead of codes.

Codes of items and units count what was read before them, and places move with what stands in
front; a fact has neither: a document that was changed in one place keeps the facts of all others.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from services.domain.plan.draft import DeliverableDraft, ItemDraft, MeasureDraft, TargetDraft
from services.domain.plan_document.reading import ReadFinding, Reading
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.text_source import read_text

Facts = Counter[str]
Renaming = Callable[[str], str]
_WORDS_OF_CUT = 20
_MARK = re.compile(r"^(?:[-–+*•]\s*|\(?\w{1,4}[.)/]\s*)")


def read(text: str) -> Reading:
    """Read an extracted text."""
    return read_document(read_text(text.encode(), "k.txt"))


def same(words: str) -> str:
    """No other words."""
    return words


def facts_of(reading: Reading, renamed: Renaming = same) -> Facts:
    """The head, the units, every item, every finding; with all words `renamed`."""
    units = (f"unit: {renamed(unit.name)}" for unit in reading.draft.units)
    return Counter(
        [
            *_head(reading, renamed),
            *units,
            *item_facts(reading, renamed),
            *finding_facts(reading, renamed),
        ]
    )


def item_facts(reading: Reading, renamed: Renaming = same) -> list[str]:
    """Every item in order: kind, title, lead, who supports, when, what is measured.

    Names of units in small letters: of two ways to print one the first counts.
    """
    names = {unit.code: renamed(unit.name).lower() for unit in reading.draft.units}
    names |= {group.code: f"[{renamed(group.phrase)}]" for group in reading.draft.groups}
    return [_item(item, names, renamed) for item in reading.draft.items]


def finding_facts(reading: Reading, renamed: Renaming = same) -> list[str]:
    """Every finding: its kind, the titles of its items, the words that it quotes."""
    titles = {item.code: uncut(renamed(item.title)) for item in reading.draft.items}
    return [_finding(finding, titles, renamed) for finding in reading.findings]


def only_in(second: Iterable[str], first: Iterable[str]) -> list[str]:
    """What only the second says."""
    return sorted((Counter(second) - Counter(first)).elements())


def difference(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """What only one of two says, for a test that wants nothing to differ."""
    before, after = Counter(before), Counter(after)
    gone, new = only_in(before, after), only_in(after, before)
    return [*(f"GONE {fact}" for fact in gone), *(f"NEW  {fact}" for fact in new)]


def uncut(title: str) -> str:
    """A title; of one that was cut its first words, since longer names cut it earlier."""
    return " ".join(title.split()[:_WORDS_OF_CUT]) if title.endswith("…") else title


def without_mark(line: str) -> str:
    """A line without its dash, letter or number, and without the point or semicolon at its end."""
    return _MARK.sub("", line).rstrip(" .;")


def _head(reading: Reading, renamed: Renaming) -> Iterator[str]:
    draft = reading.draft
    yield f"title: {renamed(draft.title)}"
    yield f"place: {renamed(draft.place)}"
    yield f"paper: {draft.number} {draft.issued_on} {reading.dated} {draft.replaces}"
    yield f"period: {draft.period_from} - {draft.period_to}"


def _item(item: ItemDraft, names: Mapping[str, str], renamed: Renaming) -> str:
    lead = names[item.lead] if item.lead else "nobody"
    support = ", ".join(sorted(names[code] for code in item.supporting))
    times = sorted(map(_deliverable, item.deliverables))
    measures = [_measure(each, names, renamed) for each in item.measures]
    title = f"{item.kind.value}: {uncut(renamed(item.title))}"
    return " | ".join([title, lead, f"+ {support}", *_span(item), *times, *measures])


def _span(item: ItemDraft) -> Iterator[str]:
    if item.starts_on or item.ends_on:
        yield f"{item.starts_on} .. {item.ends_on}"


def _deliverable(each: DeliverableDraft) -> str:
    when = "proposed" if each.proposed else ""
    if each.days:
        on = [day.isoformat() for day in each.days.on]
        when = " ".join([*on, *(f"{day.day}/{day.month}" for day in each.days.in_period)])
    return f"{each.name.value} {each.frequency.value} {when} {each.due or ''}".rstrip()


def _measure(each: MeasureDraft, names: Mapping[str, str], renamed: Renaming) -> str:
    figures = map(_figure, (each.target_2030, each.target_average))
    stretch = f"strive {each.stretch} {each.stretch_target or ''}".rstrip()
    lead = names[each.lead] if each.lead else ""
    said = (each.kind.value, each.operator.value, " / ".join(figures), each.rule.value, stretch)
    words = (renamed(each.title), renamed(each.unit))
    return f"measure {'; '.join((*words, *said))} {each.reach_by or ''} {lead}".rstrip()


def _figure(target: TargetDraft | None) -> str:
    return (
        f"{target.value}~{target.high}"
        if target and target.high
        else target.value
        if target
        else "-"
    )


def _finding(finding: ReadFinding, titles: Mapping[str, str], renamed: Renaming) -> str:
    items = ", ".join(sorted(titles.get(code, code) for code in finding.items))
    # Where a cut quote ends depends on how long the words are.
    whole = [quote.text for quote in finding.quotes if not quote.text.startswith("…")]
    quotes = " // ".join(sorted(without_mark(renamed(text)) for text in whole))
    return f"finding {finding.code} {finding.severity.value}: {items}: {quotes}"
