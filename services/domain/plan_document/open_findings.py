"""The findings of a document as they are recorded, and those that still forbid loading it."""

from services.domain.plan_document.events import FindingRead
from services.domain.plan_document.gathered import narrowed
from services.domain.plan_document.reading import ReadFinding, Reading
from services.domain.plan_document.state import PlanReading


def findings_of(reading: Reading) -> tuple[FindingRead, ...]:
    """The findings as they are recorded: line by line, however this release gathers them."""
    return tuple(
        FindingRead(key=line.key, code=line.code, severity=line.severity)
        for finding in reading.findings
        for line in finding.lines
    )


def is_same_reading(state: PlanReading, reading: Reading) -> bool:
    """Whether the findings that were recorded are those of this release."""
    return set(state.read.findings) == set(findings_of(reading))


def open_lines(state: PlanReading, finding: ReadFinding) -> tuple[str, ...]:
    """The lines of a finding on which nobody decided yet, by their keys."""
    return tuple(
        line.key for line in finding.lines if state.standing(finding.key, line.key) is None
    )


def undecided(state: PlanReading, reading: Reading) -> tuple[ReadFinding, ...]:
    """The errors that still forbid loading, each with the lines that are open."""
    left = (narrowed(error, open_lines(state, error)) for error in reading.errors)
    return tuple(error for error in left if error is not None)
