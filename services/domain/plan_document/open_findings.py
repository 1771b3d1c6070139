"""The findings of a document as they are recorded, and those that still forbid loading it."""

from services.domain.plan_document.events import FindingRead
from services.domain.plan_document.reading import ReadFinding, Reading
from services.domain.plan_document.state import PlanReading


def findings_of(reading: Reading) -> tuple[FindingRead, ...]:
    """The findings as they are recorded."""
    return tuple(
        FindingRead(key=finding.key, code=finding.code, severity=finding.severity)
        for finding in reading.findings
    )


def is_same_reading(state: PlanReading, reading: Reading) -> bool:
    """Whether the findings that were recorded are those of this release."""
    return set(state.read.findings) == set(findings_of(reading))


def undecided(state: PlanReading, reading: Reading) -> tuple[ReadFinding, ...]:
    """The errors that still forbid loading."""
    return tuple(error for error in reading.errors if error.key not in state.settled)
