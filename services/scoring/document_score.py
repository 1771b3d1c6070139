"""A document and its expected reading as files, in one call; pure, from bytes to a score."""

from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source import DocumentError
from services.scoring.expected_yaml import read_expected
from services.scoring.figures import ReadingScore
from services.scoring.reading_score import refused_score, score


def score_document(document: bytes, name: str, expected: bytes) -> ReadingScore:
    """Read a document and compare it; one that is refused recalls nothing.

    Raises PlanFileError where the expected file is wrong.
    """
    wanted = read_expected(expected, f"{name}.yaml")
    try:
        source = read_source(document, name)
        return score(wanted, read_document(source), source)
    except DocumentError as refusal:
        return refused_score(wanted, str(refusal))
