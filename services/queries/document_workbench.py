"""One finding of a plan document at a time, beside the lines of the document that it is about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.domain.plan.draft import Severity
from services.domain.plan_document.reading import Piece, ReadFinding
from services.queries.plan_documents import DecisionLine, DocumentPage, ShownFinding

NOTES: Final = "ghi-chu"  # what stands for all notes in place of a kind
_AROUND: Final = 8  # lines of the document before and after what the finding quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbenchLine:
    """A line of the document; `marked` says that the finding speaks of it."""

    number: int
    text: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """The findings of one kind: how much they matter, how many there are, how many are open."""

    code: str
    severity: Severity
    amount: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedLine:
    """A line on which somebody decided, with the number of its finding on the bench."""

    number: int
    severity: Severity
    line: ReadFinding
    decided: DecisionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """The finding on the bench, None where none is left; how many are decided, of how many.

    `before` and `after` are the numbers of its neighbours among those that are asked for. `alike`
    are the open findings of its kind, where they may be accepted at once; `notes` the open notes,
    `kinds` those of the severity that is asked for.
    """

    shown: ShownFinding | None
    before: int | None
    after: int | None
    decided: int
    amount: int
    alike: int
    notes: int
    kinds: Sequence[KindCount]
    lines: Sequence[WorkbenchLine]


def workbench(
    found: DocumentPage,
    severity: Severity | None,
    *,
    kind: str,
    open_only: bool,
    number: int | None,
    following: int | None,
) -> Workbench:
    """The finding of a number, or the first after `following`, among those that are asked for.

    One that is decided on line by line stays until all its lines are decided.
    """
    every = every_finding(found)
    of_severity = [each for each in every if severity in {None, each.finding.severity}]
    asked = [each for each in of_severity if kind in {"", each.finding.code}]
    left = [each for each in asked if each.open or not open_only or each.number == number]
    shown = next(
        (
            each
            for each in left
            if each.number == number
            or (number is None and each.number == following and each.is_gathered and each.open)
        ),
        None,
    )
    if shown is None:
        later = [each for each in left if each.number > (following or 0)]
        shown = next(iter(later or left), None)
    at = shown.number if shown else 0
    return Workbench(
        shown=shown,
        before=max((each.number for each in left if each.number < at), default=None),
        after=min((each.number for each in left if each.number > at), default=None),
        decided=sum(not each.open for each in asked),
        amount=len(asked),
        alike=len(accepted_at_once(found, shown.finding.code)) if shown else 0,
        notes=len(accepted_at_once(found, NOTES)),
        kinds=kinds_of(of_severity),
        lines=_around(found.opened.reading.pieces, shown.finding) if shown else (),
    )


def kinds_of(findings: Sequence[ShownFinding]) -> Sequence[KindCount]:
    """The kinds of findings, what matters most first, then the most numerous."""
    amounts = Counter((each.finding.severity, each.finding.code) for each in findings)
    left = Counter((each.finding.severity, each.finding.code) for each in findings if each.open)
    order = list(Severity)
    kinds = [
        KindCount(code=code, severity=severity, amount=amount, open=left[severity, code])
        for (severity, code), amount in amounts.items()
    ]
    return sorted(kinds, key=lambda each: (order.index(each.severity), -each.amount, each.code))


def decided_lines(found: DocumentPage) -> Sequence[DecidedLine]:
    """Every line with a decision, the newest decision first."""
    decided = [
        DecidedLine(
            number=shown.number,
            severity=shown.finding.severity,
            line=each.line,
            decided=each.decided,
        )
        for shown in every_finding(found)
        for each in shown.lines
        if each.decided is not None
    ]
    return sorted(decided, key=lambda each: each.decided.at, reverse=True)


def accepted_at_once(found: DocumentPage, kind: str) -> list[ShownFinding]:
    """The open findings of a kind, or all open notes; an error is always decided by itself."""
    return [
        each
        for each in every_finding(found)
        if each.open
        and each.finding.severity is not Severity.ERROR
        and (
            each.finding.severity is Severity.NOTE if kind == NOTES else each.finding.code == kind
        )
    ]


def every_finding(found: DocumentPage) -> list[ShownFinding]:
    """All findings of a document by their numbers."""
    every = (each for group in found.groups for each in group.findings)
    return sorted(every, key=lambda each: each.number)


def _around(pieces: Sequence[Piece], finding: ReadFinding) -> list[WorkbenchLine]:
    """The lines around the first place that the finding quotes; all quoted lines are marked."""
    quoted = [quote for line in finding.lines for quote in line.quotes if quote.text.strip()]
    lines: dict[int, str] = {}
    places: dict[int, set[str]] = {}
    for piece in pieces:
        lines[piece.line] = lines.get(piece.line, "") + piece.text
        places.setdefault(piece.line, set()).add(piece.place)
    spoken_of = {
        (number, quote.place in places[number])
        for number, words in lines.items()
        for quote in quoted
        if _is_quoted(words.strip(), quote.text.strip())
    }
    # A short quote, such as a unit's name, stands on other lines too: its own place comes first.
    in_place = {number for number, is_there in spoken_of if is_there}
    marked = in_place or {number for number, _ in spoken_of}
    first = min(marked, default=0)
    return [
        WorkbenchLine(number=number, text=words.strip(), marked=number in marked)
        for number, words in sorted(lines.items())
        if marked and first - _AROUND <= number <= first + _AROUND and words.strip()
    ]


def _is_quoted(line: str, quoted: str) -> bool:
    return bool(line) and (line in quoted or quoted in line)
