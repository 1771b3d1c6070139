"""The findings that must stand in a reading, and those that would be untrue."""

from services.domain.plan_document.reading import ReadFinding, Reading
from services.scoring.expected import ExpectedFinding, ExpectedReading
from services.scoring.figures import (
    Mismatch,
    ReadingScore,
    ScoredKind,
    ScoreFigure,
    Shortfall,
)
from services.scoring.phrases import holds, spoken

_CUT = "…"  # the end of a quote that was too long
_NONE = "không có"


def quotes(finding: ReadFinding, line: str) -> bool:
    """Whether a finding shows the words of a line to whoever reads it."""
    return any(_shows(quote.text, line) for quote in finding.quotes) or holds(
        finding.sentence, line
    )


def is_quoted(reading: Reading, line: str) -> bool:
    """Whether any finding shows the line."""
    return any(quotes(finding, line) for finding in reading.findings)


def findings_score(expected: ExpectedReading, reading: Reading) -> ReadingScore:
    """What must be found and was not, what was found and is untrue."""
    missing = [each for each in expected.findings if not stands(each, reading)]
    untrue = [
        (unwanted, finding)
        for unwanted in expected.no_findings
        for finding in reading.findings
        if _answers(unwanted, finding, reading)
        and all(quotes(finding, line) for line in unwanted.lines)
    ]
    shortfalls = (
        *(
            Shortfall(
                kind=ScoredKind.FINDING,
                mismatch=Mismatch.MISSING,
                at=each.about or (each.lines[0] if each.lines else "/".join(each.codes)),
                expected=each.name,
                read=_said(_near(each, reading)),
            )
            for each in missing
        ),
        *(
            Shortfall(
                kind=ScoredKind.FINDING,
                mismatch=Mismatch.INVENTED,
                at=finding.place,
                expected=f"{_NONE} {unwanted.name}",
                read=_said((finding,)),
            )
            for unwanted, finding in untrue
        ),
    )
    wanted = len(expected.findings)
    read = len(reading.findings)
    figure = ScoreFigure(
        wanted=wanted,
        recalled=wanted - len(missing),
        read=read,
        right=read - len({finding.key for _, finding in untrue}),
    )
    return ReadingScore(figures={ScoredKind.FINDING: figure}, shortfalls=shortfalls)


def stands(expected: ExpectedFinding, reading: Reading) -> bool:
    """Whether the findings of a reading say what is expected, every line of it."""
    answering = [each for each in reading.findings if _answers(expected, each, reading)]
    if expected.single or not expected.lines:
        return any(all(quotes(each, line) for line in expected.lines) for each in answering)
    return all(any(quotes(each, line) for each in answering) for line in expected.lines)


def _answers(expected: ExpectedFinding, finding: ReadFinding, reading: Reading) -> bool:
    if expected.codes and finding.code not in expected.codes:
        return False
    if expected.severity is not None and finding.severity is not expected.severity:
        return False
    return expected.about is None or _is_about(expected.about, finding, reading)


def _is_about(subject: str, finding: ReadFinding, reading: Reading) -> bool:
    """Whether a finding speaks of a section, or of the item with this code or these words."""
    items = [item for item in reading.draft.items if item.code in finding.items]
    if any(subject in (item.code, item.section) or holds(item.title, subject) for item in items):
        return True
    return quotes(finding, subject) or any(
        _is_place(quote.place, subject) for quote in finding.quotes
    )


def _is_place(place: str, subject: str) -> bool:
    """Whether a quote stands in a section, or in a cell of a row."""
    words = spoken(place.removeprefix("mục "))
    return words == spoken(subject) or words.startswith(f"{spoken(subject)} cột ")


def _near(expected: ExpectedFinding, reading: Reading) -> tuple[ReadFinding, ...]:
    """The findings that say some of it, for whoever looks for the cause."""
    return tuple(
        finding
        for finding in reading.findings
        if any(quotes(finding, line) for line in expected.lines)
        or (expected.about is not None and _is_about(expected.about, finding, reading))
    )


def _said(findings: tuple[ReadFinding, ...]) -> str:
    said = (
        f"{each.code} ({each.severity.value}), {each.place}: {each.sentence}" for each in findings
    )
    return "; ".join(said) or _NONE


def _shows(quote: str, line: str) -> bool:
    if quote.endswith(_CUT):
        return holds(line, quote[: -len(_CUT)].rpartition(" ")[0]) or holds(quote, line)
    return holds(quote, line)
