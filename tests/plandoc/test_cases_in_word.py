"""Each case as the Word file that a clerk would have: the same reading as of the text.

Real tables with merged heading cells, numbers and letters as they are typed, blanks as tabs.
"""

from pathlib import Path

import pytest

from services.domain.plan_document.reading import PieceRole, Reading
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.docx_source import read_docx
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source import SourceDocument, Table
from services.scoring.document_score import score_document
from tests.plandoc import docx_making as word
from tests.plandoc.case_scores import DOCUMENTS, as_kept, scored
from tests.plandoc.reading_facts import difference, facts_of

UNSEEN = sorted((Path(__file__).parent / "unseen").glob("*.txt"))


def as_typed(document: SourceDocument) -> bytes:
    """A Word file of the same blocks: each line a paragraph, each table a table."""
    return word.docx_of(
        [
            word.table([row.cells for row in block.rows])
            if isinstance(block, Table)
            else word.paragraph(block.text)
            for block in document.blocks
        ]
    )


def in_pieces(document: SourceDocument) -> bytes:
    """The same with each line cut into runs, as Word keeps what was typed on several days."""
    blocks = []
    for block in document.blocks:
        if isinstance(block, Table):
            blocks.append(
                word.table([[_of_runs(text) for text in row.cells] for row in block.rows])
            )
        else:
            blocks.append(word.paragraph(*_runs(block.text)))
    return word.docx_of(blocks)


def _of_runs(text: str) -> word.Cell:
    return word.cell(word.paragraph(*_runs(text)))


def _runs(text: str) -> list[str]:
    return [word.run(text[at : at + 3]) for at in range(0, len(text), 3)]


def _text_of(path: Path) -> tuple[SourceDocument, Reading]:
    # The writer of Word files keeps "<" as XML.
    text = path.read_text(encoding="utf-8").replace("<", "dưới ")
    typed = read_source(text.encode(), path.name)
    return typed, read_document(typed)


def _roles(reading: Reading) -> list[tuple[PieceRole, str]]:
    """What each piece is; but for numbers of pages, which only paper knows as such."""
    pieces = ((piece.role, piece.text) for piece in reading.pieces)
    return [(role, text) for role, text in pieces if not text.strip().isdigit()]


@pytest.mark.parametrize("written", [as_typed, in_pieces])
@pytest.mark.parametrize("path", [*DOCUMENTS, *UNSEEN], ids=lambda path: path.stem)
def test_a_document_in_word_reads_as_its_text(path: Path, written: object) -> None:
    assert callable(written)
    typed, reading = _text_of(path)
    printed = read_document(read_docx(written(typed), f"{path.stem}.docx"))
    assert difference(facts_of(reading), facts_of(printed)) == []
    if path in DOCUMENTS:  # others have heads in tables, whose cells Word keeps as paragraphs
        assert _roles(printed) == _roles(reading)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_case_in_word_has_the_score_of_its_text(path: Path) -> None:
    typed = read_source(path.read_bytes(), path.name)
    expected = path.with_suffix(".yaml").read_bytes()
    score = score_document(as_typed(typed), f"{path.stem}.docx", expected)
    assert as_kept(score) == as_kept(scored(path))
